import type { CashTakenView } from '#shared/ipc/tender-contract.ts'
import type { Won } from '#shared/money.ts'
import { won } from '#shared/money.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { dueOf, MOST_CHANGE } from '../domain/tenders.ts'
import type { CashTender, Order } from '../domain/order.ts'
import type { ApplicationPorts } from './application-ports.ts'
import type { Checkout } from './checkout.ts'
import type { KeyedQueue } from './keyed-queue.ts'
import { CART, type OrderChanges } from './order-changes.ts'
import type { Preferences } from './ports.ts'
import { saleToPay } from './sale-to-pay.ts'

interface Input {
  readonly intentId: string
  readonly total: Won
  readonly amount: Won
  readonly received: Won
}

/**
 * Cash for the sale in hand, all of it or a part. Needs no network and no keys. The order and the cash
 * are on disk, in one transaction, before anybody reads what the change is.
 */
export function createTakeCash(
  ports: Pick<
    ApplicationPorts,
    'orders' | 'cashOrders' | 'carts' | 'catalogue' | 'settings' | 'clock' | 'ids'
  > & {
    readonly checkout: Checkout
    readonly changes: OrderChanges
    readonly queue: KeyedQueue
  },
): (input: Input) => Promise<Result<CashTakenView>> {
  const { checkout, clock, ids } = ports

  const viewOf = (order: Order, tender: CashTender): CashTakenView => ({
    orderId: tender.id,
    number: order.number,
    amount: tender.amount,
    received: tender.received,
    change: won(tender.received - tender.amount),
    due: dueOf(order),
  })

  const save = (
    input: Input,
    preferences: Preferences,
  ): Promise<Result<{ order: Order; tender: CashTender }>> =>
    ports.queue.run(CART, async () => {
      const takenAt = clock.now()
      const found = await ports.cashOrders.findIntent(input.intentId)
      if (found !== null) return ok(found)
      const asked = await saleToPay(ports, input.total, takenAt, preferences)
      if ('error' in asked) return { ok: false, error: asked.error }
      const { sale } = asked
      if (input.amount > sale.due) return fail('CART_CHANGED', `only ${sale.due} won are due`)
      const answer = await ports.cashOrders.takeCash(
        'order' in sale ? { order: sale.order } : { number: sale.before.number },
        {
          intentId: input.intentId,
          suffix: ids.suffix(),
          amount: input.amount,
          received: input.received,
          takenAt,
        },
      )
      if (answer.kind === 'exceeds_due') return fail('CART_CHANGED', `only ${answer.due} are due`)
      return ok({ order: answer.order, tender: answer.tender })
    })

  return async (input) => {
    const { received, amount } = input
    if (received < amount) return fail('CASH_TOO_LITTLE', `${received} is less than ${amount}`)
    if (received - amount > MOST_CHANGE) return fail('CASH_TOO_MUCH', 'nobody gives so much')
    if (!checkout.reserve()) return fail('CHECKOUT_IN_PROGRESS', 'a customer is already paying')
    try {
      const preferences = await ports.settings.preferences()
      const saved = await save(input, preferences)
      if (!saved.ok) return saved
      const { order, tender } = saved.data
      checkout.clear()
      if (dueOf(order) === 0) checkout.showCash(order, tender)
      await ports.changes.publishOrder(order)
      return ok(viewOf(order, tender))
    } finally {
      checkout.release()
    }
  }
}
