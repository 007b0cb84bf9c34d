import { type Won, won, ZERO_WON } from '#shared/money.ts'
import type { OrderStatus, StoredOrderStatus } from '#shared/vocabulary.ts'
import { isSurelyUnpaid } from './attempt.ts'
import { lastAttempt, refundedOf } from './order-status.ts'
import type { Attempt, CashTender, Order } from './order.ts'
import { balanceOf } from './refund.ts'

/** What an order needs to hold for its tenders to be judged. */
export type Tendered = Pick<Order, 'totalAmount' | 'attempts' | 'cash' | 'cashRefunds'>

const sum = (amounts: readonly number[]): number => amounts.reduce((all, one) => all + one, 0)

/** More change than this is a slip of the finger, or a barcode that was typed as money. In won. */
export const MOST_CHANGE = 99_999

/** The attempt of this orderId; the last one where it isn't an attempt's. Throws where there is none. */
export const attemptOf = (order: Pick<Order, 'attempts'>, orderId: string): Attempt =>
  order.attempts.find((attempt) => attempt.orderId === orderId) ?? lastAttempt(order)

/** What the order goes by outside: its last attempt's orderId, or its cash tender's where there is no attempt. */
export function orderIdOf(order: Pick<Order, 'attempts' | 'cash'>): string {
  const id = order.attempts.at(-1)?.orderId ?? order.cash.at(-1)?.id
  if (id === undefined) throw new Error('an order without a tender')
  return id
}

/** What was taken of an order, in won, whatever went back since: cash, and payments that Toss calls done. */
export const takenOf = ({ attempts, cash }: Tendered): Won =>
  won(
    sum(cash.map(({ amount }) => amount)) +
      sum(attempts.map(({ state, amount }) => (state.kind === 'paid' ? amount : 0))),
  )

/** What went back of it, in won. */
export const givenBackOf = ({ attempts, cashRefunds }: Tendered): Won =>
  won(
    sum(cashRefunds.map(({ amount }) => amount)) +
      sum(attempts.map(({ state, amount }) => Math.min(amount, refundedOf(state)))),
  )

/** What no tender stands for yet, in won. One that waits, or whose outcome isn't known, stands for its amount. */
export const dueOf = (order: Tendered): Won =>
  won(
    Math.max(
      0,
      order.totalAmount -
        sum(order.cash.map(({ amount }) => amount)) -
        sum(order.attempts.map(({ state, amount }) => (isSurelyUnpaid(state.kind) ? 0 : amount))),
    ),
  )

/** What can still be given back of a cash tender, in won. */
export const cashLeftOf = ({ id, amount }: CashTender, { cashRefunds }: Tendered): Won =>
  won(amount - sum(cashRefunds.filter((one) => one.tenderId === id).map((refund) => refund.amount)))

/**
 * What the shop holds of a sale that isn't paid in whole, in won: to be completed or given back. 0
 * for a sale that was paid, and for one of which nothing is held.
 */
export function heldOf(order: Tendered): Won {
  const taken = takenOf(order)
  return taken >= order.totalAmount ? ZERO_WON : won(taken - givenBackOf(order))
}

/** Whether something went back, so that no further tender may follow: what comes next is another order. */
const isClosed = (order: Tendered): boolean => givenBackOf(order) > 0

/** Whether a further tender may begin: something is due, and none is at the window or unknown. */
export const takesTender = (order: Tendered): boolean =>
  dueOf(order) > 0 &&
  !isClosed(order) &&
  order.attempts.every(
    ({ state }) => state.kind !== 'awaiting_payment' && state.kind !== 'confirming',
  )

/** Whether nothing of it is to be taken any more: it is paid, or its last part waits for a deposit. */
export const isSold = (order: Tendered): boolean =>
  dueOf(order) === 0 &&
  order.attempts.every(
    ({ state }) => state.kind !== 'awaiting_payment' && state.kind !== 'confirming',
  )

/** Whether a part was taken and neither completed nor given back: its cart is no other sale's. */
export const isPartlyTaken = (order: Tendered): boolean =>
  !isSold(order) &&
  (heldOf(order) > 0 || order.attempts.some(({ state }) => state.kind === 'awaiting_deposit'))

/** The word on the tag of an order. What isn't known comes first; then what is held. */
export const statusOf = (order: Tendered): OrderStatus =>
  shownStatus(storedStatusOf(order), heldOf(order))

/** What is shown for a stored status of an order of which so many won are held. */
export const shownStatus = (stored: StoredOrderStatus, held: number): OrderStatus =>
  held > 0 && stored !== 'confirming' && stored !== 'awaiting_deposit' ? 'partly_paid' : stored

/** The same without partly_paid, which the list tells from what is held. */
export function storedStatusOf(order: Tendered): StoredOrderStatus {
  const kinds = order.attempts.map(({ state }) => state.kind)
  if (kinds.includes('confirming')) return 'confirming'
  if (kinds.includes('awaiting_deposit')) return 'awaiting_deposit'
  const taken = takenOf(order)
  const givenBack = givenBackOf(order)
  if (taken >= order.totalAmount) {
    if (givenBack === 0) return 'paid'
    // By what is left, as Toss itself counts: several partial cancels may add up to everything.
    return isAllBack(order) ? 'refunded' : 'partly_refunded'
  }
  const last = order.attempts.at(-1)?.state.kind
  if (taken > 0 && givenBack >= taken) return 'cancelled'
  return last === undefined || last === 'paid' ? 'awaiting_payment' : last
}

const isAllBack = (order: Tendered): boolean =>
  order.cash.every((tender) => cashLeftOf(tender, order) === 0) &&
  order.attempts.every(({ state }) => state.kind !== 'paid' || state.payment.balanceAmount === 0)

/** How much of each tender can be given back now, in won; those with nothing left are out. */
export function refundableTenders(
  order: Order,
): readonly { readonly id: string; readonly kind: 'cash' | 'toss'; readonly left: Won }[] {
  return [
    ...order.cash.map((tender) => ({
      id: tender.id,
      kind: 'cash' as const,
      left: cashLeftOf(tender, order),
    })),
    ...order.attempts.flatMap(({ orderId, state }) =>
      state.kind === 'paid'
        ? [{ id: orderId, kind: 'toss' as const, left: balanceOf(state.payment) }]
        : [],
    ),
  ].filter(({ left }) => left > 0)
}
