import type { Won } from '#shared/money.ts'
import type { Failure } from '#shared/result.ts'
import { businessDayOf } from '../domain/business-day.ts'
import { isSameSale, orderTerms, type PricedCart } from '../domain/cart.ts'
import { orderNameOf } from '../domain/order-name.ts'
import type { Order, OrderTerms } from '../domain/order.ts'
import { dueOf, takesTender } from '../domain/tenders.ts'
import type { ApplicationPorts } from './application-ports.ts'
import { cartAtHand } from './cart-at-hand.ts'
import type { Checkout } from './checkout.ts'
import { priceStored } from './open-cart.ts'
import type { NewOrder, Preferences, StoredCart } from './ports.ts'

/** What the next tender is for: an order that is on disk already, or one that comes with it. */
export type SaleToPay =
  | { readonly before: Order; readonly cart: StoredCart; readonly due: Won }
  | { readonly order: NewOrder; readonly cart: StoredCart; readonly due: Won }

type Priced = OrderTerms & Pick<PricedCart, 'lines' | 'total'>

function newOrderOf({ total, ...sale }: Priced, at: Date, { closingHour }: Preferences): NewOrder {
  const [first] = sale.lines
  if (first === undefined) throw new Error('an empty cart was let through')
  return {
    ...sale,
    businessDay: businessDayOf(at, closingHour),
    createdAt: at,
    orderName: orderNameOf(first, sale.lines.length),
    totalAmount: total,
  }
}

/**
 * The sale in hand, as the next tender finds it. `total` is what the page showed of all of it. In the
 * cart's turn of the queue.
 */
export async function saleToPay(
  ports: Pick<ApplicationPorts, 'orders' | 'carts' | 'catalogue' | 'settings'> & {
    readonly checkout: Checkout
  },
  total: Won,
  at: Date,
  preferences: Preferences,
): Promise<{ readonly sale: SaleToPay } | { readonly error: Failure }> {
  const refuse = (code: Failure['code'], message: string) => ({ error: { code, message } })
  const { stored, held, partlyTaken } = await cartAtHand(ports)
  if (held !== null) {
    ports.checkout.show(held, preferences.language)
    return refuse('CHECKOUT_IN_PROGRESS', 'nobody knows yet whether this cart is paid')
  }
  if (partlyTaken !== null) {
    // At the prices it was begun at: some of it is paid already.
    if (!takesTender(partlyTaken)) {
      return refuse('SALE_PARTLY_PAID', 'some of it went back; the rest has to go back too')
    }
    if (partlyTaken.totalAmount !== total) {
      return refuse('CART_CHANGED', `the sale is ${partlyTaken.totalAmount}, not ${total}`)
    }
    return { sale: { before: partlyTaken, cart: stored, due: dueOf(partlyTaken) } }
  }
  const open = await priceStored(stored, ports.catalogue)
  if (open === null) return refuse('AMOUNT_TOO_LARGE', 'the cart is larger than the till counts')
  if (open.priced.total === 0) return refuse('CART_EMPTY', 'there is nothing to pay')
  if (open.priced.total !== total) {
    return refuse('CART_CHANGED', `the cart is ${open.priced.total}, not ${total}`)
  }
  const { limitPercent } = await ports.settings.discountRule()
  const terms = orderTerms(open.stored, open.priced, limitPercent)
  if (terms === null) {
    return refuse('APPROVAL_REQUIRED', `a line is ${open.priced.percentOff} % off`)
  }
  const priced = { ...terms, lines: open.priced.lines, total: open.priced.total }
  const before = stored.triedAs === null ? null : await ports.orders.findByNumber(stored.triedAs)
  if (before !== null && takesTender(before) && isSameSale(before, priced)) {
    return { sale: { before, cart: open.stored, due: dueOf(before) } }
  }
  return {
    sale: { order: newOrderOf(priced, at, preferences), cart: open.stored, due: total },
  }
}
