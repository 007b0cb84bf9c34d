/** The three calls the till makes. The same code can mean another thing for another call. */
export type TossCall = 'confirm' | 'lookup' | 'cancel'

export type TossVerdict =
  /** confirm: Toss or the card company said no; no money moved. */
  | 'declined'
  /** confirm: Toss's ten minutes are over; no money moved. */
  | 'session_over'
  /** cancel: Toss said no; nothing was given back. */
  | 'refused'
  /** cancel: nothing was given back, because the balance isn't what we thought. */
  | 'not_executed'
  /** cancel: something was given back already, by this call or by somebody else: look it up. */
  | 'already'
  /** lookup: Toss knows no such payment with these keys. */
  | 'not_found'
  /** The keys or the contract are wrong. The call did nothing. */
  | 'configuration'
  /** Nobody knows whether it happened: only a lookup tells. Also for every code we don't know. */
  | 'unknown'

export type TossRetry =
  | 'never'
  /** A new attempt with a new orderId, for instance with another card. */
  | 'new_attempt'
  /** Ask the customer for other data (a refund account), then a new refund. */
  | 'other_data'
  /** Look it up first; only then, perhaps, the same call with the same key. */
  | 'lookup'
  /** The same again later. */
  | 'wait'

export interface TossAdvice {
  readonly verdict: TossVerdict
  readonly retry: TossRetry
}

type Group = readonly [verdict: TossVerdict, retry: TossRetry, codes: readonly string[]]

// One list per call, grouped by what the code means. Source: toss-api 5.2 to 5.5.

/** Any call (5.5, and what each of 5.2 to 5.4 says alike). */
const ANY: readonly Group[] = [
  [
    'configuration',
    'never',
    [
      'UNAUTHORIZED_KEY',
      'INVALID_API_KEY',
      'INCORRECT_BASIC_AUTH_FORMAT',
      'FORBIDDEN_REQUEST',
      // Ours: no secret is held for this payment's client key, so nothing was sent.
      'KEYS_MISSING',
    ],
  ],
  ['unknown', 'wait', ['IDEMPOTENT_REQUEST_PROCESSING', 'FORBIDDEN_CONSECUTIVE_REQUEST']],
  [
    'unknown',
    'lookup',
    [
      'PROVIDER_ERROR',
      'FAILED_PAYMENT_INTERNAL_SYSTEM_PROCESSING',
      'FAILED_INTERNAL_SYSTEM_PROCESSING',
      'COMMON_ERROR',
      'FAILED_DB_PROCESSING',
      'FAILED_CARD_COMPANY_RESPONSE',
    ],
  ],
]

const CONFIRM: readonly Group[] = [
  [
    'declined',
    'new_attempt',
    [
      'EXCEED_MAX_AMOUNT',
      'EXCEED_MAX_PAYMENT_AMOUNT',
      'EXCEED_MAX_MONTHLY_PAYMENT_AMOUNT',
      'EXCEED_MAX_DAILY_PAYMENT_COUNT',
      'EXCEED_MAX_ONE_DAY_WITHDRAW_AMOUNT',
      'EXCEED_MAX_ONE_TIME_WITHDRAW_AMOUNT',
      'EXCEED_MAX_AUTH_COUNT',
      'EXCEED_MAX_ONE_DAY_AMOUNT',
      'INVALID_REJECT_CARD',
      'INVALID_STOPPED_CARD',
      'INVALID_CARD_LOST_OR_STOLEN',
      'INVALID_CARD_EXPIRATION',
      'INVALID_CARD_NUMBER',
      'INVALID_CARD_INSTALLMENT_PLAN',
      'EXCEED_MAX_CARD_INSTALLMENT_PLAN',
      'NOT_SUPPORTED_INSTALLMENT_PLAN_CARD_OR_MERCHANT',
      'NOT_SUPPORTED_MONTHLY_INSTALLMENT_PLAN',
      'NOT_SUPPORTED_MONTHLY_INSTALLMENT_PLAN_BELOW_AMOUNT',
      'NOT_ALLOWED_POINT_USE',
      'RESTRICTED_TRANSFER_ACCOUNT',
      'INVALID_ACCOUNT_INFO_RE_REGISTER',
      'NOT_AVAILABLE_PAYMENT',
      'NOT_AVAILABLE_BANK',
      'REJECT_CARD_PAYMENT',
      'REJECT_CARD_COMPANY',
      'REJECT_ACCOUNT_PAYMENT',
      'REJECT_TOSSPAY_INVALID_ACCOUNT',
      'INVALID_PASSWORD',
      'NOT_SUPPORTED_METHOD',
      'NOT_SUPPORTED_CARD_TYPE',
      'NOT_REGISTERED_CARD_COMPANY',
      'INVALID_CARD_PASSWORD',
      'INVALID_CARD_IDENTITY',
    ],
  ],
  [
    'declined',
    'never',
    [
      'INVALID_REQUEST',
      'BELOW_MINIMUM_AMOUNT',
      'INVALID_AUTHORIZE_AUTH',
      'FDS_ERROR',
      'INVALID_EMAIL',
      'INVALID_IDEMPOTENCY_KEY',
    ],
  ],
  ['session_over', 'new_attempt', ['NOT_FOUND_PAYMENT_SESSION']],
  [
    'configuration',
    'never',
    ['NOT_FOUND_TERMINAL_ID', 'INVALID_UNREGISTERED_SUBMALL', 'NOT_REGISTERED_BUSINESS'],
  ],
  [
    'unknown',
    'lookup',
    [
      // Mostly "it is DONE already": taking this for a failure would lose a paid sale (toss-api 7.1).
      'ALREADY_PROCESSED_PAYMENT',
      'DUPLICATED_ORDER_ID',
      'UNAPPROVED_ORDER_ID',
      'CARD_PROCESSING_ERROR',
      'NOT_FOUND_PAYMENT',
      'UNKNOWN_PAYMENT_ERROR',
    ],
  ],
]

const LOOKUP: readonly Group[] = [
  // After a lost confirm this isn't the end yet: ask again before concluding.
  ['not_found', 'wait', ['NOT_FOUND_PAYMENT']],
  ['not_found', 'never', ['NOT_FOUND']],
  ['unknown', 'wait', ['NOT_SUPPORTED_MONTHLY_INSTALLMENT_PLAN_BELOW_AMOUNT']],
]

const CANCEL: readonly Group[] = [
  ['already', 'lookup', ['ALREADY_CANCELED_PAYMENT', 'ALREADY_REFUND_PAYMENT']],
  ['not_executed', 'lookup', ['NOT_MATCHES_REFUNDABLE_AMOUNT', 'NOT_CANCELABLE_AMOUNT']],
  [
    'refused',
    'other_data',
    [
      'INVALID_REFUND_ACCOUNT_INFO',
      'INVALID_REFUND_ACCOUNT_NUMBER',
      'INVALID_BANK',
      'FORBIDDEN_BANK_REFUND_REQUEST',
    ],
  ],
  [
    'refused',
    'never',
    [
      'INVALID_REQUEST',
      'EXCEED_CANCEL_AMOUNT_DISCOUNT_AMOUNT',
      'REFUND_REJECTED',
      'NOT_CANCELABLE_PAYMENT',
      'NOT_CANCELABLE_PAYMENT_FOR_DORMANT_USER',
      'EXCEED_MAX_REFUND_DUE',
      'EXCEED_CANCEL_LIMIT',
      'NOT_ALLOWED_PARTIAL_REFUND',
      'NOT_ALLOWED_PARTIAL_REFUND_WAITING_DEPOSIT',
      'NOT_FOUND_PAYMENT',
      'INVALID_IDEMPOTENCY_KEY',
    ],
  ],
  ['refused', 'wait', ['NOT_AVAILABLE_BANK']],
  [
    'unknown',
    'lookup',
    ['FAILED_REFUND_PROCESS', 'FAILED_PARTIAL_REFUND', 'FAILED_METHOD_HANDLING_CANCEL'],
  ],
]

const table = (...lists: readonly (readonly Group[])[]): ReadonlyMap<string, TossAdvice> =>
  new Map(
    lists
      .flat()
      .flatMap(([verdict, retry, codes]) =>
        codes.map((code) => [code, { verdict, retry }] as const),
      ),
  )

const TABLE: Readonly<Record<TossCall, ReadonlyMap<string, TossAdvice>>> = {
  confirm: table(ANY, CONFIRM),
  lookup: table(ANY, LOOKUP),
  cancel: table(ANY, CANCEL),
}

const UNLISTED: TossAdvice = { verdict: 'unknown', retry: 'lookup' }

/**
 * What a code means for a call, and what to do next. By the code alone: Toss answers 400 for things
 * that pass and 403 for plain business. The message only counts for the escrow refusal below.
 */
export function judgeTossCode(call: TossCall, code: string, message = ''): TossAdvice {
  // A partial cancel of an escrow payment is refused for good, under a code that looks like a
  // passing fault. Only its text [ES12] tells (toss-api 3.4).
  if (call === 'cancel' && message.includes('[ES12]')) return { verdict: 'refused', retry: 'never' }
  return TABLE[call].get(code) ?? UNLISTED
}
