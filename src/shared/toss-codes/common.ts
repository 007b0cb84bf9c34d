import { NEXT, row, type TossCodeRows, type Words } from './row.ts'

/**
 * What Toss may answer to any call: keys, and faults on its side (toss-api 5.2 to 5.5).
 * `waiting` says what to do while the outcome of this kind of call isn't known.
 */
export const anyCall = (waiting: Words): TossCodeRows => ({
  UNAUTHORIZED_KEY: row(
    'configuration',
    'never',
    ['토스가 이 매장의 키를 모른대요.', 'Toss doesn’t know this store’s keys.'],
    NEXT.checkKeys,
  ),
  INVALID_API_KEY: row(
    'configuration',
    'never',
    ['토스 시크릿 키가 맞지 않아요.', 'The Toss secret key is wrong.'],
    NEXT.checkKeys,
  ),
  INCORRECT_BASIC_AUTH_FORMAT: row(
    'configuration',
    'never',
    ['토스 키가 잘못 보내졌어요.', 'The Toss key was sent in a wrong form.'],
    NEXT.checkKeys,
  ),
  FORBIDDEN_REQUEST: row(
    'configuration',
    'never',
    ['이 매장의 키로는 할 수 없는 요청이에요.', 'This store’s keys don’t allow this request.'],
    NEXT.checkKeys,
  ),
  TOO_MANY_REQUESTS: row(
    'unknown',
    'wait',
    ['토스에 요청이 너무 많았어요.', 'Toss got too many requests.'],
    waiting,
  ),
  FORBIDDEN_CONSECUTIVE_REQUEST: row(
    'unknown',
    'wait',
    ['같은 요청이 너무 빨리 되풀이됐어요.', 'The same request came again too soon.'],
    waiting,
  ),
  PROVIDER_ERROR: row(
    'unknown',
    'lookup',
    ['결제사에 잠깐 문제가 생겼어요.', 'The payment provider had a passing fault.'],
    waiting,
  ),
  FAILED_PAYMENT_INTERNAL_SYSTEM_PROCESSING: row(
    'unknown',
    'lookup',
    ['토스가 처리하다가 멈췄어요.', 'Toss stopped while working on it.'],
    waiting,
  ),
  FAILED_INTERNAL_SYSTEM_PROCESSING: row(
    'unknown',
    'lookup',
    ['토스 안에서 처리하지 못했어요.', 'Toss couldn’t process it on its side.'],
    waiting,
  ),
  COMMON_ERROR: row(
    'unknown',
    'lookup',
    ['토스에 잠깐 문제가 생겼어요.', 'Toss had a passing fault.'],
    waiting,
  ),
  FAILED_DB_PROCESSING: row(
    'unknown',
    'lookup',
    ['토스가 기록하다가 멈췄어요.', 'Toss stopped while writing it down.'],
    waiting,
  ),
  FAILED_CARD_COMPANY_RESPONSE: row(
    'unknown',
    'lookup',
    ['카드사의 답을 토스가 읽지 못했어요.', 'Toss couldn’t read the card company’s answer.'],
    waiting,
  ),
})

/** What Toss may answer to any POST besides, while the first one with this key still runs (toss-api 6.1). */
export const anyPost = (waiting: Words): TossCodeRows => ({
  ...anyCall(waiting),
  IDEMPOTENT_REQUEST_PROCESSING: row(
    'unknown',
    'wait',
    ['앞서 보낸 같은 요청을 토스가 처리하고 있어요.', 'Toss is still working on the same request.'],
    waiting,
  ),
})

/** Refusals that a card typed in by hand, or a stored one, may meet before any money moves (toss-api 5.5). */
export const CARD_DATA: TossCodeRows = {
  NOT_SUPPORTED_METHOD: row(
    'declined',
    'new_attempt',
    ['이 매장에서 쓸 수 없는 결제 수단이에요.', 'This store can’t take this way to pay.'],
    NEXT.otherMethod,
  ),
  NOT_SUPPORTED_CARD_TYPE: row(
    'declined',
    'new_attempt',
    ['쓸 수 없는 종류의 카드예요.', 'This kind of card can’t be used.'],
    NEXT.otherCard,
  ),
  NOT_REGISTERED_CARD_COMPANY: row(
    'declined',
    'new_attempt',
    ['카드사에 등록되지 않은 카드예요.', 'The card isn’t registered with its company.'],
    NEXT.otherCard,
  ),
  INVALID_CARD_PASSWORD: row(
    'declined',
    'new_attempt',
    ['카드 비밀번호가 맞지 않아요.', 'The card’s PIN is wrong.'],
    NEXT.checkCard,
  ),
  INVALID_CARD_IDENTITY: row(
    'declined',
    'new_attempt',
    ['카드 주인의 정보가 맞지 않아요.', 'The cardholder’s details are wrong.'],
    NEXT.checkCard,
  ),
  INVALID_EMAIL: row(
    'declined',
    'never',
    ['이메일 주소가 맞지 않아요.', 'The e-mail address is wrong.'],
    NEXT.payAgain,
  ),
}

/** Stored cards (자동결제), which the till doesn't charge: kept so that no documented code is without words. */
export const BILLING: TossCodeRows = {
  ...anyPost(NEXT.waitForPayment),
  ...CARD_DATA,
  NOT_MATCHES_CUSTOMER_KEY: row(
    'declined',
    'never',
    ['저장된 카드가 다른 손님의 것이에요.', 'The stored card is another customer’s.'],
    NEXT.tellManager,
  ),
  ALREADY_REMOVED_BILLING_KEY: row(
    'declined',
    'never',
    ['저장된 카드가 이미 지워졌어요.', 'The stored card was removed already.'],
    NEXT.otherCard,
  ),
  INVALID_BILL_KEY_REQUEST: row(
    'declined',
    'never',
    ['카드를 저장하려는 요청이 잘못됐어요.', 'The request to store the card was wrong.'],
    NEXT.tellManager,
  ),
  NOT_FOUND_BILLING: row(
    'declined',
    'never',
    ['저장된 카드가 토스에 없어요.', 'Toss has no such stored card.'],
    NEXT.otherCard,
  ),
}
