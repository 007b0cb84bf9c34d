import { describe, expect, it } from 'vitest'

import { createBoxKit, DAY, MINUTE } from '../support/box-kit.ts'

const reason = { cancelReason: '고객 변심' }
const codeOf = (answered: { status: number; body: Record<string, unknown> }) => [
  answered.status,
  answered.body['code'],
]

describe('cancel', () => {
  it('of everything at once makes it CANCELED, and only once', async () => {
    const kit = createBoxKit()
    const paymentKey = await kit.paid()
    const { status, body } = await kit.cancel(paymentKey, reason)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      status: 'CANCELED',
      totalAmount: 11_700,
      balanceAmount: 0,
      suppliedAmount: 0,
      vat: 0,
      cancels: [{ cancelAmount: 11_700, cancelReason: '고객 변심', refundableAmount: 0 }],
    })
    const [first] = body['cancels'] as { transactionKey: string }[]
    expect(body['lastTransactionKey']).toBe(first?.transactionKey)
    expect(codeOf(await kit.cancel(paymentKey, reason))).toEqual([400, 'ALREADY_CANCELED_PAYMENT'])
  })

  it('by parts stays PARTIAL_CANCELED, also at balance 0', async () => {
    const kit = createBoxKit()
    const paymentKey = await kit.paid({}, { amount: 1000 })
    const part = await kit.cancel(paymentKey, { ...reason, cancelAmount: 300 })
    expect(part.body).toMatchObject({ status: 'PARTIAL_CANCELED', balanceAmount: 700 })
    const rest = await kit.cancel(paymentKey, { ...reason, cancelAmount: 700 })
    expect(rest.body).toMatchObject({ status: 'PARTIAL_CANCELED', balanceAmount: 0, vat: 0 })
    expect(rest.body['cancels']).toMatchObject([
      { cancelAmount: 300, refundableAmount: 700 },
      { cancelAmount: 700, refundableAmount: 0 },
    ])
    for (const body of [reason, { ...reason, cancelAmount: 1 }]) {
      expect(codeOf(await kit.cancel(paymentKey, body))).toEqual([403, 'NOT_CANCELABLE_AMOUNT'])
    }
  })

  it('without an amount takes what is left, and that is no single full cancel', async () => {
    const kit = createBoxKit()
    const paymentKey = await kit.paid({}, { amount: 1000 })
    await kit.cancel(paymentKey, { ...reason, cancelAmount: 1 })
    const { body } = await kit.cancel(paymentKey, reason)
    expect(body).toMatchObject({ status: 'PARTIAL_CANCELED', balanceAmount: 0 })
  })

  it('computes the tax anew from the balance, as in the recorded payment of 177,136 won', async () => {
    const kit = createBoxKit()
    const paymentKey = await kit.paid({}, { amount: 177_136 })
    const { body } = await kit.cancel(paymentKey, { ...reason, cancelAmount: 10_000 })
    expect(body).toMatchObject({ balanceAmount: 167_136, suppliedAmount: 151_942, vat: 15_194 })
  })

  it('takes the tax-free part out only where it is told to', async () => {
    const kit = createBoxKit()
    const paymentKey = await kit.paid({}, { amount: 10_000, taxFreeAmount: 4000 })
    const tooMuch = await kit.cancel(paymentKey, {
      ...reason,
      cancelAmount: 1000,
      taxFreeAmount: 1001,
    })
    expect(codeOf(tooMuch)).toEqual([400, 'INVALID_REQUEST'])
    const { body } = await kit.cancel(paymentKey, {
      ...reason,
      cancelAmount: 4000,
      taxFreeAmount: 3000,
    })
    expect(body).toMatchObject({ balanceAmount: 6000, taxFreeAmount: 1000, vat: 455 })
    const last = await kit.cancel(paymentKey, reason)
    expect(last.body).toMatchObject({ balanceAmount: 0, taxFreeAmount: 0, vat: 0 })
  })

  it('refuses more than the balance', async () => {
    const kit = createBoxKit()
    const paymentKey = await kit.paid({}, { amount: 1000 })
    const answered = await kit.cancel(paymentKey, { ...reason, cancelAmount: 1001 })
    expect(codeOf(answered)).toEqual([403, 'NOT_CANCELABLE_AMOUNT'])
  })

  it('checks the balance the caller believes in, before anything moves', async () => {
    const kit = createBoxKit()
    const paymentKey = await kit.paid({}, { amount: 1000 })
    const ask = { ...reason, cancelAmount: 300, refundableAmount: 1000 }
    expect((await kit.cancel(paymentKey, ask)).status).toBe(200)
    const again = await kit.cancel(paymentKey, ask)
    expect(codeOf(again)).toEqual([400, 'NOT_MATCHES_REFUNDABLE_AMOUNT'])
    expect((await kit.lookup(paymentKey)).body['balanceAmount']).toBe(700)
  })

  it.each([
    ['no reason', {}],
    ['an empty reason', { cancelReason: '' }],
    ['a reason of 201 characters', { cancelReason: '가'.repeat(201) }],
    ['nothing to cancel', { ...reason, cancelAmount: 0 }],
    ['half a won', { ...reason, cancelAmount: 0.5 }],
    ['a tax-free part that is no amount', { ...reason, taxFreeAmount: 'some' }],
    ['another currency', { ...reason, currency: 'USD' }],
    ['no JSON', '{'],
  ])('refuses %s', async (_name, body) => {
    const kit = createBoxKit()
    const paymentKey = await kit.paid()
    expect(codeOf(await kit.cancel(paymentKey, body))).toEqual([400, 'INVALID_REQUEST'])
    expect((await kit.lookup(paymentKey)).body['cancels']).toBeNull()
  })

  it('takes a reason of 200 characters and gives it back as it is', async () => {
    const kit = createBoxKit()
    const cancelReason = '가'.repeat(200)
    const { body } = await kit.cancel(await kit.paid(), { cancelReason })
    expect(body['cancels']).toMatchObject([{ cancelReason }])
  })

  it('refuses what was never paid', async () => {
    const kit = createBoxKit()
    const open = kit.authenticated()
    const aborted = kit.authenticated({ declineAtConfirm: 'REJECT_CARD_COMPANY' })
    await kit.confirm(aborted)
    for (const { paymentKey } of [open, aborted]) {
      const answered = await kit.cancel(paymentKey, reason)
      expect(codeOf(answered)).toEqual([403, 'NOT_CANCELABLE_PAYMENT'])
    }
    kit.clock.advance(11 * MINUTE)
    const expired = await kit.cancel(open.paymentKey, reason)
    expect(codeOf(expired)).toEqual([403, 'NOT_CANCELABLE_PAYMENT'])
    const unknown = await kit.cancel('nothing', reason)
    expect(codeOf(unknown)).toEqual([404, 'NOT_FOUND_PAYMENT'])
  })

  it.each([
    ['a foreign card', { card: 'foreign' }, {}],
    ['a tax-exempt part', {}, { taxExemptionAmount: 1000 }],
  ] as const)('takes only the whole of %s', async (_name, choice, request) => {
    const kit = createBoxKit()
    const paymentKey = await kit.paid(choice, request)
    expect((await kit.lookup(paymentKey)).body['isPartialCancelable']).toBe(false)
    const part = await kit.cancel(paymentKey, { ...reason, cancelAmount: 100 })
    expect(codeOf(part)).toEqual([403, 'NOT_ALLOWED_PARTIAL_REFUND'])
    expect((await kit.cancel(paymentKey, reason)).body['status']).toBe('CANCELED')
  })

  it('has a deadline for transfers, none for cards', async () => {
    const kit = createBoxKit()
    const transfer = await kit.paid({ method: 'TRANSFER' })
    const card = await kit.paid()
    kit.clock.advance(180 * DAY)
    const inTime = await kit.cancel(transfer, { ...reason, cancelAmount: 1000 })
    expect(inTime.status).toBe(200)
    kit.clock.advance(DAY)
    expect(codeOf(await kit.cancel(transfer, reason))).toEqual([403, 'EXCEED_MAX_REFUND_DUE'])
    kit.clock.advance(400 * DAY)
    expect((await kit.cancel(card, reason)).status).toBe(200)
  })
})
