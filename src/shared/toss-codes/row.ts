/** The shape of one row of the table of Toss's codes. Source of all rows: toss-api 2.7 and 5. */

/** One text in both languages of the till, for staff: 해요체, equally plain in English. */
export interface Words {
  readonly ko: string
  readonly en: string
}

export type TossVerdict =
  /** confirm, billing: Toss or the card company said no; no money moved. */
  | 'declined'
  /** confirm: Toss's ten minutes are over; no money moved. */
  | 'session_over'
  /** cancel, cash receipt: Toss said no; nothing was done. list: the question was wrong. */
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

export interface TossCodeRow<V extends string = TossVerdict> {
  readonly verdict: V
  readonly retry: TossRetry
  /** What happened. */
  readonly what: Words
  /** What to do about it. */
  readonly next: Words
}

export type TossCodeRows<V extends string = TossVerdict> = Readonly<Record<string, TossCodeRow<V>>>

/** Makes a row. `what` is Korean, then English. */
export const row = <V extends string>(
  verdict: V,
  retry: TossRetry,
  [ko, en]: readonly [ko: string, en: string],
  next: Words,
): TossCodeRow<V> => ({ verdict, retry, what: { ko, en }, next })

/** What to do, where several rows say the same. */
export const NEXT = {
  payAgain: { ko: '다시 결제하면 돼요.', en: 'Pay again.' },
  otherMethod: {
    ko: '다른 카드나 결제 수단을 여쭤봐 주세요.',
    en: 'Ask for another card or way to pay.',
  },
  otherCard: { ko: '다른 카드를 여쭤봐 주세요.', en: 'Ask for another card.' },
  checkCard: {
    ko: '손님이 카드 정보를 확인하고 다시 결제하면 돼요.',
    en: 'The customer can check the card details and pay again.',
  },
  oneSum: { ko: '일시불로 다시 결제해 주세요.', en: 'Pay again in one sum.' },
  tellManager: {
    ko: '다시 해도 안 되니 관리자에게 알려 주세요.',
    en: 'Trying again won’t help; tell the manager.',
  },
  checkKeys: {
    ko: '다시 해도 안 돼요. 관리자에게 설정의 토스 키를 확인해 달라고 해 주세요.',
    en: 'Trying again won’t help. Have the manager check the Toss keys in settings.',
  },
  callToss: {
    ko: '토스페이먼츠(1544-7772)에 주문번호를 알려 주고 문의해 주세요.',
    en: 'Call Toss Payments (1544-7772) with the order number.',
  },
  waitForPayment: {
    ko: '토스에 저절로 다시 물어보고 있어요. 다시 결제하지 말고 기다려 주세요.',
    en: 'Toss is being asked again by itself. Wait, and don’t charge again.',
  },
  waitForRefund: {
    ko: '토스에 저절로 다시 물어보고 있어요. 다시 환불하지 말고 기다려 주세요.',
    en: 'Toss is being asked again by itself. Wait, and don’t refund again.',
  },
  askLater: { ko: '잠시 뒤에 다시 조회해 주세요.', en: 'Ask again in a moment.' },
  checkAccount: {
    ko: '손님께 은행, 계좌번호, 예금주를 다시 여쭤보고 고쳐 주세요.',
    en: 'Ask the customer again for bank, number and holder, and correct them.',
  },
  refundAll: {
    ko: '남은 금액 전부로 다시 환불해 주세요.',
    en: 'Refund all that is left instead.',
  },
  lookBalance: {
    ko: '주문을 토스에서 다시 조회하고 남은 금액을 확인해 주세요.',
    en: 'Look the order up at Toss and check what is left.',
  },
  otherWayBack: {
    ko: '점장과 상의해 현금이나 계좌 이체로 돌려주세요.',
    en: 'Agree with the manager to pay it back in cash or by transfer.',
  },
} as const satisfies Record<string, Words>
