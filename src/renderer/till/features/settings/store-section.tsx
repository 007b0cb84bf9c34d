import { useState } from 'react'
import { RadioButton, RadioField, RadioGroup } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { SettingsView } from '#shared/ipc/contract.ts'
import { STORES, type Store } from '#shared/vocabulary.ts'
import { call } from '../../ipc/call.ts'
import { Button } from '../../ui/button.tsx'
import { Tag } from '../../ui/tag.tsx'
import { LawNote } from './law-note.tsx'
import { SaveOutcome } from './save-outcome.tsx'
import { SectionHead, type SectionProps } from './section-parts.tsx'
import { SwitchStoreDialog } from './switch-store-dialog.tsx'
import { useSave } from './use-save.ts'

const hasKeys = (settings: SettingsView, store: Store): boolean =>
  store === 'training' ||
  settings.keys.some((key) => key.store === store && key.hasSecretKey && key.clientKey !== null)

/** Which of the three stores the till sells in. Switching asks first. */
export function StoreSection({ settings, onOpen }: SectionProps) {
  const { t } = useTranslation(['settings', 'common'])
  const [chosen, setChosen] = useState<Store>(settings.store)
  const [isAsking, setIsAsking] = useState(false)
  const opening = useSave((store: Store) => call('settings.openStore', { store }))
  const isOther = chosen !== settings.store
  const isReady = hasKeys(settings, chosen)
  const name = t(`common:store.${chosen}`)

  return (
    <>
      <SectionHead title={t('store.title')}>{t('store.text')}</SectionHead>
      <RadioGroup
        aria-label={t('store.title')}
        value={chosen}
        onChange={(value) => {
          setChosen(STORES.find((store) => store === value) ?? settings.store)
          opening.forget()
        }}
        className="flex flex-col gap-3"
      >
        {STORES.map((store) => (
          <RadioField key={store} value={store}>
            <RadioButton className="group flex items-start gap-4 rounded-card bg-card p-5 pressed:bg-fill-press selected:ring-2 selected:ring-blue-text">
              <span
                aria-hidden
                className="mt-0.5 flex size-5.5 shrink-0 rounded-full border-2 border-ink-3 group-selected:border-[7px] group-selected:border-blue"
              />
              <span className="min-w-0">
                <span className="flex flex-wrap items-center gap-2">
                  <span className="font-bold">{t(`common:store.${store}`)}</span>
                  {store === settings.store && <Tag tone="blue">{t('store.now')}</Tag>}
                </span>
                <span className="mt-1 block text-ink-2">{t(`store.what.${store}`)}</span>
              </span>
            </RadioButton>
          </RadioField>
        ))}
      </RadioGroup>
      {chosen === 'live' && <LawNote />}
      <div className="mt-5 flex flex-wrap items-center gap-4">
        {isOther && !isReady ? (
          <>
            <p className="font-medium text-ink-2">{t('store.keysNeeded')}</p>
            <Button size={56} className="bg-card!" onPress={() => onOpen('keys')}>
              {t('store.toKeys')}
            </Button>
          </>
        ) : (
          <Button
            tone="primary"
            size={56}
            isDisabled={!isOther}
            isPending={opening.isSaving}
            onPress={() => setIsAsking(true)}
            className="disabled:bg-fill-press!"
          >
            {isOther ? t('store.change', { store: name }) : t('store.chooseOther')}
          </Button>
        )}
        <SaveOutcome
          words={t('store.changed', { store: t(`common:store.${settings.store}`) })}
          isSaved={opening.isSaved && !isOther}
          failure={opening.failure}
        />
      </div>
      <SwitchStoreDialog
        store={chosen}
        isOpen={isAsking}
        onAnswer={(isYes) => {
          setIsAsking(false)
          if (isYes) opening.save(chosen)
        }}
      />
    </>
  )
}
