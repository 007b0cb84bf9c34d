import { anyCall } from './common.ts'
import { NEXT, row, type TossCodeRows } from './row.ts'

/** GET of one payment, by paymentKey or by orderId. Source: toss-api 5.3. */
export const LOOKUP: TossCodeRows = {
  ...anyCall(NEXT.askLater),
  // After a lost confirm this isn't the end yet: it is asked again before anything is concluded.
  NOT_FOUND_PAYMENT: row(
    'not_found',
    'wait',
    ['토스에 이 결제가 없어요.', 'Toss doesn’t have this payment.'],
    {
      ko: '방금 한 결제면 잠시 뒤에 다시 조회해 주세요.',
      en: 'If it was paid just now, ask again in a moment.',
    },
  ),
  NOT_FOUND: row(
    'not_found',
    'never',
    ['토스에 이런 정보가 없어요.', 'Toss has nothing like this.'],
    NEXT.tellManager,
  ),
  NOT_SUPPORTED_MONTHLY_INSTALLMENT_PLAN_BELOW_AMOUNT: row(
    'unknown',
    'wait',
    ['토스가 조회에 맞지 않는 답을 했어요.', 'Toss’s answer doesn’t fit the question.'],
    NEXT.askLater,
  ),
}

/** GET of lists: transactions and settlements. Source: toss-api 5.5. */
export const LIST: TossCodeRows = {
  ...anyCall(NEXT.askLater),
  INVALID_DATE: row('refused', 'never', ['날짜가 맞지 않아요.', 'The date isn’t valid.'], {
    ko: '날짜를 다시 골라 주세요.',
    en: 'Choose the dates again.',
  }),
}
