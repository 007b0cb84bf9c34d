import { describe, expect, it } from 'vitest'

import { createBoxKit, DAY, HOUR } from '../support/box-kit.ts'

type Json = Record<string, unknown>

const MARCH = 'startDate=2026-03-01&endDate=2026-03-31'
const LIVE = { clientKey: 'live_gck_shop', secretKey: 'live_gsk_shop', mId: 'live_shop' }

/** A shop whose test keys have settlements, with two sales and a cancel on Monday and Tuesday. */
async function withSales() {
  const kit = createBoxKit({ behaviour: { settlesTestKeys: true } })
  const card = await kit.paid({ method: 'CARD' }, { amount: 99_800 })
  const account = await kit.paid({ method: 'VIRTUAL_ACCOUNT' }, { amount: 20_000 })
  kit.box.deposit(account, 20_000)
  kit.clock.advance(DAY)
  await kit.cancel(card, { cancelReason: '변심', cancelAmount: 9800 })
  return { kit, card, account }
}
const listed = async ({ call }: ReturnType<typeof createBoxKit>, query = MARCH) =>
  JSON.parse((await call(`/v1/settlements?${query}`)).text) as Json[]

describe('the settlement list', () => {
  it('is empty for test keys, as at Toss, and not for live ones', async () => {
    const kit = createBoxKit({ keys: [LIVE] })
    await kit.confirm(kit.authenticated({}, { clientKey: LIVE.clientKey }), {
      secretKey: LIVE.secretKey,
    })
    kit.clock.advance(DAY)
    const live = await kit.call(`/v1/settlements?${MARCH}`, { secretKey: LIVE.secretKey })
    expect(JSON.parse(live.text)).toHaveLength(1)

    const { kit: test } = await withSales()
    test.box.behave({ settlesTestKeys: false })
    const answered = await test.call(`/v1/settlements?${MARCH}`)
    expect([answered.status, answered.text]).toEqual([200, '[]'])
  })

  it('has rows from the day after, in Korea’s days', async () => {
    const { kit } = await withSales()
    // Tuesday 10:00: Monday's sales are there, Tuesday's cancel isn't.
    expect(await listed(kit)).toHaveLength(2)
    kit.clock.advance(13 * HOUR + 59 * 60_000)
    expect(await listed(kit)).toHaveLength(2)
    kit.clock.advance(60_000)
    expect(await listed(kit)).toHaveLength(3)
  })

  it('adds up: supply and VAT are the fees, and the pay-out is what is left', async () => {
    const { kit, card } = await withSales()
    kit.clock.advance(DAY)
    const rows = await listed(kit)
    for (const row of rows) {
      const fees = (row['fees'] as { fee: number }[]).reduce((sum, { fee }) => sum + fee, 0)
      expect(Number(row['supplyAmount']) + Number(row['vat'])).toBe(fees)
      expect(row['payOutAmount']).toBe(Number(row['amount']) - fees)
    }
    expect(rows[0]).toMatchObject({
      paymentKey: card,
      amount: 99_800,
      fees: [
        { type: 'BASE', fee: 2246 },
        { type: 'ETC', fee: 0 },
      ],
      supplyAmount: 2042,
      vat: 204,
      payOutAmount: 97_554,
      soldDate: '2026-03-02',
      // Four working days later: Tuesday to Friday.
      paidOutDate: '2026-03-06',
      card: { acquireStatus: 'COMPLETED' },
      cancel: null,
    })
  })

  it('has cancels as rows of their own, all money negative', async () => {
    const { kit, card } = await withSales()
    kit.clock.advance(DAY)
    const cancel = (await listed(kit)).at(-1)
    expect(cancel).toMatchObject({
      paymentKey: card,
      amount: -9800,
      fees: [
        { type: 'BASE', fee: -221 },
        { type: 'ETC', fee: 0 },
      ],
      payOutAmount: -9579,
      soldDate: '2026-03-03',
      cancel: { cancelAmount: 9800, cancelReason: '변심' },
    })
  })

  it('has neither a deposit that was taken back nor an account nobody paid into', async () => {
    const kit = createBoxKit({ behaviour: { settlesTestKeys: true } })
    const reversed = await kit.paid({ method: 'VIRTUAL_ACCOUNT' })
    kit.box.deposit(reversed, 11_700)
    kit.box.failDeposit(reversed)
    const cancelled = await kit.paid({ method: 'VIRTUAL_ACCOUNT' })
    await kit.cancel(cancelled, { cancelReason: '변심' })
    kit.clock.advance(DAY)
    expect(await listed(kit)).toEqual([])
  })

  it('is read by date of sale or of pay-out, page by page', async () => {
    const { kit } = await withSales()
    kit.clock.advance(DAY)
    expect(await listed(kit, 'startDate=2026-03-03&endDate=2026-03-03')).toHaveLength(1)
    const paidOut = 'startDate=2026-03-06&endDate=2026-03-06&dateType=paidOutDate'
    expect(await listed(kit, paidOut)).toHaveLength(2)
    const pages = await Promise.all(
      [1, 2, 3].map((page) => listed(kit, `${MARCH}&size=2&page=${page}`)),
    )
    expect(pages.map((page) => page.length)).toEqual([2, 1, 0])
  })

  it.each([
    ['startDate=2026-03-01', 'INVALID_DATE'],
    ['startDate=2026-03-01T00:00:00&endDate=2026-03-02', 'INVALID_DATE'],
    [`${MARCH}&dateType=cancelDate`, 'INVALID_REQUEST'],
    [`${MARCH}&page=0`, 'INVALID_REQUEST'],
    [`${MARCH}&size=5001`, 'INVALID_REQUEST'],
  ])('refuses %s', async (query, code) => {
    const answered = await createBoxKit().call(`/v1/settlements?${query}`)
    expect([answered.status, answered.body['code']]).toEqual([400, code])
  })
})

describe('a settlement asked for by hand', () => {
  it('is taken for what was paid', async () => {
    const kit = createBoxKit()
    const settle = (paymentKey: string) => kit.call('/v1/settlements', { body: { paymentKey } })
    const paid = await settle(await kit.paid())
    expect([paid.status, paid.body]).toEqual([200, { result: true }])
    expect((await settle('nothing')).body['code']).toBe('NOT_FOUND_PAYMENT')
    expect((await settle(kit.authenticated().paymentKey)).body['code']).toBe('INVALID_REQUEST')
    const none = await kit.call('/v1/settlements', { body: {} })
    expect(none.body['code']).toBe('INVALID_REQUEST')
  })
})
