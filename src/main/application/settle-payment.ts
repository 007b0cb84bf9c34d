import { confirmTimeLeft, isSettled } from '../domain/attempt.ts'
import { judgePayment } from '../domain/payment-verdict.ts'
import type { Attempt } from '../domain/order.ts'
import type { ApplicationPorts } from './application-ports.ts'
import type { AskToss } from './ask-toss.ts'
import type { AttemptOutcome } from './attempt-outcome.ts'
import type { Checkout } from './checkout.ts'
import { type FollowUps, gapBefore } from './follow-ups.ts'
import type { KeyedQueue } from './keyed-queue.ts'
import type { ShowStatus } from './show-status.ts'

/** Gaps of the asking for a deposit, in ms: half a minute while somebody may stand there, then ten minutes. */
const DEPOSIT_GAP = 30_000
const DEPOSIT_LATER_GAP = 600_000
const DEPOSIT_SOON_LOOKUPS = 20

export interface SettlePayment {
  /** Asks Toss once, now, and goes on asking in growing gaps until it is settled. Waits for its turn. */
  settle(orderId: string): Promise<void>
  /** The first lookup after the usual gap. */
  later(attempt: Attempt): void
}

/** Finds out what became of a confirm without an answer, or of a deposit. Restart-safe and safe to call twice. */
export function createSettlePayment(
  ports: Pick<ApplicationPorts, 'orders' | 'clock' | 'log'> & {
    readonly ask: AskToss
    readonly outcome: AttemptOutcome
    readonly checkout: Checkout
    readonly queue: KeyedQueue
    readonly followUps: FollowUps
    readonly status: ShowStatus
  },
): SettlePayment {
  const { orders, clock, ask, outcome, followUps } = ports

  async function askOnce(attempt: Attempt): Promise<Attempt> {
    const answer = await ask.byOrderId(attempt)
    const after = await outcome.fromLookup(attempt, answer)
    if (after.state.kind !== 'confirming' || answer.kind !== 'payment') return after
    const verdict = judgePayment(attempt, answer.payment)
    // The customer is through and Toss hasn't booked it: our confirm never arrived. The same call
    // with the same key can't take the money twice.
    const wants = verdict.kind === 'not_yet' && verdict.isAuthenticated
    if (!wants || !confirmTimeLeft(after.state.returnedAt, clock.now())) return after
    const confirming = { ...after, state: after.state }
    return outcome.fromConfirm(confirming, await ask.confirm(confirming), false)
  }

  function later(attempt: Attempt): void {
    const { orderId } = attempt
    const made = followUps.count(orderId)
    const gap =
      attempt.state.kind === 'awaiting_deposit'
        ? made < DEPOSIT_SOON_LOOKUPS
          ? DEPOSIT_GAP
          : DEPOSIT_LATER_GAP
        : gapBefore(made + 1)
    followUps.later(orderId, gap, () => {
      settle(orderId).catch((error: unknown) => {
        ports.log.error('settle_broke', error, { orderId })
      })
    })
    ports.checkout.asked(orderId, made, new Date(clock.now().getTime() + gap))
  }

  const settle = (orderId: string): Promise<void> =>
    ports.queue.run(orderId, async () => {
      const attempt = await orders.findAttempt(orderId)
      if (attempt === null || isSettled(attempt.state.kind)) return followUps.done(orderId)
      // A customer is at the widget, or the window's own end is on its way.
      if (attempt.state.kind === 'awaiting_payment') return
      followUps.made(orderId)
      let after = attempt
      try {
        after = await askOnce(attempt)
      } finally {
        if (isSettled(after.state.kind)) followUps.done(orderId)
        else later(after)
      }
      await ports.status.refresh()
    })

  return { settle, later }
}
