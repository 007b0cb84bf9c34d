import type { CheckoutView } from '#shared/ipc/contract.ts'
import type { Won } from '#shared/money.ts'
import { fail, type Failure, ok, type Result } from '#shared/result.ts'
import { lastAttempt } from '../domain/order-status.ts'
import type { Attempt } from '../domain/order.ts'
import type { ApplicationPorts } from './application-ports.ts'
import type { Checkout } from './checkout.ts'
import type { CloseWindow } from './close-window.ts'
import type { KeyedQueue } from './keyed-queue.ts'
import { CART, type OrderChanges } from './order-changes.ts'
import type { Preferences } from './ports.ts'
import { saleToPay } from './sale-to-pay.ts'

/** The window of an attempt that was saved didn't come to be. */
const NEVER_OPENED = {
  kind: 'cancelled',
  reason: { code: 'WINDOW_NOT_OPENED', message: '결제 창을 열지 못했어요.' },
} as const

interface Input {
  readonly total: Won
  readonly amount?: Won | undefined
}

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
): (input: Input) => Promise<Result<CheckoutView>> {
  const { orders, carts, checkout, clock, ids, queue, windows } = ports

  const save = (
    { total, amount }: Input,
    preferences: Preferences,
  ): Promise<{ attempt: Attempt } | { error: Failure }> =>
    queue.run(CART, async () => {
      const startedAt = clock.now()
      const asked = await saleToPay(ports, total, startedAt, preferences)
      if ('error' in asked) return asked
      const { sale } = asked
      if (amount !== undefined && amount > sale.due) {
        return { error: { code: 'CART_CHANGED', message: `only ${sale.due} won are due` } }
      }
      const keys = await ports.keys.current()
      if (keys === null) {
        return { error: { code: 'KEYS_MISSING', message: 'no Toss keys for this store' } }
      }
      const next = {
        ref: ids.token(),
        suffix: ids.suffix(),
        clientKey: keys.clientKey,
        startedAt,
        amount: amount ?? sale.due,
      }
      // A further tender of the same sale, or a further attempt where the last one took nothing.
      const order = await ('order' in sale
        ? orders.place(sale.order, next)
        : orders.placeAttempt(sale.before.number, next))
      const attempt = lastAttempt(order)
      // From here on it exists: whatever fails before its window opens, it still comes to an end.
      ports.closeWindow.watch(attempt)
      // Before the window: after a crash the cart must know that it may have been paid.
      try {
        await carts.save({ ...sale.cart, triedAs: order.number })
      } catch (error) {
        neverOpened(attempt)
        throw error
      }
      checkout.show(attempt, preferences.language)
      await ports.changes.publish(order, attempt.orderId)
      return { attempt }
    })

  /** Ends it by itself, as soon as that can be written: the next press must not wait half an hour for it. */
  function neverOpened({ orderId }: Attempt): void {
    ports.closeWindow.end(orderId, NEVER_OPENED).catch((error: unknown) => {
      ports.log.error('window_end_broke', error, { orderId })
    })
  }

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
      await ports.closeWindow.end(attempt.orderId, NEVER_OPENED)
    }
  }

  return async (input) => {
    if (!checkout.reserve()) return fail('CHECKOUT_IN_PROGRESS', 'a customer is already paying')
    try {
      const preferences = await ports.settings.preferences()
      const saved = await save(input, preferences)
      if ('error' in saved) return { ok: false, error: saved.error }
      await open(saved.attempt, preferences)
      return ok(checkout.view())
    } finally {
      checkout.release()
    }
  }
}
