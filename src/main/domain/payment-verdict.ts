import type { AttemptFacts, Reason } from './order.ts'
import type { Payment } from './payment.ts'

/** What a payment, as Toss described it, means for our attempt. */
export type PaymentVerdict =
  /** The money was taken. What was given back since is in the balance. */
  | { readonly kind: 'paid' }
  | { readonly kind: 'awaiting_deposit' }
  | { readonly kind: 'declined'; readonly reason: Reason }
  /** A virtual account that was cancelled before anybody paid into it, or whose deposit the bank took back. */
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'expired' }
  /** The customer isn't through, or is and nobody confirmed. No money has moved. */
  | { readonly kind: 'not_yet'; readonly isAuthenticated: boolean }
  /**
   * It isn't the payment we asked for: never taken as ours. `fields` names what differs. Where it took
   * nothing and never will, its own end is the verdict instead.
   */
  | { readonly kind: 'mismatch'; readonly fields: readonly string[] }
  /** A status that this till doesn't know. */
  | { readonly kind: 'unknown'; readonly status: string }

/** Compares first, then reads the status: a wrong amount is never paid, whatever its status says. */
export function judgePayment(
  attempt: Pick<AttemptFacts, 'orderId' | 'amount'>,
  payment: Payment,
): PaymentVerdict {
  const differing = [
    ...(payment.orderId === attempt.orderId ? [] : ['orderId']),
    ...(payment.currency === 'KRW' ? [] : ['currency']),
    ...(payment.totalAmount === attempt.amount ? [] : ['totalAmount']),
  ]
  const isOurs = payment.orderId === attempt.orderId
  const tookNothing = payment.status === 'ABORTED' || payment.status === 'EXPIRED'
  if (differing.length > 0 && !(isOurs && tookNothing)) {
    return { kind: 'mismatch', fields: differing }
  }

  switch (payment.status) {
    case 'DONE':
    case 'PARTIAL_CANCELED':
      return { kind: 'paid' }
    case 'CANCELED':
      // A waiting virtual account can be cancelled too; then nothing was ever paid. And up to API 1.4
      // this is what a deposit becomes that the bank took back: nobody asked for a cancel (toss-api 0).
      return payment.approvedAt === null || isTakenBack(payment)
        ? { kind: 'cancelled' }
        : { kind: 'paid' }
    case 'WAITING_FOR_DEPOSIT':
      return { kind: 'awaiting_deposit' }
    case 'ABORTED':
      return {
        kind: 'declined',
        reason: payment.failure ?? { code: 'ABORTED', message: '' },
      }
    case 'EXPIRED':
      return { kind: 'expired' }
    case 'READY':
      return { kind: 'not_yet', isAuthenticated: false }
    case 'IN_PROGRESS':
      return { kind: 'not_yet', isAuthenticated: true }
    default:
      return { kind: 'unknown', status: payment.status }
  }
}

const isTakenBack = ({ virtualAccount, cancels }: Payment): boolean =>
  virtualAccount !== null && cancels.length === 0

/**
 * What Toss holds under our orderId in another amount or currency than we asked for: money it took, or
 * an account that somebody may still pay into. null where it holds nothing, or where nothing differs.
 */
export function differingMoney(
  attempt: Pick<AttemptFacts, 'orderId' | 'amount'>,
  payment: Payment,
): readonly string[] | null {
  const verdict = judgePayment(attempt, payment)
  if (verdict.kind !== 'mismatch' || verdict.fields.includes('orderId')) return null
  const holds = ['DONE', 'PARTIAL_CANCELED', 'CANCELED', 'WAITING_FOR_DEPOSIT']
  return holds.includes(payment.status) ? verdict.fields : null
}
