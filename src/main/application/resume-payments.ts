import { WINDOW_LIMIT } from '../domain/attempt.ts'
import { REFUND_WINDOW } from '../domain/deposit-watch.ts'
import { isSold } from '../domain/tenders.ts'
import type { ApplicationPorts } from './application-ports.ts'
import type { Checkout } from './checkout.ts'
import type { CloseWindow } from './close-window.ts'
import type { OrderChanges } from './order-changes.ts'
import type { SettlePayment } from './settle-payment.ts'
import type { SettleRefund } from './settle-refund.ts'

export interface ResumePayments {
  /** Puts the sale in hand back on the screen as the disk has it. Asks nobody. */
  restore(): Promise<void>
  /** Settles everything that was left open, each with its own order's turn. */
  settleOpen(): Promise<void>
}

/** After a start: whatever the last run left open, whether it ended well or by a power cut. */
export function createResumePayments(
  ports: Pick<ApplicationPorts, 'orders' | 'carts' | 'settings' | 'clock' | 'log'> & {
    readonly checkout: Checkout
    readonly changes: OrderChanges
    readonly closeWindow: CloseWindow
    readonly settlePayment: SettlePayment
    readonly settleRefund: SettleRefund
  },
): ResumePayments {
  const { orders, carts, checkout } = ports

  return {
    async restore() {
      const { triedAs } = await carts.load()
      const order = triedAs === null ? null : await orders.findByNumber(triedAs)
      if (order === null) return
      const attempt = order.attempts.at(-1)
      // The power went between the answer and the emptying: this cart was sold.
      if (isSold(order)) await ports.changes.emptyCartOf(order.number)
      // Nobody may charge this cart again before it is known.
      else if (attempt?.state.kind === 'confirming') {
        checkout.show(attempt, (await ports.settings.preferences()).language)
      }
    },

    async settleOpen() {
      // A shop that was shut for weeks: what the bank did meanwhile is still to be found out.
      const now = ports.clock.now().getTime()
      const lastRun = (await orders.lastCallAt())?.getTime() ?? now
      const watchedSince = new Date(Math.min(now, lastRun) - REFUND_WINDOW)
      const [attempts, refunds, deposits] = await Promise.all([
        orders.unsettledAttempts(),
        orders.openRefunds(),
        orders.recentDeposits(watchedSince),
      ])
      const tasks = [
        ...attempts.map(async (attempt) => {
          if (attempt.state.kind !== 'awaiting_payment') {
            return ports.settlePayment.settle(attempt.orderId)
          }
          if (checkout.orderId() === attempt.orderId) return
          // Its window went with the last run, so no return can come any more.
          const age = ports.clock.now().getTime() - attempt.startedAt.getTime()
          await ports.closeWindow.end(
            attempt.orderId,
            age > WINDOW_LIMIT ? { kind: 'expired' } : { kind: 'cancelled', reason: null },
          )
        }),
        ...refunds.map((refund) => ports.settleRefund.settle(refund)),
        // One after the other: there may be many, and nobody stands waiting for them.
        (async () => {
          for (const { orderId } of deposits) await ports.settlePayment.settleAfterPause(orderId)
        })(),
      ]
      for (const outcome of await Promise.allSettled(tasks)) {
        if (outcome.status === 'rejected') ports.log.error('resume_broke', outcome.reason, {})
      }
    },
  }
}
