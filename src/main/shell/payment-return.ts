import type { PaymentReturns } from '../application/payment-outcomes.ts'
import { returnKind } from './protocol/addresses.ts'

/** Who made a navigation, as the shell saw it; main decides what that is worth. */
export interface Navigator {
  /** The one-time ref the payment window in question was opened for; null for any other window. */
  readonly windowRef: string | null
  readonly isMainFrame: boolean
}

/**
 * Takes a return out of the hands of the browser. Called at both doors (the partition's protocol
 * handler and its web-request listener), because which of them sees a redirect differs between
 * Electron versions. Either is enough, and both together are harmless: the use cases spend a ref
 * once. Answers whether the address was a return, so that the caller lets it go nowhere else.
 */
export const createReturnDoor =
  (parts: {
    payments(): Pick<PaymentReturns, 'acceptReturn' | 'acceptFail'>
    reportBug(where: string, error: unknown): void
  }) =>
  (address: string, navigator: Navigator): boolean => {
    const kind = returnKind(address)
    if (kind === null) return false
    const arrival = {
      query: new URL(address).searchParams,
      from: {
        isPaymentWindow: navigator.windowRef !== null,
        isMainFrame: navigator.isMainFrame,
        ref: navigator.windowRef,
      },
    }
    const payments = parts.payments()
    const taken = kind === 'success' ? payments.acceptReturn(arrival) : payments.acceptFail(arrival)
    taken.catch((error: unknown) => parts.reportBug(`payment return (${kind})`, error))
    return true
  }
