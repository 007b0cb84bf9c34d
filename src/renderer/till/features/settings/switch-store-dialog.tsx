import { useTranslation } from 'react-i18next'
import type { Store } from '#shared/vocabulary.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { LawNote } from './law-note.tsx'

interface SwitchStoreDialogProps {
  store: Store
  isOpen: boolean
  onAnswer: (isYes: boolean) => void
}

export function SwitchStoreDialog({ store, isOpen, onAnswer }: SwitchStoreDialogProps) {
  const { t } = useTranslation(['settings', 'common'])
  const name = t(`common:store.${store}`)
  return (
    <Dialog
      role="alertdialog"
      title={t('store.confirmTitle', { store: name })}
      isOpen={isOpen}
      onClose={() => onAnswer(false)}
    >
      <p className="mt-3 text-ink-2">{t('store.confirmText')}</p>
      {store === 'live' && (
        <>
          <p className="mt-3 font-semibold">{t('store.confirmLive')}</p>
          <LawNote />
        </>
      )}
      <div className="mt-6 grid grid-cols-2 gap-3">
        <Button size={56} onPress={() => onAnswer(false)}>
          {t('store.cancel')}
        </Button>
        <Button tone="primary" size={56} onPress={() => onAnswer(true)}>
          {t('store.change', { store: name })}
        </Button>
      </div>
    </Dialog>
  )
}
