import { useMutation, useQuery } from '@tanstack/react-query'
import { FileDown, Printer } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PrintingView } from '#shared/ipc/print-contract.ts'
import { PAPERS, type Paper } from '#shared/vocabulary.ts'
import { call, failureOf } from '../../ipc/call.ts'
import { printingQuery } from '../../ipc/queries.ts'
import { Button } from '../../ui/button.tsx'
import { WordyCopyButton } from '../../ui/copy-button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FailureWords } from '../../ui/failure-words.tsx'
import { SegmentedControl } from '../../ui/segmented-control.tsx'
import { SlipPicture } from '../../ui/slip-picture.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { type SlipChoice, slipQuery } from './orders-queries.ts'

interface ReceiptDialogProps {
  orderId: string
  isOpen: boolean
  onClose: () => void
}

/** An order's slip, as it will come out: to look at, to print, to keep as PDF. */
export function ReceiptDialog({ orderId, isOpen, onClose }: ReceiptDialogProps) {
  const { t } = useTranslation('orders')
  const { data: printing } = useQuery(printingQuery)
  return (
    <Dialog title={t('receipt.title')} isOpen={isOpen} onClose={onClose}>
      {printing !== undefined && (
        <Receipt orderId={orderId} settings={printing.settings} onClose={onClose} />
      )}
    </Dialog>
  )
}

interface ReceiptProps {
  orderId: string
  settings: PrintingView['settings']
  onClose: () => void
}

function Receipt({ orderId, settings, onClose }: ReceiptProps) {
  const { t } = useTranslation('orders')
  const [kind, setKind] = useState<SlipChoice['kind']>('receipt')
  const [paper, setPaper] = useState<Paper>(settings.paper)
  const { data: slip, error, refetch } = useQuery(slipQuery({ orderId, kind, paper }))
  if (slip === undefined) {
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
  return (
    <>
      <div className="mt-4 mb-4 flex flex-wrap items-center gap-3">
        <SegmentedControl
          label={t('receipt.kind')}
          value={kind}
          options={[
            { value: 'receipt', label: t('receipt.kinds.receipt') },
            { value: 'exchange', label: t('receipt.kinds.exchange') },
          ]}
          onChange={setKind}
        />
        <SegmentedControl
          label={t('receipt.width')}
          value={paper}
          options={PAPERS.map((value) => ({ value, label: `${value} mm` }))}
          onChange={setPaper}
        />
      </div>
      <div
        role="group"
        aria-label={t('receipt.slip')}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it
        tabIndex={0}
        className="max-h-[calc(100vh-29rem)] min-h-40 overflow-y-auto rounded-card bg-ground p-4"
      >
        <SlipPicture svg={slip.svg} text={slip.text} label={t('receipt.title')} />
      </div>
      <SlipActions
        choice={{ orderId, kind, paper }}
        isReissue={slip.wasPrinted}
        hasPrinter={settings.kind !== 'none'}
        onClose={onClose}
      />
      {slip.tossReceiptUrl !== null && (
        <div className="mt-2 flex justify-center">
          <WordyCopyButton words={t('receipt.tossReceipt')} text={slip.tossReceiptUrl} />
        </div>
      )}
    </>
  )
}

interface SlipActionsProps {
  choice: SlipChoice
  isReissue: boolean
  hasPrinter: boolean
  onClose: () => void
}

function SlipActions({ choice, isReissue, hasPrinter, onClose }: SlipActionsProps) {
  const { t } = useTranslation('orders')
  const { orderId, kind } = choice
  const print = useMutation({ mutationFn: () => call('slips.print', { orderId, kind }) })
  const save = useMutation({ mutationFn: () => call('slips.savePdf', choice) })
  const failed = print.error ?? save.error
  const printWords = isReissue && kind === 'receipt' ? t('receipt.reissue') : t('receipt.print')
  return (
    <>
      <div role="status" className="mt-3 text-center font-medium text-green-text empty:hidden">
        {print.isSuccess && t('receipt.queued')}
        {save.data?.saved === true && t('receipt.saved')}
      </div>
      {failed !== null && (
        <div role="alert" className="mt-3 text-red-text">
          <FailureWords failure={failureOf(failed)} />
        </div>
      )}
      <div className="mt-3 grid grid-cols-2 gap-3">
        <Button
          size={56}
          icon={<FileDown aria-hidden size={22} />}
          isPending={save.isPending}
          onPress={() => {
            print.reset()
            save.mutate()
          }}
        >
          {t('receipt.savePdf')}
        </Button>
        <Button
          tone={hasPrinter ? 'primary' : 'soft'}
          size={56}
          icon={<Printer aria-hidden size={22} />}
          isPending={print.isPending}
          isDisabled={!hasPrinter}
          onPress={() => {
            save.reset()
            print.mutate()
          }}
        >
          {hasPrinter ? printWords : t('receipt.noPrinter')}
        </Button>
      </div>
      <Button size={56} isWide className="mt-3" onPress={onClose}>
        {t('receipt.close')}
      </Button>
    </>
  )
}
