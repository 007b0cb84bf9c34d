/** Which words say where refunded money goes. Pure. */
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
