import type { CartView } from '#shared/ipc/contract.ts'
import { ZERO_WON } from '#shared/money.ts'
import { lastAttempt } from '../domain/order-status.ts'
import type { Attempt, Order } from '../domain/order.ts'
import type { ApplicationPorts } from './application-ports.ts'
import type { Checkout } from './checkout.ts'
import type { KeyedQueue } from './keyed-queue.ts'
import type { ShowStatus } from './show-status.ts'

/** Key of the queue in which the cart is read and written. */
export const CART = 'cart'

const EMPTY_CART_VIEW: CartView = { lines: [], count: 0, total: ZERO_WON, vat: ZERO_WON }

export interface OrderChanges {
  /** Tells everybody who shows it, and empties the cart where it has become a sale. Gives the last attempt. */
  publish(order: Order): Promise<Attempt>
  emptyCart(): Promise<void>
}

/** What follows from each change of an order, in one place, so that no use case can forget a part. */
export function createOrderChanges(
  ports: Pick<ApplicationPorts, 'carts' | 'events' | 'settings'> & {
    readonly checkout: Checkout
    readonly queue: KeyedQueue
    readonly status: ShowStatus
  },
): OrderChanges {
  const emptyCart = () =>
    ports.queue.run(CART, async () => {
      await ports.carts.save({ lines: [], triedAs: null })
      ports.events.publish('cart.changed', EMPTY_CART_VIEW)
    })

  return {
    emptyCart,
    async publish(order) {
      const attempt = lastAttempt(order)
      const { language } = await ports.settings.preferences()
      const before = ports.checkout.changed(attempt, language)
      ports.events.publish('order.changed', { orderId: attempt.orderId })
      const isSold = attempt.state.kind === 'paid' || attempt.state.kind === 'awaiting_deposit'
      // Only at the moment it turns into a sale: a refund of a sale still on the screen must not
      // take the next customer's cart.
      const wasPaying = before === 'awaiting_payment' || before === 'confirming'
      if (wasPaying && isSold) await emptyCart()
      await ports.status.refresh()
      return attempt
    },
  }
}
