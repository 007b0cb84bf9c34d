import type { CheckoutView } from '#shared/ipc/contract.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import type { ApplicationPorts } from './application-ports.ts'
import type { Checkout } from './checkout.ts'
import type { OrderChanges } from './order-changes.ts'

/** Puts a result away. A 확인중 goes on settling by itself, and its cart goes with it: it may be paid. */
export const createDismissCheckout =
  ({
    orders,
    checkout,
    changes,
  }: Pick<ApplicationPorts, 'orders'> & {
    readonly checkout: Checkout
    readonly changes: OrderChanges
  }) =>
  async (): Promise<Result<CheckoutView>> => {
    if (checkout.view().stage === 'paying') {
      return fail('CHECKOUT_IN_PROGRESS', 'the payment window is open')
    }
    const orderId = checkout.orderId()
    const order = orderId === null ? null : await orders.find(orderId)
    // By the disk, not by the screen: it may have been declined this very moment, and then the cart stays.
    if (order?.attempts.at(-1)?.state.kind === 'confirming') {
      await changes.emptyCartOf(order.number)
    }
    checkout.clear()
    return ok(checkout.view())
  }
