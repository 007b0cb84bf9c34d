import type { SaleInHandView } from '#shared/ipc/tender-contract.ts'
import { ok, type Result } from '#shared/result.ts'
import { dueOf, heldOf, orderIdOf, takesTender } from '../domain/tenders.ts'
import type { ApplicationPorts } from './application-ports.ts'
import { cartAtHand } from './cart-at-hand.ts'
import { tenderViews } from './views/tender-view.ts'

/** What was taken of the sale in hand so far; nothing where no part of it is. */
export const createShowSale =
  (ports: Pick<ApplicationPorts, 'carts' | 'orders' | 'settings'>) =>
  async (): Promise<Result<SaleInHandView>> => {
    const { partlyTaken: order } = await cartAtHand(ports)
    if (order === null) return ok({ sale: null })
    const { language } = await ports.settings.preferences()
    return ok({
      sale: {
        orderId: orderIdOf(order),
        number: order.number,
        total: order.totalAmount,
        held: heldOf(order),
        due: dueOf(order),
        takesMore: takesTender(order),
        tenders: tenderViews(order, language),
      },
    })
  }
