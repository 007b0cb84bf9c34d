import type { Language } from '#shared/vocabulary.ts'
import type { Attempt, Order } from '../domain/order.ts'
import { attemptOf, isSold, orderIdOf, statusOf } from '../domain/tenders.ts'
import type { ApplicationPorts } from './application-ports.ts'
import type { Checkout } from './checkout.ts'
import type { KeyedQueue } from './keyed-queue.ts'
import type { News } from './news.ts'
import type { Printing } from './printing.ts'
import type { ShowChecking } from './show-checking.ts'
import type { ShowStatus } from './show-status.ts'
import { emptyCartView } from './views/cart-view.ts'

/** Key of the queue in which the cart is read and written. */
export const CART = 'cart'

export interface OrderChanges {
  /** Tells everybody who shows it, and brings the cart it was tried from in line. Gives its attempt of this orderId. */
  publish(order: Order, orderId: string): Promise<Attempt>
  /** The same for what happened to an order without Toss: cash. */
  publishOrder(order: Order): Promise<void>
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
      const { carts, events } = ports
      const wasOpen = await carts.sold(number)
      if (wasOpen) events.publish('cart.changed', emptyCartView(await carts.aside()))
      return wasOpen
    })

  /** A cart whose outcome became unknown: on the screen, so that nobody charges it again. */
  const holdCartOf = (number: string, attempt: Attempt, language: Language) =>
    ports.queue.run(CART, async () => {
      const { view, show } = ports.checkout
      if (view().stage !== 'idle' || (await ports.carts.load()).triedAs !== number) return
      show(attempt, language)
    })

  async function publishOrder(order: Order): Promise<void> {
    const { language } = await ports.settings.preferences()
    const { checkout, events } = ports
    ports.news.changed(order, language)
    for (const attempt of order.attempts) checkout.changed(attempt, language)
    events.publish('order.changed', { orderId: orderIdOf(order) })
    if (statusOf(order) === 'paid') ports.printing.sold(order)
    const last = order.attempts.at(-1)
    if (last?.state.kind === 'confirming') await holdCartOf(order.number, last, language)
    else if (isSold(order)) await emptyCartOf(order.number)
    // A part is paid: the sale goes on where it was, with the rest due.
    else if (last?.state.kind === 'paid' && checkout.orderId() === last.orderId) checkout.clear()
    await Promise.all([ports.status.refresh(), ports.checking.refresh()])
  }

  return {
    emptyCartOf,
    publishOrder,
    async publish(order, orderId) {
      await publishOrder(order)
      return attemptOf(order, orderId)
    },
  }
}
