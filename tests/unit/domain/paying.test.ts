import { describe, expect, it } from 'vitest'
import { won } from '#shared/money.ts'
import type { TossVerdict } from '#shared/toss-codes/row.ts'
import { windowEndOf } from '#shared/toss-codes/toss-codes.ts'
import { ATTEMPT_STATES } from '#shared/vocabulary.ts'
import { depositSurelyOver, isSettled, mayMove } from '../../../src/main/domain/attempt.ts'
import { checkKeyPair } from '../../../src/main/domain/key-pair.ts'
import { methodText, shortMethodText } from '../../../src/main/domain/method-text.ts'
import { orderStatusOf } from '../../../src/main/domain/order-status.ts'
import { judgePayment } from '../../../src/main/domain/payment-verdict.ts'
import { judgeTossCode } from '../../../src/main/domain/toss-verdict.ts'
import { payment, waitingAccount } from '../../support/payments.ts'

describe('states of an attempt', () => {
  it('never leave an end, and never say unpaid after a confirm without Toss’s word', () => {
    const ends = ATTEMPT_STATES.filter(isSettled)
    expect(ends).toEqual(['paid', 'declined', 'cancelled', 'expired'])
    for (const from of ends) {
      for (const to of ATTEMPT_STATES) {
        // The bank may take a deposit back after Toss called it DONE; nothing else undoes a sale.
        const isReversal = from === 'paid' && (to === 'awaiting_deposit' || to === 'cancelled')
        expect(mayMove(from, to), `${from} → ${to}`).toBe(isReversal)
      }
    }
    expect(mayMove('confirming', 'cancelled')).toBe(false)
    expect(mayMove('confirming', 'awaiting_payment')).toBe(false)
  })

  it('give a deposit up an hour after its due date, in Seoul’s time where none is named', () => {
    const now = new Date('2026-12-01T01:30:00+09:00')
    const isOver = (dueDate: string | null, expired: boolean | null = null) =>
      depositSurelyOver({ dueDate, expired }, now)
    expect(isOver('2026-12-01T00:00:00+09:00')).toBe(true)
    expect(isOver('2026-12-01T00:00:00')).toBe(true)
    expect(isOver('2026-12-01T01:00:00+09:00')).toBe(false)
    expect(isOver(null)).toBe(false)
    expect(isOver('soon')).toBe(false)
    expect(depositSurelyOver(null, now)).toBe(false)
    // Toss's flag is believed where there is no date, or where the till's clock is behind …
    expect(isOver(null, true)).toBe(true)
    expect(isOver('soon', true)).toBe(true)
    expect(isOver('2026-12-08T00:00:00+09:00', true)).toBe(true)
    // … and where it says that the date isn't past, the till's clock may be hours ahead …
    expect(isOver('2026-12-01T00:00:00+09:00', false)).toBe(false)
    expect(isOver('2026-11-28T00:00:00+09:00', false)).toBe(true)
    // … but not within the hour in which a bank may still report a deposit.
    expect(isOver('2026-12-01T01:00:00+09:00', true)).toBe(false)
    expect(isOver('2026-12-01T01:30:00+09:00', true)).toBe(false)
  })
})

describe('what a payment means', () => {
  const attempt = { orderId: '20261123-0001-000001-A1B2', amount: won(5000) }

  it.each([
    ['DONE', 'paid'],
    ['PARTIAL_CANCELED', 'paid'],
    ['CANCELED', 'paid'],
    ['WAITING_FOR_DEPOSIT', 'awaiting_deposit'],
    ['ABORTED', 'declined'],
    ['EXPIRED', 'expired'],
    ['READY', 'not_yet'],
    ['IN_PROGRESS', 'not_yet'],
    ['A_STATUS_OF_TOMORROW', 'unknown'],
    ['CANCELLED', 'unknown'],
  ])('%s is %s', (status, kind) =>
    expect(judgePayment(attempt, payment({ status })).kind).toBe(kind),
  )

  it('a waiting account that was withdrawn was never paid', () => {
    const withdrawn = payment({ ...waitingAccount(), status: 'CANCELED' })
    expect(judgePayment(attempt, withdrawn).kind).toBe('cancelled')
  })

  it.each([
    ['orderId', { orderId: 'another-order' }],
    ['totalAmount', { totalAmount: 4999 }],
    ['totalAmount', { totalAmount: 5000.5 }],
    ['currency', { currency: 'USD' }],
    ['currency', { currency: 'MUSD' }],
  ])('another %s is never paid, whatever the status', (field, changes) => {
    for (const status of ['DONE', 'WAITING_FOR_DEPOSIT', 'CANCELED']) {
      expect(judgePayment(attempt, payment({ status, ...changes }))).toEqual({
        kind: 'mismatch',
        fields: [field],
      })
    }
  })
})

describe('the status of an order', () => {
  it.each([
    [5000, 'DONE', 'paid'],
    [4999, 'PARTIAL_CANCELED', 'partly_refunded'],
    [0, 'PARTIAL_CANCELED', 'refunded'],
    [0, 'CANCELED', 'refunded'],
  ])('with balance %i and %s is %s', (balanceAmount, status, expected) =>
    expect(orderStatusOf({ kind: 'paid', payment: payment({ balanceAmount, status }) })).toBe(
      expected,
    ),
  )
})

describe('Toss’s codes', () => {
  const means = (call: 'confirm' | 'lookup' | 'cancel', codes: string, verdict: TossVerdict) =>
    it(`${call}: ${verdict}`, () => {
      for (const code of codes.trim().split(/\s+/)) {
        expect(judgeTossCode(call, code).verdict, code).toBe(verdict)
      }
    })

  // Every code of the reference, per call (toss-api 5.2 to 5.5).
  means(
    'confirm',
    `INVALID_REQUEST BELOW_MINIMUM_AMOUNT EXCEED_MAX_AMOUNT EXCEED_MAX_PAYMENT_AMOUNT
     EXCEED_MAX_MONTHLY_PAYMENT_AMOUNT EXCEED_MAX_DAILY_PAYMENT_COUNT
     EXCEED_MAX_ONE_DAY_WITHDRAW_AMOUNT EXCEED_MAX_ONE_TIME_WITHDRAW_AMOUNT INVALID_REJECT_CARD
     INVALID_STOPPED_CARD INVALID_CARD_LOST_OR_STOLEN INVALID_CARD_EXPIRATION INVALID_CARD_NUMBER
     INVALID_CARD_INSTALLMENT_PLAN EXCEED_MAX_CARD_INSTALLMENT_PLAN
     NOT_SUPPORTED_INSTALLMENT_PLAN_CARD_OR_MERCHANT NOT_SUPPORTED_MONTHLY_INSTALLMENT_PLAN
     NOT_SUPPORTED_MONTHLY_INSTALLMENT_PLAN_BELOW_AMOUNT NOT_ALLOWED_POINT_USE
     INVALID_AUTHORIZE_AUTH RESTRICTED_TRANSFER_ACCOUNT INVALID_ACCOUNT_INFO_RE_REGISTER
     NOT_AVAILABLE_PAYMENT REJECT_CARD_PAYMENT REJECT_CARD_COMPANY REJECT_ACCOUNT_PAYMENT
     REJECT_TOSSPAY_INVALID_ACCOUNT EXCEED_MAX_AUTH_COUNT EXCEED_MAX_ONE_DAY_AMOUNT
     NOT_AVAILABLE_BANK INVALID_PASSWORD FDS_ERROR INVALID_IDEMPOTENCY_KEY`,
    'declined',
  )
  means('confirm', 'NOT_FOUND_PAYMENT_SESSION', 'session_over')
  means(
    'confirm',
    `INVALID_API_KEY UNAUTHORIZED_KEY FORBIDDEN_REQUEST INCORRECT_BASIC_AUTH_FORMAT
     NOT_FOUND_TERMINAL_ID INVALID_UNREGISTERED_SUBMALL NOT_REGISTERED_BUSINESS`,
    'configuration',
  )
  means(
    'confirm',
    `ALREADY_PROCESSED_PAYMENT PROVIDER_ERROR CARD_PROCESSING_ERROR DUPLICATED_ORDER_ID
     UNAPPROVED_ORDER_ID NOT_FOUND_PAYMENT FAILED_PAYMENT_INTERNAL_SYSTEM_PROCESSING
     FAILED_INTERNAL_SYSTEM_PROCESSING UNKNOWN_PAYMENT_ERROR COMMON_ERROR
     IDEMPOTENT_REQUEST_PROCESSING FORBIDDEN_CONSECUTIVE_REQUEST FAILED_DB_PROCESSING
     FAILED_CARD_COMPANY_RESPONSE A_CODE_OF_TOMORROW constructor __proto__`,
    'unknown',
  )
  means('lookup', 'NOT_FOUND_PAYMENT NOT_FOUND', 'not_found')
  means('lookup', 'UNAUTHORIZED_KEY INCORRECT_BASIC_AUTH_FORMAT', 'configuration')
  means(
    'lookup',
    `FORBIDDEN_CONSECUTIVE_REQUEST FAILED_PAYMENT_INTERNAL_SYSTEM_PROCESSING
     NOT_SUPPORTED_MONTHLY_INSTALLMENT_PLAN_BELOW_AMOUNT A_CODE_OF_TOMORROW`,
    'unknown',
  )
  means('cancel', 'ALREADY_CANCELED_PAYMENT ALREADY_REFUND_PAYMENT', 'already')
  means('cancel', 'NOT_MATCHES_REFUNDABLE_AMOUNT NOT_CANCELABLE_AMOUNT', 'not_executed')
  means(
    'cancel',
    `INVALID_REQUEST INVALID_REFUND_ACCOUNT_INFO INVALID_REFUND_ACCOUNT_NUMBER INVALID_BANK
     FORBIDDEN_BANK_REFUND_REQUEST EXCEED_CANCEL_AMOUNT_DISCOUNT_AMOUNT REFUND_REJECTED
     NOT_CANCELABLE_PAYMENT NOT_CANCELABLE_PAYMENT_FOR_DORMANT_USER EXCEED_MAX_REFUND_DUE
     EXCEED_CANCEL_LIMIT NOT_ALLOWED_PARTIAL_REFUND NOT_ALLOWED_PARTIAL_REFUND_WAITING_DEPOSIT
     NOT_AVAILABLE_BANK NOT_FOUND_PAYMENT`,
    'refused',
  )
  means('cancel', 'UNAUTHORIZED_KEY FORBIDDEN_REQUEST INCORRECT_BASIC_AUTH_FORMAT', 'configuration')
  means(
    'cancel',
    `PROVIDER_ERROR FORBIDDEN_CONSECUTIVE_REQUEST FAILED_REFUND_PROCESS FAILED_PARTIAL_REFUND
     FAILED_METHOD_HANDLING_CANCEL FAILED_INTERNAL_SYSTEM_PROCESSING
     FAILED_PAYMENT_INTERNAL_SYSTEM_PROCESSING COMMON_ERROR IDEMPOTENT_REQUEST_PROCESSING
     A_CODE_OF_TOMORROW`,
    'unknown',
  )

  it('an escrow payment refuses for good under a passing code', () => {
    const code = 'FAILED_INTERNAL_SYSTEM_PROCESSING'
    const text = '[ES12] 부분취소 불가한 에스크로 상태 입니다.'
    expect(judgeTossCode('cancel', code, text).verdict).toBe('refused')
    expect(judgeTossCode('confirm', code, text).verdict).toBe('unknown')
  })

  it('of the fail address say who ended it', () => {
    expect(windowEndOf('USER_CANCEL')).toBe('closed')
    expect(windowEndOf('PAY_PROCESS_CANCELED')).toBe('closed')
    expect(windowEndOf('PAY_PROCESS_ABORTED')).toBe('declined')
    expect(windowEndOf('NOT_SETUP_AMOUNT')).toBe('widget')
  })
})

describe('a key pair', () => {
  const gck = 'test_gck_docs_Ovk5rk1EwkEbP0W43n07xlzm'
  const gsk = 'test_gsk_docs_OaPz8L5KdmQXkzRz3y47BMw6'
  const check = (clientKey: string, secretKey: string, store: 'sandbox' | 'live' = 'sandbox') => {
    const outcome = checkKeyPair(store, { clientKey, secretKey })
    return outcome.ok ? 'ok' : `${outcome.problem} ${outcome.field}`
  }

  it.each([
    [gck, gsk, 'ok'],
    [`\u{FEFF} ${gck}\r\n`, `\t${gsk} `, 'ok'],
    [
      'test_ck_D5GePWvyJnrK0W0k6q8g',
      'test_sk_zXLkKEypNArWmo50nX3l',
      'KEY_KIND_UNSUPPORTED clientKey',
    ],
    [gck, 'test_sk_zXLkKEypNArWmo50nX3l', 'KEY_PAIR_MISMATCH secretKey'],
    [gsk, gck, 'KEY_PAIR_MISMATCH clientKey'],
    [gck, gck, 'KEY_PAIR_MISMATCH secretKey'],
    [gck, gsk.replace('test', 'live'), 'KEY_PAIR_MISMATCH secretKey'],
    [gck.replace('test', 'live'), gsk.replace('test', 'live'), 'KEY_WRONG_STORE clientKey'],
    ['', gsk, 'KEY_FORMAT clientKey'],
    [gck, 'hello', 'KEY_FORMAT secretKey'],
    [`${gck}é`, gsk, 'KEY_FORMAT clientKey'],
  ])('%j with %j: %s', (client, secret, expected) => expect(check(client, secret)).toBe(expected))

  it('belongs to its store', () => {
    expect(check(gck, gsk, 'live')).toBe('KEY_WRONG_STORE clientKey')
    expect(check(gck.replace('test', 'live'), gsk.replace('test', 'live'), 'live')).toBe('ok')
  })
})

describe('how it was paid, in words', () => {
  const card = payment().card!

  it.each([
    [payment(), '국민카드 5521-3300-****-079* · 일시불', '카드 국민 ·· 079'],
    [
      payment({
        card: { ...card, installmentPlanMonths: 3, isInterestFree: true, issuerCode: '15' },
      }),
      '카카오뱅크 5521-3300-****-079* · 3개월 무이자',
      '카드 카카오뱅크 ·· 079',
    ],
    // A company Toss adds tomorrow is shown by its code.
    [
      payment({ card: { ...card, issuerCode: '9Z', number: '402857******5632' } }),
      '9Z 4028-57**-****-5632 · 일시불',
      '카드 9Z ·· 5632',
    ],
    [
      payment({ card: { ...card, issuerCode: null, company: '현대', number: null } }),
      '현대카드 · 일시불',
      '카드 현대',
    ],
    [
      payment({
        method: '간편결제',
        card: { ...card, amount: 4500, issuerCode: '24' },
        easyPay: { provider: '토스페이', amount: 0, discountAmount: 500 },
      }),
      '토스페이 · 토스뱅크 5521-3300-****-079* · 일시불 · 포인트 500원',
      '토스페이',
    ],
    // The same sale under the other name: the nested objects decide.
    [
      payment({
        method: '카드',
        easyPay: { provider: '카카오페이', amount: 0, discountAmount: 0 },
      }),
      '카카오페이 · 국민카드 5521-3300-****-079* · 일시불',
      '카카오페이',
    ],
    [
      payment({
        method: '간편결제',
        card: null,
        easyPay: { provider: 'PAYPAL', amount: null, discountAmount: null },
      }),
      'PAYPAL',
      'PAYPAL',
    ],
    [payment(waitingAccount()), '가상계좌 · 우리은행 X6505636518308', '가상계좌 우리은행'],
    [
      payment({
        method: '계좌이체',
        card: null,
        transfer: { bankCode: '88', settlementStatus: null },
      }),
      '계좌이체 · 신한은행',
      '계좌이체 신한은행',
    ],
    [
      payment({
        method: '휴대폰',
        card: null,
        mobilePhone: { customerMobilePhone: '010****1234' },
      }),
      '휴대폰 · 010****1234',
      '휴대폰',
    ],
    [payment({ method: '문화상품권', card: null }), '문화상품권', '문화상품권'],
    [payment({ method: null, card: null }), '', null],
  ])('%#', (paid, long, short) => {
    expect(methodText(paid, 'ko')).toBe(long)
    expect(shortMethodText(paid, 'ko')).toBe(short)
  })

  it('is the same in English', () => {
    expect(methodText(payment(), 'en')).toBe('Kookmin card 5521-3300-****-079* · lump sum')
    expect(shortMethodText(payment(waitingAccount()), 'en')).toBe('Virtual account Woori Bank')
    const points = payment({
      card: null,
      easyPay: { provider: '네이버페이', amount: 4000, discountAmount: 1000 },
    })
    expect(methodText(points, 'en')).toBe('Naver Pay · ₩1,000 in points')
  })
})
