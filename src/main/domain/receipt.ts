import { type Won, won } from '#shared/money.ts'
import type { CashTender, Order, OrderLine, Refund } from './order.ts'
import type { Payment } from './payment.ts'
import { givenBackOf, orderIdOf, takenOf } from './tenders.ts'

/** What stands on a slip. */
export interface ReceiptFacts {
  readonly number: string
  readonly orderId: string
  readonly soldAt: Date
  readonly lines: readonly OrderLine[]
  readonly totalAmount: Won
  /** The last one at Toss; null where all was cash. */
  readonly payment: Payment | null
  readonly cash: readonly CashTender[]
  /** Done ones only, oldest first. */
  readonly refunds: readonly (Pick<Refund, 'amount' | 'reason'> & { readonly settledAt: Date })[]
  readonly refundedAmount: Won
}

/**
 * Only of a sale that was paid: a slip for anything else would look like proof of payment. VAT is
 * Toss's where Toss took all of it, and our own rule for our lines where cash is among it.
 */
export function receiptOf(order: Order): ReceiptFacts | null {
  if (takenOf(order) < order.totalAmount) return null
  const paid = order.attempts.flatMap(({ orderId, state }) =>
    state.kind === 'paid' ? [{ orderId, payment: state.payment }] : [],
  )
  // Of these payments: an earlier attempt of the order may have been given back as a whole.
  const ids = new Set(paid.map(({ orderId }) => orderId))
  const refunds = order.refunds.flatMap((refund) =>
    ids.has(refund.orderId) && refund.state === 'done' && refund.settledAt !== null
      ? [{ ...refund, settledAt: refund.settledAt }]
      : [],
  )
  return {
    number: order.number,
    orderId: orderIdOf(order),
    soldAt: order.createdAt,
    lines: order.lines,
    totalAmount: order.totalAmount,
    payment: paid.at(-1)?.payment ?? null,
    cash: order.cash,
    refunds: [
      ...refunds,
      ...order.cashRefunds.map((refund) => ({ ...refund, settledAt: refund.refundedAt })),
    ].sort((one, other) => one.settledAt.getTime() - other.settledAt.getTime()),
    refundedAmount: won(Math.min(givenBackOf(order), order.totalAmount)),
  }
}
