import { useTranslation } from 'react-i18next'
import type { OrderView } from '#shared/ipc/contract.ts'
import type { Failure } from '#shared/result.ts'
import { callWords } from '#shared/toss-codes/toss-codes.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { FailureWords } from '../../ui/failure-words.tsx'
import { formatWon } from '../../ui/format-won.ts'
import { TossSaid } from '../../ui/toss-said.tsx'
import { useLanguage } from '../../ui/use-language.ts'
import { RefundWhere } from './refund-where.tsx'
import { amountOf, type RefundDraft, type RefundProblem } from './refund-draft.ts'

interface RefundSubmitProps {
  order: OrderView
  draft: RefundDraft
  problem: RefundProblem | null
  /** Why main didn't begin it. */
  failure: Failure | null
  /** Why Toss refused the last press, where correcting the form is the way on. */
  refusal: { readonly code: string; readonly message: string } | null
  isSending: boolean
  isCash: boolean
  onSubmit: () => void
}

/** Stays in sight at the bottom: the red button names the amount, or what is still missing is said. */
export function RefundSubmit({
  order,
  draft,
  problem,
  failure,
  refusal,
  isSending,
  isCash,
  onSubmit,
}: RefundSubmitProps) {
  const { t, i18n } = useTranslation('orders')
  const won = (amount: number) => formatWon(amount, i18n.language)
  const amount = amountOf(draft, order)
  const language = useLanguage()
  const words = refusal === null ? null : callWords('cancel', refusal, language)
  return (
    <div className="sticky bottom-0 mt-auto low:static flex flex-col gap-3 -mb-6 bg-ground pt-3 pb-4">
      {failure !== null && !isSending && (
        <Banner tone="red">
          <p className="font-semibold">{t('refund.notSent.title')}</p>
          <FailureWords failure={failure} />
          <p className="text-hint">{t('refund.notSent.safe')}</p>
        </Banner>
      )}
      {words !== null && refusal !== null && !isSending && (
        <Banner tone="red">
          <p className="font-semibold">
            {words.what} {words.money}
          </p>
          <p>{words.next}</p>
          <TossSaid answer={refusal} className="text-hint" />
        </Banner>
      )}
      <RefundWhere order={order} isCash={isCash} />
      <Button
        tone="danger"
        size={68}
        isWide
        className="disabled:bg-fill-press!"
        isPending={isSending}
        isDisabled={problem !== null}
        onPress={onSubmit}
      >
        {isSending
          ? t(isCash ? 'refund.sendingCash' : 'refund.sending')
          : problem === null
            ? t('refund.submit', { amount: won(amount) })
            : t(`refund.missing.${problem}`, { amount: won(order.refundableAmount) })}
      </Button>
    </div>
  )
}
