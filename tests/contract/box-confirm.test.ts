import { describe, expect, it } from 'vitest'

import { createBoxKit, MINUTE, SECOND } from '../support/box-kit.ts'

const codeOf = (answered: { status: number; body: Record<string, unknown> }) => [
  answered.status,
  answered.body['code'],
]

describe('confirm', () => {
  it('takes the money once', async () => {
    const kit = createBoxKit()
    const back = kit.authenticated()
    const first = await kit.confirm(back)
    expect([first.status, first.body['status'], first.body['totalAmount']]).toEqual([
      200,
      'DONE',
      11_700,
    ])
    expect(codeOf(await kit.confirm(back))).toEqual([400, 'ALREADY_PROCESSED_PAYMENT'])
    expect(kit.box.ledger.movements(kit.box.ledger.payments()[0]!.clientKey)).toHaveLength(1)
  })

  it('of two at the same moment lets one through', async () => {
    const kit = createBoxKit()
    const back = kit.authenticated()
    const both = await Promise.all([kit.confirm(back), kit.confirm(back)])
    expect(both.map(({ status }) => status)).toEqual([200, 400])
  })

  it('refuses another amount, takes nothing, and the right amount still goes through', async () => {
    const kit = createBoxKit()
    const back = kit.authenticated()
    expect(codeOf(await kit.confirm({ ...back, amount: 117 }))).toEqual([400, 'INVALID_REQUEST'])
    expect((await kit.lookup(back.paymentKey)).body['status']).toBe('IN_PROGRESS')
    expect((await kit.confirm(back)).status).toBe(200)
  })

  it('refuses another order', async () => {
    const kit = createBoxKit()
    const back = kit.authenticated()
    const answered = await kit.confirm({ ...back, orderId: 'order-of-another' })
    expect(codeOf(answered)).toEqual([403, 'FORBIDDEN_REQUEST'])
  })

  it('refuses a paymentKey it never gave', async () => {
    const kit = createBoxKit()
    const answered = await kit.confirm({ ...kit.authenticated(), paymentKey: 'made_up' })
    expect(codeOf(answered)).toEqual([404, 'NOT_FOUND_PAYMENT_SESSION'])
  })

  it.each([
    ['no body at all', ''],
    ['no JSON', '{'],
    ['a list', '[]'],
    ['no paymentKey', { orderId: 'order-1', amount: 1000 }],
    ['no orderId', { paymentKey: 'key', amount: 1000 }],
    ['no amount', { paymentKey: 'key', orderId: 'order-1' }],
    ['half a won', { paymentKey: 'key', orderId: 'order-1', amount: 0.5 }],
    ['a negative amount', { paymentKey: 'key', orderId: 'order-1', amount: -1 }],
    ['an amount in words', { paymentKey: 'key', orderId: 'order-1', amount: '천원' }],
  ])('refuses %s', async (_name, body) => {
    const answered = await createBoxKit().call('/v1/payments/confirm', { method: 'POST', body })
    expect(codeOf(answered)).toEqual([400, 'INVALID_REQUEST'])
  })

  it('takes an amount written as text, and drops fields it does not know', async () => {
    const kit = createBoxKit()
    const back = kit.authenticated({}, { amount: 1000 })
    const answered = await kit.call('/v1/payments/confirm', {
      body: { ...back, amount: '1000', taxFreeAmount: 500 },
    })
    expect([answered.status, answered.body['taxFreeAmount']]).toEqual([200, 0])
  })

  it('comes in time at 10 minutes and too late after them', async () => {
    const kit = createBoxKit()
    const inTime = kit.authenticated()
    const tooLate = kit.authenticated()
    kit.clock.advance(10 * MINUTE)
    expect((await kit.confirm(inTime)).status).toBe(200)
    kit.clock.advance(SECOND)
    expect(codeOf(await kit.confirm(tooLate))).toEqual([404, 'NOT_FOUND_PAYMENT_SESSION'])
    expect((await kit.lookup(tooLate.paymentKey)).body['status']).toBe('EXPIRED')
  })

  it('declined leaves the payment ABORTED for good', async () => {
    const kit = createBoxKit()
    const back = kit.authenticated({ declineAtConfirm: 'REJECT_CARD_PAYMENT' })
    const answered = await kit.confirm(back)
    const failure = {
      code: 'REJECT_CARD_PAYMENT',
      message: '한도초과 혹은 잔액부족으로 결제에 실패했습니다.',
    }
    expect([answered.status, answered.body]).toEqual([403, failure])
    const { body } = await kit.lookup(back.paymentKey)
    expect(body).toMatchObject({
      status: 'ABORTED',
      failure,
      approvedAt: null,
      balanceAmount: 11_700,
      method: '카드',
      card: null,
    })
    expect(codeOf(await kit.confirm(back))).toEqual([404, 'NOT_FOUND_PAYMENT_SESSION'])
  })

  it('refuses a second payment for an order that was approved or cancelled', async () => {
    const kit = createBoxKit()
    const first = await kit.paid({}, { orderId: 'used-order' })
    const second = kit.authenticated({}, { orderId: 'used-order' })
    expect(codeOf(await kit.confirm(second))).toEqual([400, 'DUPLICATED_ORDER_ID'])
    await kit.cancel(first, { cancelReason: '변심' })
    expect(codeOf(await kit.confirm(second))).toEqual([400, 'DUPLICATED_ORDER_ID'])
  })

  it.each([
    ['CARD', 99, 400],
    ['CARD', 100, 200],
    ['TOSSPAY', 100, 200],
    ['TRANSFER', 199, 400],
    ['TRANSFER', 200, 200],
    ['VIRTUAL_ACCOUNT', 199, 400],
  ] as const)('%s of %d won: %d', async (method, amount, status) => {
    const kit = createBoxKit()
    const answered = await kit.confirm(kit.authenticated({ method }, { amount }))
    expect(answered.status).toBe(status)
    expect(answered.body['code']).toBe(status === 200 ? undefined : 'BELOW_MINIMUM_AMOUNT')
  })
})

describe('lookup', () => {
  it('finds a payment both ways, the same to the letter', async () => {
    const kit = createBoxKit()
    const back = kit.authenticated()
    const confirmed = await kit.confirm(back)
    const byKey = await kit.lookup(back.paymentKey)
    const byOrder = await kit.call(`/v1/payments/orders/${encodeURIComponent(back.orderId)}`)
    expect([byKey.status, byOrder.status]).toEqual([200, 200])
    expect(byKey.text).toBe(confirmed.text)
    expect(byOrder.text).toBe(confirmed.text)
  })

  it('by an order that had two windows finds the newer one', async () => {
    const kit = createBoxKit()
    kit.authenticated({}, { orderId: 'two-windows' })
    const newer = kit.authenticated({}, { orderId: 'two-windows' })
    const { body } = await kit.call('/v1/payments/orders/two-windows')
    expect(body['paymentKey']).toBe(newer.paymentKey)
  })

  it('knows payments that never came to anything', async () => {
    const kit = createBoxKit()
    const { orderId } = kit.authenticated()
    kit.clock.advance(11 * MINUTE)
    const { status, body } = await kit.call(`/v1/payments/orders/${orderId}`)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      status: 'EXPIRED',
      failure: { code: 'EXPIRED_PAYMENT' },
      method: null,
      receipt: null,
      useEscrow: null,
      approvedAt: null,
      balanceAmount: 11_700,
    })
  })

  it.each(['/v1/payments/nothing', '/v1/payments/orders/nothing', '/v1/payments/%E0%A4%A'])(
    'answers %s with 404',
    async (path) => {
      expect(codeOf(await createBoxKit().call(path))).toEqual([404, 'NOT_FOUND_PAYMENT'])
    },
  )

  it.each([
    ['GET', '/v1/payments/confirm/more'],
    ['DELETE', '/v1/payments/key'],
    ['GET', '/v1/nothing'],
    ['POST', '/v1/payments'],
  ] as const)('has no %s %s', async (method, path) => {
    const answered = await createBoxKit().call(path, { method })
    expect(codeOf(answered)).toEqual([404, 'NOT_FOUND'])
  })
})
