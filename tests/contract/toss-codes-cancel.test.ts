/** Every code of Toss as the answer to a refund: over HTTP, through the whole application, into a real file. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TOSS_ERRORS } from '../../src/main/training/errors.ts'
import { type ComposedTill, openComposedTill } from '../support/composed-till.ts'

/** Written out from toss-api 5.4: Toss said no, and nothing was given back. */
const REFUSED = `
  INVALID_REQUEST INVALID_REFUND_ACCOUNT_INFO INVALID_REFUND_ACCOUNT_NUMBER INVALID_BANK
  FORBIDDEN_BANK_REFUND_REQUEST EXCEED_CANCEL_AMOUNT_DISCOUNT_AMOUNT REFUND_REJECTED
  NOT_CANCELABLE_PAYMENT NOT_CANCELABLE_PAYMENT_FOR_DORMANT_USER EXCEED_MAX_REFUND_DUE
  EXCEED_CANCEL_LIMIT NOT_ALLOWED_PARTIAL_REFUND NOT_ALLOWED_PARTIAL_REFUND_WAITING_DEPOSIT
  NOT_AVAILABLE_BANK NOT_FOUND_PAYMENT INVALID_IDEMPOTENCY_KEY
  UNAUTHORIZED_KEY INVALID_API_KEY FORBIDDEN_REQUEST INCORRECT_BASIC_AUTH_FORMAT`
  .trim()
  .split(/\s+/)

/** These say that the balance is another: the history of the payment tells whether it was this refund. */
const LOOKED_UP = [
  'ALREADY_CANCELED_PAYMENT',
  'ALREADY_REFUND_PAYMENT',
  'NOT_MATCHES_REFUNDABLE_AMOUNT',
  'NOT_CANCELABLE_AMOUNT',
]

const CODES = Object.keys(TOSS_ERRORS) as (keyof typeof TOSS_ERRORS)[]
const endsAtOnce = (code: string) => REFUSED.includes(code) || LOOKED_UP.includes(code)

let till: ComposedTill
beforeAll(async () => {
  till = await openComposedTill()
})
afterAll(() => till.close())

const cancelsOf = (orderId: string) =>
  till.toss.box.ledger.payments().find((payment) => payment.orderId === orderId)?.cancels

describe('a refund that Toss refused', () => {
  it.each(CODES.filter(endsAtOnce))('%s', async (code) => {
    const { orderId } = await till.sell()
    const before = till.sent('cancel')
    till.testCode('cancel', code)
    const refusal = { code, message: TOSS_ERRORS[code][1] }
    expect(await till.refund(orderId)).toMatchObject({
      ok: false,
      error: { code: 'REFUND_REFUSED', toss: refusal },
    })
    expect(await till.order(orderId)).toMatchObject({
      status: 'paid',
      refundableAmount: 4500,
      refunds: [{ state: 'refused', refusal }],
    })
    expect(cancelsOf(orderId)).toEqual([])
    expect(till.sent('cancel') - before).toBe(1)
  })
})

describe('a refund that Toss did not do, without saying so', () => {
  it.each(CODES.filter((code) => !endsAtOnce(code)))('%s', async (code) => {
    const { orderId } = await till.sell()
    const before = till.sent('cancel')
    till.testCode('cancel', code)
    expect(await till.refund(orderId)).toMatchObject({
      ok: true,
      data: { refund: { state: 'requested' } },
    })
    expect(await till.settle(orderId)).toMatchObject({
      status: 'refunded',
      refunds: [{ state: 'done', balanceAfter: 0 }],
    })
    expect(cancelsOf(orderId)).toMatchObject([{ amount: 4500 }])
    expect(till.sent('cancel') - before).toBe(2)
  })
})

describe('a refund that Toss did, though it answered', () => {
  it.each(CODES.filter((code) => !REFUSED.includes(code)))('%s', async (code) => {
    const { orderId } = await till.sell()
    const before = till.sent('cancel')
    till.toss.box.orderNext({ on: 'cancel', instead: { code } })
    const answer = await till.refund(orderId)
    const isOpen = !LOOKED_UP.includes(code)
    expect(answer).toMatchObject({
      ok: true,
      data: { refund: { state: isOpen ? 'requested' : 'done' } },
    })
    if (isOpen) await till.settle(orderId)
    expect(await till.order(orderId)).toMatchObject({
      status: 'refunded',
      refunds: [{ state: 'done', balanceAfter: 0 }],
    })
    expect(cancelsOf(orderId)).toMatchObject([{ amount: 4500 }])
    expect(till.sent('cancel') - before).toBe(1)
  })
})

describe('a code of tomorrow', () => {
  it.each([
    ['did', true, 1],
    ['did not do', false, 2],
  ])('for a refund that Toss %s is 확인중, then given back once', async (_, executed, cancels) => {
    const { orderId } = await till.sell()
    const before = till.sent('cancel')
    const body = JSON.stringify({ code: 'A_CODE_OF_TOMORROW', message: '내일의 오류입니다.' })
    till.toss.box.orderNext({
      on: 'cancel',
      executed,
      instead: { status: 403, body, contentType: 'application/json' },
    })
    expect(await till.refund(orderId)).toMatchObject({
      ok: true,
      data: { refund: { state: 'requested', refusal: null } },
    })
    expect((await till.settle(orderId)).status).toBe('refunded')
    expect(cancelsOf(orderId)).toMatchObject([{ amount: 4500 }])
    expect(till.sent('cancel') - before).toBe(cancels)
  })
})

it('a part of an escrow payment is refused for good, whatever the code', async () => {
  const { orderId } = await till.sell()
  const body = JSON.stringify({
    code: 'FAILED_INTERNAL_SYSTEM_PROCESSING',
    message: '[ES12] 부분취소 불가한 에스크로 상태 입니다.',
  })
  till.toss.box.orderNext({
    on: 'cancel',
    executed: false,
    instead: { status: 500, body, contentType: 'application/json' },
  })
  expect(await till.refund(orderId)).toMatchObject({ ok: false, error: { code: 'REFUND_REFUSED' } })
  expect(cancelsOf(orderId)).toEqual([])
})
