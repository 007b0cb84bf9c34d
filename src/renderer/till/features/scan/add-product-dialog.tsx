import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { copyText } from '../../ui/copy-text.ts'
import { Dialog } from '../../ui/dialog.tsx'

interface AddProductDialogProps {
  /** The barcode that nobody sells yet; null: closed. */
  code: string | null
  onClose: () => void
}

/** Takes the barcode along: on the clipboard, and large enough to be written down. */
export function AddProductDialog({ code, onClose }: AddProductDialogProps) {
  const { t } = useTranslation(['scan', 'common'])
  const [isCopied, setIsCopied] = useState(false)
  useEffect(() => {
    if (code !== null) void copyText(code).then(setIsCopied)
  }, [code])
  return (
    <Dialog title={t('add.title')} isOpen={code !== null} onClose={onClose}>
      <p className="selectable mt-6 rounded-control bg-fill px-4 py-5 text-center text-panel font-bold break-all">
        {code}
      </p>
      <p role="status" className="mt-4 text-ink-2">
        {isCopied ? t('add.copied') : t('add.notCopied')}
      </p>
      <p className="mt-2 text-ink-2">{t('add.text')}</p>
      <div className="mt-9">
        <Button tone="primary" size={56} isWide onPress={onClose}>
          {t('common:action.close')}
        </Button>
      </div>
    </Dialog>
  )
}
