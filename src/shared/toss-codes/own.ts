/** Codes of our own that stand where a code of Toss would: Toss was never asked, or said it otherwise. */
import { NEXT, row, type TossCodeRows } from './row.ts'
import { stopped, type WindowEnd } from './window.ts'

/** In place of an answer to any call. */
export const OWN_ANY: TossCodeRows = {
  // No secret is held for this payment's client key, so nothing was sent.
  KEYS_MISSING: row(
    'configuration',
    'never',
    ['이 결제를 만든 토스 키가 없어요.', 'The Toss keys of this payment are missing.'],
    NEXT.checkKeys,
  ),
}

/** Why a refund ended that Toss didn't refuse with a code. */
export const OWN_CANCEL: TossCodeRows = {
  CANCEL_ABORTED: row(
    'refused',
    'other_data',
    ['토스가 환불을 시작했지만 끝내지 못했어요.', 'Toss began the refund but broke it off.'],
    {
      ko: '다시 환불하거나 토스페이먼츠에 문의해 주세요.',
      en: 'Refund again, or ask Toss Payments.',
    },
  ),
  NOT_EXECUTED: row(
    'refused',
    'other_data',
    ['토스에 이 환불의 기록이 없어요.', 'Toss has no record of this refund.'],
    { ko: '남은 금액을 확인하고 다시 환불해 주세요.', en: 'Check what is left and refund again.' },
  ),
}

/** Why an attempt ended that no code of Toss ended. */
export const OWN_END: TossCodeRows<WindowEnd> = {
  WINDOW_NOT_READY: stopped([
    '결제 창이 준비되지 못했어요.',
    'The payment window didn’t get ready.',
  ]),
  WINDOW_NOT_OPENED: stopped([
    '결제 창을 열지 못했어요.',
    'The payment window couldn’t be opened.',
  ]),
  RETURN_REFUSED: stopped([
    '결제 창이 가져온 내용이 이 주문과 달라 받지 않았어요.',
    'What the window brought back wasn’t this order’s, so it wasn’t taken.',
  ]),
  NOT_SAVED: stopped([
    '결제를 저장하지 못해 승인을 요청하지 않았어요.',
    'It couldn’t be saved, so Toss wasn’t asked to take the money.',
  ]),
  AMOUNT_DIFFERS: row(
    'declined',
    'new_attempt',
    [
      '토스가 주문과 다른 금액을 결제해서 모두 돌려줬어요.',
      'Toss took another amount than the order’s, so all of it was given back.',
    ],
    {
      ko: '다시 결제하면 돼요. 또 그러면 관리자에게 알려 주세요.',
      en: 'Pay again; if it happens again, tell the manager.',
    },
  ),
  DEPOSIT_REVERSED: row(
    'declined',
    'new_attempt',
    [
      '은행이 입금을 취소해서 돈을 받지 못했어요.',
      'The bank took the deposit back, so nothing is paid.',
    ],
    {
      ko: '손님께 연락해 다시 입금하거나 결제해 달라고 해 주세요.',
      en: 'Ask the customer to deposit or pay again.',
    },
  ),
  DEPOSIT_CANCELLED: row(
    'closed',
    'new_attempt',
    ['입금 전에 가상계좌를 취소했어요.', 'The virtual account was cancelled before a deposit.'],
    NEXT.payAgain,
  ),
}

/** Whether a code is the till's own, so that its message isn't Toss's. */
export const isOwnCode = (code: string): boolean =>
  [OWN_ANY, OWN_CANCEL, OWN_END].some((rows) => Object.hasOwn(rows, code))
