/** Who or what ended a payment window that came to the fail address. */
export type FailKind =
  /** The customer left. */
  | 'closed'
  /** The widget or our payment page stopped with an error of its own. */
  | 'widget'
  /** Toss or the card company refused. */
  | 'declined'

const LEFT = new Set(['USER_CANCEL', 'PAY_PROCESS_CANCELED', 'PaymentRequestAbortedError'])

/** What the SDK and our own payment page say when they can't go on. Source: toss-api 2.1, 2.7. */
const WIDGET = new Set([
  'INVALID_CLIENT_KEY',
  'INVALID_CUSTOMER_KEY',
  'NOT_SUPPORTED_WIDGET_KEY',
  'NOT_SUPPORTED_API_INDIVIDUAL_KEY',
  'INSECURE_KEY_USAGE',
  'NOT_SETUP_AMOUNT',
  'INVALID_AMOUNT_VALUE',
  'INVALID_AMOUNT_CURRENCY',
  'BELOW_ZERO_AMOUNT',
  'INVALID_SELECTOR',
  'INVALID_VARIANT_KEY',
  'PAYMENT_METHODS_WIDGET_ALREADY_RENDERED',
  'AGREEMENT_WIDGET_ALREADY_RENDERED',
  'INVALID_METHOD_TRANSACTION',
  'NOT_SELECTED_PAYMENT_METHOD',
  'NEED_AGREEMENT_WITH_REQUIRED_TERMS',
  'NEED_CARD_PAYMENT_DETAIL',
  'NEED_REFUND_ACCOUNT_DETAIL',
  'EXCEED_DEPOSIT_AMOUNT_LIMIT',
  'EXCEED_MAX_DUE_DATE',
  'INCORRECT_SUCCESS_URL_FORMAT',
  'INCORRECT_FAIL_URL_FORMAT',
  'NOT_SUPPORTED_PROMISE',
  'UNSUPPORTED_TEST_PHASE_PAYMENT_METHOD',
  'PROVIDER_STATUS_UNHEALTHY',
  'CUSTOM_PAYMENT_METHOD_UNABLE_TO_PAY',
  'INVALID_METADATA',
  'INVALID_PARAMETERS',
  'INVALID_PARAMETER',
  'NOT_SUPPORTED_METHOD',
  'V1_METHOD_NOT_SUPPORTED',
  'UNKNOWN',
  'NETWORK_ERROR',
  'ScriptLoadFailedError',
  'NamespaceNotAvailableError',
  // Our own: the till couldn't open the window, or didn't take what came back from it.
  'WINDOW_NOT_READY',
  'WINDOW_NOT_OPENED',
  'RETURN_REFUSED',
  'NOT_SAVED',
])

/** A code that neither we nor the SDK know was said by whoever was paying for the customer. */
export function failKindOf(code: string): FailKind {
  if (LEFT.has(code)) return 'closed'
  return WIDGET.has(code) ? 'widget' : 'declined'
}
