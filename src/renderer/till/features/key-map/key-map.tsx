import { useTranslation } from 'react-i18next'
import {
  capOfCode,
  capsOf,
  KEY_GROUPS,
  KEYS_OF_PARTS,
  type KeyGroup,
  SHORTCUTS,
  type ShortcutId,
} from '../../keys/shortcuts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'

interface KeyMapProps {
  isOpen: boolean
  onClose: () => void
}

/** Every key there is, by where it works. What is being done stays as it is below it. */
export function KeyMap({ isOpen, onClose }: KeyMapProps) {
  const { t } = useTranslation(['keys', 'common'])
  return (
    <Dialog title={t('title')} isOpen={isOpen} isWidest onClose={onClose}>
      <p className="mt-1 mb-5 text-ink-2">{t('altHint')}</p>
      <div className="columns-[17rem] gap-8">
        {KEY_GROUPS.map((group) => (
          <section key={group} aria-label={t(`group.${group}`)} className="mb-5 break-inside-avoid">
            <h3 className="mb-1 text-hint font-semibold text-ink-2">{t(`group.${group}`)}</h3>
            <dl>{group === 'parts' ? <KeysOfParts /> : <KeysOf group={group} />}</dl>
          </section>
        ))}
      </div>
      <Button size={56} isWide onPress={onClose}>
        {t('common:action.close')}
      </Button>
    </Dialog>
  )
}

function KeysOf({ group }: { group: Exclude<KeyGroup, 'parts'> }) {
  const { t } = useTranslation('keys')
  const ids = (Object.keys(SHORTCUTS) as ShortcutId[]).filter((id) => SHORTCUTS[id].group === group)
  return ids.map((id) => <Row key={id} words={t(`shortcut.${id}`)} caps={capsOf(id)} />)
}

function KeysOfParts() {
  const { t } = useTranslation('keys')
  return Object.entries(KEYS_OF_PARTS).map(([id, codes]) => (
    <Row
      key={id}
      words={t(`parts.${id as keyof typeof KEYS_OF_PARTS}`)}
      caps={codes.map(capOfCode)}
    />
  ))
}

function Row({ words, caps }: { words: string; caps: readonly string[] }) {
  return (
    <div className="flex min-h-8 items-center justify-between gap-4">
      <dt className="min-w-0">{words}</dt>
      <dd className="flex shrink-0 gap-1">
        {caps.map((cap) => (
          <kbd
            key={cap}
            className="min-w-7 rounded-tag bg-fill px-2 py-0.5 text-center font-sans text-hint font-semibold"
          >
            {cap}
          </kbd>
        ))}
      </dd>
    </div>
  )
}
