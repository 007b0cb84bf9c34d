import { beforeEach, describe, expect, it } from 'vitest'
import { MemoryTill } from '../../support/memory-till.ts'
import type { Mishap } from '../../support/memory-toss.ts'
import { waitingAccount } from '../../support/payments.ts'

let till: MemoryTill
beforeEach(() => {
  till = new MemoryTill()
})

const MINUTE = 60_000
const DONE = { status: 'DONE', approvedAt: '2026-11-23T23:00:10+09:00' }

/** A sale of 9,000 won of which Toss makes something else; gives its orderId. */
async function takeInstead(changes: object, confirm: Mishap[] = []): Promise<string> {
  const intent = await till.startSale()
  till.toss.authenticate(intent.orderId, intent.amount)
  till.toss.confirmed = (before) => ({ ...before, ...DONE, ...changes })
  till.toss.mishaps.confirm.push(...confirm)
  const outcome = await till.comeBack(intent)
  if (outcome.kind !== 'accepted') throw new Error(outcome.kind)
  await outcome.settled
  return intent.orderId
}
const more = { totalAmount: 12_000, balanceAmount: 12_000 }
const refunds = () => till.orders.all.flatMap((order) => order.refunds)
const balance = (orderId: string) => till.toss.payments.get(orderId)?.balanceAmount
const keys = () =>
  till.toss.calls
    .filter(({ kind }) => kind === 'cancel')
    .map(({ idempotencyKey }) => idempotencyKey)

describe('a payment of another amount', () => {
  it.each([
    ['more', more],
    ['less', { totalAmount: 100, balanceAmount: 100 }],
    ['foreign', { currency: 'USD', totalAmount: 7.5, balanceAmount: 7.5 }],
  ])('%s, is given back, all of it, and the sale is declined', async (_what, changes) => {
    const orderId = await takeInstead(changes)
    expect(till.stateOf(orderId).kind).toBe('confirming')
    expect(await till.stage()).toBe('confirming')
    await till.pass(3000)
    expect(balance(orderId)).toBe(0)
    expect(till.stateOf(orderId)).toMatchObject({
      kind: 'declined',
      reason: { code: 'AMOUNT_DIFFERS' },
      payment: { balanceAmount: 0 },
    })
    expect(refunds()).toMatchObject([{ cause: 'amount_differs', state: 'done', balanceAfter: 0 }])
    expect(till.logged.filter(({ level }) => level !== 'info').map(({ event }) => event)).toEqual([
      'payment_differs_from_order',
      'payment_differs_from_order',
      'differing_amount_goes_back',
      'differing_amount_given_back',
    ])
    expect(till.timers.pending).toBe(0)
    // The customer is still there: the same cart may be paid again, as a further attempt.
    till.toss.confirmed = (before) => ({ ...before, ...DONE })
    const again = await till.pressPay(9000)
    till.toss.authenticate(again.orderId, 9000)
    const outcome = await till.comeBack(again)
    if (outcome.kind === 'accepted') await outcome.settled
    expect(till.orders.all).toHaveLength(1)
    expect(till.stateOf(again.orderId).kind).toBe('paid')
    const slip = await till.app.handlers['slips.show']({
      orderId: again.orderId,
      kind: 'receipt',
      paper: '80',
    })
    expect(slip).toMatchObject({ ok: true, data: { kind: 'sale' } })
    expect(slip.ok && slip.data.text).not.toContain('환불')
  })

  it('that a lookup finds after a lost answer goes back too', async () => {
    const orderId = await takeInstead(more, ['reply_lost'])
    await till.pass(3000)
    expect(balance(orderId)).toBe(0)
    expect(till.stateOf(orderId)).toMatchObject({ reason: { code: 'AMOUNT_DIFFERS' } })
  })

  it('that a lookup finds after the window was closed goes back too', async () => {
    const intent = await till.startSale()
    till.toss.authenticate(intent.orderId, 12_000, { ...DONE, ...more })
    await till.app.payments.windowClosed(intent.ref)
    expect(till.stateOf(intent.orderId).kind).toBe('confirming')
    await till.pass(3000)
    expect(balance(intent.orderId)).toBe(0)
    expect(till.stateOf(intent.orderId)).toMatchObject({
      kind: 'declined',
      reason: { code: 'AMOUNT_DIFFERS' },
    })
  })

  it('is only believed where two questions agree: one wrong answer moves no money', async () => {
    const orderId = await takeInstead({})
    expect(till.stateOf(orderId).kind).toBe('paid')
    till = new MemoryTill()
    const wrong = async () => ({
      kind: 'payment' as const,
      payment: { ...till.toss.payments.get(second)!, ...DONE, ...more },
    })
    const intent = await till.startSale()
    const second = intent.orderId
    till.toss.authenticate(second, intent.amount)
    till.toss.mishaps.confirm.push('reply_lost')
    till.toss.mishaps.byOrderId.push(wrong)
    const outcome = await till.comeBack(intent)
    if (outcome.kind === 'accepted') await outcome.settled
    await till.pass(3000)
    expect(till.toss.count('cancel')).toBe(0)
    expect(till.stateOf(second).kind).toBe('confirming')
    await till.pass(5000)
    expect(till.stateOf(second).kind).toBe('paid')
    expect(refunds()).toEqual([])
  })

  it('isn’t ours to give back where it is another order’s', async () => {
    const orderId = await takeInstead({ ...more, orderId: 'somebody-else' })
    till.toss.payments.set(orderId, till.toss.payments.get('somebody-else')!)
    await till.pass(MINUTE)
    expect(till.toss.count('cancel')).toBe(0)
    expect(till.stateOf(orderId).kind).toBe('confirming')
  })

  it.each(['EXPIRED', 'ABORTED'])('that took nothing (%s) ends as that', async (status) => {
    const orderId = await takeInstead({ ...more, status, approvedAt: null })
    const kind = status === 'EXPIRED' ? 'expired' : 'declined'
    expect(till.stateOf(orderId).kind).toBe(kind)
    expect(refunds()).toEqual([])
  })

  it('that was cancelled in Toss’s console already needs no call', async () => {
    const orderId = await takeInstead(more)
    till.toss.payments.set(
      orderId,
      till.toss.withCancel(till.toss.payments.get(orderId)!, 12_000, '콘솔'),
    )
    await till.pass(3000)
    expect(till.toss.count('cancel')).toBe(0)
    expect(till.stateOf(orderId)).toMatchObject({ reason: { code: 'AMOUNT_DIFFERS' } })
  })
})

describe('giving it back', () => {
  it('is saved with its key before Toss is called', async () => {
    await takeInstead(more)
    till.orders.failNext = 'requestGiveBack'
    await till.pass(3000)
    expect(till.toss.count('cancel')).toBe(0)
    await till.pass(10_000)
    expect(till.toss.count('cancel')).toBe(1)
  })

  it.each<[string, Mishap]>([
    ['the reply', 'reply_lost'],
    ['the request', 'request_lost'],
  ])('survives that %s is lost, with the same key, also over a restart', async (_what, mishap) => {
    const orderId = await takeInstead(more)
    till.toss.mishaps.cancel.push(mishap)
    await till.pass(2500)
    expect(till.stateOf(orderId).kind).toBe('confirming')
    expect(refunds()).toMatchObject([{ state: 'requested' }])
    await till.restart()
    await till.pass(10_000)
    expect(till.stateOf(orderId).kind).toBe('declined')
    expect(new Set(keys()).size).toBe(1)
    expect(till.toss.payments.get(orderId)!.cancels).toHaveLength(1)
    expect(refunds()).toMatchObject([{ state: 'done' }])
  })

  it('that couldn’t be written down is found again', async () => {
    const orderId = await takeInstead(more)
    till.orders.failNext = 'settleGivenBack'
    await till.pass(2500)
    expect(till.stateOf(orderId).kind).toBe('confirming')
    await till.pass(10_000)
    expect(till.stateOf(orderId).kind).toBe('declined')
    expect(till.toss.count('cancel')).toBe(1)
  })

  it('goes on under a new intent where Toss’s answer to the first is fixed, never twice', async () => {
    const orderId = await takeInstead(more)
    const fixed = { code: 'FAILED_REFUND_PROCESS' }
    till.toss.mishaps.cancel.push(...Array.from({ length: 7 }, () => fixed))
    await till.pass(30 * MINUTE)
    expect(balance(orderId)).toBe(0)
    expect(till.stateOf(orderId).kind).toBe('declined')
    const states = refunds().map(({ state }) => state)
    expect(states.at(-1)).toBe('done')
    expect(states.slice(0, -1).every((state) => state === 'refused')).toBe(true)
    // One intent, one key: as many keys as there are intents.
    expect(new Set(keys()).size).toBe(refunds().length)
    expect(till.toss.payments.get(orderId)!.cancels).toHaveLength(1)
  })

  it('stops, in sight, where Toss refuses for good', async () => {
    const orderId = await takeInstead(more)
    till.toss.mishaps.cancel.push({ code: 'NOT_CANCELABLE_PAYMENT' })
    await till.pass(60 * MINUTE)
    expect(till.toss.count('cancel')).toBe(1)
    expect(refunds()).toMatchObject([{ state: 'refused' }])
    expect(till.stateOf(orderId).kind).toBe('confirming')
    expect(till.logged.map(({ event }) => event)).toContain('differing_amount_needs_hands')
    const status = await till.app.handlers['status.get']({})
    expect(status).toMatchObject({ data: { unsettledPayments: 1 } })
  })

  it('is left to people where a deposit would need an account', async () => {
    const orderId = await takeInstead({ ...waitingAccount(), ...DONE, ...more })
    await till.pass(MINUTE)
    expect(till.toss.count('cancel')).toBe(0)
    expect(till.stateOf(orderId).kind).toBe('confirming')
  })

  it('withdraws an account of another amount before anybody pays into it', async () => {
    const orderId = await takeInstead({ ...more, ...waitingAccount() })
    await till.pass(3000)
    expect(till.toss.payments.get(orderId)).toMatchObject({ balanceAmount: 0 })
    expect(till.stateOf(orderId)).toMatchObject({ reason: { code: 'AMOUNT_DIFFERS' } })
  })
})
