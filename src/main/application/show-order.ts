import type { OrderView } from '#shared/ipc/contract.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import type { ApplicationPorts } from './application-ports.ts'
import { orderView } from './views/order-view.ts'

export const createShowOrder =
  ({ orders, settings }: Pick<ApplicationPorts, 'orders' | 'settings'>) =>
  async ({ orderId }: { readonly orderId: string }): Promise<Result<OrderView>> => {
    const order = await orders.find(orderId)
    if (order === null) return fail('ORDER_NOT_FOUND', `no order ${orderId}`)
    const { language } = await settings.preferences()
    return ok(orderView(order, language))
  }
