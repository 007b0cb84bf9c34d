import type { CheckoutView, NotPaidReason } from '#shared/ipc/contract.ts'
import { won } from '#shared/money.ts'
import type { Language } from '#shared/vocabulary.ts'
import { windowEndOf } from '#shared/toss-codes/toss-codes.ts'
import { methodText } from '../../domain/method-text.ts'
import type { Attempt, CashTender, Order, Reason } from '../../domain/order.ts'
import { virtualAccountNote } from './payment-view.ts'

/** How far the asking has got, while an outcome is unknown. */
export interface AskingProgress {
  readonly lookups: number
  readonly nextLookupAt: Date | null
}

function notPaidReason(reason: Reason | null): NotPaidReason {
  const kind = reason === null ? 'closed' : windowEndOf(reason.code)
  if (reason === null || kind === 'closed') return { kind: 'closed' }
  return { kind: kind === 'widget' ? 'widget' : 'declined', ...reason }
}

/** The one sale being paid, as the till page shows it. */
export function checkoutView(
  attempt: Attempt,
  progress: AskingProgress,
  language: Language,
): CheckoutView {
  const facts = {
    orderId: attempt.orderId,
    amount: attempt.amount,
    orderName: attempt.orderName,
    startedAt: attempt.startedAt.toISOString(),
  }
  const { state } = attempt
  switch (state.kind) {
    case 'awaiting_payment':
      return { stage: 'paying', ...facts }
    case 'confirming':
      return {
        stage: 'confirming',
        ...facts,
        returnedAt: state.returnedAt.toISOString(),
        confirmSentAt: attempt.changedAt.toISOString(),
        lookups: progress.lookups,
        nextLookupAt: progress.nextLookupAt?.toISOString() ?? null,
      }
    case 'paid':
      return {
        stage: 'paid',
        ...facts,
        methodText: methodText(state.payment, language),
        approvedAt: state.payment.approvedAt,
        cash: null,
      }
    case 'awaiting_deposit':
      return {
        stage: 'awaiting_deposit',
        ...facts,
        account: virtualAccountNote(state.payment, language) ?? {
          bankCode: null,
          bankName: '',
          accountNumber: '',
          customerName: null,
          dueDate: null,
          refundStatus: null,
        },
      }
    case 'declined':
      return {
        stage: 'not_paid',
        ...facts,
        reason: notPaidReason(state.reason),
      }
    case 'cancelled':
      return { stage: 'not_paid', ...facts, reason: notPaidReason(state.reason) }
    case 'expired':
      return { stage: 'not_paid', ...facts, reason: { kind: 'expired' } }
  }
}

/** A sale whose last part was paid in cash. */
export const cashCheckoutView = (order: Order, tender: CashTender): CheckoutView => ({
  stage: 'paid',
  orderId: tender.id,
  amount: tender.amount,
  orderName: order.orderName,
  startedAt: tender.takenAt.toISOString(),
  methodText: '',
  approvedAt: null,
  cash: { received: tender.received, change: won(tender.received - tender.amount) },
})
