import { describe, expect, it } from 'vitest'

import { TRAINING_KEYS } from '../../src/main/training/auth.ts'
import { NoAnswer } from '../../src/main/training/faults.ts'
import { createBoxKit, requestOf } from '../support/box-kit.ts'

const keyed = { headers: { 'idempotency-key': 'confirm-1' } }

describe('a fault', () => {
  it('strikes once, on the call it is meant for', async () => {
    const kit = createBoxKit()
    const back = kit.authenticated()
    kit.box.orderNext({ on: 'confirm', executed: false, instead: { code: 'COMMON_ERROR' } })
    expect((await kit.lookup(back.paymentKey)).status).toBe(200)
    expect((await kit.confirm(back)).status).toBe(500)
    expect((await kit.confirm(back)).status).toBe(200)
  })

  it('lets the answer get lost after the money was taken; the same key brings it back', async () => {
    const kit = createBoxKit()
    const back = kit.authenticated()
    kit.box.orderNext({ on: 'confirm', instead: { noAnswer: true } })
    await expect(kit.confirm(back, keyed)).rejects.toThrow(NoAnswer)
    expect((await kit.lookup(back.paymentKey)).body['status']).toBe('DONE')
    const again = await kit.confirm(back, keyed)
    expect([again.status, again.body['status']]).toEqual([200, 'DONE'])
  })

  it('rejects as fetch does', async () => {
    const kit = createBoxKit()
    kit.box.orderNext({ instead: { noAnswer: true } })
    const failed = await kit.lookup('key').catch((error: unknown) => error)
    expect(failed).toBeInstanceOf(TypeError)
    expect(failed).toMatchObject({ name: 'TypeError', message: 'fetch failed' })
  })

  it('lets the request get lost before anything was done', async () => {
    const kit = createBoxKit()
    const back = kit.authenticated()
    kit.box.orderNext({ on: 'confirm', executed: false })
    await expect(kit.confirm(back, keyed)).rejects.toThrow(NoAnswer)
    expect((await kit.lookup(back.paymentKey)).body['status']).toBe('IN_PROGRESS')
    expect((await kit.confirm(back, keyed)).status).toBe(200)
  })

  it('answers a gateway’s page in place of a confirm that went through', async () => {
    const kit = createBoxKit()
    const back = kit.authenticated()
    kit.box.orderNext({ instead: { status: 502, body: '<html>Bad gateway</html>' } })
    const answered = await kit.confirm(back)
    expect([answered.status, answered.text]).toEqual([502, '<html>Bad gateway</html>'])
    expect(answered.headers.get('content-type')).toBe('text/html')
    expect((await kit.lookup(back.paymentKey)).body['status']).toBe('DONE')
  })

  it('gives a code another status', async () => {
    const kit = createBoxKit()
    kit.box.orderNext({ instead: { code: 'PROVIDER_ERROR', status: 503 } })
    const answered = await kit.lookup('key')
    expect([answered.status, answered.body['code']]).toEqual([503, 'PROVIDER_ERROR'])
  })

  it('changes the true answer', async () => {
    const kit = createBoxKit()
    const paymentKey = await kit.paid()
    kit.box.orderNext({
      on: 'lookup',
      instead: { set: { totalAmount: 1, status: 'SOMETHING_NEW' } },
    })
    const { body } = await kit.lookup(paymentKey)
    expect(body).toMatchObject({ paymentKey, totalAmount: 1, status: 'SOMETHING_NEW' })
    expect((await kit.lookup(paymentKey)).body['totalAmount']).toBe(11_700)
  })

  it('delays the answer after acting: the caller gives up, the money is taken', async () => {
    const kit = createBoxKit()
    const back = kit.authenticated()
    kit.box.orderNext({ on: 'confirm', delayAfterMs: 30_000 })
    const patience = new AbortController()
    const asked = requestOf('https://api.tosspayments.com/v1/payments/confirm', { body: back })
    const confirming = kit.box.handle(new Request(asked, { signal: patience.signal }))
    await kit.clock.asleep()
    patience.abort(new DOMException('no answer in time', 'TimeoutError'))
    await expect(confirming).rejects.toMatchObject({ name: 'TimeoutError' })
    kit.clock.advance(30_000)
    expect((await kit.lookup(back.paymentKey)).body['status']).toBe('DONE')
  })

  it('a caller who gave up before it began changes nothing', async () => {
    const kit = createBoxKit()
    const back = kit.authenticated()
    const asked = requestOf('https://api.tosspayments.com/v1/payments/confirm', { body: back })
    const confirming = kit.box.handle(new Request(asked, { signal: AbortSignal.abort() }))
    await expect(confirming).rejects.toMatchObject({ name: 'AbortError' })
    expect((await kit.lookup(back.paymentKey)).body['status']).toBe('IN_PROGRESS')
  })
})

describe('the transaction list', () => {
  const DAY_QUERY = 'startDate=2026-03-02&endDate=2026-03-03'
  const listed = async (kit: ReturnType<typeof createBoxKit>, query: string) =>
    JSON.parse((await kit.call(`/v1/transactions?${query}`)).text) as Record<string, unknown>[]

  async function withMovements() {
    const kit = createBoxKit()
    const card = await kit.paid({}, { amount: 1000, customerKey: '@@ANONYMOUS' })
    kit.clock.advance(1000)
    const account = await kit.paid({ method: 'VIRTUAL_ACCOUNT' }, { amount: 5000 })
    kit.clock.advance(1000)
    await kit.cancel(card, { cancelReason: '변심', cancelAmount: 300 })
    kit.clock.advance(1000)
    kit.box.deposit(account, 5000)
    return { kit, card, account }
  }

  it('has one row for each movement, oldest first', async () => {
    const { kit, card, account } = await withMovements()
    const rows = await listed(kit, DAY_QUERY)
    const told = rows.map((row) => [row['paymentKey'], row['status'], row['amount']])
    expect(told).toEqual([
      [card, 'DONE', 1000],
      [account, 'WAITING_FOR_DEPOSIT', 0],
      [card, 'PARTIAL_CANCELED', 300],
      [account, 'DONE', 5000],
    ])
    expect(rows[0]).toEqual({
      mId: TRAINING_KEYS.mId,
      transactionKey: expect.stringMatching(/^txrd_a01/) as unknown,
      paymentKey: card,
      orderId: expect.any(String) as unknown,
      method: '카드',
      customerKey: '@@ANONYMOUS',
      useEscrow: false,
      receiptUrl: expect.stringContaining(card) as unknown,
      status: 'DONE',
      transactionAt: '2026-03-02T10:00:00+09:00',
      currency: 'KRW',
      amount: 1000,
    })
  })

  it('is read page by page from the last key', async () => {
    const { kit } = await withMovements()
    const all = await listed(kit, DAY_QUERY)
    const first = await listed(kit, `${DAY_QUERY}&limit=3`)
    const last = String(first.at(-1)?.['transactionKey'])
    const second = await listed(kit, `${DAY_QUERY}&limit=3&startingAfter=${last}`)
    expect([...first, ...second]).toEqual(all)
    expect(second).toHaveLength(1)
  })

  it('keeps to its dates, an end date alone being midnight', async () => {
    const { kit } = await withMovements()
    expect(await listed(kit, 'startDate=2026-03-01&endDate=2026-03-02')).toEqual([])
    const part = 'startDate=2026-03-02T10:00:01&endDate=2026-03-02T10:00:02'
    expect(await listed(kit, part)).toHaveLength(2)
  })

  it.each(['', 'startDate=2026-03-02', 'startDate=2026-03-02T00:00:00Z&endDate=2026-03-03'])(
    'refuses the dates "%s"',
    async (query) => {
      const answered = await createBoxKit().call(`/v1/transactions?${query}`)
      expect([answered.status, answered.body['code']]).toEqual([400, 'INVALID_DATE'])
    },
  )

  it('has a limit of 1 to 5000', async () => {
    for (const limit of ['0', '5001', 'many']) {
      const answered = await createBoxKit().call(`/v1/transactions?${DAY_QUERY}&limit=${limit}`)
      expect(answered.body['code']).toBe('INVALID_REQUEST')
    }
  })

  it('shows nobody else’s rows; settlements are empty for test keys', async () => {
    const { kit } = await withMovements()
    const others = await kit.call(`/v1/transactions?${DAY_QUERY}`, {
      secretKey: 'test_gsk_other000000000000000000000000',
    })
    expect(others.text).toBe('[]')
    const settlements = await kit.call('/v1/settlements?startDate=2026-03-01&endDate=2026-03-02')
    expect([settlements.status, settlements.text]).toEqual([200, '[]'])
  })
})
