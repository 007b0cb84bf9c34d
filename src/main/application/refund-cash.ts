import type { OrderView, RefundView } from '#shared/ipc/contract.ts'
import type { Won } from '#shared/money.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { liveReceipt } from '../domain/cash-receipt.ts'
import type { Order } from '../domain/order.ts'
import { piecesProblem } from '../domain/refund.ts'
import type { ApplicationPorts } from './application-ports.ts'
import type { OrderChanges } from './order-changes.ts'
import type { SettleReceipt } from './settle-receipt.ts'
import { orderView } from './views/order-view.ts'

interface CashRefundRequest {
  readonly intentId: string
  readonly tenderId: string
  readonly amount: Won
  readonly reason: string
  readonly lines: readonly { readonly lineNo: number; readonly quantity: number }[]
}

/** Gives cash back, in the turn of its tender. */
export type RefundCash = (
  order: Order,
  request: CashRefundRequest,
) => Promise<Result<{ refund: RefundView; order: OrderView }>>

/** Cash out of the drawer: stored, and with that done. The same intent again gives nothing twice. */
export const createRefundCash =
  (
    ports: Pick<ApplicationPorts, 'orders' | 'cashOrders' | 'settings' | 'clock' | 'ids'> & {
      readonly settleReceipt: SettleReceipt
      readonly changes: OrderChanges
    },
  ): RefundCash =>
  async (order, { intentId, tenderId, amount, reason, lines }) => {
    const isKnown = order.cashRefunds.some(({ id }) => id === intentId)
    const problem = isKnown ? null : piecesProblem(order, lines)
    if (problem !== null) {
      return fail('INVALID_INPUT', `line ${problem.lineNo} has fewer pieces left`)
    }
    const answer = await ports.cashOrders.refundCash(
      { id: intentId, tenderId, amount, reason, lines, refundedAt: ports.clock.now() },
      { id: ports.ids.uuid(), idempotencyKey: ports.ids.uuid() },
    )
    if (answer.kind === 'exceeds_balance') {
      return fail('REFUND_EXCEEDS_BALANCE', `only ${answer.refundable} won can be refunded`)
    }
    const { refund } = answer
    if (refund.tenderId !== tenderId || refund.amount !== amount || refund.reason !== reason) {
      return fail('REFUND_INTENT_REUSED', 'this intent is another refund already')
    }
    if (answer.kind === 'refunded') {
      await ports.changes.publishOrder(answer.order)
      // Nobody waits for it: the cash is in the customer's hand, and the till goes on by itself.
      if (liveReceipt(answer.order, tenderId) !== null) void ports.settleReceipt.send(tenderId)
    }
    const { language } = await ports.settings.preferences()
    const view = orderView(answer.order, language)
    const shown = view.refunds.find(({ id }) => id === intentId)
    if (shown === undefined) throw new Error(`refund ${intentId} is gone`)
    return ok({ refund: shown, order: view })
  }
