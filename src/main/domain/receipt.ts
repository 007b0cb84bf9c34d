import { type Won, won } from '#shared/money.ts'
import { lastAttempt, refundedOf } from './order-status.ts'
import type { Order, OrderLine, Refund } from './order.ts'
import type { Payment } from './payment.ts'

/** What stands on a slip. */
export interface ReceiptFacts {
  readonly number: string
  readonly orderId: string
  readonly soldAt: Date
  readonly lines: readonly OrderLine[]
  readonly totalAmount: Won
  readonly payment: Payment
  /** Done ones only, oldest first. */
  readonly refunds: readonly (Refund & { readonly settledAt: Date })[]
  readonly refundedAmount: Won
}

/** Only of a sale that was paid: a slip for anything else would look like proof of payment. */
export function receiptOf(order: Order): ReceiptFacts | null {
  const attempt = lastAttempt(order)
  if (attempt.state.kind !== 'paid') return null
  return {
    number: order.number,
    orderId: attempt.orderId,
    soldAt: order.createdAt,
    lines: order.lines,
    totalAmount: order.totalAmount,
    payment: attempt.state.payment,
    refunds: order.refunds.flatMap((refund) =>
      // Of this payment: an earlier attempt of the order may have been given back as a whole.
      refund.orderId === attempt.orderId && refund.state === 'done' && refund.settledAt !== null
        ? [{ ...refund, settledAt: refund.settledAt }]
        : [],
    ),
    refundedAmount: won(refundedOf(attempt.state)),
  }
}
