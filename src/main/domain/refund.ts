import { isWon, type Won, won, ZERO_WON } from '#shared/money.ts'
import type { RefundState } from '#shared/vocabulary.ts'
import type { Attempt, AttemptIn, Order, Refund, RefundAccount } from './order.ts'
import type { Payment, PaymentCancel } from './payment.ts'

/** Which states may follow which: Toss's word ends a refund, and nothing comes after. */
const NEXT: Readonly<Record<RefundState, readonly RefundState[]>> = {
  requested: ['done', 'refused'],
  done: [],
  refused: [],
}

export const mayRefundMove = (from: RefundState, to: RefundState): boolean =>
  NEXT[from].includes(to)

/** An attempt that money, or a deposit to come, can be given back from. */
export type RefundableAttempt = AttemptIn<'paid'> | AttemptIn<'awaiting_deposit'>

const isRefundable = (attempt: Attempt): attempt is RefundableAttempt =>
  attempt.state.kind === 'paid' || attempt.state.kind === 'awaiting_deposit'

/** Toss's balance in won. 0 for amounts that aren't won: a till that sells in won can't refund them. */
export const balanceOf = (payment: Payment): Won =>
  payment.currency === 'KRW' && isWon(payment.balanceAmount) ? won(payment.balanceAmount) : ZERO_WON

/**
 * What is left of a payment that isn't ours, for the intent to give it all back: won, or for foreign
 * money its own units, rounded up. What goes to Toss names no amount: all of it.
 */
export const differingAmount = (payment: Payment): Won =>
  won(Math.max(1, Math.ceil(payment.balanceAmount)))

/** Asked for, but without an answer yet. */
const openAmount = (refunds: readonly Refund[]): number =>
  refunds
    .filter((refund) => refund.state === 'requested')
    .reduce((sum, refund) => sum + refund.amount, 0)

/** What can still be given back of money that was paid, in won: the balance less what is under way. */
export function refundableOf(attempt: Attempt, refunds: readonly Refund[]): Won {
  if (attempt.state.kind !== 'paid') return ZERO_WON
  return won(Math.max(0, balanceOf(attempt.state.payment) - openAmount(refunds)))
}

/** A virtual account that was paid into can only be refunded to an account that the customer names (toss-api 3.4). */
export const needsRefundAccount = (attempt: Attempt): boolean =>
  attempt.state.kind === 'paid' && attempt.state.payment.virtualAccount !== null

export const canRefundPart = (attempt: Attempt): boolean =>
  attempt.state.kind === 'paid' && attempt.state.payment.isPartialCancelable

/** Pieces of a line that were given back, or are being given back now. */
export const refundedQuantity = (
  refunds: readonly (Pick<Refund, 'lines'> & { readonly state?: RefundState })[],
  lineNo: number,
): number =>
  refunds
    .filter((refund) => refund.state !== 'refused')
    .flatMap((refund) => refund.lines)
    .filter((line) => line.lineNo === lineNo)
    .reduce((sum, line) => sum + line.quantity, 0)

export type RefundProblem =
  | { readonly kind: 'not_refundable' }
  | { readonly kind: 'exceeds_balance'; readonly refundable: Won }
  | { readonly kind: 'partial_not_allowed' }
  | { readonly kind: 'account_required' }
  /** More pieces of this line than are left to give back. */
  | { readonly kind: 'too_many_pieces'; readonly lineNo: number }

export interface RefundRequest {
  /** Of the tender that gives it back. */
  readonly tenderId: string
  readonly amount: Won
  readonly lines: readonly { readonly lineNo: number; readonly quantity: number }[]
  readonly account: RefundAccount | null
}

/** What stands in the way of a refund through Toss before it is asked; null where nothing does. */
export function refundProblem(order: Order, request: RefundRequest): RefundProblem | null {
  const attempt = order.attempts.find(({ orderId }) => orderId === request.tenderId)
  if (attempt === undefined || !isRefundable(attempt)) return { kind: 'not_refundable' }
  const { payment } = attempt.state
  const balance = balanceOf(payment)
  if (balance === 0) return { kind: 'not_refundable' }
  if (request.amount > balance) return { kind: 'exceeds_balance', refundable: balance }
  if (request.amount < balance && !canRefundPart(attempt)) return { kind: 'partial_not_allowed' }
  if (needsRefundAccount(attempt) && request.account === null) return { kind: 'account_required' }
  return piecesProblem(order, request.lines)
}

/** Whether more pieces of a line are wanted back than are left; null where not. */
export function piecesProblem(
  order: Order,
  lines: RefundRequest['lines'],
): Extract<RefundProblem, { kind: 'too_many_pieces' }> | null {
  const asked = new Map<number, number>()
  for (const { lineNo, quantity } of lines) {
    asked.set(lineNo, (asked.get(lineNo) ?? 0) + quantity)
  }
  const refunds = [...order.refunds, ...order.cashRefunds]
  for (const [lineNo, quantity] of asked) {
    const line = order.lines.find((candidate) => candidate.lineNo === lineNo)
    const left = (line?.quantity ?? 0) - refundedQuantity(refunds, lineNo)
    if (quantity > left) return { kind: 'too_many_pieces', lineNo }
  }
  return null
}

/**
 * What goes to Toss as `cancelAmount`: nothing (all that is left) for the whole payment in one go, so
 * that Toss books it as CANCELED; the amount itself for any part. Depends only on what is stored, so
 * that a repeated call has the same body.
 */
export const cancelAmountFor = (refund: Refund, payment: Payment): Won | null =>
  refund.amount === refund.balanceBefore && refund.balanceBefore === payment.totalAmount
    ? null
    : refund.amount

/**
 * The cancel in Toss's history that is this refund: same amount and reason, not yet counted for
 * another refund of ours, not in the history before. null where there is none. `isOwnAnswer`: Toss
 * said so in answer to this very refund, so it is there, even if the reason came back otherwise. In a
 * lookup another reason is another hand's cancel, from Toss's console.
 */
export function cancelOfRefund(
  payment: Payment,
  refund: Refund,
  refunds: readonly Refund[],
  isOwnAnswer: boolean,
): PaymentCancel | null {
  const counted = new Set(
    refunds.filter((other) => other.id !== refund.id).map((other) => other.transactionKey),
  )
  // What stood in the history when the refund was asked for can't be it. The balance tells how much
  // of the history that was, oldest first.
  let before = payment.totalAmount - refund.balanceBefore
  const candidates: PaymentCancel[] = []
  for (const cancel of payment.cancels) {
    // Gave nothing back, so it is no part of the balance either.
    if (cancel.cancelStatus === 'ABORTED') continue
    if (before > 0) {
      before -= cancel.cancelAmount
      continue
    }
    if (cancel.cancelStatus !== 'DONE' || cancel.cancelAmount !== refund.amount) continue
    if (cancel.transactionKey !== null && counted.has(cancel.transactionKey)) continue
    candidates.push(cancel)
  }
  const same = candidates.find((cancel) => cancel.cancelReason === refund.reason)
  return same ?? (isOwnAnswer ? candidates.at(-1) : null) ?? null
}

/** The refusal of a refund that Toss took on and then broke off. */
export const CANCEL_ABORTED = 'CANCEL_ABORTED'

/**
 * What Toss's history says of a refund whose cancel isn't done: some methods (foreign ones) cancel
 * by and by, IN_PROGRESS until DONE or ABORTED. null where the history doesn't hold it. Source:
 * toss-api 4.2.
 */
export function unfinishedRefund(
  payment: Payment,
  refund: Refund,
  refunds: readonly Refund[],
): 'under_way' | 'aborted' | null {
  const ours = payment.cancels.filter(
    (cancel) => cancel.cancelAmount === refund.amount && cancel.cancelReason === refund.reason,
  )
  // One refund of a payment is open at a time, so what isn't finished is this one.
  if (ours.some(({ cancelStatus }) => cancelStatus !== 'DONE' && cancelStatus !== 'ABORTED')) {
    return 'under_way'
  }
  const aborted = ours.filter(({ cancelStatus }) => cancelStatus === 'ABORTED').length
  const abortedBefore = refunds.filter(
    (other) =>
      other.id !== refund.id &&
      other.refusal?.code === CANCEL_ABORTED &&
      other.amount === refund.amount &&
      other.reason === refund.reason,
  ).length
  return aborted > abortedBefore ? 'aborted' : null
}
