import { NEXT, row, type TossCodeRow, type TossCodeRows, type Words } from './row.ts'

/** Who or what ended a payment window that came to the fail address. */
export type WindowEnd =
  /** The customer left. */
  | 'closed'
  /** The widget or our payment page stopped with an error of its own. */
  | 'widget'
  /** Toss or the card company refused. */
  | 'declined'

type Pair = readonly [ko: string, en: string]
export type WindowRow = TossCodeRow<WindowEnd>

const TRY_AGAIN: Words = {
  ko: '다시 결제해 보고, 계속되면 관리자에게 알려 주세요.',
  en: 'Pay again; if it keeps happening, tell the manager.',
}

const left = (what: Pair): WindowRow => row('closed', 'new_attempt', what, NEXT.payAgain)
const refused = (what: Pair, next: Words = NEXT.otherMethod): WindowRow =>
  row('declined', 'new_attempt', what, next)
export const stopped = (what: Pair, next: Words = TRY_AGAIN): WindowRow =>
  row('widget', 'new_attempt', what, next)
/** A matter of set-up: the next try would stop at the same place. */
const setUp = (what: Pair, next: Words = NEXT.checkKeys): WindowRow =>
  row('widget', 'never', what, next)
/** Our own payment page asked the widget for something impossible. */
const bug = (what: Pair): WindowRow => setUp(what, NEXT.tellManager)

/**
 * What ends a payment before it is confirmed: codes of the widget's script and of the fail address.
 * Only our confirm takes money and none is sent after these, so none of them moved any. Source:
 * toss-api 2.1, 2.7.
 */
export const WINDOW: TossCodeRows<WindowEnd> = {
  // The fail address. An open set: BrandPay adds many.
  PAY_PROCESS_CANCELED: left([
    '손님이 결제 창에서 결제를 취소했어요.',
    'The customer cancelled in the payment window.',
  ]),
  PAY_PROCESS_ABORTED: refused(
    ['결제 도중에 멈췄어요.', 'The payment stopped half-way.'],
    NEXT.payAgain,
  ),
  REJECT_CARD_COMPANY: refused([
    '카드사가 결제를 받지 않았어요.',
    'The card company refused the payment.',
  ]),
  FAILED_CARD_COMPANY: refused([
    '카드사에서 문제가 생겨 결제하지 못했어요.',
    'The card company failed, so it wasn’t paid.',
  ]),
  INVALID_PASSWORD: refused(
    ['결제 비밀번호가 맞지 않아요.', 'The payment password was wrong.'],
    NEXT.payAgain,
  ),
  SUSPECTED_PHISHING_PAYMENT: refused([
    '위험한 거래로 보여 토스가 막았어요.',
    'Toss blocked this as a risky payment.',
  ]),
  DUPLICATED_ORDER_ID: refused(
    ['이미 쓰인 주문번호라 결제 창이 멈췄어요.', 'The order number was used before.'],
    NEXT.payAgain,
  ),
  COMMON_ERROR: refused(
    ['토스에 잠깐 문제가 생겨 결제 창이 멈췄어요.', 'A passing fault at Toss stopped the window.'],
    NEXT.payAgain,
  ),

  // The widget's script.
  USER_CANCEL: left(['손님이 결제 창을 닫았어요.', 'The customer closed the payment window.']),
  PaymentRequestAbortedError: left([
    '결제 창을 닫아서 결제가 멈췄어요.',
    'The payment stopped because the window was closed.',
  ]),
  INVALID_CLIENT_KEY: setUp(['토스 클라이언트 키가 맞지 않아요.', 'The Toss client key is wrong.']),
  NOT_SUPPORTED_WIDGET_KEY: setUp([
    '결제위젯 키를 쓸 수 없는 곳이에요.',
    'A widget key can’t be used here.',
  ]),
  NOT_SUPPORTED_API_INDIVIDUAL_KEY: setUp([
    '결제위젯 키가 아니라 API 개별 키예요.',
    'This is an API key, not a widget key.',
  ]),
  INSECURE_KEY_USAGE: setUp([
    '시크릿 키가 있으면 안 되는 곳에 있어요.',
    'A secret key stands where none may be.',
  ]),
  INVALID_VARIANT_KEY: setUp(
    [
      '토스에 만들어 둔 결제 화면을 찾지 못했어요.',
      'The payment screen set up at Toss wasn’t found.',
    ],
    NEXT.tellManager,
  ),
  UNSUPPORTED_TEST_PHASE_PAYMENT_METHOD: refused([
    '테스트 키로는 쓸 수 없는 결제 수단이에요.',
    'Test keys can’t use this way to pay.',
  ]),
  PROVIDER_STATUS_UNHEALTHY: stopped(
    ['카드사나 은행에 장애가 있어요.', 'The card company or bank has an outage.'],
    NEXT.otherMethod,
  ),
  CUSTOM_PAYMENT_METHOD_UNABLE_TO_PAY: stopped(
    ['결제 창에서 낼 수 없는 결제 수단이에요.', 'The window can’t take this way to pay.'],
    NEXT.otherMethod,
  ),
  EXCEED_DEPOSIT_AMOUNT_LIMIT: stopped(
    ['가상계좌로 받을 수 있는 금액을 넘었어요.', 'This is over the limit for a virtual account.'],
    NEXT.otherMethod,
  ),
  EXCEED_MAX_DUE_DATE: stopped(
    ['가상계좌 입금 기한이 너무 길어요.', 'The virtual account would stay open too long.'],
    NEXT.otherMethod,
  ),
  NOT_SUPPORTED_METHOD: stopped(
    ['이 매장에서 쓸 수 없는 결제 수단이에요.', 'This store can’t take this way to pay.'],
    NEXT.otherMethod,
  ),
  V1_METHOD_NOT_SUPPORTED: bug([
    '옛날 방식의 결제 창이 열렸어요.',
    'A payment window of the old kind was opened.',
  ]),
  NOT_SELECTED_PAYMENT_METHOD: stopped(
    ['손님이 결제 수단을 고르지 않았어요.', 'The customer chose no way to pay.'],
    NEXT.payAgain,
  ),
  NEED_AGREEMENT_WITH_REQUIRED_TERMS: stopped(
    ['손님이 필수 약관에 동의하지 않았어요.', 'The customer didn’t agree to the terms.'],
    NEXT.payAgain,
  ),
  NEED_CARD_PAYMENT_DETAIL: stopped(
    ['손님이 카드 정보를 다 고르지 않았어요.', 'The customer left card details open.'],
    NEXT.payAgain,
  ),
  NEED_REFUND_ACCOUNT_DETAIL: stopped(
    ['손님이 환불 계좌를 다 적지 않았어요.', 'The customer left the refund account open.'],
    NEXT.payAgain,
  ),
  INVALID_METHOD_TRANSACTION: stopped(
    ['앞서 누른 결제가 아직 열려 있었어요.', 'An earlier press was still open.'],
    NEXT.payAgain,
  ),
  INVALID_CUSTOMER_KEY: bug(['손님 번호의 모양이 맞지 않아요.', 'The customer key is malformed.']),
  NOT_SETUP_AMOUNT: bug(['결제 창이 금액을 받지 못했어요.', 'The window was given no amount.']),
  INVALID_AMOUNT_VALUE: bug(['결제 창이 금액을 읽지 못했어요.', 'The amount couldn’t be read.']),
  INVALID_AMOUNT_CURRENCY: bug([
    '결제 창이 원화를 받지 않았어요.',
    'The window didn’t take the currency.',
  ]),
  BELOW_ZERO_AMOUNT: bug(['금액이 0원보다 커야 해요.', 'The amount must be above zero.']),
  INVALID_SELECTOR: bug([
    '결제 창에 결제 수단을 그릴 자리가 없어요.',
    'The window has no place for the methods.',
  ]),
  PAYMENT_METHODS_WIDGET_ALREADY_RENDERED: bug([
    '결제 수단이 두 번 그려졌어요.',
    'The payment methods were drawn twice.',
  ]),
  AGREEMENT_WIDGET_ALREADY_RENDERED: bug([
    '약관이 두 번 그려졌어요.',
    'The terms were drawn twice.',
  ]),
  INCORRECT_SUCCESS_URL_FORMAT: bug([
    '결제를 마치고 돌아올 주소가 맞지 않아요.',
    'The address to return to is wrong.',
  ]),
  INCORRECT_FAIL_URL_FORMAT: bug([
    '결제가 안 됐을 때 돌아올 주소가 맞지 않아요.',
    'The address for failures is wrong.',
  ]),
  NOT_SUPPORTED_PROMISE: bug([
    '결제 창이 돌아올 주소를 받지 못했어요.',
    'The window was given no address to return to.',
  ]),
  INVALID_METADATA: bug(['결제에 붙인 정보가 맞지 않아요.', 'The data on the payment is wrong.']),
  INVALID_PARAMETERS: bug(['결제 창에 보낸 값이 맞지 않아요.', 'The window got wrong values.']),
  INVALID_PARAMETER: bug(['결제 창에 보낸 값이 맞지 않아요.', 'The window got a wrong value.']),
  // The script itself doesn't know. The payment is looked up before this is said.
  UNKNOWN: stopped([
    '결제 창이 알 수 없는 이유로 멈췄어요.',
    'The window stopped, Toss doesn’t say why.',
  ]),
  NETWORK_ERROR: stopped(['결제 창의 인터넷이 끊겼어요.', 'The window lost its connection.'], {
    ko: '인터넷을 확인하고 다시 결제해 주세요.',
    en: 'Check the network and pay again.',
  }),
  ScriptLoadFailedError: stopped(
    ['토스 결제 화면을 불러오지 못했어요.', 'Toss’s payment screen couldn’t be loaded.'],
    {
      ko: '인터넷을 확인하고 다시 결제해 주세요.',
      en: 'Check the network and pay again.',
    },
  ),
  NamespaceNotAvailableError: stopped([
    '토스 결제 화면이 열리다 멈췄어요.',
    'Toss’s payment screen stopped while opening.',
  ]),
}

/** A code that neither we nor the SDK know was said by whoever was paying for the customer. */
export const UNLISTED_END: WindowRow = refused(
  ['토스가 결제를 받지 않았어요.', 'Toss refused the payment.'],
  {
    ko: '다시 결제하거나 다른 결제 수단을 여쭤봐 주세요.',
    en: 'Pay again, or ask for another way to pay.',
  },
)
