import type { RouteName } from '#shared/ipc/contract.ts'
import { type Won, won } from '#shared/money.ts'

/** Valid requests of the routes of cash, with the sale that has to be there before each. */
export function tenderExamples(
  ask: <T>(route: RouteName, input: unknown) => Promise<T>,
  clearCounter: () => Promise<void>,
) {
  const cash = async () => {
    await clearCounter()
    await ask('cart.clear', {})
    const { total } = await ask<{ total: Won }>('cart.add', { productId: 'americano' })
    return { intentId: crypto.randomUUID(), total, amount: total, received: won(50_000) }
  }
  return {
    'sale.get': async () => ({}),
    'cash.take': cash,
    'cashReceipt.issue': async () => {
      const { orderId } = await ask<{ orderId: string }>('cash.take', await cash())
      const tender = { tender: orderId, kind: 'income', number: '010-1234-5678' } as const
      return { intentId: crypto.randomUUID(), ...tender }
    },
  }
}
