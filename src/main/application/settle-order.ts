import type { OrderView } from '#shared/ipc/contract.ts'
import { fail, type Result } from '#shared/result.ts'
import { isSurelyUnpaid } from '../domain/attempt.ts'
import type { ApplicationPorts } from './application-ports.ts'
import type { SettlePayment } from './settle-payment.ts'
import type { SettleReceipt } from './settle-receipt.ts'
import type { SettleRefund } from './settle-refund.ts'

/** 지금 조회: one try now to settle an order and its open refunds, whatever the next lookup's time is. */
export const createSettleOrder =
  (
    ports: Pick<ApplicationPorts, 'orders'> & {
      readonly settlePayment: SettlePayment
      readonly settleRefund: SettleRefund
      readonly settleReceipt: SettleReceipt
      readonly showOrder: (input: { readonly orderId: string }) => Promise<Result<OrderView>>
    },
  ) =>
  async (input: { readonly orderId: string }): Promise<Result<OrderView>> => {
    const order = await ports.orders.find(input.orderId)
    if (order === null) return fail('ORDER_NOT_FOUND', `no order ${input.orderId}`)
    for (const { orderId, state } of order.attempts) {
      if (!isSurelyUnpaid(state.kind)) await ports.settlePayment.settle(orderId)
    }
    for (const refund of order.refunds) {
      // One after the other: each is judged by what the one before left of the payment.
      if (refund.state === 'requested') await ports.settleRefund.settle(refund)
    }
    for (const { tenderId, state, cancels } of order.cashReceipts) {
      const isOpen = state === 'requested' || cancels.some((one) => one.state === 'requested')
      if (isOpen) await ports.settleReceipt.settle(tenderId)
    }
    return ports.showOrder(input)
  }
