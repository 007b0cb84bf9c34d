import type { RouteName } from '#shared/ipc/contract.ts'
import { type Won, won } from '#shared/money.ts'
import { createCashOrders } from '../../src/main/adapters/db/cash-writes.ts'
import type { TillDatabase } from '../../src/main/adapters/db/open-database.ts'
import { createCashReceipts } from '../../src/main/adapters/db/receipt-writes.ts'
import { createSealedNumbers } from '../../src/main/adapters/secrets/sealed-numbers.ts'
import type { ApplicationPorts } from '../../src/main/application/application-ports.ts'
import { backwardsSecretBox } from './without-electron.ts'

/** What the routes of cash need, over a real file. */
export const tenderPorts = (
  database: TillDatabase,
  { receiptGateway }: Pick<ApplicationPorts, 'receiptGateway'>,
): Pick<ApplicationPorts, 'cashOrders' | 'cashReceipts' | 'receiptGateway' | 'numbers'> => ({
  cashOrders: createCashOrders(database),
  cashReceipts: createCashReceipts(database),
  receiptGateway,
  numbers: createSealedNumbers(backwardsSecretBox),
})

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
