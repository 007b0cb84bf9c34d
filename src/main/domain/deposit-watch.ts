import type { Attempt } from './order.ts'
import type { Payment } from './payment.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Lookups of a waiting account, in ms: every half minute while somebody may stand there, then every ten. */
const WAITING_SOON = 30_000
const WAITING_SOON_LOOKS = 20
const WAITING_LATER = 10 * MINUTE

/**
 * A deposit is looked at for so long after it came, in ms. A bank corrects a deposit on the same or on
 * the next banking day, and Toss tells it by the status alone (DONE falls back to
 * WAITING_FOR_DEPOSIT); a till gets no webhook. Four days carry a Friday evening past the Monday.
 */
const REVERSAL_WINDOW = 4 * DAY
/**
 * A refund to an account is looked at for so long, in ms. Toss sends it within two banking days, up
 * to nine where the bank suspects fraud (toss-api 3.4); nine banking days fit into two weeks.
 */
export const REFUND_WINDOW = 14 * DAY

const growing = (age: number): number => (age < HOUR ? MINUTE : age < DAY ? 10 * MINUTE : HOUR)

/**
 * Whether money that was sent back to an account hasn't surely arrived: anything but COMPLETED, also the
 * NONE of an answer that came before the bank was asked.
 */
const isRefundOnItsWay = ({ virtualAccount, cancels }: Payment): boolean =>
  cancels.length > 0 && virtualAccount?.refundStatus !== 'COMPLETED'

/** The bank didn't take what was sent back to it: somebody has to see to it with Toss. */
export const hasRefundFailed = ({ virtualAccount }: Payment): boolean =>
  virtualAccount !== null &&
  ['FAILED', 'PARTIAL_FAILED'].includes(virtualAccount.refundStatus ?? '')

const ageOf = (text: string | null | undefined, otherwise: Date, now: Date): number => {
  const at = Date.parse(text ?? '')
  // A clock that was set back makes it look like the future: as if it were now.
  return Math.max(0, now.getTime() - (Number.isFinite(at) ? at : otherwise.getTime()))
}

/**
 * When a virtual account is to be looked at next, in ms from now; null where nothing is to be learnt
 * any more, and for every other payment. `looks`: how often it was looked at so far.
 */
export function nextDepositLook(attempt: Attempt, looks: number, now: Date): number | null {
  const { state } = attempt
  if (state.kind === 'awaiting_deposit') {
    return looks < WAITING_SOON_LOOKS ? WAITING_SOON : WAITING_LATER
  }
  if (state.kind !== 'paid' || state.payment.virtualAccount === null) return null
  const { payment } = state
  if (isRefundOnItsWay(payment)) {
    const sent = ageOf(payment.cancels.at(-1)?.canceledAt, attempt.changedAt, now)
    if (sent < REFUND_WINDOW) return growing(sent)
  }
  const deposited = ageOf(payment.approvedAt, attempt.changedAt, now)
  return deposited < REVERSAL_WINDOW ? growing(deposited) : null
}
