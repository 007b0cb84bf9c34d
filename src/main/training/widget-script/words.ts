/** All words of the widget: the codes of toss-api 2.7 with their messages, and what staff read in training. */
export const words = String.raw`
// The SDK's errors are Korean whatever the page's language is.
const SDK_MESSAGES = {
  USER_CANCEL: '취소되었습니다.',
  INVALID_CLIENT_KEY: '클라이언트 키가 올바르지 않습니다.',
  INVALID_CUSTOMER_KEY: '고객 키는 영문, 숫자와 - _ = . @ 로 된 2~50자여야 합니다.',
  NOT_SUPPORTED_WIDGET_KEY: '결제위젯 연동 키로는 쓸 수 없는 기능입니다. API 개별 연동 키를 사용해주세요.',
  NOT_SUPPORTED_API_INDIVIDUAL_KEY: 'API 개별 연동 키로는 쓸 수 없는 기능입니다. 결제위젯 연동 키를 사용해주세요.',
  INSECURE_KEY_USAGE: '시크릿 키는 브라우저에서 사용할 수 없습니다.',
  NOT_SETUP_AMOUNT: '결제 금액이 설정되지 않았습니다. setAmount()를 먼저 호출해주세요.',
  INVALID_AMOUNT_VALUE: '결제 금액이 올바르지 않습니다.',
  INVALID_AMOUNT_CURRENCY: '지원하지 않는 통화입니다.',
  BELOW_ZERO_AMOUNT: '결제 금액은 0보다 커야 합니다.',
  INVALID_SELECTOR: '선택자에 해당하는 요소를 찾을 수 없습니다.',
  INVALID_VARIANT_KEY: 'variantKey에 해당하는 위젯을 찾을 수 없습니다.',
  INVALID_EVENT: '지원하지 않는 이벤트입니다.',
  PAYMENT_METHODS_WIDGET_ALREADY_RENDERED: '결제수단 위젯이 이미 렌더링되었습니다.',
  AGREEMENT_WIDGET_ALREADY_RENDERED: '약관 위젯이 이미 렌더링되었습니다.',
  INVALID_METHOD_TRANSACTION: '이미 다른 요청을 처리하고 있습니다.',
  NOT_SELECTED_PAYMENT_METHOD: '결제수단을 선택해주세요.',
  NEED_AGREEMENT_WITH_REQUIRED_TERMS: '필수 약관에 동의해주세요.',
  INCORRECT_SUCCESS_URL_FORMAT: 'successUrl이 올바르지 않습니다. http:// 또는 https:// 로 시작하는 주소여야 합니다.',
  INCORRECT_FAIL_URL_FORMAT: 'failUrl이 올바르지 않습니다. http:// 또는 https:// 로 시작하는 주소여야 합니다.',
  NOT_SUPPORTED_PROMISE: '이 환경에서는 successUrl과 failUrl이 필요합니다.',
  NOT_SUPPORTED_METHOD: '지원하지 않는 결제수단입니다.',
  INVALID_METADATA: 'metadata가 올바르지 않습니다.',
  INVALID_PARAMETERS: '요청한 값이 올바르지 않습니다.',
  INVALID_PARAMETER: '요청한 값이 올바르지 않습니다.',
  UNKNOWN: '알 수 없는 오류가 발생했습니다.',
};

const KO = {
  training: '연습',
  notice: '연습용 결제예요. 돈은 오가지 않아요.',
  methods: '결제 방법',
  CARD: '카드',
  TOSSPAY: '토스페이',
  KAKAOPAY: '카카오페이',
  NAVERPAY: '네이버페이',
  VIRTUAL_ACCOUNT: '가상계좌 (무통장입금)',
  TRANSFER: '계좌이체',
  easyPay: '간편결제',
  agree: '결제 서비스 이용 약관에 동의해요',
  required: '필수',
  stage: '연습 결제창',
  ask: '손님이 어떻게 했는지 골라 주세요.',
  won: function (amount) { return amount + '원'; },
  approve: '승인',
  issue: '계좌 발급',
  issueAndDeposit: '계좌 발급하고 15초 뒤 입금',
  decline: '카드사 거절',
  declineOther: '결제사 거절',
  declineAtConfirm: '승인 요청 뒤 거절',
  cancelRedirect: '손님이 취소하고 돌아옴',
  close: '손님이 닫음',
  working: '처리하고 있어요…',
  stalled: '손님은 인증을 마쳤지만 가게 화면으로 돌아가지 못했어요. 창을 닫아 주세요.',
};

const EN = {
  training: 'Training',
  notice: 'This is a practice payment. No money moves.',
  methods: 'How to pay',
  CARD: 'Card',
  TOSSPAY: 'Toss Pay',
  KAKAOPAY: 'Kakao Pay',
  NAVERPAY: 'Naver Pay',
  VIRTUAL_ACCOUNT: 'Virtual account',
  TRANSFER: 'Bank transfer',
  easyPay: 'Easy pay',
  agree: 'I agree to the payment terms',
  required: 'Required',
  stage: 'Practice payment window',
  ask: 'Choose what the customer did.',
  won: function (amount) { return '₩' + amount; },
  approve: 'Approve',
  issue: 'Issue account',
  issueAndDeposit: 'Issue account, deposit after 15 seconds',
  decline: 'Declined by card company',
  declineOther: 'Declined by provider',
  declineAtConfirm: 'Declined at confirmation',
  cancelRedirect: 'Customer cancels and returns',
  close: 'Customer closes the window',
  working: 'Working…',
  stalled: 'The customer is done, but the way back to the shop is lost. Close the window.',
};

// What the fail URL is told; like the real window, in the language the window ran in.
const FAIL_MESSAGES = {
  ko: {
    REJECT_CARD_COMPANY: '결제 승인이 거절되었습니다.',
    PAY_PROCESS_ABORTED: '결제 진행 중 승인에 실패하여 결제가 중단되었습니다.',
    PAY_PROCESS_CANCELED: '사용자에 의해 결제가 취소되었습니다.',
  },
  en: {
    REJECT_CARD_COMPANY: 'The payment was declined.',
    PAY_PROCESS_ABORTED: 'The payment was stopped because approval failed.',
    PAY_PROCESS_CANCELED: 'Payment has been canceled by the customer.',
  },
};

function language() {
  return /^en\b/i.test(document.documentElement.lang) ? 'en' : 'ko';
}

function text() {
  return language() === 'en' ? EN : KO;
}

function groupDigits(amount) {
  return String(amount).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

function SdkError(code, message) {
  const error = new Error(message || SDK_MESSAGES[code] || SDK_MESSAGES.UNKNOWN);
  error.name = 'TossPaymentsError';
  error.code = code;
  return error;
}
`
