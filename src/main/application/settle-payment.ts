import { confirmTimeLeft, isSettled } from '../domain/attempt.ts'
import { nextDepositLook } from '../domain/deposit-watch.ts'
import { judgePayment } from '../domain/payment-verdict.ts'
import type { Attempt } from '../domain/order.ts'
import type { ApplicationPorts } from './application-ports.ts'
import type { AskToss } from './ask-toss.ts'
import type { AttemptOutcome } from './attempt-outcome.ts'
import type { Checkout } from './checkout.ts'
import type { FollowUps } from './follow-ups.ts'
import type { GatewayAnswer } from './ports.ts'
import type { GiveBack } from './give-back.ts'
import type { KeyedQueue } from './keyed-queue.ts'
import type { ShowChecking } from './show-checking.ts'
import type { ShowStatus } from './show-status.ts'
import type { UpdatePayment } from './update-payment.ts'

export interface SettlePayment {
  /** Asks Toss once, now, and goes on asking while there is something to learn. Waits for its turn. */
  settle(orderId: string): Promise<void>
  /** The same at the start of the till, for a deposit that may have been taken back while it was off. */
  settleAfterPause(orderId: string): Promise<void>
  /** The next lookup after the usual gap, if there is something to learn. */
  later(attempt: Attempt): void
}

/**
 * Finds out what became of a confirm without an answer, or of a deposit: that it came, that it was
 * taken back, that a refund of it arrived. Restart-safe and safe to call twice.
 */
export function createSettlePayment(
  ports: Pick<ApplicationPorts, 'orders' | 'clock' | 'log'> & {
    readonly ask: AskToss
    readonly outcome: AttemptOutcome
    readonly giveBack: GiveBack
    readonly updatePayment: UpdatePayment
    readonly checkout: Checkout
    readonly queue: KeyedQueue
    readonly followUps: FollowUps
    readonly status: ShowStatus
    readonly checking: ShowChecking
  },
): SettlePayment {
  const { orders, clock, ask, outcome, followUps } = ports

  async function follow(attempt: Attempt, answer: GatewayAnswer): Promise<Attempt> {
    const after = await outcome.fromLookup(attempt, answer)
    if (answer.kind !== 'payment') return after
    // Stays as it is; but Toss may know more of it: a refund that arrived, an account past its date.
    if (after.state.kind === attempt.state.kind && after.state.kind !== 'confirming') {
      return ports.updatePayment(after, answer.payment)
    }
    if (after.state.kind !== 'confirming') return after
    const verdict = judgePayment(attempt, answer.payment)
    const confirming = { ...after, state: after.state }
    if (verdict.kind === 'mismatch') return ports.giveBack(confirming, answer.payment)
    // The customer is through and Toss hasn't booked it: our confirm never arrived. The same call
    // with the same key can't take the money twice.
    const wants = verdict.kind === 'not_yet' && verdict.isAuthenticated
    if (!wants || !confirmTimeLeft(after.state.returnedAt, clock.now())) return after
    return outcome.fromConfirm(confirming, await ask.confirm(confirming), false)
  }

  /** ms until the next lookup, or null where nothing is to be learnt. */
  const gapOf = (attempt: Attempt): number | null =>
    attempt.state.kind === 'confirming'
      ? followUps.gap(attempt.orderId)
      : nextDepositLook(attempt, followUps.count(attempt.orderId), clock.now())

  function after(orderId: string, gap: number, wasOff = false): void {
    followUps.askLater(orderId, gap, () => {
      run(orderId, wasOff).catch((error: unknown) => {
        ports.log.error('settle_broke', error, { orderId })
      })
    })
  }

  function later(attempt: Attempt): void {
    const { orderId } = attempt
    const gap = gapOf(attempt)
    if (gap === null) return followUps.done(orderId)
    after(orderId, gap)
    const due = isSettled(attempt.state.kind) ? null : new Date(clock.now().getTime() + gap)
    ports.checkout.asked(orderId, followUps.count(orderId), due)
    void ports.checking.refresh()
  }

  async function settleInTurn(orderId: string, wasOff: boolean): Promise<void> {
    const attempt = await orders.findAttempt(orderId)
    // A customer is at the widget, or the window's own end is on its way.
    if (attempt === null || attempt.state.kind === 'awaiting_payment') return
    if (gapOf(attempt) === null && !wasOff) return followUps.done(orderId)
    followUps.made(orderId)
    const answer = await ask.byOrderId(attempt)
    const now = await follow(attempt, answer)
    // No network yet when the till was started: what may have happened meanwhile is still to be found out.
    if (wasOff && answer.kind === 'no_answer') after(orderId, followUps.gap(orderId), true)
    else later(now)
  }

  const run = (orderId: string, wasOff: boolean): Promise<void> =>
    ports.queue.run(orderId, async () => {
      try {
        await settleInTurn(orderId, wasOff)
      } catch (error) {
        // The file couldn't be read or written, so what Toss said isn't kept: it is asked again, until it is.
        after(orderId, followUps.gap(orderId), wasOff)
        throw error
      } finally {
        await Promise.all([ports.status.refresh(), ports.checking.refresh()])
      }
    })

  const settle = (orderId: string) => run(orderId, false)

  return { settle, settleAfterPause: (orderId) => run(orderId, true), later }
}
