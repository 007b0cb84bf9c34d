import type { CheckoutView } from '#shared/ipc/contract.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import type { Checkout } from './checkout.ts'
import type { OrderChanges } from './order-changes.ts'

/** Puts a result away. A 확인중 goes on settling by itself, and its cart goes with it: it may be paid. */
export const createDismissCheckout =
  ({ checkout, changes }: { readonly checkout: Checkout; readonly changes: OrderChanges }) =>
  async (): Promise<Result<CheckoutView>> => {
    const { stage } = checkout.view()
    if (stage === 'paying') return fail('CHECKOUT_IN_PROGRESS', 'the payment window is open')
    if (stage === 'confirming') await changes.emptyCart()
    checkout.clear()
    return ok(checkout.view())
  }
