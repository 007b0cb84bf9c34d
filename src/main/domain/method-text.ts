import type { Language } from '#shared/vocabulary.ts'
import type { Payment, PaymentCard } from './payment.ts'
import { bankName } from '#shared/banks.ts'
import { cardCompanyName } from './tables/card-companies.ts'

/** Toss answers in Korean; unknown words are shown as they came. Source: toss-api 4.4, 4.8. */
const ENGLISH: Readonly<Record<string, string>> = {
  카드: 'Card',
  가상계좌: 'Virtual account',
  간편결제: 'Easy pay',
  휴대폰: 'Mobile phone',
  계좌이체: 'Bank transfer',
  문화상품권: 'Culture voucher',
  도서문화상품권: 'Book voucher',
  게임문화상품권: 'Game voucher',
  해외간편결제: 'Foreign easy pay',
  토스페이: 'Toss Pay',
  네이버페이: 'Naver Pay',
  삼성페이: 'Samsung Pay',
  애플페이: 'Apple Pay',
  엘페이: 'L.Pay',
  카카오페이: 'Kakao Pay',
  핀페이: 'PINPAY',
  페이코: 'PAYCO',
  SSG페이: 'SSG Pay',
  KB페이: 'KB Pay',
  페이팔: 'PayPal',
}

const inLanguage = (korean: string, language: Language): string =>
  language === 'en' && Object.hasOwn(ENGLISH, korean) ? (ENGLISH[korean] ?? korean) : korean

/** Korean company name of a card, or the code where the table doesn't have it, or null where Toss named none. */
export function cardCompanyOf(card: PaymentCard, language: Language): string | null {
  if (card.issuerCode !== null) return cardCompanyName(card.issuerCode, language)
  return card.company
}

/** "국민" → "국민카드". Names that already say what they are stay: 카카오뱅크, a bare code, "신한카드". */
function cardNameOf(card: PaymentCard, language: Language): string {
  const company = cardCompanyOf(card, language)
  if (company === null) return inLanguage('카드', language)
  if (language === 'en') return `${company} card`
  return /(?:카드|뱅크)$/.test(company) || !/[가-힣]|^(?:BC|JCB)$/.test(company)
    ? company
    : `${company}카드`
}

/** In fours, as on a card: 55213300****079* → 5521-3300-****-079*. */
const inFours = (number: string): string =>
  /^[\d*]{8,}$/.test(number) ? (number.match(/.{1,4}/g) ?? [number]).join('-') : number

function instalmentOf(card: PaymentCard, language: Language): string | null {
  const months = card.installmentPlanMonths
  if (months === null) return null
  if (months === 0) return language === 'en' ? 'lump sum' : '일시불'
  const free = card.isInterestFree === true
  if (language === 'en') return `${months} months${free ? ', interest-free' : ''}`
  return `${months}개월${free ? ' 무이자' : ''}`
}

const money = (amount: number, language: Language): string =>
  language === 'en' ? `₩${amount.toLocaleString('en-US')}` : `${amount.toLocaleString('ko-KR')}원`

const joined = (parts: readonly (string | null)[]): string =>
  parts.filter((part) => part !== null && part !== '').join(' · ')

function cardText(card: PaymentCard, language: Language): string {
  const name = cardNameOf(card, language)
  const number = card.number === null || card.number === '' ? null : inFours(card.number)
  return joined([number === null ? name : `${name} ${number}`, instalmentOf(card, language)])
}

/** Points and coupons of an easy pay, as an own part: they are money the card didn't pay. */
function pointsText(payment: Payment, language: Language): string | null {
  const points = payment.easyPay?.discountAmount ?? 0
  if (points === 0) return null
  return language === 'en'
    ? `${money(points, language)} in points`
    : `포인트 ${money(points, language)}`
}

/** Korean bank name of a virtual account or transfer; the code where unknown. */
function bankOf(
  place: { readonly bankCode: string | null; readonly bank?: string | null },
  language: Language,
): string | null {
  if (place.bankCode !== null) return bankName(place.bankCode, language)
  return place.bank ?? null
}

/** Name of the bank of a virtual account for people; empty where Toss named none. */
export const virtualAccountBank = (
  account: { readonly bankCode: string | null; readonly bank: string | null },
  language: Language,
): string => bankOf(account, language) ?? ''

/**
 * How it was paid, in one line: "국민카드 5521-3300-****-079* · 일시불", "토스페이 · 하나카드 … · 포인트
 * 500원". From the nested objects, because the same sale is called 카드 or 간편결제 by `method`
 * (toss-api 4.3).
 */
export function methodText(payment: Payment, language: Language): string {
  const { easyPay, card, virtualAccount, transfer, mobilePhone } = payment
  if (easyPay !== null) {
    return joined([
      inLanguage(easyPay.provider, language),
      card === null ? null : cardText(card, language),
      pointsText(payment, language),
    ])
  }
  if (card !== null) return cardText(card, language)
  const method = payment.method === null ? '' : inLanguage(payment.method, language)
  if (virtualAccount !== null) {
    return joined([
      method,
      [bankOf(virtualAccount, language), virtualAccount.accountNumber].filter(Boolean).join(' '),
    ])
  }
  if (transfer !== null) return joined([method, bankOf(transfer, language)])
  if (mobilePhone !== null) return joined([method, mobilePhone.customerMobilePhone])
  return method
}

/** The method alone, in Korean: 카드, 토스페이, 가상계좌; 결제 where Toss named none. For slips. */
export const tenderName = ({ easyPay, card, method }: Payment): string =>
  easyPay?.provider ?? (card === null ? (method ?? '결제') : '카드')

/** Last four digits that can be read off a masked number. */
const endingOf = (number: string | null): string | null =>
  number === null ? null : (/(\d{3,4})\D*$/.exec(number)?.[1] ?? null)

/** The same in a few characters, for a row: "카드 국민 ·· 079", "토스페이", "가상계좌 신한은행". null before a method is known. */
export function shortMethodText(payment: Payment, language: Language): string | null {
  const { easyPay, card, virtualAccount, transfer } = payment
  if (easyPay !== null) return inLanguage(easyPay.provider, language)
  if (card !== null) {
    const company = cardCompanyOf(card, language)
    const ending = endingOf(card.number)
    return [inLanguage('카드', language), company, ending === null ? null : `·· ${ending}`]
      .filter((part) => part !== null)
      .join(' ')
  }
  if (payment.method === null) return null
  const method = inLanguage(payment.method, language)
  const bank = virtualAccount ?? transfer
  return bank === null ? method : [method, bankOf(bank, language)].filter(Boolean).join(' ')
}

/** What cash is called beside the methods of Toss. */
export const CASH_WORDS: Readonly<Record<Language, string>> = { ko: '현금', en: 'Cash' }
