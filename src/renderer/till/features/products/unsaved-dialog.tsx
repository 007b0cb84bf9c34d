import { useBlocker } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'

/** Asks before what was typed is left behind, whatever leads away from it. */
export function UnsavedDialog({ isUnsaved }: { isUnsaved: boolean }) {
  const { t } = useTranslation('products')
  const blocker = useBlocker({
    shouldBlockFn: () => isUnsaved,
    enableBeforeUnload: false,
    withResolver: true,
  })
  if (blocker.status !== 'blocked') return null
  return (
    <Dialog title={t('unsaved.title')} role="alertdialog" isOpen onClose={blocker.reset}>
      <p className="mt-2 text-ink-2">{t('unsaved.text')}</p>
      <div className="mt-9 flex flex-col gap-6">
        <Button tone="primary" size={56} isWide onPress={blocker.reset}>
          {t('unsaved.stay')}
        </Button>
        <Button tone="danger-soft" size={56} isWide onPress={blocker.proceed}>
          {t('unsaved.leave')}
        </Button>
      </div>
    </Dialog>
  )
}
