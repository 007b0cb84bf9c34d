import type { CheckoutView } from '#shared/ipc/contract.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { CONFIRM_LIMIT, WINDOW_LIMIT } from '../domain/attempt.ts'
import { judgePayment } from '../domain/payment-verdict.ts'
import type { Attempt } from '../domain/order.ts'
import type { ApplicationPorts } from './application-ports.ts'
import type { AskToss } from './ask-toss.ts'
import type { AttemptOutcome, UnpaidEnding } from './attempt-outcome.ts'
import type { Checkout } from './checkout.ts'
import type { FollowUps } from './follow-ups.ts'
import type { KeyedQueue } from './keyed-queue.ts'
import type { OrderChanges } from './order-changes.ts'
import type { SettlePayment } from './settle-payment.ts'

export interface CloseWindow {
  /** Somebody closed the window of this ref. */
  closed(ref: string): Promise<void>
  /** 결제 그만두기. */
  abandon(input: { readonly orderId: string }): Promise<Result<CheckoutView>>
  /** Ends an attempt that still awaits payment: looks it up first. Does nothing in any other state. */
  end(orderId: string, ending: UnpaidEnding): Promise<Attempt | null>
  /** The same for a caller that already has the turn of this orderId in the queue. */
  endInTurn(orderId: string, ending: UnpaidEnding): Promise<Attempt | null>
  /** Ends the attempt when Toss's time for the window is over. */
  watch(attempt: Attempt): void
  /** The customer is back: the window's time doesn't matter any more. */
  unwatch(orderId: string): void
}

/** The ways an open payment window ends without a return. */
export function createCloseWindow(
  ports: Pick<ApplicationPorts, 'orders' | 'clock' | 'windows' | 'log'> & {
    readonly ask: AskToss
    readonly outcome: AttemptOutcome
    readonly settlePayment: SettlePayment
    readonly changes: OrderChanges
    readonly checkout: Checkout
    readonly queue: KeyedQueue
    readonly followUps: FollowUps
  },
): CloseWindow {
  const { orders, ask, outcome, checkout, queue, followUps } = ports
  const watchKey = (orderId: string) => `window ${orderId}`

  async function endInTurn(orderId: string, ending: UnpaidEnding): Promise<Attempt | null> {
    try {
      return await endNow(orderId, ending)
    } catch (error) {
      endLater(orderId, ending)
      throw error
    }
  }

  /** A full or locked disk: tried again until it is written, so that nobody waits at a closed window. */
  function endLater(orderId: string, ending: UnpaidEnding): void {
    const key = watchKey(orderId)
    followUps.made(key)
    followUps.later(key, followUps.gap(key), () => {
      end(orderId, ending).catch((again: unknown) => {
        ports.log.error('window_end_broke', again, { orderId })
      })
    })
  }

  async function endNow(orderId: string, ending: UnpaidEnding): Promise<Attempt | null> {
    const attempt = await orders.findAttempt(orderId)
    if (attempt === null) return null
    const { state } = attempt
    const after =
      state.kind === 'awaiting_payment'
        ? await outcome.endUnpaid({ ...attempt, state }, await ask.byOrderId(attempt), ending)
        : await catchUp(attempt)
    followUps.done(watchKey(orderId))
    // Adopted as waiting for a deposit, or held as unknown: somebody has to go on asking.
    if (after.state.kind === 'awaiting_deposit' || after.state.kind === 'confirming') {
      ports.settlePayment.later(after)
    }
    return after
  }

  /** Ended or confirmed elsewhere, by another till on this file for instance: the screen hears of it now. */
  async function catchUp(attempt: Attempt): Promise<Attempt> {
    const order = await orders.find(attempt.orderId)
    return order === null ? attempt : ports.changes.publish(order, attempt.orderId)
  }

  const end: CloseWindow['end'] = (orderId, ending) =>
    queue.run(orderId, () => endInTurn(orderId, ending))

  const timeUp = (orderId: string): Promise<void> =>
    queue.run(orderId, async () => {
      const attempt = await orders.findAttempt(orderId)
      if (attempt === null || attempt.state.kind !== 'awaiting_payment') return
      const age = ports.clock.now().getTime() - attempt.startedAt.getTime()
      const answer = await ask.byOrderId(attempt)
      if (answer.kind === 'payment' && age < WINDOW_LIMIT + CONFIRM_LIMIT) {
        const verdict = judgePayment(attempt, answer.payment)
        // Authenticated in the last moment: the return may still come, within Toss's ten minutes.
        if (verdict.kind === 'not_yet' && verdict.isAuthenticated) {
          return watchFor(orderId, CONFIRM_LIMIT)
        }
      }
      await ports.windows.close(attempt.ref)
      await endInTurn(orderId, { kind: 'expired' })
    })

  const watchFor = (orderId: string, ms: number): void =>
    followUps.later(watchKey(orderId), ms, () => {
      timeUp(orderId).catch((error: unknown) => {
        ports.log.error('window_end_broke', error, { orderId })
        endLater(orderId, { kind: 'expired' })
      })
    })

  return {
    end,
    endInTurn,
    unwatch: (orderId) => followUps.done(watchKey(orderId)),
    watch: (attempt) => watchFor(attempt.orderId, WINDOW_LIMIT),
    async closed(ref) {
      const attempt = await orders.findAttemptByRef(ref)
      if (attempt !== null) await end(attempt.orderId, { kind: 'cancelled', reason: null })
    },
    async abandon({ orderId }) {
      if (checkout.orderId() !== orderId) return fail('NO_CHECKOUT', 'this sale is not being paid')
      const attempt = await orders.findAttempt(orderId)
      // Once the customer's return is in, closing changes nothing: Toss decides.
      if (attempt !== null && attempt.state.kind === 'awaiting_payment') {
        await ports.windows.close(attempt.ref)
        await end(orderId, { kind: 'cancelled', reason: null })
      }
      return ok(checkout.view())
    },
  }
}
