import { describe, expect, it } from 'vitest'

import { TRAINING_KEYS } from '../../src/main/training/auth.ts'
import { TOSS_ERRORS } from '../../src/main/training/errors.ts'
import { basic, createBoxKit, OTHER_KEYS } from '../support/box-kit.ts'

/** Every code of toss-api section 5 under its HTTP status, written out from the reference. */
const BY_STATUS: Readonly<Record<number, string>> = {
  [400]: `
    ALREADY_PROCESSED_PAYMENT
    PROVIDER_ERROR
    CARD_PROCESSING_ERROR
    INVALID_REQUEST
    INVALID_API_KEY
    DUPLICATED_ORDER_ID
    UNAPPROVED_ORDER_ID
    BELOW_MINIMUM_AMOUNT
    EXCEED_MAX_AMOUNT
    EXCEED_MAX_PAYMENT_AMOUNT
    EXCEED_MAX_MONTHLY_PAYMENT_AMOUNT
    EXCEED_MAX_DAILY_PAYMENT_COUNT
    EXCEED_MAX_ONE_DAY_WITHDRAW_AMOUNT
    EXCEED_MAX_ONE_TIME_WITHDRAW_AMOUNT
    INVALID_REJECT_CARD
    INVALID_STOPPED_CARD
    INVALID_CARD_LOST_OR_STOLEN
    INVALID_CARD_EXPIRATION
    INVALID_CARD_NUMBER
    INVALID_CARD_INSTALLMENT_PLAN
    EXCEED_MAX_CARD_INSTALLMENT_PLAN
    NOT_SUPPORTED_INSTALLMENT_PLAN_CARD_OR_MERCHANT
    NOT_SUPPORTED_MONTHLY_INSTALLMENT_PLAN
    NOT_ALLOWED_POINT_USE
    INVALID_AUTHORIZE_AUTH
    NOT_FOUND_TERMINAL_ID
    INVALID_UNREGISTERED_SUBMALL
    NOT_REGISTERED_BUSINESS
    RESTRICTED_TRANSFER_ACCOUNT
    INVALID_ACCOUNT_INFO_RE_REGISTER
    NOT_AVAILABLE_PAYMENT
    NOT_SUPPORTED_MONTHLY_INSTALLMENT_PLAN_BELOW_AMOUNT
    ALREADY_CANCELED_PAYMENT
    ALREADY_REFUND_PAYMENT
    NOT_MATCHES_REFUNDABLE_AMOUNT
    INVALID_REFUND_ACCOUNT_INFO
    INVALID_REFUND_ACCOUNT_NUMBER
    INVALID_BANK
    FORBIDDEN_BANK_REFUND_REQUEST
    EXCEED_CANCEL_AMOUNT_DISCOUNT_AMOUNT
    REFUND_REJECTED
    INVALID_IDEMPOTENCY_KEY
    NOT_MATCHES_CUSTOMER_KEY
    ALREADY_REMOVED_BILLING_KEY
    NOT_SUPPORTED_METHOD
    NOT_SUPPORTED_CARD_TYPE
    INVALID_BILL_KEY_REQUEST
    INVALID_CARD_PASSWORD
    INVALID_CARD_IDENTITY
    NOT_REGISTERED_CARD_COMPANY
    INVALID_EMAIL
    INVALID_DATE
  `,
  [401]: `
    UNAUTHORIZED_KEY
  `,
  [403]: `
    REJECT_CARD_PAYMENT
    REJECT_CARD_COMPANY
    REJECT_ACCOUNT_PAYMENT
    REJECT_TOSSPAY_INVALID_ACCOUNT
    EXCEED_MAX_AUTH_COUNT
    EXCEED_MAX_ONE_DAY_AMOUNT
    NOT_AVAILABLE_BANK
    INVALID_PASSWORD
    FDS_ERROR
    FORBIDDEN_REQUEST
    INCORRECT_BASIC_AUTH_FORMAT
    FORBIDDEN_CONSECUTIVE_REQUEST
    NOT_CANCELABLE_AMOUNT
    NOT_CANCELABLE_PAYMENT
    NOT_CANCELABLE_PAYMENT_FOR_DORMANT_USER
    EXCEED_MAX_REFUND_DUE
    EXCEED_CANCEL_LIMIT
    NOT_ALLOWED_PARTIAL_REFUND
    NOT_ALLOWED_PARTIAL_REFUND_WAITING_DEPOSIT
  `,
  [404]: `
    NOT_FOUND_PAYMENT
    NOT_FOUND_PAYMENT_SESSION
    NOT_FOUND
    NOT_FOUND_BILLING
    NOT_FOUND_MERCHANT_BUSINESS_NUMBER
  `,
  [409]: `
    IDEMPOTENT_REQUEST_PROCESSING
  `,
  [500]: `
    FAILED_PAYMENT_INTERNAL_SYSTEM_PROCESSING
    FAILED_INTERNAL_SYSTEM_PROCESSING
    UNKNOWN_PAYMENT_ERROR
    COMMON_ERROR
    FAILED_REFUND_PROCESS
    FAILED_PARTIAL_REFUND
    FAILED_METHOD_HANDLING_CANCEL
    FAILED_DB_PROCESSING
    FAILED_CARD_COMPANY_RESPONSE
  `,
}

const CODES = Object.entries(BY_STATUS).flatMap(([status, codes]) =>
  codes
    .trim()
    .split(/\s+/)
    .map((code) => [code, Number(status)] as const),
)

/** The error answers that were recorded or are documented word for word. */
const RECORDED = [
  ['ALREADY_CANCELED_PAYMENT', '이미 취소된 결제 입니다.'],
  ['ALREADY_PROCESSED_PAYMENT', '이미 처리된 결제 입니다.'],
  [
    'DUPLICATED_ORDER_ID',
    '이미 승인 및 취소가 진행된 중복된 주문번호 입니다. 다른 주문번호로 진행해주세요.',
  ],
  ['INVALID_API_KEY', '잘못된 시크릿키 연동 정보 입니다.'],
  ['INVALID_IDEMPOTENCY_KEY', '멱등키는 300자 이하여야 합니다.'],
  ['INVALID_REQUEST', '잘못된 요청입니다.'],
  ['NOT_MATCHES_REFUNDABLE_AMOUNT', '잔액 결과가 일치하지 않습니다.'],
  ['PROVIDER_ERROR', '일시적인 오류가 발생했습니다. 잠시 후 다시 시도해주세요.'],
  ['UNAUTHORIZED_KEY', '인증되지 않은 시크릿 키 혹은 클라이언트 키 입니다.'],
  ['EXCEED_MAX_REFUND_DUE', '환불 가능한 기간이 지났습니다.'],
  [
    'FORBIDDEN_CONSECUTIVE_REQUEST',
    '반복적인 요청은 허용되지 않습니다. 잠시 후 다시 시도해주세요.',
  ],
  ['FORBIDDEN_REQUEST', '허용되지 않은 요청입니다.'],
  ['INCORRECT_BASIC_AUTH_FORMAT', "잘못된 요청입니다. ':' 를 포함해 인코딩해주세요."],
  ['NOT_ALLOWED_PARTIAL_REFUND_WAITING_DEPOSIT', '입금 대기중인 결제는 부분 환불이 불가합니다.'],
  ['NOT_ALLOWED_PARTIAL_REFUND', '에스크로 주문, 현금 카드 결제일 때는 부분 환불이 불가합니다.'],
  ['NOT_CANCELABLE_AMOUNT', '취소 할 수 없는 금액 입니다.'],
  ['NOT_CANCELABLE_PAYMENT', '취소 할 수 없는 결제 입니다.'],
  ['REJECT_CARD_COMPANY', '결제 승인이 거절되었습니다.'],
  ['REJECT_CARD_PAYMENT', '한도초과 혹은 잔액부족으로 결제에 실패했습니다.'],
  ['NOT_FOUND_PAYMENT_SESSION', '결제 시간이 만료되어 결제 진행 데이터가 존재하지 않습니다.'],
  ['NOT_FOUND_PAYMENT', '존재하지 않는 결제 정보 입니다.'],
  ['IDEMPOTENT_REQUEST_PROCESSING', '이전 멱등 요청이 처리중입니다.'],
  ['FAILED_PAYMENT_INTERNAL_SYSTEM_PROCESSING', '결제가 완료되지 않았어요. 다시 시도해주세요.'],
] as const

const forced = (code: string, more: Readonly<Record<string, string>> = {}) => ({
  headers: { 'TossPayments-Test-Code': code, ...more },
})

describe('the error table', () => {
  it('holds every code of the reference, and one of its own for 429', () => {
    const known = Object.keys(TOSS_ERRORS).sort((a, b) => a.localeCompare(b))
    const wanted = [...CODES.map(([code]) => code), 'TOO_MANY_REQUESTS']
    expect(known).toEqual(wanted.sort((a, b) => a.localeCompare(b)))
  })

  it.each(RECORDED)('says about %s what Toss says', (code, message) => {
    expect(TOSS_ERRORS[code][1]).toBe(message)
  })
})

describe('TossPayments-Test-Code', () => {
  it.each(CODES)('%s answers %d, before the payment is looked for', async (code, status) => {
    const answered = await createBoxKit().call('/v1/payments/confirm', {
      body: { paymentKey: 'made_up', orderId: 'made_up', amount: 1 },
      ...forced(code),
    })
    expect(answered.status).toBe(status)
    expect(answered.body).toEqual({ code, message: expect.stringMatching(/[가-힣]/) as unknown })
  })

  it('works on cancels and lookups, and moves nothing', async () => {
    const kit = createBoxKit()
    const paymentKey = await kit.paid()
    const cancel = await kit.cancel(paymentKey, { cancelReason: '변심' }, forced('REFUND_REJECTED'))
    expect([cancel.status, cancel.body['code']]).toEqual([400, 'REFUND_REJECTED'])
    const lookup = await kit.call(`/v1/payments/${paymentKey}`, forced('COMMON_ERROR'))
    expect(lookup.status).toBe(500)
    expect((await kit.lookup(paymentKey)).body['balanceAmount']).toBe(11_700)
  })

  it('comes before the idempotency key, and leaves nothing behind under it', async () => {
    const kit = createBoxKit()
    const back = kit.authenticated()
    const key = { 'idempotency-key': 'confirm-1' }
    const refused = await kit.confirm(back, forced('PROVIDER_ERROR', key))
    expect(refused.body['code']).toBe('PROVIDER_ERROR')
    expect((await kit.confirm(back, { headers: key })).body['status']).toBe('DONE')
    const again = await kit.confirm(back, forced('PROVIDER_ERROR', key))
    expect(again.body['code']).toBe('PROVIDER_ERROR')
  })

  it('with a code nobody knows is a bad request', async () => {
    const answered = await createBoxKit().call('/v1/payments/key', forced('NO_SUCH_CODE'))
    expect([answered.status, answered.body['code']]).toEqual([400, 'INVALID_REQUEST'])
  })

  it('means nothing with live keys, or with no key', async () => {
    const live = { ...OTHER_KEYS, clientKey: 'live_gck_1', secretKey: 'live_gsk_1' }
    const kit = createBoxKit({ keys: [TRAINING_KEYS, live] })
    const asked = { 'TossPayments-Test-Code': 'COMMON_ERROR' }
    const withLive = await kit.call('/v1/payments/key', {
      secretKey: null,
      headers: { ...asked, authorization: basic('live_gsk_1:') },
    })
    expect(withLive.body['code']).toBe('NOT_FOUND_PAYMENT')
    const without = await kit.call('/v1/payments/key', { secretKey: null, headers: asked })
    expect(without.body['code']).toBe('UNAUTHORIZED_KEY')
  })
})

describe('the answer’s headers', () => {
  it('are those of a real answer', async () => {
    const kit = createBoxKit()
    kit.box.orderNext({ on: 'confirm', delayBeforeMs: 522 })
    const confirming = kit.confirm(kit.authenticated())
    await kit.clock.asleep()
    kit.clock.advance(522)
    const { headers } = await confirming
    expect(Object.fromEntries(headers)).toMatchObject({
      date: 'Mon, 02 Mar 2026 01:00:00 GMT',
      'content-type': 'application/json',
      'x-tosspayments-trace-id': expect.stringMatching(/^[0-9a-f]{32}$/) as unknown,
      'x-envoy-upstream-service-time': '522',
      'cache-control': 'no-cache, no-store, max-age=0, must-revalidate',
      server: 'was',
    })
  })

  it('name a new trace for each answer, of refusals too', async () => {
    const kit = createBoxKit()
    const answers = [await kit.lookup('a'), await kit.lookup('a'), await kit.call('/v1/no')]
    const traces = answers.map(({ headers }) => headers.get('x-tosspayments-trace-id'))
    expect(new Set(traces).size).toBe(3)
    expect(traces).not.toContain(null)
  })
})

describe('the request limit', () => {
  it('counts a minute, each API and each key pair for itself', async () => {
    const kit = createBoxKit({ behaviour: { requestsPerMinute: 2 } })
    const statuses = []
    for (let count = 0; count < 3; count += 1) statuses.push((await kit.lookup('a')).status)
    expect(statuses).toEqual([404, 404, 429])
    expect((await kit.cancel('a', { cancelReason: 'b' })).status).toBe(404)
    const other = await kit.call('/v1/payments/a', { secretKey: OTHER_KEYS.secretKey })
    expect(other.status).toBe(404)
    kit.clock.advance(60_000)
    expect((await kit.lookup('a')).status).toBe(404)
  })
})
