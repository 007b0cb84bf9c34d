import { anyPost } from './common.ts'
import { NEXT, row, type TossCodeRows, type Words } from './row.ts'

const WAIT: Words = {
  ko: '토스에 저절로 다시 물어보고 있어요. 다시 발급하지 말고 기다려 주세요.',
  en: 'Toss is being asked again by itself. Wait, and don’t issue it again.',
}

/** POST and cancel of cash receipts (현금영수증). Source: toss-api 3.10, 5.5. */
export const CASH_RECEIPT: TossCodeRows = {
  ...anyPost(WAIT),
  NOT_FOUND_MERCHANT_BUSINESS_NUMBER: row(
    'configuration',
    'never',
    [
      '이 매장은 현금영수증 가맹점으로 등록되지 않았어요.',
      'This store isn’t registered for cash receipts.',
    ],
    NEXT.tellManager,
  ),
  INVALID_REQUEST: row(
    'refused',
    'other_data',
    ['토스가 현금영수증 요청을 받지 않았어요.', 'Toss didn’t take the cash receipt request.'],
    {
      ko: '손님의 번호와 종류를 확인하고 다시 발급해 주세요.',
      en: 'Check the customer’s number and the kind, then issue it again.',
    },
  ),
  NOT_FOUND: row(
    'refused',
    'never',
    ['토스에 이 현금영수증이 없어요.', 'Toss doesn’t have this cash receipt.'],
    NEXT.callToss,
  ),
  INVALID_DATE: row('refused', 'never', ['날짜가 맞지 않아요.', 'The date isn’t valid.'], {
    ko: '날짜를 다시 골라 주세요.',
    en: 'Choose the dates again.',
  }),
  INVALID_IDEMPOTENCY_KEY: row(
    'refused',
    'never',
    ['요청에 붙인 번호가 너무 길어요.', 'The number on the request was too long.'],
    NEXT.tellManager,
  ),
}
