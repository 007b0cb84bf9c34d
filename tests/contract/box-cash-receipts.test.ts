import { describe, expect, it } from 'vitest'

import { TRAINING_KEYS } from '../../src/main/training/auth.ts'
import { memoryStorage } from '../../src/main/training/journal.ts'
import { createBoxKit, DAY, OTHER_KEYS, SECOND } from '../support/box-kit.ts'

type Kit = ReturnType<typeof createBoxKit>

/** As recorded in September 2026: its keys in their order. */
const RECORDED = {
  receiptKey: expect.stringMatching(/^[0-9A-Za-z]{48}$/) as unknown,
  orderId: 'YOWWcpZSDCZ8WJC5x7mkl',
  orderName: '테스트 주문',
  type: '소득공제',
  issueNumber: expect.stringMatching(/^7300000\d\d$/) as unknown,
  receiptUrl:
    'https://dashboard-sandbox.tosspayments.com/receipts/cash-receipt/YOWWcpZSDCZ8WJC5x7mkl/train_gyesan?ref=PX',
  businessNumber: '',
  transactionType: 'CONFIRM',
  amount: 10_000,
  taxFreeAmount: 0,
  issueStatus: 'IN_PROGRESS',
  failure: null,
  customerIdentityNumber: '01012345678',
  requestedAt: '2026-03-02T10:00:00+09:00',
}
const ASKED = {
  amount: 10_000,
  orderId: 'YOWWcpZSDCZ8WJC5x7mkl',
  orderName: '테스트 주문',
  type: '소득공제',
  customerIdentityNumber: '01012345678',
}

const issue = (kit: Kit, change: object = {}) =>
  kit.call('/v1/cash-receipts', { body: { ...ASKED, ...change } })
const cancel = (kit: Kit, receiptKey: unknown, body: object = {}) =>
  kit.call(`/v1/cash-receipts/${String(receiptKey)}/cancel`, { body })
const list = async (kit: Kit, query = 'requestDate=2026-03-02') =>
  (await kit.call(`/v1/cash-receipts?${query}`)).body as {
    hasNext: boolean
    lastCursor: number
    data: Record<string, unknown>[]
  }

describe('a cash receipt', () => {
  it('is the recorded one, and at first always IN_PROGRESS', async () => {
    const { status, body } = await issue(createBoxKit())
    expect(status).toBe(200)
    expect(body).toEqual(RECORDED)
    expect(Object.keys(body)).toEqual(Object.keys(RECORDED))
  })

  it('is completed later, by the clock', async () => {
    const kit = createBoxKit()
    await issue(kit)
    const statusNow = async () => (await list(kit)).data[0]?.['issueStatus']
    kit.clock.advance(DAY - 1)
    expect(await statusNow()).toBe('IN_PROGRESS')
    kit.clock.advance(1)
    expect(await statusNow()).toBe('COMPLETED')
  })

  it('can be refused by the tax office, once', async () => {
    const kit = createBoxKit()
    const { receiptKey } = (await issue(kit)).body
    expect(kit.box.settleReceipt(String(receiptKey), 'FAILED')).toBe(true)
    expect(kit.box.settleReceipt(String(receiptKey), 'COMPLETED')).toBe(false)
    expect((await list(kit)).data[0]).toMatchObject({
      issueStatus: 'FAILED',
      failure: { code: expect.any(String) as unknown },
    })
  })

  it('is given twice for the same sale: nobody at Toss guards that', async () => {
    const kit = createBoxKit()
    const keys = [(await issue(kit)).body['receiptKey'], (await issue(kit)).body['receiptKey']]
    expect(new Set(keys).size).toBe(2)
    expect((await list(kit)).data).toHaveLength(2)
  })

  it('under one idempotency key is given once', async () => {
    const kit = createBoxKit()
    const send = () =>
      kit.call('/v1/cash-receipts', { body: ASKED, headers: { 'idempotency-key': 'receipt-1' } })
    expect((await send()).text).toBe((await send()).text)
    expect((await list(kit)).data).toHaveLength(1)
  })

  it.each([
    ['no amount', { amount: 0 }],
    ['more tax-free than all', { taxFreeAmount: 10_001 }],
    ['no order', { orderId: '' }],
    ['no name', { orderName: undefined }],
    ['another type', { type: '자진발급' }],
    ['nobody', { customerIdentityNumber: undefined }],
    ['a number of 31 digits', { customerIdentityNumber: '1'.repeat(31) }],
  ])('is refused for %s', async (_name, change) => {
    const answered = await issue(createBoxKit(), change)
    expect([answered.status, answered.body['code']]).toEqual([400, 'INVALID_REQUEST'])
  })

  it('needs a registered business', async () => {
    const kit = createBoxKit({ behaviour: { issuesReceipts: false } })
    const answered = await issue(kit)
    expect([answered.status, answered.body['code']]).toEqual([
      404,
      'NOT_FOUND_MERCHANT_BUSINESS_NUMBER',
    ])
  })

  it('outlives a restart', async () => {
    const storage = memoryStorage()
    const { receiptKey } = (await issue(createBoxKit({ storage }))).body
    const after = createBoxKit({ storage })
    expect((await list(after)).data).toMatchObject([{ receiptKey }])
    expect((await cancel(after, receiptKey)).status).toBe(200)
    const cursors = after.box.receipts.all().map(({ cursor }) => cursor)
    expect(new Set(cursors).size).toBe(2)
  })
})

describe('the cancel of a cash receipt', () => {
  it('has the first one’s key behind c_, and its number', async () => {
    const kit = createBoxKit()
    const { body } = await issue(kit)
    kit.clock.advance(2 * SECOND)
    const cancelled = await cancel(kit, body['receiptKey'])
    expect(cancelled.body).toEqual({
      ...body,
      receiptKey: `c_${String(body['receiptKey'])}`,
      transactionType: 'CANCEL',
      requestedAt: '2026-03-02T10:00:02+09:00',
    })
  })

  it('may be in parts, up to the amount', async () => {
    const kit = createBoxKit()
    const { receiptKey } = (await issue(kit)).body
    expect((await cancel(kit, receiptKey, { amount: 3000 })).body['amount']).toBe(3000)
    const tooMuch = await cancel(kit, receiptKey, { amount: 7001 })
    expect([tooMuch.status, tooMuch.body['code']]).toEqual([403, 'NOT_CANCELABLE_AMOUNT'])
    expect((await cancel(kit, receiptKey)).body['amount']).toBe(7000)
    expect((await cancel(kit, receiptKey)).body['code']).toBe('NOT_CANCELABLE_AMOUNT')
    expect((await cancel(kit, receiptKey, { amount: 0 })).body['code']).toBe('INVALID_REQUEST')
  })

  it('finds only one’s own, and no cancels', async () => {
    const kit = createBoxKit()
    const { receiptKey } = (await issue(kit)).body
    const other = await kit.call(`/v1/cash-receipts/${String(receiptKey)}/cancel`, {
      body: {},
      secretKey: OTHER_KEYS.secretKey,
    })
    expect([other.status, other.body['code']]).toEqual([404, 'NOT_FOUND'])
    await cancel(kit, receiptKey, { amount: 1 })
    expect((await cancel(kit, `c_${String(receiptKey)}`)).status).toBe(404)
  })
})

describe('the list of cash receipts', () => {
  it('is one day’s, cancels too, page by page from the cursor', async () => {
    const kit = createBoxKit()
    for (let count = 0; count < 101; count += 1) await issue(kit, { orderId: `order-${count}` })
    const first = await list(kit)
    expect([first.hasNext, first.data.length]).toEqual([true, 100])
    const second = await list(kit, `requestDate=2026-03-02&cursor=${first.lastCursor}`)
    expect([second.hasNext, second.data.map((row) => row['orderId'])]).toEqual([
      false,
      ['order-100'],
    ])
    expect(await list(kit, 'requestDate=2026-03-01')).toEqual({
      hasNext: false,
      lastCursor: 0,
      data: [],
    })
  })

  it.each([
    '',
    'startDate=2026-03-02',
    'requestDate=2026-03-02T00:00:00',
    'requestDate=2026-03-02&limit=99',
    'requestDate=2026-03-02&limit=10001',
    'requestDate=2026-03-02&cursor=x',
  ])('refuses "%s"', async (query) => {
    const answered = await createBoxKit().call(`/v1/cash-receipts?${query}`)
    expect([answered.status, answered.body['code']]).toEqual([400, 'INVALID_REQUEST'])
  })

  it('isn’t there before API version 2022-07-27, where the number had another name', async () => {
    const kit = createBoxKit({ keys: [{ ...TRAINING_KEYS, apiVersion: '2022-06-08' }] })
    expect((await issue(kit)).status).toBe(400)
    expect((await issue(kit, { registrationNumber: '01012345678' })).status).toBe(200)
    expect((await kit.call('/v1/cash-receipts?requestDate=2026-03-02')).status).toBe(404)
  })
})
