import { beforeEach, describe, expect, it } from 'vitest'
import type { ReconcileView } from '#shared/ipc/contract.ts'
import type { Result } from '#shared/result.ts'
import type { GatewayAnswer } from '../../../src/main/application/ports.ts'
import type { Payment } from '../../../src/main/domain/payment.ts'
import { MemoryTill } from '../../support/memory-till.ts'
import { payment } from '../../support/payments.ts'

const DAY = '2026-11-23'
const DAYS = { fromDay: DAY, toDay: DAY }

let till: MemoryTill
beforeEach(async () => {
  till = new MemoryTill()
  await till.app.start()
})

const start = (days = DAYS) => till.app.handlers['reconcile.run'](days)
function done(result: Result<ReconcileView>): ReconcileView {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`)
  return result.data
}
const run = async (days = DAYS) => done(await start(days))
const kinds = ({ differences }: ReconcileView) => differences.map(({ kind }) => kind)
const refused =
  (code: string, status = 400) =>
  async (): Promise<GatewayAnswer> => ({
    kind: 'refused',
    code,
    message: '',
    status,
  })
const stages = () =>
  till.events.flatMap((event) => (event.name === 'reconcile.progress' ? event.data.stage : []))
const knownToToss = (orderId: string): Payment => till.toss.payments.get(orderId)!
/** A cancel in Toss's console, behind the till's back. */
const cancelInConsole = (orderId: string, amount: number) =>
  till.toss.payments.set(
    orderId,
    till.toss.withCancel(knownToToss(orderId), amount, '콘솔에서 취소'),
  )
/** The confirm went through, and its answer got lost. */
async function sellWithoutAnswer(): Promise<string> {
  till.toss.mishaps.confirm.push('reply_lost')
  const intent = await till.startSale()
  till.toss.authenticate(intent.orderId, intent.amount)
  await till.comeBack(intent)
  await till.quiet()
  expect(till.stateOf(intent.orderId).kind).toBe('confirming')
  return intent.orderId
}

describe('a day that agrees', () => {
  it('is zero, with both sums, and asks nothing but the list', async () => {
    await till.sell()
    await till.sell()
    const asked = till.toss.calls.length
    const result = await run()
    expect(result).toMatchObject({
      ...DAYS,
      matched: 2,
      ours: { paid: { count: 2, amount: 18_000 }, net: 18_000 },
      theirs: { paid: { count: 2, amount: 18_000 }, net: 18_000 },
      differenceCount: 0,
      differences: [],
      mended: [],
      confirmedByLookup: 0,
    })
    expect(till.toss.calls.slice(asked).map(({ kind }) => kind)).toEqual(['transactions'])
  })

  it('stays zero where the list lags: a lookup has what it lacks', async () => {
    till.toss.lagging.add(await till.sell())
    expect(await run()).toMatchObject({
      matched: 1,
      theirs: { net: 9000 },
      differences: [],
      mended: [],
      confirmedByLookup: 1,
    })
    expect(till.toss.count('byPaymentKey')).toBe(1)
  })

  it('may be a day on which nothing was sold', async () => {
    expect(await run({ fromDay: '2026-11-20', toDay: '2026-11-21' })).toMatchObject({
      matched: 0,
      differences: [],
    })
  })

  it('says whether the keys are everybody’s', async () => {
    const pair = { clientKey: 'x', hasSecretKey: true, secretKeyEnding: null } as const
    till.pairs = [
      { store: 'sandbox', ...pair, keptIn: 'preset' },
      { store: 'training', ...pair, keptIn: 'training' },
    ]
    // This till is the training store.
    expect((await run()).hasSharedKeys).toBe(false)
    till.pairs = [{ store: 'training', ...pair, keptIn: 'preset' }]
    expect((await run()).hasSharedKeys).toBe(true)
  })

  it('counts other tills apart', async () => {
    till.toss.strangers.push({
      transactionKey: 't-1',
      paymentKey: 'somebody',
      orderId: 'MC43MDc0NTQxMzU2OTc3',
      method: '간편결제',
      status: 'DONE',
      transactionAt: new Date(till.timers.time),
      currency: 'KRW',
      amount: 1000,
    })
    expect(await run()).toMatchObject({
      differences: [],
      others: { paid: { count: 1 }, net: 1000 },
    })
    expect(till.toss.count('byPaymentKey')).toBe(0)
  })
})

describe('what Toss’s word mends', () => {
  it('a payment without an outcome is settled', async () => {
    const orderId = await sellWithoutAnswer()
    const result = await run()
    expect(till.stateOf(orderId).kind).toBe('paid')
    expect(result).toMatchObject({
      differences: [],
      ours: { net: 9000 },
      theirs: { net: 9000 },
      mended: [{ kind: 'paid_there', orderId, theirs: 9000 }],
    })
  })

  it('also where the list lags behind it', async () => {
    const orderId = await sellWithoutAnswer()
    till.toss.lagging.add(orderId)
    expect(await run()).toMatchObject({
      matched: 1,
      differences: [],
      mended: [{ kind: 'payment_unsettled', orderId }],
    })
  })

  it('a cancel in Toss’s console is taken over, so that the order shows it', async () => {
    const orderId = await till.sell()
    cancelInConsole(orderId, 4000)
    const result = await run()
    expect(till.stateOf(orderId)).toMatchObject({ payment: { balanceAmount: 5000 } })
    expect(result).toMatchObject({
      differences: [],
      ours: { refunded: { count: 1, amount: 4000 }, net: 5000 },
      theirs: { net: 5000 },
      mended: [{ kind: 'cancelled_there', orderId, theirs: -4000 }],
    })
    // The second time there is nothing left to mend.
    expect(await run()).toMatchObject({ differences: [], mended: [], matched: 2 })
  })

  it('a refund without an answer is settled, and nothing is refunded twice', async () => {
    const orderId = await till.sell()
    till.toss.mishaps.cancel.push('reply_lost')
    await till.app.handlers['orders.refund']({
      orderId,
      intentId: '4b4e1f2a-8f7b-4c1a-9d3e-2f5a6b7c8d9e',
      amount: 4000 as never,
      reason: '변심',
      lines: [],
    })
    const result = await run()
    expect(result).toMatchObject({
      differences: [],
      ours: { refunded: { amount: 4000 } },
      mended: [{ kind: 'refund_unsettled', orderId }],
    })
    expect(knownToToss(orderId).cancels).toHaveLength(1)
  })
})

describe('what is named', () => {
  it('a payment that this file doesn’t know', async () => {
    const orderId = `${DAY.replaceAll('-', '')}-0001-000900-ZZ99`
    till.toss.payments.set(
      orderId,
      payment({ orderId, paymentKey: 'lost', approvedAt: '2026-11-23T22:00:00+09:00' }),
    )
    expect(await run()).toMatchObject({
      differences: [
        { kind: 'unknown_here', orderId, number: null, paymentKey: 'lost', isConfirmed: true },
      ],
      ours: { net: 0 },
      theirs: { net: 5000 },
    })
  })

  it('a payment that Toss doesn’t know', async () => {
    const orderId = await till.sell()
    till.toss.payments.delete(orderId)
    expect(await run()).toMatchObject({
      differences: [{ kind: 'missing_there', orderId, ours: 9000, theirs: 0, isConfirmed: true }],
    })
  })

  it('a refund that Toss doesn’t know', async () => {
    const orderId = await till.sell()
    const before = knownToToss(orderId)
    await till.app.handlers['orders.refund']({
      orderId,
      intentId: '4b4e1f2a-8f7b-4c1a-9d3e-2f5a6b7c8d9e',
      amount: 4000 as never,
      reason: '변심',
      lines: [],
    })
    till.toss.payments.set(orderId, before)
    expect(await run()).toMatchObject({
      differences: [{ kind: 'refund_missing_there', orderId, ours: -4000, isConfirmed: true }],
    })
    // What is known here isn't overwritten by an answer that knows less.
    expect(till.stateOf(orderId)).toMatchObject({ payment: { balanceAmount: 5000 } })
  })

  it('money that Toss took for an order that ended unpaid', async () => {
    till.toss.mishaps.confirm.push({ code: 'REJECT_CARD_PAYMENT' })
    const intent = await till.startSale()
    till.toss.authenticate(intent.orderId, intent.amount)
    const outcome = await till.comeBack(intent)
    if (outcome.kind === 'accepted') await outcome.settled
    till.toss.payments.set(intent.orderId, till.toss.confirmed(knownToToss(intent.orderId)))
    expect(await run()).toMatchObject({
      differences: [
        { kind: 'paid_there', state: 'declined', orderId: intent.orderId, isConfirmed: true },
      ],
    })
  })

  it('other amounts, by the list and by a lookup', async () => {
    const orderId = await till.sell()
    till.toss.payments.set(orderId, { ...knownToToss(orderId), totalAmount: 9010 })
    expect(await run()).toMatchObject({
      differences: [{ kind: 'amount_differs', orderId, ours: 9000, theirs: 9010 }],
    })
  })

  it('what stays unsettled, because Toss doesn’t answer about it', async () => {
    const orderId = await sellWithoutAnswer()
    till.toss.lagging.add(orderId)
    till.toss.mishaps.byOrderId.push('request_lost')
    expect(kinds(await run())).toEqual(['payment_unsettled'])
  })

  it('what couldn’t be asked about, as unconfirmed', async () => {
    const orderId = await till.sell()
    till.toss.lagging.add(orderId)
    till.toss.mishaps.byPaymentKey.push('request_lost')
    expect(await run()).toMatchObject({
      differences: [{ kind: 'not_listed_yet', orderId, isConfirmed: false }],
      confirmedByLookup: 0,
    })
  })

  it('all of many, though only so many are asked about at once', async () => {
    for (let n = 100; n < 195; n += 1) {
      const orderId = `20261123-0001-000${n}-AAAA`
      till.toss.payments.set(
        orderId,
        payment({ orderId, paymentKey: `lost-${n}`, approvedAt: '2026-11-23T22:00:00+09:00' }),
      )
    }
    const result = await run()
    expect(result.differenceCount).toBe(95)
    expect(result.differences.filter(({ isConfirmed }) => isConfirmed)).toHaveLength(90)
    expect(till.toss.count('byPaymentKey')).toBe(90)
  })
})

describe('Toss', () => {
  it('is waited for where it is asked too often', async () => {
    await till.sell()
    till.toss.mishaps.transactions.push(refused('TOO_MANY_REQUESTS', 429), refused('X', 429))
    const running = start()
    await till.pass(2000)
    expect(stages()).toContain('waiting')
    await till.pass(5000)
    expect(done(await running)).toMatchObject({ matched: 1, differences: [] })
  })

  it('is given up when it goes on saying so', async () => {
    till.toss.mishaps.transactions.push(...Array.from({ length: 9 }, () => refused('X', 429)))
    const running = start()
    await till.pass(120_000)
    expect(await running).toMatchObject({ ok: false, error: { code: 'TOSS_BUSY' } })
  })

  it('that doesn’t answer, or refuses the keys, is said as that', async () => {
    till.toss.mishaps.transactions.push('request_lost', { code: 'UNAUTHORIZED_KEY' })
    expect(await start()).toMatchObject({ ok: false, error: { code: 'TOSS_UNREACHABLE' } })
    expect(await start()).toMatchObject({
      ok: false,
      error: { code: 'TOSS_REFUSED', toss: { code: 'UNAUTHORIZED_KEY' } },
    })
  })

  it('isn’t asked with keys that aren’t held', async () => {
    const orderId = await till.sell()
    till.lostKeys.add('test_gck_docs_client')
    till.clientKey = 'test_gck_newer_pair'
    expect(await run()).toMatchObject({ withoutKeys: 1, matched: 0, ours: { net: 0 } })
    expect(till.stateOf(orderId).kind).toBe('paid')
    till.lostKeys.add('test_gck_newer_pair')
    expect(await start()).toMatchObject({ ok: false, error: { code: 'KEYS_MISSING' } })
  })
})

describe('a run', () => {
  it('says how far it is', async () => {
    till.toss.lagging.add(await till.sell())
    await run()
    expect(new Set(stages())).toEqual(new Set(['reading', 'checking']))
  })

  it('ends where the store is closed, and what waits isn’t waited for', async () => {
    till.toss.mishaps.transactions.push(refused('X', 429))
    const running = start()
    await till.quiet()
    await till.app.stop()
    expect(await running).toMatchObject({ ok: false, error: { code: 'RECONCILE_STOPPED' } })
  })

  it('waits for the one before it', async () => {
    await till.sell()
    const both = await Promise.all([start(), start()])
    expect(both.map((result) => done(result).matched)).toEqual([1, 1])
  })

  it.each([
    ['2026-11-24', '2026-11-24', 'INVALID_INPUT'],
    ['2026-11-23', '2026-11-22', 'INVALID_INPUT'],
    ['2026-02-30', '2026-03-01', 'INVALID_INPUT'],
    ['2026-10-01', '2026-11-23', 'RANGE_TOO_LONG'],
  ])('from %s to %s is refused as %s', async (fromDay, toDay, code) => {
    expect(await start({ fromDay, toDay })).toMatchObject({ ok: false, error: { code } })
    expect(till.toss.count('transactions')).toBe(0)
  })
})
