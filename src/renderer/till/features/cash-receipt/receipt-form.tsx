import { useState } from 'react'
import { Form } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { CashReceiptKind } from '#shared/vocabulary.ts'
import { failureOf } from '../../ipc/call.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FailureWords } from '../../ui/failure-words.tsx'
import { formatWon } from '../../ui/format-won.ts'
import { SegmentedControl } from '../../ui/segmented-control.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { isWhole, showNumber } from './receipt-number.ts'
import { useIssueReceipt } from './use-issue-receipt.ts'

const KINDS = ['income', 'expense', 'self'] as const

interface ReceiptFormProps {
  tenderId: string
  /** What it is issued for, in won. */
  amount: number
  onClose: () => void
}

/** 현금영수증: whose, the number, and one button. */
export function ReceiptForm({ tenderId, amount, onClose }: ReceiptFormProps) {
  const { t, i18n } = useTranslation('tender')
  const [kind, setKind] = useState<CashReceiptKind>('income')
  const [typed, setTyped] = useState('')
  const issue = useIssueReceipt(tenderId, onClose)
  const failure = issue.error === null ? null : failureOf(issue.error)
  const isWrong = failure?.code === 'INVALID_INPUT'
  const canSend = isWhole(kind, typed)
  const send = () => {
    if (!canSend || issue.isPending) return
    issue.mutate({ kind, number: kind === 'self' ? '' : typed })
  }
  return (
    <Dialog title={t('receipt.title')} isOpen onClose={onClose}>
      <Form
        className="mt-6 flex flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <SegmentedControl
          label={t('receipt.kind')}
          value={kind}
          options={KINDS.map((value) => ({ value, label: t(`receipt.kinds.${value}`) }))}
          onChange={(next) => {
            setKind(next)
            setTyped('')
            issue.reset()
          }}
        />
        {kind === 'self' ? (
          <p className="text-ink-2">{t('receipt.selfHint')}</p>
        ) : (
          <TextField
            key={kind}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to type this number
            autoFocus
            label={t(`receipt.number.${kind}`)}
            hint={t(`receipt.hint.${kind}`)}
            inputMode="numeric"
            autoComplete="off"
            value={showNumber(kind, typed)}
            onChange={(text) => {
              setTyped(text)
              issue.reset()
            }}
            error={isWrong ? t(`receipt.wrong.${kind}`) : undefined}
          />
        )}
        {failure !== null && !isWrong && (
          <Banner tone="red">
            <FailureWords failure={failure} />
          </Banner>
        )}
        <Button
          type="submit"
          tone="primary"
          size={68}
          isWide
          isDisabled={!canSend}
          isPending={issue.isPending}
        >
          {t('receipt.issue', { amount: formatWon(amount, i18n.language) })}
        </Button>
      </Form>
    </Dialog>
  )
}
