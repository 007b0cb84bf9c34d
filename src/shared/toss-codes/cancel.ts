import { anyPost } from './common.ts'
import {
  NEXT,
  row,
  type TossCodeRow,
  type TossCodeRows,
  type TossRetry,
  type Words,
} from './row.ts'

/** Toss said no, and nothing was given back. */
const no = (
  what: readonly [ko: string, en: string],
  next: Words,
  retry: TossRetry = 'never',
): TossCodeRow => row('refused', retry, what, next)

const unknown = (what: readonly [ko: string, en: string]): TossCodeRow =>
  row('unknown', 'lookup', what, NEXT.waitForRefund)

/** POST /v1/payments/{paymentKey}/cancel: the call that gives money back. Source: toss-api 5.4, 5.5. */
export const CANCEL: TossCodeRows = {
  ...anyPost(NEXT.waitForRefund),

  FAILED_REFUND_PROCESS: unknown([
    '토스가 환불을 끝내지 못했을 수 있어요.',
    'Toss may not have finished the refund.',
  ]),
  FAILED_PARTIAL_REFUND: unknown([
    '토스가 부분 환불을 끝내지 못했을 수 있어요.',
    'Toss may not have finished the partial refund.',
  ]),
  FAILED_METHOD_HANDLING_CANCEL: unknown([
    '결제 수단 쪽에서 환불이 멈췄을 수 있어요.',
    'The refund may have stopped at the way it was paid.',
  ]),

  ALREADY_CANCELED_PAYMENT: row(
    'already',
    'lookup',
    ['토스에서 이미 취소된 결제예요.', 'This payment was cancelled at Toss before.'],
    NEXT.lookBalance,
  ),
  ALREADY_REFUND_PAYMENT: row(
    'already',
    'lookup',
    ['토스에서 이미 환불된 결제예요.', 'This payment was refunded at Toss before.'],
    NEXT.lookBalance,
  ),
  NOT_MATCHES_REFUNDABLE_AMOUNT: row(
    'not_executed',
    'lookup',
    ['토스에 남은 금액이 우리 기록과 달라요.', 'What is left at Toss differs from our record.'],
    NEXT.lookBalance,
  ),
  NOT_CANCELABLE_AMOUNT: row(
    'not_executed',
    'lookup',
    ['남은 금액보다 많은 환불이에요.', 'This is more than what is left.'],
    NEXT.lookBalance,
  ),

  // The account that a deposit goes back to.
  INVALID_REFUND_ACCOUNT_INFO: no(
    ['계좌번호와 예금주가 서로 맞지 않아요.', 'The account number and its holder don’t match.'],
    NEXT.checkAccount,
    'other_data',
  ),
  INVALID_REFUND_ACCOUNT_NUMBER: no(
    ['없는 계좌번호예요.', 'There is no such account number.'],
    NEXT.checkAccount,
    'other_data',
  ),
  INVALID_BANK: no(
    ['환불받을 수 없는 은행이에요.', 'This bank can’t take refunds.'],
    NEXT.checkAccount,
    'other_data',
  ),
  FORBIDDEN_BANK_REFUND_REQUEST: no(
    ['지금 입금을 받을 수 없는 계좌예요.', 'This account can’t take money now.'],
    { ko: '손님께 다른 계좌를 여쭤봐 주세요.', en: 'Ask the customer for another account.' },
    'other_data',
  ),
  NOT_AVAILABLE_BANK: no(
    ['은행 서비스 시간이 아니에요.', 'The bank’s service is closed now.'],
    {
      ko: '잠시 뒤에 다시 하거나 다른 은행 계좌를 여쭤봐 주세요.',
      en: 'Try again later, or ask for an account at another bank.',
    },
    'wait',
  ),

  // Only the whole.
  NOT_ALLOWED_PARTIAL_REFUND: no(
    ['일부만 환불할 수 없는 결제예요.', 'This payment can’t be refunded in part.'],
    NEXT.refundAll,
  ),
  NOT_ALLOWED_PARTIAL_REFUND_WAITING_DEPOSIT: no(
    ['입금 전에는 일부만 취소할 수 없어요.', 'Before the deposit it can’t be cancelled in part.'],
    NEXT.refundAll,
  ),
  EXCEED_CANCEL_AMOUNT_DISCOUNT_AMOUNT: no(
    [
      '즉시 할인된 금액보다 적게는 환불할 수 없어요.',
      'A refund can’t be smaller than the instant discount.',
    ],
    NEXT.refundAll,
  ),

  // Not through Toss any more, or not without it.
  EXCEED_MAX_REFUND_DUE: no(
    ['토스에서 환불할 수 있는 기간이 지났어요.', 'The time to refund through Toss is over.'],
    NEXT.otherWayBack,
  ),
  NOT_CANCELABLE_PAYMENT_FOR_DORMANT_USER: no(
    ['휴면 회원이 결제해서 환불할 수 없어요.', 'It was paid by a dormant member.'],
    NEXT.otherWayBack,
  ),
  NOT_CANCELABLE_PAYMENT: no(
    ['지금은 환불할 수 없는 결제예요.', 'This payment can’t be refunded now.'],
    NEXT.lookBalance,
  ),
  EXCEED_CANCEL_LIMIT: no(
    ['매장의 취소 한도를 넘었어요.', 'This is over the store’s limit for refunds.'],
    NEXT.callToss,
  ),
  REFUND_REJECTED: no(
    ['결제사가 환불을 받지 않았어요.', 'The payment provider refused the refund.'],
    NEXT.callToss,
  ),
  NOT_FOUND_PAYMENT: no(
    ['토스에 이 결제가 없어요.', 'Toss doesn’t have this payment.'],
    NEXT.checkKeys,
  ),
  INVALID_REQUEST: no(
    ['토스가 이 환불 요청을 받지 않았어요.', 'Toss didn’t take this refund request.'],
    NEXT.callToss,
  ),
  INVALID_IDEMPOTENCY_KEY: no(
    ['요청에 붙인 번호가 너무 길어요.', 'The number on the request was too long.'],
    NEXT.tellManager,
  ),
}

/**
 * A part of an escrow payment is refused for good, under a code that looks like a passing fault; only
 * the text [ES12] of the message tells (toss-api 3.4).
 */
export const ESCROW_PART: TossCodeRow = no(
  [
    '구매 확정 전인 에스크로 결제라 일부만 환불할 수 없어요.',
    'An escrow payment can’t be refunded in part yet.',
  ],
  NEXT.refundAll,
)
