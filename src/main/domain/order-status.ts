import { type Won, won, ZERO_WON } from '#shared/money.ts'
import type { OrderStatus } from '#shared/vocabulary.ts'
import type { Attempt, AttemptState, Order } from './order.ts'
import type { Payment } from './payment.ts'

/** The attempt that the order's state comes from. Throws for an order without one: the store never gives such. */
export function lastAttempt(order: Pick<Order, 'attempts'>): Attempt {
  const last = order.attempts.at(-1)
  if (last === undefined) throw new Error('an order without an attempt')
  return last
}

/** What Toss last said about an attempt's payment, in whatever state it is kept. */
export function paymentOf(state: AttemptState): Payment | null {
  switch (state.kind) {
    case 'paid':
    case 'awaiting_deposit':
    case 'declined':
    case 'expired':
      return state.payment
    case 'awaiting_payment':
    case 'confirming':
    case 'cancelled':
      return null
  }
}

/** Known from the return or from Toss's answer; null before either. */
export const paymentKeyOf = (state: AttemptState): string | null =>
  state.kind === 'confirming' ? state.paymentKey : (paymentOf(state)?.paymentKey ?? null)

/** What was given back of a paid attempt, in won. By the balance, as Toss itself counts. */
export const refundedOf = (state: AttemptState): Won =>
  state.kind === 'paid'
    ? won(Math.max(0, state.payment.totalAmount - state.payment.balanceAmount))
    : ZERO_WON

/**
 * The word on the tag. Refunded follows from the balance: Toss's status stays PARTIAL_CANCELED when
 * several partial cancels add up to everything (toss-api 3.4).
 */
export function orderStatusOf(state: AttemptState): OrderStatus {
  if (state.kind !== 'paid') return state.kind
  if (refundedOf(state) === 0) return 'paid'
  return state.payment.balanceAmount === 0 ? 'refunded' : 'partly_refunded'
}
