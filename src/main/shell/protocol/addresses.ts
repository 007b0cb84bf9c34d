/** Our own pages live at app://till/, reachable in the default session only. */
export const APP_SCHEME = 'app'
export const TILL_ORIGIN = 'app://till'

/** The page that draws slips for paper, in a partition of its own. */
export const SLIP_ORIGIN = 'app://slip'
export const SLIP_PARTITION = 'slip'
export const SLIP_PAGE = '/receipt.html'

/** The customer's screen, in a partition of its own: it shares nothing with the till's page. */
export const CUSTOMER_ORIGIN = 'app://customer'
export const CUSTOMER_PARTITION = 'customer'

/**
 * The payment page's origin, inside the payment partition only: Toss's own samples run on
 * http://localhost, and the widget wants return addresses with an http(s) origin.
 */
export const PAYMENT_ORIGIN = 'http://localhost'
export const PAYMENT_PARTITION = 'payment'

export const CHECKOUT_PATH = '/checkout'
export const INTENT_PATH = '/checkout/intent'
/** What the window shows after the return was caught, until it is closed. */
export const RETURNED_PATH = '/checkout/returned'
const SUCCESS_PATH = '/toss/confirm-payment'
const FAIL_PATH = '/toss/payment-failed'
/** Where the built-in Toss answers inside the payment partition of the training store. */
export const TRAINING_PATH = '/training'

/** Which of the two return addresses this is, or null for any other. */
export function returnKind(address: string): 'success' | 'fail' | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  if (url.origin !== PAYMENT_ORIGIN) return null
  if (url.pathname === SUCCESS_PATH) return 'success'
  if (url.pathname === FAIL_PATH) return 'fail'
  return null
}
