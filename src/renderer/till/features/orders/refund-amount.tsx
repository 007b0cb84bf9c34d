import { Input, Label, Text, TextField } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { MAX_WON } from '#shared/money.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { classNames } from '../../ui/class-names.ts'
import { formatWon } from '../../ui/format-won.ts'
import { FIELD_BOX } from '../../ui/field.tsx'
import { Won } from '../../ui/won.tsx'
import { amountOf, linesAmount } from './refund-draft.ts'
import type { RefundFormProps } from './refund-lines.tsx'

const digits = new Intl.NumberFormat('ko-KR')

/** Won typed in any way: `9,000원` is 9000. */
const wonIn = (text: string): number =>
  Math.min(MAX_WON, Number(text.replaceAll(/\D/g, '').slice(0, 11)))

/**
 * The amount follows the lines until it is typed. It is told with each key: a number field would
 * wait for the focus to leave, and the red button would name an amount that is about to change.
 */
export function RefundAmount({ order, draft, onChange }: RefundFormProps) {
  const { t, i18n } = useTranslation('orders')
  const amount = amountOf(draft, order)
  const ofLines = linesAmount(draft, order)
  const left = order.refundableAmount - amount
  return (
    <Card>
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <TextField
          value={amount === 0 ? '' : digits.format(amount)}
          onChange={(text) => onChange({ ...draft, typedAmount: wonIn(text) })}
          isDisabled={!order.canRefundPart}
          isInvalid={left < 0}
          className="flex min-w-56 flex-1 flex-col gap-2"
        >
          <Label className="text-hint font-semibold text-ink-2">{t('refund.amount')}</Label>
          <span className="relative flex items-center">
            <Input
              inputMode="numeric"
              autoComplete="off"
              placeholder="0"
              className={classNames(FIELD_BOX, 'min-h-14! pr-13! text-right text-page! font-bold')}
            />
            <span aria-hidden className="pointer-events-none absolute right-4 text-ink-2">
              {t('refund.unit')}
            </span>
          </span>
          <Text slot="description" className="text-hint text-ink-3">
            {t('refund.amountHint', { amount: formatWon(order.refundableAmount, i18n.language) })}
          </Text>
        </TextField>
        <div className="min-w-44 pb-7 text-right">
          <p className="text-hint text-ink-3">{t('refund.balanceAfter')}</p>
          <p className="text-panel font-bold">{left < 0 ? '–' : <Won amount={left} />}</p>
        </div>
      </div>
      {draft.typedAmount !== null && order.canRefundPart && draft.typedAmount !== ofLines && (
        <div className="mt-2 flex flex-wrap items-center gap-x-3 text-hint text-ink-2">
          {t('refund.amountTyped')}
          {ofLines > 0 && (
            <Button tone="quiet" onPress={() => onChange({ ...draft, typedAmount: null })}>
              {t('refund.amountFollow', { amount: formatWon(ofLines, i18n.language) })}
            </Button>
          )}
        </div>
      )}
    </Card>
  )
}
