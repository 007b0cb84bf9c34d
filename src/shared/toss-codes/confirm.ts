import { anyPost, CARD_DATA } from './common.ts'
import {
  NEXT,
  row,
  type TossCodeRow,
  type TossCodeRows,
  type TossRetry,
  type Words,
} from './row.ts'

/** Toss or the card company said no, and no money moved. */
const no = (
  what: readonly [ko: string, en: string],
  next: Words,
  retry: TossRetry = 'new_attempt',
): TossCodeRow => row('declined', retry, what, next)

const unknown = (what: readonly [ko: string, en: string]): TossCodeRow =>
  row('unknown', 'lookup', what, NEXT.waitForPayment)

const contract = (what: readonly [ko: string, en: string]): TossCodeRow =>
  row('configuration', 'never', what, NEXT.tellManager)

/** POST /v1/payments/confirm: the call that takes the money. Source: toss-api 5.2, 5.5. */
export const CONFIRM: TossCodeRows = {
  ...anyPost(NEXT.waitForPayment),
  ...CARD_DATA,

  // Not known yet. ALREADY_PROCESSED_PAYMENT mostly means "it is DONE": taking it for a failure
  // would lose a paid sale (toss-api 7.1).
  ALREADY_PROCESSED_PAYMENT: unknown([
    '토스가 이미 처리한 결제래요.',
    'Toss says this payment was processed before.',
  ]),
  DUPLICATED_ORDER_ID: unknown([
    '토스에 이미 쓰인 주문번호래요.',
    'Toss says this order number was used before.',
  ]),
  UNAPPROVED_ORDER_ID: unknown([
    '아직 승인되지 않은 주문번호래요.',
    'Toss says this order isn’t approved yet.',
  ]),
  CARD_PROCESSING_ERROR: unknown([
    '카드사에서 문제가 생겼어요.',
    'Something went wrong at the card company.',
  ]),
  NOT_FOUND_PAYMENT: unknown([
    '토스가 이 결제를 아직 찾지 못했어요.',
    'Toss hasn’t found this payment yet.',
  ]),
  UNKNOWN_PAYMENT_ERROR: unknown([
    '토스가 결제를 끝내지 못했을 수 있어요.',
    'Toss may not have finished the payment.',
  ]),

  NOT_FOUND_PAYMENT_SESSION: row(
    'session_over',
    'new_attempt',
    [
      '결제 시간이 지나서 토스에 남은 것이 없어요.',
      'The time to pay ran out and nothing is left at Toss.',
    ],
    NEXT.payAgain,
  ),

  // Limits and funds.
  REJECT_CARD_PAYMENT: no(
    ['한도를 넘었거나 잔액이 모자라요.', 'Over the limit, or not enough money.'],
    NEXT.otherMethod,
  ),
  REJECT_ACCOUNT_PAYMENT: no(
    ['계좌의 잔액이 모자라요.', 'There isn’t enough money in the account.'],
    NEXT.otherMethod,
  ),
  EXCEED_MAX_AMOUNT: no(
    ['한 번에 결제할 수 있는 금액을 넘었어요.', 'This is over the limit for one payment.'],
    NEXT.otherMethod,
  ),
  EXCEED_MAX_PAYMENT_AMOUNT: no(
    ['하루에 결제할 수 있는 금액을 넘었어요.', 'This is over the limit for one day.'],
    NEXT.otherMethod,
  ),
  EXCEED_MAX_MONTHLY_PAYMENT_AMOUNT: no(
    [
      '이번 달에 결제할 수 있는 100만 원을 넘었어요.',
      'This is over the limit of ₩1,000,000 a month.',
    ],
    NEXT.otherMethod,
  ),
  EXCEED_MAX_DAILY_PAYMENT_COUNT: no(
    ['하루에 결제할 수 있는 횟수를 넘었어요.', 'The customer has paid too many times today.'],
    NEXT.otherMethod,
  ),
  EXCEED_MAX_ONE_DAY_WITHDRAW_AMOUNT: no(
    ['계좌의 하루 출금 한도를 넘었어요.', 'This is over the account’s daily limit.'],
    NEXT.otherMethod,
  ),
  EXCEED_MAX_ONE_TIME_WITHDRAW_AMOUNT: no(
    ['계좌의 1회 출금 한도를 넘었어요.', 'This is over the account’s limit for one transfer.'],
    NEXT.otherMethod,
  ),
  EXCEED_MAX_ONE_DAY_AMOUNT: no(
    ['하루 한도를 넘었어요.', 'This is over the daily limit.'],
    NEXT.otherMethod,
  ),
  EXCEED_MAX_AUTH_COUNT: no(
    ['인증을 너무 많이 틀렸어요.', 'There were too many tries to authenticate.'],
    NEXT.otherMethod,
  ),
  BELOW_MINIMUM_AMOUNT: no(
    [
      '금액이 너무 작아요. 카드는 100원, 계좌는 200원부터예요.',
      'The amount is too small: cards start at ₩100, accounts at ₩200.',
    ],
    {
      ko: '상품을 더 담거나 다른 방법으로 받아 주세요.',
      en: 'Add a product, or take the money another way.',
    },
    'never',
  ),

  // The card.
  REJECT_CARD_COMPANY: no(
    ['카드사가 결제를 받지 않았어요.', 'The card company refused the payment.'],
    NEXT.otherMethod,
  ),
  INVALID_REJECT_CARD: no(
    ['카드사가 이 카드를 막았어요.', 'The card company blocks this card.'],
    NEXT.otherCard,
  ),
  INVALID_STOPPED_CARD: no(['정지된 카드예요.', 'The card is suspended.'], NEXT.otherCard),
  INVALID_CARD_LOST_OR_STOLEN: no(
    ['분실이나 도난 신고된 카드예요.', 'The card is reported lost or stolen.'],
    NEXT.otherCard,
  ),
  INVALID_CARD_EXPIRATION: no(
    ['카드 유효기간이 맞지 않아요.', 'The card’s expiry date is wrong.'],
    NEXT.checkCard,
  ),
  INVALID_CARD_NUMBER: no(['카드번호가 맞지 않아요.', 'The card number is wrong.'], NEXT.checkCard),
  NOT_ALLOWED_POINT_USE: no(['포인트를 쓸 수 없는 카드예요.', 'This card can’t pay with points.'], {
    ko: '포인트 없이 다시 결제하면 돼요.',
    en: 'Pay again without points.',
  }),
  INVALID_PASSWORD: no(['결제 비밀번호가 맞지 않아요.', 'The payment password was wrong.'], {
    ko: '손님이 다시 결제하며 새로 입력하면 돼요.',
    en: 'The customer can pay again and enter it anew.',
  }),
  INVALID_CARD_INSTALLMENT_PLAN: no(
    ['할부 개월 수가 맞지 않아요.', 'The number of instalments is wrong.'],
    NEXT.oneSum,
  ),
  EXCEED_MAX_CARD_INSTALLMENT_PLAN: no(
    ['고를 수 있는 할부 개월 수를 넘었어요.', 'There are more instalments than allowed.'],
    NEXT.oneSum,
  ),
  NOT_SUPPORTED_INSTALLMENT_PLAN_CARD_OR_MERCHANT: no(
    ['이 카드나 매장은 할부를 쓸 수 없어요.', 'This card or store has no instalments.'],
    NEXT.oneSum,
  ),
  NOT_SUPPORTED_MONTHLY_INSTALLMENT_PLAN: no(
    ['이 카드는 할부를 쓸 수 없어요.', 'This card has no instalments.'],
    NEXT.oneSum,
  ),
  NOT_SUPPORTED_MONTHLY_INSTALLMENT_PLAN_BELOW_AMOUNT: no(
    ['5만 원 이하는 할부를 쓸 수 없어요.', 'There are no instalments up to ₩50,000.'],
    NEXT.oneSum,
  ),

  // Accounts, banks and hours.
  REJECT_TOSSPAY_INVALID_ACCOUNT: no(
    [
      '토스페이에 고른 계좌가 출금 등록되지 않았어요.',
      'The account chosen in Toss Pay isn’t registered for payments.',
    ],
    NEXT.otherMethod,
  ),
  RESTRICTED_TRANSFER_ACCOUNT: no(
    [
      '계좌를 등록하고 12시간이 지나야 쓸 수 있어요.',
      'An account can be used 12 hours after it was registered.',
    ],
    NEXT.otherMethod,
  ),
  INVALID_ACCOUNT_INFO_RE_REGISTER: no(['쓸 수 없는 계좌예요.', 'The account can’t be used.'], {
    ko: '손님이 계좌를 다시 등록하거나 다른 결제 수단을 고르면 돼요.',
    en: 'The customer can register it again or choose another way to pay.',
  }),
  NOT_AVAILABLE_PAYMENT: no(
    ['지금은 결제할 수 없는 시간이에요.', 'Payments aren’t possible at this hour.'],
    NEXT.otherMethod,
  ),
  NOT_AVAILABLE_BANK: no(
    ['은행 서비스 시간이 아니에요.', 'The bank’s service is closed now.'],
    NEXT.otherMethod,
  ),

  // Nothing the customer can change.
  FDS_ERROR: no(
    ['위험한 거래로 보여 토스가 막았어요.', 'Toss blocked this as a risky payment.'],
    NEXT.otherMethod,
    'never',
  ),
  INVALID_REQUEST: no(
    ['토스가 이 결제 요청을 받지 않았어요.', 'Toss didn’t take this payment request.'],
    {
      ko: '다시 결제해 보고, 계속되면 관리자에게 알려 주세요.',
      en: 'Pay again; if it keeps happening, tell the manager.',
    },
    'never',
  ),
  INVALID_AUTHORIZE_AUTH: no(
    ['쓸 수 없는 인증 방식이에요.', 'This way to authenticate isn’t valid.'],
    NEXT.otherMethod,
    'never',
  ),
  INVALID_IDEMPOTENCY_KEY: no(
    ['요청에 붙인 번호가 너무 길어요.', 'The number on the request was too long.'],
    NEXT.tellManager,
    'never',
  ),
  NOT_FOUND_TERMINAL_ID: contract([
    '이 매장의 단말기번호가 토스에 없어요.',
    'Toss has no terminal number for this store.',
  ]),
  INVALID_UNREGISTERED_SUBMALL: contract([
    '토스에 등록되지 않은 서브몰이에요.',
    'This sub-store isn’t registered with Toss.',
  ]),
  NOT_REGISTERED_BUSINESS: contract([
    '토스에 등록되지 않은 사업자 번호예요.',
    'This business number isn’t registered with Toss.',
  ]),
}
