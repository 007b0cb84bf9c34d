/**
 * Every code of Toss as the answer to a confirm: over HTTP, through the whole application, into a
 * real file. What the sale ends as is what is asked here, not what the table says.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TOSS_ERRORS } from '../../src/main/training/errors.ts'
import { type ComposedTill, openComposedTill } from '../support/composed-till.ts'

/** Written out from toss-api 5.2: no money moved, and Toss says so. */
const DECLINED = `
  INVALID_REQUEST BELOW_MINIMUM_AMOUNT EXCEED_MAX_AMOUNT EXCEED_MAX_PAYMENT_AMOUNT
  EXCEED_MAX_MONTHLY_PAYMENT_AMOUNT EXCEED_MAX_DAILY_PAYMENT_COUNT
  EXCEED_MAX_ONE_DAY_WITHDRAW_AMOUNT EXCEED_MAX_ONE_TIME_WITHDRAW_AMOUNT INVALID_REJECT_CARD
  INVALID_STOPPED_CARD INVALID_CARD_LOST_OR_STOLEN INVALID_CARD_EXPIRATION INVALID_CARD_NUMBER
  INVALID_CARD_INSTALLMENT_PLAN EXCEED_MAX_CARD_INSTALLMENT_PLAN
  NOT_SUPPORTED_INSTALLMENT_PLAN_CARD_OR_MERCHANT NOT_SUPPORTED_MONTHLY_INSTALLMENT_PLAN
  NOT_SUPPORTED_MONTHLY_INSTALLMENT_PLAN_BELOW_AMOUNT NOT_ALLOWED_POINT_USE INVALID_AUTHORIZE_AUTH
  RESTRICTED_TRANSFER_ACCOUNT INVALID_ACCOUNT_INFO_RE_REGISTER NOT_AVAILABLE_PAYMENT
  REJECT_CARD_PAYMENT REJECT_CARD_COMPANY REJECT_ACCOUNT_PAYMENT REJECT_TOSSPAY_INVALID_ACCOUNT
  EXCEED_MAX_AUTH_COUNT EXCEED_MAX_ONE_DAY_AMOUNT NOT_AVAILABLE_BANK INVALID_PASSWORD FDS_ERROR
  INVALID_IDEMPOTENCY_KEY
  UNAUTHORIZED_KEY INVALID_API_KEY FORBIDDEN_REQUEST INCORRECT_BASIC_AUTH_FORMAT
  NOT_FOUND_TERMINAL_ID INVALID_UNREGISTERED_SUBMALL NOT_REGISTERED_BUSINESS
  NOT_SUPPORTED_METHOD NOT_SUPPORTED_CARD_TYPE NOT_REGISTERED_CARD_COMPANY
  INVALID_CARD_PASSWORD INVALID_CARD_IDENTITY INVALID_EMAIL`
  .trim()
  .split(/\s+/)

/** Whatever else Toss may say says nothing about the money: the till has to look. */
const stateAfter = (code: string): string => {
  if (code === 'NOT_FOUND_PAYMENT_SESSION') return 'expired'
  return DECLINED.includes(code) ? 'declined' : 'confirming'
}
const CODES = Object.keys(TOSS_ERRORS) as (keyof typeof TOSS_ERRORS)[]
const OPEN = CODES.filter((code) => stateAfter(code) === 'confirming')

let till: ComposedTill
beforeAll(async () => {
  till = await openComposedTill()
})
afterAll(() => till.close())

const atToss = (orderId: string) =>
  till.toss.box.ledger.payments().filter((payment) => payment.orderId === orderId)

describe('a confirm that Toss refused', () => {
  it.each(CODES.filter((code) => stateAfter(code) !== 'confirming'))('%s', async (code) => {
    const before = till.sent('confirm')
    till.testCode('confirm', code)
    const { orderId, state } = await till.sell()
    expect(state).toBe(stateAfter(code))
    const { status, attempts } = await till.order(orderId)
    expect(status).toBe(state)
    expect(attempts[0]?.reason ?? null).toEqual(
      state === 'declined' ? { code, message: TOSS_ERRORS[code][1] } : null,
    )
    expect(till.sent('confirm') - before).toBe(1)
    expect(atToss(orderId)).toMatchObject([{ status: 'IN_PROGRESS', movements: [] }])
  })
})

describe('a confirm that Toss did not do, without saying so', () => {
  it.each(OPEN)('%s', async (code) => {
    const before = till.sent('confirm')
    till.testCode('confirm', code)
    const { orderId, state } = await till.sell()
    expect(state).toBe('confirming')
    // Toss has it authenticated and not booked: the same call again takes the money, once.
    expect((await till.settle(orderId)).status).toBe('paid')
    expect(till.sent('confirm') - before).toBe(2)
    expect(atToss(orderId)).toMatchObject([{ status: 'DONE', movements: [{ amount: 4500 }] }])
  })
})

describe('a confirm that Toss did, though it answered', () => {
  it.each(OPEN)('%s', async (code) => {
    const before = till.sent('confirm')
    till.toss.box.orderNext({ on: 'confirm', instead: { code } })
    const { orderId, state } = await till.sell()
    expect(state).toBe('confirming')
    expect((await till.order(orderId)).status).toBe('confirming')
    expect((await till.settle(orderId)).status).toBe('paid')
    expect(till.sent('confirm') - before).toBe(1)
    expect(atToss(orderId)).toMatchObject([{ movements: [{ amount: 4500 }] }])
  })
})

describe('a code of tomorrow', () => {
  const body = JSON.stringify({ code: 'A_CODE_OF_TOMORROW', message: '내일의 오류입니다.' })

  it.each([
    ['did', true, 1],
    ['did not do', false, 2],
  ])('for a confirm that Toss %s is 확인중, then paid once', async (_, executed, confirms) => {
    for (const status of [400, 403, 500]) {
      const before = till.sent('confirm')
      till.toss.box.orderNext({
        on: 'confirm',
        executed,
        instead: { status, body, contentType: 'application/json' },
      })
      const { orderId, state } = await till.sell()
      expect(state).toBe('confirming')
      expect((await till.settle(orderId)).status).toBe('paid')
      expect(till.sent('confirm') - before).toBe(confirms)
      expect(atToss(orderId)).toMatchObject([{ movements: [{ amount: 4500 }] }])
    }
  })

  it('survives a restart in between', async () => {
    till.toss.box.orderNext({
      on: 'confirm',
      instead: { status: 400, body, contentType: 'application/json' },
    })
    const { orderId } = await till.sell()
    await till.restart()
    expect((await till.settle(orderId)).status).toBe('paid')
    expect(atToss(orderId)).toMatchObject([{ movements: [{ amount: 4500 }] }])
  })
})
