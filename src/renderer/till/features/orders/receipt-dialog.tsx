import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureOf } from '../../ipc/call.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FailureWords } from '../../ui/failure-words.tsx'
import { SegmentedControl } from '../../ui/segmented-control.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { WordyCopyButton } from '../../ui/copy-button.tsx'
import { receiptQuery } from './orders-queries.ts'
import { ReceiptSlip, type PaperWidth } from './receipt-slip.tsx'

const WIDTHS: readonly { value: PaperWidth; label: string }[] = [
  { value: '58', label: '58 mm' },
  { value: '80', label: '80 mm' },
]

interface ReceiptDialogProps {
  orderId: string
  isOpen: boolean
  onClose: () => void
}

export function ReceiptDialog({ orderId, isOpen, onClose }: ReceiptDialogProps) {
  const { t } = useTranslation('orders')
  return (
    <Dialog title={t('receipt.title')} isOpen={isOpen} onClose={onClose}>
      <Receipt orderId={orderId} />
      <Button size={56} isWide className="mt-4" onPress={onClose}>
        {t('receipt.close')}
      </Button>
    </Dialog>
  )
}

function Receipt({ orderId }: { orderId: string }) {
  const { t } = useTranslation('orders')
  const [width, setWidth] = useState<PaperWidth>('80')
  const { data: receipt, error, refetch } = useQuery(receiptQuery(orderId))
  if (receipt === undefined) {
    return error === null ? (
      <p role="status" className="flex items-center gap-3 py-12 text-ink-2">
        <Spinner />
        {t('receipt.loading')}
      </p>
    ) : (
      <div role="alert" className="flex flex-col items-start gap-3 py-6 text-ink-2">
        <p className="font-semibold text-ink">{t('receipt.brokenTitle')}</p>
        <FailureWords failure={failureOf(error)} />
        <Button onPress={() => void refetch()}>{t('list.tryAgain')}</Button>
      </div>
    )
  }
  const tossUrl = receipt.payment?.tossReceiptUrl ?? null
  return (
    <>
      <div className="mt-4 mb-4 flex flex-wrap items-center justify-between gap-3">
        <SegmentedControl
          label={t('receipt.width')}
          value={width}
          options={WIDTHS}
          onChange={setWidth}
        />
        {tossUrl !== null && <WordyCopyButton words={t('receipt.tossReceipt')} text={tossUrl} />}
      </div>
      <div
        role="group"
        aria-label={t('receipt.slip')}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it
        tabIndex={0}
        className="max-h-[calc(100vh-22rem)] overflow-y-auto rounded-card bg-ground p-4"
      >
        <ReceiptSlip receipt={receipt} width={width} />
      </div>
    </>
  )
}
