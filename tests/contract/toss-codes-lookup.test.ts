/**
 * Every code of Toss as the answer to a lookup: none ends a payment, since none says what became of
 * it. And the codes of calls that the till doesn't make for itself, as the box answers them.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TOSS_CODES, tossCodeRow } from '#shared/toss-codes/toss-codes.ts'
import { parseTossError } from '../../src/main/adapters/toss/error-schema.ts'
import { TOSS_ERRORS } from '../../src/main/training/errors.ts'
import { createBoxKit } from '../support/box-kit.ts'
import { type ComposedTill, openComposedTill } from '../support/composed-till.ts'

const CODES = Object.keys(TOSS_ERRORS) as (keyof typeof TOSS_ERRORS)[]

let till: ComposedTill
beforeAll(async () => {
  till = await openComposedTill()
})
afterAll(() => till.close())

describe('a lookup of a confirm without an answer', () => {
  let orderId = ''
  beforeAll(async () => {
    till.toss.box.orderNext({ on: 'confirm', instead: { noAnswer: true } })
    ;({ orderId } = await till.sell())
  })

  it.each(CODES)('%s leaves it 확인중', async (code) => {
    till.testCode('lookup', code)
    expect((await till.ask('orders.settle', { orderId })).status).toBe('confirming')
  })

  it('an answer settles it', async () => {
    expect((await till.ask('orders.settle', { orderId })).status).toBe('paid')
    expect(till.sent('confirm')).toBe(1)
  })
})

describe('토스에서 다시 조회 of a paid order', () => {
  let orderId = ''
  beforeAll(async () => {
    ;({ orderId } = await till.sell())
  })

  it.each(CODES)('%s changes nothing and is said in Toss’s words', async (code) => {
    till.testCode('lookup', code)
    const expected = ['NOT_FOUND_PAYMENT', 'NOT_FOUND'].includes(code)
      ? 'PAYMENT_NOT_FOUND_AT_TOSS'
      : 'TOSS_REFUSED'
    await expect(till.ask('orders.lookup', { orderId, way: 'paymentKey' })).rejects.toThrow(
      expected,
    )
    expect(await till.order(orderId)).toMatchObject({ status: 'paid', refundableAmount: 4500 })
  })
})

describe('codes of lists, cash receipts and stored cards', () => {
  const calls = [
    ['list', '/v1/transactions', 'GET'],
    ['cash_receipt', '/v1/cash-receipts', 'POST'],
    ['billing', '/v1/billing/a-billing-key', 'POST'],
  ] as const
  const kit = createBoxKit()
  const rows = calls.flatMap(([call, path, method]) =>
    Object.keys(TOSS_CODES[call]).map((code) => [call, code, path, method] as const),
  )

  it.each(rows)('%s: %s', async (call, code, path, method) => {
    const answered = await kit.call(path, {
      method,
      headers: { 'TossPayments-Test-Code': code },
    })
    const error = parseTossError(answered.body)
    expect(error).toEqual({ code, message: TOSS_ERRORS[code as keyof typeof TOSS_ERRORS][1] })
    const found = tossCodeRow(call, error?.code ?? '', error?.message)
    expect(found).toBe(TOSS_CODES[call][code])
  })
})
