import { describe, expect, it } from 'vitest'

import { createBoxKit, DAY, nextOrderId } from '../support/box-kit.ts'

const API_KEYS = { clientKey: 'test_ck_api', secretKey: 'test_sk_api', mId: 'api_shop' }

const kitOf = () => createBoxKit({ keys: [API_KEYS] })
type Kit = ReturnType<typeof kitOf>

const asked = (change: Record<string, unknown> = {}) => ({
  amount: 15_000,
  orderId: nextOrderId(),
  orderName: '토스 티셔츠 외 2건',
  customerName: '박토스',
  bank: '우리',
  ...change,
})
const issue = (kit: Kit, change?: Record<string, unknown>) =>
  kit.call('/v1/virtual-accounts', { body: asked(change), secretKey: API_KEYS.secretKey })
const lookup = (kit: Kit, paymentKey: unknown) =>
  kit.call(`/v1/payments/${String(paymentKey)}`, { secretKey: API_KEYS.secretKey })

describe('POST /v1/virtual-accounts', () => {
  it('issues an account that waits for seven days', async () => {
    const kit = kitOf()
    const { status, body } = await issue(kit, { taxFreeAmount: 4000 })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      status: 'WAITING_FOR_DEPOSIT',
      approvedAt: null,
      method: '가상계좌',
      totalAmount: 15_000,
      taxFreeAmount: 4000,
      vat: 1000,
      secret: expect.stringMatching(/^ps_/) as unknown,
      cashReceipt: null,
      virtualAccount: {
        accountType: '일반',
        accountNumber: expect.stringMatching(/^X\d{13}$/) as unknown,
        bankCode: '20',
        customerName: '박토스',
        dueDate: '2026-03-09T10:00:00+09:00',
        expired: false,
      },
    })
    expect(kit.box.deposit(String(body['paymentKey']), 15_000)).toBe('deposited')
    expect((await lookup(kit, body['paymentKey'])).body['status']).toBe('DONE')
  })

  it('is for API individual keys, not for widget keys', async () => {
    const kit = createBoxKit()
    const answered = await kit.call('/v1/virtual-accounts', { body: asked() })
    expect([answered.status, answered.body['code']]).toEqual([403, 'FORBIDDEN_REQUEST'])
  })

  it.each([
    [{ validHours: 1 }, '2026-03-02T11:00:00+09:00'],
    [{ validHours: '24' }, '2026-03-03T10:00:00+09:00'],
    [{ validHours: 2160 }, '2026-05-31T10:00:00+09:00'],
    [{ dueDate: '2026-03-05T23:59:59' }, '2026-03-05T23:59:59+09:00'],
  ])('waits as long as %o says', async (change, dueDate) => {
    const { body } = await issue(kitOf(), change)
    expect(body['virtualAccount']).toMatchObject({ dueDate })
  })

  it.each([
    ['no amount', { amount: undefined }],
    ['a short order id', { orderId: 'abc' }],
    ['no order name', { orderName: '' }],
    ['no customer', { customerName: undefined }],
    ['no bank', { bank: undefined }],
    ['both ends of the wait', { validHours: 24, dueDate: '2026-03-05T00:00:00' }],
    ['more than 90 days', { validHours: 2161 }],
    ['a due date that is over', { dueDate: '2026-03-01T00:00:00' }],
    ['a due date without a time', { dueDate: '2026-03-05' }],
    ['a phone number with hyphens', { customerMobilePhone: '010-1234-5678' }],
    ['more tax-free than all', { taxFreeAmount: 15_001 }],
    ['a key of 14 characters', { accountKey: '12345678901234' }],
    ['an unknown kind of cash receipt', { cashReceipt: { type: '아무거나' } }],
  ])('refuses %s', async (_name, change) => {
    const answered = await issue(kitOf(), change)
    expect([answered.status, answered.body['code']]).toEqual([400, 'INVALID_REQUEST'])
  })

  it.each([
    ['a bank nobody knows', { bank: '없는은행' }, 'INVALID_BANK'],
    ['a bank that issues none', { bank: '토스뱅크' }, 'INVALID_BANK'],
    ['less than 200 won', { amount: 199 }, 'BELOW_MINIMUM_AMOUNT'],
  ])('refuses %s', async (_name, change, code) => {
    const answered = await issue(kitOf(), change)
    expect([answered.status, answered.body['code']]).toEqual([400, code])
  })

  it('takes an order id once', async () => {
    const kit = kitOf()
    expect((await issue(kit, { orderId: 'order-same' })).status).toBe(200)
    const again = await issue(kit, { orderId: 'order-same' })
    expect([again.status, again.body['code']]).toEqual([400, 'DUPLICATED_ORDER_ID'])
  })

  it('takes numbers for texts, as the real one was seen to', async () => {
    const { status, body } = await issue(kitOf(), { orderId: 71, accountKey: 1234 })
    expect([status, body['orderId']]).toEqual([200, '71'])
  })

  it('gives a fixed account again for its key', async () => {
    const kit = kitOf()
    const numberOf = async (accountKey?: string) =>
      (await issue(kit, { accountKey })).body['virtualAccount'] as Record<string, unknown>
    const [first, again, other] = [
      await numberOf('room-1'),
      await numberOf('room-1'),
      await numberOf('2'),
    ]
    expect(again).toMatchObject({ accountType: '고정', accountNumber: first['accountNumber'] })
    expect(other['accountNumber']).not.toBe(first['accountNumber'])
  })

  it('shows the cash receipt only after the deposit', async () => {
    const kit = kitOf()
    const { body } = await issue(kit, {
      cashReceipt: { type: '소득공제', registrationNumber: '01012345678' },
    })
    expect(body['cashReceipt']).toBeNull()
    kit.box.deposit(String(body['paymentKey']), 15_000)
    expect((await lookup(kit, body['paymentKey'])).body['cashReceipt']).toMatchObject({
      type: '소득공제',
      amount: 15_000,
      issueNumber: expect.stringMatching(/^7300000\d\d$/) as unknown,
    })
    const none = await issue(kit, { cashReceipt: { type: '미발행' } })
    kit.box.deposit(String(none.body['paymentKey']), 15_000)
    expect((await lookup(kit, none.body['paymentKey'])).body['cashReceipt']).toBeNull()
  })

  it('with escrow can’t be cancelled in part, and says so like a fault of the server', async () => {
    const kit = kitOf()
    const { body } = await issue(kit, { useEscrow: true })
    const paymentKey = String(body['paymentKey'])
    kit.box.deposit(paymentKey, 15_000)
    const refundReceiveAccount = { bank: '20', accountNumber: '1234567890', holderName: '박토스' }
    const cancel = (more: object) =>
      kit.cancel(
        paymentKey,
        { cancelReason: '변심', refundReceiveAccount, ...more },
        { secretKey: API_KEYS.secretKey },
      )
    const part = await cancel({ cancelAmount: 1000 })
    expect([part.status, part.body]).toEqual([
      500,
      {
        code: 'FAILED_INTERNAL_SYSTEM_PROCESSING',
        message: '[ES12] 부분취소 불가한 에스크로 상태 입니다.',
      },
    ])
    expect((await cancel({})).body).toMatchObject({ status: 'CANCELED', useEscrow: true })
  })

  it('repeats its answer under one key, and issues one account', async () => {
    const kit = kitOf()
    const body = asked()
    const send = () =>
      kit.call('/v1/virtual-accounts', {
        body,
        secretKey: API_KEYS.secretKey,
        headers: { 'idempotency-key': 'issue-1' },
      })
    const first = await send()
    kit.clock.advance(DAY)
    expect((await send()).text).toBe(first.text)
    expect(kit.box.ledger.payments()).toHaveLength(1)
  })
})
