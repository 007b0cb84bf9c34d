import type { CheckoutView } from '#shared/ipc/contract.ts'
import type { Won } from '#shared/money.ts'
import { fail, type Failure, ok, type Result } from '#shared/result.ts'
import { isSurelyUnpaid } from '../domain/attempt.ts'
import { businessDayOf } from '../domain/business-day.ts'
import { isSameSale, orderTerms, type PricedCart } from '../domain/cart.ts'
import { orderNameOf } from '../domain/order-name.ts'
import { lastAttempt } from '../domain/order-status.ts'
import type { Attempt, Order, OrderTerms } from '../domain/order.ts'
import type { ApplicationPorts } from './application-ports.ts'
import { cartAtHand } from './cart-at-hand.ts'
import type { Checkout } from './checkout.ts'
import type { CloseWindow } from './close-window.ts'
import type { KeyedQueue } from './keyed-queue.ts'
import { priceStored } from './open-cart.ts'
import { CART, type OrderChanges } from './order-changes.ts'
import type { NewAttempt, Preferences, StoredCart } from './ports.ts'

/**
 * Order, lines and attempt are on disk before the window opens, at main's own prices. A second press
 * does nothing, and the same cart tried again becomes a further attempt of the same order.
 */
export function createStartCheckout(
  ports: Pick<
    ApplicationPorts,
    'orders' | 'carts' | 'catalogue' | 'keys' | 'windows' | 'settings' | 'clock' | 'ids' | 'log'
  > & {
    readonly checkout: Checkout
    readonly changes: OrderChanges
    readonly closeWindow: CloseWindow
    readonly queue: KeyedQueue
  },
): (input: { readonly total: Won }) => Promise<Result<CheckoutView>> {
  const { orders, carts, checkout, clock, ids, queue, windows } = ports

  async function place(
    { triedAs }: StoredCart,
    sale: OrderTerms & Pick<PricedCart, 'lines' | 'total'>,
    attempt: NewAttempt,
    { closingHour }: Preferences,
  ): Promise<Order> {
    const before = triedAs === null ? null : await orders.findByNumber(triedAs)
    if (
      before !== null &&
      isSurelyUnpaid(lastAttempt(before).state.kind) &&
      isSameSale(before, sale)
    ) {
      return orders.placeAttempt(before.number, attempt)
    }
    const { total, ...rest } = sale
    const [first] = rest.lines
    if (first === undefined) throw new Error('an empty cart was let through')
    return orders.place(
      {
        ...rest,
        businessDay: businessDayOf(attempt.startedAt, closingHour),
        createdAt: attempt.startedAt,
        orderName: orderNameOf(first, rest.lines.length),
        totalAmount: total,
      },
      attempt,
    )
  }

  const save = (
    total: Won,
    preferences: Preferences,
  ): Promise<{ attempt: Attempt } | { error: Failure }> =>
    queue.run(CART, async () => {
      const refuse = (code: Failure['code'], message: string) => ({ error: { code, message } })
      const { stored, held } = await cartAtHand(ports)
      if (held !== null) {
        checkout.show(held, preferences.language)
        return refuse('CHECKOUT_IN_PROGRESS', 'nobody knows yet whether this cart is paid')
      }
      const open = await priceStored(stored, ports.catalogue)
      if (open === null)
        return refuse('AMOUNT_TOO_LARGE', 'the cart is larger than the till counts')
      if (open.priced.total === 0) return refuse('CART_EMPTY', 'there is nothing to pay')
      if (open.priced.total !== total) {
        return refuse('CART_CHANGED', `the cart is ${open.priced.total}, not ${total}`)
      }
      const { limitPercent } = await ports.settings.discountRule()
      const terms = orderTerms(open.stored, open.priced, limitPercent)
      if (terms === null) {
        return refuse('APPROVAL_REQUIRED', `a line is ${open.priced.percentOff} % off`)
      }
      const keys = await ports.keys.current()
      if (keys === null) return refuse('KEYS_MISSING', 'no Toss keys for this store')
      const order = await place(
        open.stored,
        { ...terms, lines: open.priced.lines, total: open.priced.total },
        {
          ref: ids.token(),
          suffix: ids.suffix(),
          clientKey: keys.clientKey,
          startedAt: clock.now(),
        },
        preferences,
      )
      const attempt = lastAttempt(order)
      // From here on it exists: whatever fails before its window opens, it still comes to an end.
      ports.closeWindow.watch(attempt)
      // Before the window: after a crash the cart must know that it may have been paid.
      await carts.save({ ...open.stored, triedAs: order.number })
      checkout.show(attempt, preferences.language)
      await ports.changes.publish(order)
      return { attempt }
    })

  async function open(attempt: Attempt, { language, theme }: Preferences): Promise<void> {
    try {
      await windows.open({
        ref: attempt.ref,
        orderId: attempt.orderId,
        orderName: attempt.orderName,
        amount: attempt.amount,
        clientKey: attempt.clientKey,
        language,
        theme,
      })
    } catch (error) {
      ports.log.error('window_not_opened', error, { orderId: attempt.orderId })
      await windows.close(attempt.ref)
      await ports.closeWindow.end(attempt.orderId, {
        kind: 'cancelled',
        reason: { code: 'WINDOW_NOT_OPENED', message: '결제 창을 열지 못했어요.' },
      })
    }
  }

  return async ({ total }) => {
    if (!checkout.reserve()) return fail('CHECKOUT_IN_PROGRESS', 'a customer is already paying')
    try {
      const preferences = await ports.settings.preferences()
      const saved = await save(total, preferences)
      if ('error' in saved) return { ok: false, error: saved.error }
      await open(saved.attempt, preferences)
      return ok(checkout.view())
    } finally {
      checkout.release()
    }
  }
}
