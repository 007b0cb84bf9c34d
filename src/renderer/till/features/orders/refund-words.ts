/** Which words say where refunded money goes, and what to do when Toss refuses. Pure. */
import type { PaymentView } from '#shared/ipc/contract.ts'

export type MoneyBack =
  | 'card'
  | 'easyPay'
  | 'transfer'
  | 'virtualAccount'
  | 'mobile'
  | 'giftCertificate'
  | 'foreign'
  | 'other'

/** By Toss's words for methods: Korean by default, English for shops that asked for it. */
export function moneyBackOf(payment: PaymentView | null): MoneyBack {
  const method = payment?.method ?? ''
  if (method === '카드' || method === 'CARD') return 'card'
  if (method === '간편결제' || method === 'EASY_PAY') return 'easyPay'
  if (method === '계좌이체' || method === 'TRANSFER') return 'transfer'
  if (method === '가상계좌' || method === 'VIRTUAL_ACCOUNT') return 'virtualAccount'
  if (method === '휴대폰' || method === 'MOBILE_PHONE') return 'mobile'
  if (method === '해외간편결제' || method === 'FOREIGN_EASY_PAY') return 'foreign'
  if (method.endsWith('상품권') || method.endsWith('GIFT_CERTIFICATE')) return 'giftCertificate'
  return 'other'
}

/** The easy-pay company's name; in older answers `easyPay` itself is the name. */
export const providerOf = (payment: PaymentView | null): string =>
  payment?.fields.find(({ path }) => path === 'easyPay.provider' || path === 'easyPay')?.value ??
  payment?.methodText ??
  ''

export type RefusalAdvice =
  | 'account'
  | 'otherAccount'
  | 'full'
  | 'lookup'
  | 'tooLate'
  | 'limit'
  | 'bankHours'
  | 'wait'
  | 'keys'
  | 'support'

/** By Toss's cancel codes (Toss Payments, "결제 취소 에러 코드"). */
const ADVICE = new Map<string, RefusalAdvice>([
  ['INVALID_REFUND_ACCOUNT_INFO', 'account'],
  ['INVALID_REFUND_ACCOUNT_NUMBER', 'account'],
  ['INVALID_BANK', 'account'],
  ['FORBIDDEN_BANK_REFUND_REQUEST', 'otherAccount'],
  ['NOT_ALLOWED_PARTIAL_REFUND', 'full'],
  ['NOT_ALLOWED_PARTIAL_REFUND_WAITING_DEPOSIT', 'full'],
  ['EXCEED_CANCEL_AMOUNT_DISCOUNT_AMOUNT', 'full'],
  ['ALREADY_CANCELED_PAYMENT', 'lookup'],
  ['ALREADY_REFUND_PAYMENT', 'lookup'],
  ['NOT_MATCHES_REFUNDABLE_AMOUNT', 'lookup'],
  ['NOT_CANCELABLE_AMOUNT', 'lookup'],
  ['NOT_CANCELABLE_PAYMENT', 'lookup'],
  ['EXCEED_MAX_REFUND_DUE', 'tooLate'],
  ['NOT_CANCELABLE_PAYMENT_FOR_DORMANT_USER', 'tooLate'],
  ['EXCEED_CANCEL_LIMIT', 'limit'],
  ['NOT_AVAILABLE_BANK', 'bankHours'],
  ['FORBIDDEN_CONSECUTIVE_REQUEST', 'wait'],
  ['PROVIDER_ERROR', 'wait'],
  ['UNAUTHORIZED_KEY', 'keys'],
  ['INVALID_API_KEY', 'keys'],
  ['FORBIDDEN_REQUEST', 'keys'],
  ['INCORRECT_BASIC_AUTH_FORMAT', 'keys'],
])

export const adviceFor = (code: string): RefusalAdvice => ADVICE.get(code) ?? 'support'
