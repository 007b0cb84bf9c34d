import { describe, expect, it } from 'vitest'
import { isOwnCode, OWN_ANY, OWN_CANCEL, OWN_END } from '#shared/toss-codes/own.ts'
import type { TossCodeRow } from '#shared/toss-codes/row.ts'
import {
  callWords,
  TOSS_CALLS,
  TOSS_CODES,
  tossCodeRow,
  unpaidWords,
} from '#shared/toss-codes/toss-codes.ts'
import { UNLISTED_END, WINDOW } from '#shared/toss-codes/window.ts'
import { LANGUAGES } from '#shared/vocabulary.ts'
import { TOSS_ERRORS } from '../../src/main/training/errors.ts'

/** Written out from toss-api 5: must be looked up before anybody says "failed". */
const OUTCOME_UNKNOWN = `
  ALREADY_PROCESSED_PAYMENT DUPLICATED_ORDER_ID IDEMPOTENT_REQUEST_PROCESSING
  FORBIDDEN_CONSECUTIVE_REQUEST PROVIDER_ERROR CARD_PROCESSING_ERROR
  FAILED_PAYMENT_INTERNAL_SYSTEM_PROCESSING FAILED_INTERNAL_SYSTEM_PROCESSING COMMON_ERROR
  UNKNOWN_PAYMENT_ERROR FAILED_REFUND_PROCESS FAILED_METHOD_HANDLING_CANCEL FAILED_PARTIAL_REFUND
  TOO_MANY_REQUESTS`
  .trim()
  .split(/\s+/)

/** Written out from toss-api 2.7: what the widget's script and the fail address say. */
const OF_THE_WINDOW = `
  USER_CANCEL INVALID_CLIENT_KEY INVALID_CUSTOMER_KEY NOT_SUPPORTED_WIDGET_KEY
  NOT_SUPPORTED_API_INDIVIDUAL_KEY INSECURE_KEY_USAGE NOT_SETUP_AMOUNT INVALID_AMOUNT_VALUE
  INVALID_AMOUNT_CURRENCY BELOW_ZERO_AMOUNT INVALID_SELECTOR INVALID_VARIANT_KEY
  PAYMENT_METHODS_WIDGET_ALREADY_RENDERED AGREEMENT_WIDGET_ALREADY_RENDERED
  INVALID_METHOD_TRANSACTION NOT_SELECTED_PAYMENT_METHOD NEED_AGREEMENT_WITH_REQUIRED_TERMS
  NEED_CARD_PAYMENT_DETAIL NEED_REFUND_ACCOUNT_DETAIL EXCEED_DEPOSIT_AMOUNT_LIMIT
  EXCEED_MAX_DUE_DATE INCORRECT_SUCCESS_URL_FORMAT INCORRECT_FAIL_URL_FORMAT NOT_SUPPORTED_PROMISE
  UNSUPPORTED_TEST_PHASE_PAYMENT_METHOD PROVIDER_STATUS_UNHEALTHY
  CUSTOM_PAYMENT_METHOD_UNABLE_TO_PAY INVALID_METADATA INVALID_PARAMETERS INVALID_PARAMETER
  NOT_SUPPORTED_METHOD V1_METHOD_NOT_SUPPORTED UNKNOWN NETWORK_ERROR
  PAY_PROCESS_CANCELED PAY_PROCESS_ABORTED REJECT_CARD_COMPANY
  FAILED_CARD_COMPANY INVALID_PASSWORD DUPLICATED_ORDER_ID SUSPECTED_PHISHING_PAYMENT COMMON_ERROR
  ScriptLoadFailedError NamespaceNotAvailableError PaymentRequestAbortedError`
  .trim()
  .split(/\s+/)

const sorted = (codes: Iterable<string>) => [...new Set(codes)].sort()
const TABLES: Readonly<Record<string, Readonly<Record<string, TossCodeRow<string>>>>> = {
  ...TOSS_CODES,
  window: WINDOW,
  ownAny: OWN_ANY,
  ownCancel: OWN_CANCEL,
  ownEnd: OWN_END,
  unlisted: { UNLISTED_END },
}
const ROWS = Object.entries(TABLES).flatMap(([table, rows]) =>
  Object.entries(rows).map(([code, found]) => ({ table, code, found })),
)

describe('the table of Toss’s codes', () => {
  it('holds exactly the codes that the box can answer with', () => {
    const held = TOSS_CALLS.flatMap((call) => Object.keys(TOSS_CODES[call]))
    expect(sorted(held)).toEqual(sorted(Object.keys(TOSS_ERRORS)))
  })

  it('holds exactly the codes that the widget and the fail address can say', () => {
    expect(sorted(Object.keys(WINDOW))).toEqual(sorted(OF_THE_WINDOW))
  })

  it('never takes an outcome that isn’t known for a refusal', () => {
    for (const call of TOSS_CALLS) {
      for (const code of [...OUTCOME_UNKNOWN, 'A_CODE_OF_TOMORROW', 'constructor', '__proto__']) {
        expect(tossCodeRow(call, code).verdict, `${call} ${code}`).toBe('unknown')
      }
    }
    const isFault = (code: string) => TOSS_ERRORS[code as keyof typeof TOSS_ERRORS][0] >= 409
    const faults = ROWS.filter(({ code }) => Object.hasOwn(TOSS_ERRORS, code) && isFault(code))
    expect(faults.length).toBeGreaterThan(20)
    for (const { table, code, found } of faults) {
      expect(found.verdict, `${table} ${code}`).toBe(table === 'window' ? 'declined' : 'unknown')
    }
  })

  it('keeps our own codes apart from Toss’s', () => {
    for (const code of [...Object.keys(TOSS_ERRORS), ...OF_THE_WINDOW]) {
      expect(isOwnCode(code), code).toBe(false)
    }
    for (const code of ['KEYS_MISSING', 'NOT_EXECUTED', 'CANCEL_ABORTED', 'RETURN_REFUSED']) {
      expect(isOwnCode(code), code).toBe(true)
    }
  })
})

describe('words for staff', () => {
  it.each(ROWS)('$table $code: short, whole, in both languages', ({ found }) => {
    for (const words of [found.what, found.next]) {
      expect(words.ko).toMatch(/^[^A-Za-z].*[.]$/u)
      // 해요체, and never "failed" in the word that means a lost sale.
      expect(words.ko).toMatch(/(요|래요)\.$/u)
      expect(words.ko).not.toMatch(/실패|오류가 났/u)
      expect(words.ko).toMatch(/\p{Script=Hangul}/u)
      expect(words.ko.length).toBeGreaterThanOrEqual(5)
      expect(words.ko.length).toBeLessThanOrEqual(60)
      expect(words.en).toMatch(/^[A-Z].*[.]$/)
      expect(words.en).not.toMatch(/\p{Script=Hangul}/u)
      expect(words.en.length).toBeLessThanOrEqual(90)
    }
  })

  it('say whether money moved, and never more than is known', () => {
    for (const call of TOSS_CALLS) {
      for (const code of [...Object.keys(TOSS_CODES[call]), 'A_CODE_OF_TOMORROW']) {
        const { verdict } = tossCodeRow(call, code)
        const isOpen = verdict === 'unknown' || verdict === 'already'
        for (const language of LANGUAGES) {
          const { money } = callWords(call, { code, message: '' }, language)
          const isOpenInWords = /아직 몰라요|isn’t known yet/.test(money)
          const movesMoney = call === 'confirm' || call === 'cancel' || call === 'billing'
          expect(isOpenInWords, `${call} ${code}: ${money}`).toBe(movesMoney && isOpen)
          expect(money.length).toBeGreaterThan(9)
        }
      }
    }
  })

  it('of an open outcome never tell anybody to pay or refund again', () => {
    for (const call of ['confirm', 'cancel'] as const) {
      for (const code of [...Object.keys(TOSS_ERRORS), 'A_CODE_OF_TOMORROW']) {
        if (tossCodeRow(call, code).verdict !== 'unknown') continue
        expect(callWords(call, { code, message: '' }, 'ko').next).toMatch(/하지 말고 기다려/)
        expect(callWords(call, { code, message: '' }, 'en').next).toMatch(/^Toss is being asked/)
      }
    }
  })

  it('of an attempt that ended say that nothing was taken, also under a code that is open for a confirm', () => {
    for (const code of [...Object.keys(TOSS_ERRORS), ...OF_THE_WINDOW, 'A_CODE_OF_TOMORROW', '']) {
      const words = unpaidWords(code, 'ko')
      expect(words.money, code).toBe('움직인 돈은 없어요.')
      expect(words.next, code).not.toMatch(/기다려 주세요/)
    }
    expect(unpaidWords('REJECT_CARD_PAYMENT', 'ko').what).toBe('한도를 넘었거나 잔액이 모자라요.')
    expect(unpaidWords('COMMON_ERROR', 'en').next).toBe('Pay again.')
    // The one end where money was on its way: it was taken in another amount, and given back.
    expect(unpaidWords('AMOUNT_DIFFERS', 'ko').money).toMatch(/돌려줬어요/)
  })

  it('of an escrow payment follow the message', () => {
    const answer = { code: 'COMMON_ERROR', message: '[ES12] 부분취소 불가한 에스크로 상태 입니다.' }
    expect(callWords('cancel', answer, 'ko')).toEqual({
      what: '구매 확정 전인 에스크로 결제라 일부만 환불할 수 없어요.',
      money: '돌려준 돈은 없어요.',
      next: '남은 금액 전부로 다시 환불해 주세요.',
    })
  })
})
