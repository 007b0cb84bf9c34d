import { beforeEach, describe, expect, it } from 'vitest'
import { won } from '#shared/money.ts'
import type { Payment } from '../../../src/main/domain/payment.ts'
import { MemoryTill } from '../../support/memory-till.ts'
import { payment, waitingAccount } from '../../support/payments.ts'

let till: MemoryTill
let orderId: string
const HOUR = 3_600_000
const DAY = 24 * HOUR
beforeEach(async () => {
  till = new MemoryTill()
  const intent = await till.startSale()
  ;({ orderId } = intent)
  till.toss.authenticate(orderId, intent.amount)
  till.toss.confirmed = (before) => ({ ...before, ...waitingAccount() })
  const outcome = await till.comeBack(intent)
  if (outcome.kind === 'accepted') await outcome.settled
})

const kst = (ms: number) => new Date(ms).toISOString()
const atToss = (changes: Partial<Payment>) => {
  // Without `raw`, so that the answer itself changes with what is in it.
  const { raw: _, ...known } = till.toss.payments.get(orderId)!
  const changed = payment({ ...known, ...changes })
  till.toss.payments.set(orderId, { ...changed, raw: { ...changed, raw: null } })
}
const account = (changes: object) => ({
  virtualAccount: { ...till.toss.payments.get(orderId)!.virtualAccount!, ...changes },
})
const deposit = async () => {
  atToss({ status: 'DONE', approvedAt: kst(till.timers.time) })
  await till.pass(30_000)
  expect(till.stateOf(orderId).kind).toBe('paid')
}
const reverse = () => atToss({ status: 'WAITING_FOR_DEPOSIT', approvedAt: null })
const lookups = () => till.toss.count('byOrderId')

describe('a deposit that the bank takes back', () => {
  it('is awaited again, and staff are told', async () => {
    await deposit()
    await till.pass(2 * HOUR)
    till.events.length = 0
    reverse()
    await till.pass(11 * 60_000)
    expect(till.stateOf(orderId)).toMatchObject({
      kind: 'awaiting_deposit',
      reason: { code: 'DEPOSIT_REVERSED' },
    })
    expect(till.events).toContainEqual({ name: 'order.changed', data: { orderId } })
    expect(till.logged).toContainEqual(
      expect.objectContaining({ level: 'warn', event: 'deposit_reversed' }),
    )
    expect(await till.app.handlers['orders.get']({ orderId })).toMatchObject({
      data: { status: 'awaiting_deposit', attempts: [{ reason: { code: 'DEPOSIT_REVERSED' } }] },
    })
    // And it can be paid again.
    atToss({ status: 'DONE', approvedAt: kst(till.timers.time) })
    await till.pass(11 * 60_000)
    expect(till.stateOf(orderId).kind).toBe('paid')
  })

  it('is found out at the start, where the shop was shut meanwhile', async () => {
    await deposit()
    await till.pass(2 * HOUR)
    // Past the days in which a running till looks.
    till.timers.time += 6 * DAY
    reverse()
    await till.restart()
    expect(till.stateOf(orderId)).toMatchObject({
      kind: 'awaiting_deposit',
      reason: { code: 'DEPOSIT_REVERSED' },
    })
  })

  it('is found out once the network is there, where it wasn’t at that start', async () => {
    await deposit()
    await till.pass(2 * HOUR)
    till.timers.time += 6 * DAY
    reverse()
    till.toss.mishaps.byOrderId.push('request_lost', 'request_lost')
    await till.restart()
    expect(till.stateOf(orderId).kind).toBe('paid')
    await till.pass(HOUR)
    expect(till.stateOf(orderId).kind).toBe('awaiting_deposit')
  })

  it('is cancelled where the shop’s API says CANCELED (1.4 and older)', async () => {
    await deposit()
    atToss({ status: 'CANCELED' })
    await till.pass(11 * 60_000)
    expect(till.stateOf(orderId)).toMatchObject({
      kind: 'cancelled',
      reason: { code: 'DEPOSIT_REVERSED' },
    })
  })

  it('is seen after a restart, whatever the gap was', async () => {
    await deposit()
    await till.pass(2 * DAY)
    reverse()
    await till.restart()
    expect(till.stateOf(orderId).kind).toBe('awaiting_deposit')
  })

  it('is looked for during four days, less and less often, and no longer', async () => {
    await deposit()
    const counts: number[] = []
    for (const span of [HOUR, DAY - HOUR, 3 * DAY, 10 * DAY]) {
      const before = lookups()
      await till.pass(span)
      counts.push(lookups() - before)
    }
    const [hour, day, days, after] = counts as [number, number, number, number]
    expect(hour).toBeGreaterThanOrEqual(55)
    expect(day).toBeGreaterThanOrEqual(130)
    expect(days).toBeGreaterThanOrEqual(70)
    expect(after).toBeLessThanOrEqual(1)
    expect(till.timers.pending).toBe(0)
  })

  it('isn’t made of a fully refunded one, which is CANCELED too', async () => {
    await deposit()
    await till.app.handlers['orders.refund'](refundAll())
    await till.pass(2 * HOUR)
    expect(till.stateOf(orderId).kind).toBe('paid')
  })
})

const refundAll = () => ({
  orderId,
  intentId: '5f0c9c0e-6a0e-4f0e-9d7a-0d8f6f1f0a01',
  amount: won(9000),
  reason: '변심',
  lines: [],
  refundAccount: { bankCode: '20', accountNumber: '1002123456789', holderName: '김하나' },
})

describe('a refund to an account', () => {
  const refunded = async (refundStatus: string) => {
    await deposit()
    await till.pass(5 * DAY)
    expect(await till.app.handlers['orders.refund'](refundAll())).toMatchObject({ ok: true })
    const cancels = till.toss.payments.get(orderId)!.cancels.map((cancel) => ({
      ...cancel,
      canceledAt: kst(till.timers.time),
    }))
    atToss({ cancels, ...account({ refundStatus: 'PENDING' }) })
    await till.app.handlers['orders.settle']({ orderId })
    await till.pass(11 * 60_000)
    atToss(account({ refundStatus }))
  }
  const shown = async () => {
    const order = await till.app.handlers['orders.get']({ orderId })
    return order.ok ? order.data.payment?.virtualAccount?.refundStatus : order.error.code
  }

  it.each([
    ['COMPLETED', false],
    // What failed may still be put right at Toss.
    ['FAILED', true],
    ['PARTIAL_FAILED', true],
  ])('is followed until it is %s', async (end, goesOn) => {
    await refunded(end)
    expect(await shown()).toBe('PENDING')
    await till.pass(HOUR)
    expect(await shown()).toBe(end)
    expect(till.stateOf(orderId).kind).toBe('paid')
    await till.pass(DAY)
    const before = lookups()
    await till.pass(DAY)
    expect(lookups() > before).toBe(goesOn)
    await till.pass(20 * DAY)
    expect(till.timers.pending).toBe(0)
  })

  it('is followed after a restart', async () => {
    await refunded('FAILED')
    await till.restart()
    expect(await shown()).toBe('FAILED')
  })
})

describe('an account past its date', () => {
  it('is over by Toss’s own word where the till’s clock is behind', async () => {
    atToss(account({ expired: true }))
    await till.pass(30_000)
    expect(till.stateOf(orderId).kind).toBe('expired')
  })
})
