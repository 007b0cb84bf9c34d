import { ReceiptText } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CashReceiptView, TenderView } from '#shared/ipc/tender-contract.ts'
import { callWords } from '#shared/toss-codes/toss-codes.ts'
import { useShortcut } from '../../keys/use-shortcut.ts'
import { Button } from '../../ui/button.tsx'
import { formatWon } from '../../ui/format-won.ts'
import { Tag, type TagTone } from '../../ui/tag.tsx'
import { useLanguage } from '../../ui/use-language.ts'
import { ReceiptForm } from './receipt-form.tsx'

/** The cash receipt of one cash tender: what is known of it, or the way to issue one. */
export function CashReceipt({ tender }: { tender: TenderView }) {
  const { t } = useTranslation('tender')
  const [isOpen, setIsOpen] = useState(false)
  const { receipt } = tender
  const mayIssue = tender.left > 0 && (receipt === null || receipt.state === 'refused')
  useShortcut('cashReceipt', mayIssue ? () => setIsOpen(true) : null)
  if (receipt === null && !mayIssue) return null
  return (
    <div className="mt-2 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      {receipt === null ? <span /> : <Known receipt={receipt} />}
      {mayIssue && (
        <Button
          shortcut="cashReceipt"
          icon={<ReceiptText aria-hidden size={20} />}
          onPress={() => setIsOpen(true)}
        >
          {t('receipt.open')}
        </Button>
      )}
      {isOpen && (
        <ReceiptForm tenderId={tender.id} amount={tender.left} onClose={() => setIsOpen(false)} />
      )}
    </div>
  )
}

const TONES: Record<CashReceiptView['state'], TagTone> = {
  requested: 'blue',
  done: 'green',
  refused: 'red',
}

function Known({ receipt }: { receipt: CashReceiptView }) {
  const { t, i18n } = useTranslation('tender')
  const language = useLanguage()
  const won = (amount: number) => formatWon(amount, i18n.language)
  const isAllOff = receipt.state === 'done' && receipt.left === 0
  return (
    <div className="selectable min-w-0">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span>
          {t('receipt.title')} · {t(`receipt.kinds.${receipt.kind}`)} {receipt.maskedNumber}
        </span>
        <Tag tone={isAllOff ? 'grey' : TONES[receipt.state]}>
          {t(isAllOff ? 'receipt.state.cancelled' : `receipt.state.${receipt.state}`)}
        </Tag>
      </p>
      <p className="text-hint text-ink-3">
        {receipt.state === 'requested' && t('receipt.checking')}
        {receipt.state === 'done' &&
          t('receipt.issued', {
            amount: won(receipt.left),
            number: receipt.issueNumber ?? '–',
          })}
        {receipt.refusal !== null && callWords('cash_receipt', receipt.refusal, language).what}
      </p>
      {receipt.cancel === 'requested' && (
        <p className="text-hint text-blue-text">{t('receipt.cancelChecking')}</p>
      )}
      {receipt.cancel === 'refused' && (
        <p className="text-hint text-red-text">{t('receipt.cancelRefused')}</p>
      )}
    </div>
  )
}
