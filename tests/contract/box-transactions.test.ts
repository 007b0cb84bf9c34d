import { describe, expect, it } from 'vitest'

import { TRAINING_KEYS } from '../../src/main/training/auth.ts'
import { createBoxKit } from '../support/box-kit.ts'

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

  it('shows nobody else’s rows', async () => {
    const { kit } = await withMovements()
    const others = await kit.call(`/v1/transactions?${DAY_QUERY}`, {
      secretKey: 'test_gsk_other000000000000000000000000',
    })
    expect(others.text).toBe('[]')
  })

  it('is behind by as long as it is told, and then complete', async () => {
    const { kit } = await withMovements()
    kit.box.behave({ transactionsLagMs: 2000 })
    expect(await listed(kit, DAY_QUERY)).toHaveLength(2)
    kit.clock.advance(2000)
    expect(await listed(kit, DAY_QUERY)).toHaveLength(4)
  })

  it('has cancel rows negative where it is told so', async () => {
    const { kit } = await withMovements()
    kit.box.behave({ cancelRows: 'negative' })
    const amounts = (await listed(kit, DAY_QUERY)).map((row) => row['amount'])
    expect(amounts).toEqual([1000, 0, -300, 5000])
  })

  it('has the sales of other tills, as real as one’s own', async () => {
    const kit = createBoxKit()
    await kit.paid()
    const sold = kit.box.sellElsewhere(TRAINING_KEYS.clientKey, 4500)
    const rows = await listed(kit, DAY_QUERY)
    expect(rows.map((row) => row['amount'])).toEqual([11_700, 4500])
    expect(rows[1]).toMatchObject({ paymentKey: sold.paymentKey, customerKey: '@@ANONYMOUS' })
    expect((await kit.lookup(sold.paymentKey)).body['status']).toBe('DONE')
    expect(() => kit.box.sellElsewhere('test_gck_nobody', 1)).toThrow('test_gck_nobody')
  })

  it('gives nothing back for an account that nobody paid into', async () => {
    const kit = createBoxKit()
    const account = await kit.paid({ method: 'VIRTUAL_ACCOUNT' })
    await kit.cancel(account, { cancelReason: '변심' })
    const rows = await listed(kit, DAY_QUERY)
    expect(rows.map((row) => [row['status'], row['amount']])).toEqual([
      ['WAITING_FOR_DEPOSIT', 0],
      ['CANCELED', 0],
    ])
  })

  it('compares whole seconds, as it tells them', async () => {
    const kit = createBoxKit()
    kit.clock.advance(500)
    await kit.paid()
    const second = 'startDate=2026-03-02T10:00:00&endDate=2026-03-02T10:00:00'
    expect(await listed(kit, second)).toHaveLength(1)
  })

  it('doesn’t begin anew after a key it doesn’t know', async () => {
    const { kit } = await withMovements()
    const answered = await kit.call(`/v1/transactions?${DAY_QUERY}&startingAfter=txrd_nothing`)
    expect([answered.status, answered.body['code']]).toEqual([400, 'INVALID_REQUEST'])
  })
})
