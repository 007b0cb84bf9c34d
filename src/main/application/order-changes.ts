import type { CartView } from '#shared/ipc/contract.ts'
import { ZERO_WON } from '#shared/money.ts'
import type { Language } from '#shared/vocabulary.ts'
import { lastAttempt } from '../domain/order-status.ts'
import type { Attempt, Order } from '../domain/order.ts'
import type { ApplicationPorts } from './application-ports.ts'
import { EMPTY_CART } from './cart-at-hand.ts'
import type { Checkout } from './checkout.ts'
import type { KeyedQueue } from './keyed-queue.ts'
import type { News } from './news.ts'
import type { Printing } from './printing.ts'
import type { ShowChecking } from './show-checking.ts'
import type { ShowStatus } from './show-status.ts'

/** Key of the queue in which the cart is read and written. */
export const CART = 'cart'

const EMPTY_CART_VIEW: CartView = { lines: [], count: 0, total: ZERO_WON, vat: ZERO_WON }

export interface OrderChanges {
  /** Tells everybody who shows it, and brings the cart it was tried from in line. Gives the last attempt. */
  publish(order: Order): Promise<Attempt>
  /** Empties the cart if it is still the one that this order was tried from. Gives whether it was. */
  emptyCartOf(number: string): Promise<boolean>
}

/** What follows from each change of an order, in one place, so that no use case can forget a part. */
export function createOrderChanges(
  ports: Pick<ApplicationPorts, 'carts' | 'events' | 'settings'> & {
    readonly checkout: Checkout
    readonly queue: KeyedQueue
    readonly status: ShowStatus
    readonly news: News
    readonly checking: ShowChecking
    readonly printing: Pick<Printing, 'sold'>
  },
): OrderChanges {
  // By the order it was tried as, and not by what is on the screen: the next customer's cart is
  // another one, and after a restart an order may turn out as sold that nobody is looking at.
  const emptyCartOf = (number: string) =>
    ports.queue.run(CART, async () => {
      if ((await ports.carts.load()).triedAs !== number) return false
      await ports.carts.save(EMPTY_CART)
      ports.events.publish('cart.changed', EMPTY_CART_VIEW)
      return true
    })

  /** A cart whose outcome became unknown: on the screen, so that nobody charges it again. */
  const holdCartOf = (number: string, attempt: Attempt, language: Language) =>
    ports.queue.run(CART, async () => {
      const { view, show } = ports.checkout
      if (view().stage !== 'idle' || (await ports.carts.load()).triedAs !== number) return
      show(attempt, language)
    })

  return {
    emptyCartOf,
    async publish(order) {
      const attempt = lastAttempt(order)
      const { language } = await ports.settings.preferences()
      ports.news.changed(order, language)
      ports.checkout.changed(attempt, language)
      ports.events.publish('order.changed', { orderId: attempt.orderId })
      const { kind } = attempt.state
      if (kind === 'paid') ports.printing.sold(order)
      if (kind === 'paid' || kind === 'awaiting_deposit') await emptyCartOf(order.number)
      if (kind === 'confirming') await holdCartOf(order.number, attempt, language)
      await Promise.all([ports.status.refresh(), ports.checking.refresh()])
      return attempt
    },
  }
}
