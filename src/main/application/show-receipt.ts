import type { ReceiptView } from '#shared/ipc/contract.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { receiptOf } from '../domain/receipt.ts'
import type { ApplicationPorts } from './application-ports.ts'
import { receiptView } from './views/receipt-view.ts'

export const createShowReceipt =
  ({ orders, settings, store }: Pick<ApplicationPorts, 'orders' | 'settings' | 'store'>) =>
  async ({ orderId }: { readonly orderId: string }): Promise<Result<ReceiptView>> => {
    const order = await orders.find(orderId)
    if (order === null) return fail('ORDER_NOT_FOUND', `no order ${orderId}`)
    const receipt = receiptOf(order)
    if (receipt === null) return fail('NO_PAYMENT', 'this order is not paid')
    return ok(receiptView(receipt, order, await settings.shop(), store === 'training'))
  }
