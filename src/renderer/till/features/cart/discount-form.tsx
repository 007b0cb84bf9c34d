import { useState } from 'react'
import { Form } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Discount } from '#shared/discount.ts'
import type { CartView } from '#shared/ipc/contract.ts'
import type { Failure } from '#shared/result.ts'
import { cartStore } from '../../ipc/cart-store.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Chips } from '../../ui/chips.tsx'
import { FailureWords } from '../../ui/failure-words.tsx'
import { formatWon } from '../../ui/format-won.ts'
import { PadField } from '../../ui/pad-field.tsx'
import { SegmentedControl } from '../../ui/segmented-control.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { ApprovalDialog } from '../../ui/approval-dialog.tsx'
import {
  amountOff,
  DISCOUNT_KINDS,
  DISCOUNT_REASONS,
  discountOf,
  discountProblem,
  PRESETS,
  startDiscount,
} from './discount-draft.ts'

interface DiscountFormProps {
  /** null: the whole order. */
  productId: string | null
  now: CartView['discount']
  /** What it is taken off, in won. */
  of: number
  onDone: () => void
}

/** Won or percent, and why. Above the limit main refuses, and the manager's PIN is asked for. */
export function DiscountForm({ productId, now, of, onDone }: DiscountFormProps) {
  const { t, i18n } = useTranslation('cart')
  const words = {
    regular: t('discount.reasons.regular'),
    event: t('discount.reasons.event'),
    flaw: t('discount.reasons.flaw'),
    staff: t('discount.reasons.staff'),
    other: t('discount.reasons.other'),
  }
  const [draft, setDraft] = useState(() => startDiscount(now, words))
  const [failure, setFailure] = useState<Failure | null>(null)
  const [isAsking, setIsAsking] = useState(false)
  const problem = discountProblem(draft)
  const won = (amount: number) => formatWon(amount, i18n.language)

  const send = async (discount: Discount | null, pin?: string): Promise<Failure | null> => {
    const refusal = await cartStore.discount({
      productId,
      discount,
      ...(pin !== undefined && { pin }),
    })
    if (refusal === null) onDone()
    return refusal
  }
  const apply = async () => {
    if (problem !== null) return
    const refusal = await send(discountOf(draft, words))
    if (refusal?.code === 'APPROVAL_REQUIRED') setIsAsking(true)
    else setFailure(refusal)
  }

  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        void apply()
      }}
      className="flex flex-col gap-4"
    >
      <div className="grid grid-cols-[15rem_minmax(0,1fr)] gap-x-7 gap-y-4 tight:grid-cols-1">
        <PadField
          key={draft.kind}
          label={draft.kind === 'won' ? t('discount.amount') : t('discount.rate')}
          digits={draft.digits}
          unit={t(`discount.${draft.kind}`)}
          maxLength={draft.kind === 'won' ? 10 : 3}
          onChange={(digits) => setDraft({ ...draft, digits })}
        />
        <div className="flex flex-col gap-4">
          <SegmentedControl
            label={t('discount.kind')}
            value={draft.kind}
            options={DISCOUNT_KINDS.map((value) => ({ value, label: t(`discount.${value}`) }))}
            onChange={(kind) => setDraft({ ...draft, kind, digits: '' })}
          />
          <Chips
            label={draft.kind === 'won' ? t('discount.amount') : t('discount.rate')}
            value={draft.digits}
            options={PRESETS[draft.kind].map((value) => ({
              value: String(value),
              label: draft.kind === 'won' ? won(value) : `${value}%`,
            }))}
            onChange={(digits) => setDraft({ ...draft, digits: digits ?? '' })}
          />
          <div>
            <p aria-hidden className="mb-2 text-hint font-semibold text-ink-2">
              {t('discount.reason')}
            </p>
            <Chips
              label={t('discount.reason')}
              value={draft.reason}
              options={DISCOUNT_REASONS.map((value) => ({ value, label: words[value] }))}
              onChange={(reason) => setDraft({ ...draft, reason })}
            />
          </div>
          {draft.reason === 'other' && (
            <TextField
              label={t('discount.reasonText')}
              value={draft.reasonText}
              maxLength={40}
              onChange={(reasonText) => setDraft({ ...draft, reasonText })}
            />
          )}
        </div>
      </div>
      {failure !== null && (
        <Banner tone="red">
          <FailureWords failure={failure} />
        </Banner>
      )}
      <div className="flex gap-6">
        {now !== null && (
          <Button size={56} onPress={() => void send(null).then(setFailure)}>
            {t('discount.remove')}
          </Button>
        )}
        <Button
          type="submit"
          tone="primary"
          size={56}
          className="flex-1"
          isDisabled={problem !== null}
        >
          {problem === null
            ? t('discount.apply', { amount: won(amountOff(draft, of)) })
            : t(`discount.missing.${problem}`)}
        </Button>
      </div>
      {isAsking && (
        <ApprovalDialog
          onClose={() => setIsAsking(false)}
          approve={(pin) => send(discountOf(draft, words), pin)}
        />
      )}
    </Form>
  )
}
