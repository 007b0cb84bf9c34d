import type { NotPaidReason } from '#shared/ipc/contract.ts'

/**
 * Toss's codes that say no money moved, by what staff can do about them. The set is open: a code
 * that isn't here is shown in Toss's own words. Source: Toss's error tables for confirm and for
 * the widget.
 */
const CODES = {
  shortOfFunds: ['REJECT_CARD_PAYMENT', 'REJECT_ACCOUNT_PAYMENT'],
  cardRefused: ['REJECT_CARD_COMPANY', 'INVALID_REJECT_CARD', 'FAILED_CARD_COMPANY'],
  cardUnusable: [
    'INVALID_STOPPED_CARD',
    'INVALID_CARD_LOST_OR_STOLEN',
    'INVALID_CARD_EXPIRATION',
    'INVALID_CARD_NUMBER',
  ],
  limit: [
    'EXCEED_MAX_AMOUNT',
    'EXCEED_MAX_PAYMENT_AMOUNT',
    'EXCEED_MAX_MONTHLY_PAYMENT_AMOUNT',
    'EXCEED_MAX_DAILY_PAYMENT_COUNT',
    'EXCEED_MAX_ONE_DAY_WITHDRAW_AMOUNT',
    'EXCEED_MAX_ONE_TIME_WITHDRAW_AMOUNT',
    'EXCEED_MAX_ONE_DAY_AMOUNT',
    'EXCEED_MAX_AUTH_COUNT',
    'EXCEED_DEPOSIT_AMOUNT_LIMIT',
  ],
  installment: [
    'INVALID_CARD_INSTALLMENT_PLAN',
    'EXCEED_MAX_CARD_INSTALLMENT_PLAN',
    'NOT_SUPPORTED_INSTALLMENT_PLAN_CARD_OR_MERCHANT',
    'NOT_SUPPORTED_MONTHLY_INSTALLMENT_PLAN',
    'NOT_SUPPORTED_MONTHLY_INSTALLMENT_PLAN_BELOW_AMOUNT',
  ],
  tooSmall: ['BELOW_MINIMUM_AMOUNT'],
  password: ['INVALID_PASSWORD'],
  notNow: [
    'NOT_AVAILABLE_PAYMENT',
    'NOT_AVAILABLE_BANK',
    'RESTRICTED_TRANSFER_ACCOUNT',
    'PROVIDER_STATUS_UNHEALTHY',
  ],
  cancelledThere: ['PAY_PROCESS_CANCELED', 'USER_CANCEL'],
  aborted: ['PAY_PROCESS_ABORTED'],
  timedOut: ['NOT_FOUND_PAYMENT_SESSION'],
  setup: [
    'KEYS_MISSING',
    'UNAUTHORIZED_KEY',
    'INVALID_API_KEY',
    'INVALID_CLIENT_KEY',
    'FORBIDDEN_REQUEST',
    'INCORRECT_BASIC_AUTH_FORMAT',
    'NOT_SUPPORTED_WIDGET_KEY',
    'NOT_SUPPORTED_API_INDIVIDUAL_KEY',
    'INVALID_VARIANT_KEY',
    'NOT_REGISTERED_BUSINESS',
    'INVALID_UNREGISTERED_SUBMALL',
    'NOT_FOUND_TERMINAL_ID',
  ],
  risk: ['FDS_ERROR', 'SUSPECTED_PHISHING_PAYMENT'],
} as const

type Cause = keyof typeof CODES

const causes = new Map<string, Cause>(
  (Object.keys(CODES) as Cause[]).flatMap((cause) =>
    CODES[cause].map((code): [string, Cause] => [code, cause]),
  ),
)

/** The key of the plain words under `checkout:notPaid.why`. */
export function notPaidWhy(
  reason: NotPaidReason,
): Cause | 'closed' | 'expired' | 'other' | 'widget' {
  switch (reason.kind) {
    case 'closed':
    case 'expired':
      return reason.kind
    case 'declined':
      return causes.get(reason.code) ?? 'other'
    case 'widget':
      return causes.get(reason.code) ?? 'widget'
  }
}
