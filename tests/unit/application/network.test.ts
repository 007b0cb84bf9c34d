import { beforeEach, describe, expect, it } from 'vitest'
import { won } from '#shared/money.ts'
import { createFollowUps } from '../../../src/main/application/follow-ups.ts'
import type { GatewayAnswer } from '../../../src/main/application/ports.ts'
import { MemoryTill } from '../../support/memory-till.ts'

let till: MemoryTill
beforeEach(() => {
  till = new MemoryTill()
})

const SECOND = 1000
const lost = (count: number) => Array.from({ length: count }, () => 'request_lost' as const)

/** A sale whose confirm was executed, and whose answer was lost with the network. */
async function paidUnheard(): Promise<string> {
  const intent = await till.startSale()
  till.toss.authenticate(intent.orderId, intent.amount)
  till.toss.mishaps.confirm.push('reply_lost')
  networkGoes()
  const outcome = await till.comeBack(intent)
  if (outcome.kind !== 'accepted') throw new Error(outcome.kind)
  await outcome.settled
  return intent.orderId
}
function networkGoes() {
  till.toss.isThere = false
  till.toss.mishaps.byOrderId.push(...lost(1000))
  till.toss.mishaps.byPaymentKey.push(...lost(1000))
}
function networkReturns() {
  till.toss.isThere = true
  till.toss.mishaps.byOrderId.length = 0
  till.toss.mishaps.byPaymentKey.length = 0
}

describe('when the network returns', () => {
  it('an unknown outcome doesn’t sit out its gap: a probe notices within seconds', async () => {
    const orderId = await paidUnheard()
    await till.pass(10 * 60 * SECOND)
    expect(till.stateOf(orderId).kind).toBe('confirming')
    const lookups = till.toss.count('byOrderId')
    networkReturns()
    await till.pass(3 * SECOND)
    expect(till.stateOf(orderId).kind).toBe('paid')
    expect(till.toss.count('byOrderId')).toBe(lookups + 1)
    expect(till.toss.count('confirm')).toBe(1)
    expect(till.timers.pending).toBe(0)
  })

  it('everything that waits is asked at once, in one go', async () => {
    const first = await paidUnheard()
    await till.app.handlers['checkout.dismiss']({})
    networkReturns()
    const refunded = await till.sell()
    till.toss.mishaps.cancel.push('reply_lost')
    networkGoes()
    await till.app.handlers['orders.refund']({
      orderId: refunded,
      intentId: '5f0c9c0e-6a0e-4f0e-9d7a-0d8f6f1f0a01',
      amount: won(4500),
      reason: '변심',
      lines: [],
    })
    await till.pass(5 * 60 * SECOND)
    networkReturns()
    await till.pass(3 * SECOND)
    expect(till.stateOf(first).kind).toBe('paid')
    expect(till.orders.all.flatMap(({ refunds }) => refunds)).toMatchObject([{ state: 'done' }])
  })

  it('a call by hand that is answered is as good as a probe', async () => {
    const orderId = await paidUnheard()
    await till.app.handlers['checkout.dismiss']({})
    await till.pass(60 * SECOND)
    till.toss.mishaps.byOrderId.length = 0
    const other = await till.sell()
    await till.quiet()
    expect(other).not.toBe(orderId)
    expect(till.stateOf(orderId).kind).toBe('paid')
  })

  it('asks in small gaps again, not where it left off', async () => {
    const orderId = await paidUnheard()
    await till.pass(10 * 60 * SECOND)
    networkReturns()
    const known = till.toss.payments.get(orderId)!
    till.toss.payments.delete(orderId)
    await till.pass(3 * SECOND)
    expect(till.stateOf(orderId).kind).toBe('confirming')
    till.toss.payments.set(orderId, known)
    await till.pass(4 * SECOND)
    expect(till.stateOf(orderId).kind).toBe('paid')
  })

  it('stops waiting for a call that was out meanwhile', async () => {
    const orderId = await paidUnheard()
    await till.pass(60 * SECOND)
    networkReturns()
    await till.pass(3 * SECOND)
    expect(till.toss.brokenOff).toBe(1)
    expect(till.stateOf(orderId).kind).toBe('paid')
  })
})

describe('a probe', () => {
  it('goes on every few seconds while something waits, and only then', async () => {
    const orderId = await paidUnheard()
    await till.pass(60 * SECOND)
    const { probes } = till.toss
    await till.pass(60 * SECOND)
    expect(till.toss.probes - probes).toBeGreaterThanOrEqual(12)
    till.toss.payments.set(orderId, { ...till.toss.payments.get(orderId)!, status: 'EXPIRED' })
    networkReturns()
    await till.pass(3 * SECOND)
    const after = till.toss.probes
    await till.pass(600 * SECOND)
    expect(till.toss.probes).toBe(after)
  })

  it('isn’t made for a Toss that answers', async () => {
    const intent = await till.startSale()
    till.toss.authenticate(intent.orderId, intent.amount)
    till.toss.mishaps.confirm.push({ code: 'COMMON_ERROR' })
    const outcome = await till.comeBack(intent)
    if (outcome.kind === 'accepted') await outcome.settled
    await till.pass(60 * SECOND)
    expect(till.toss.probes).toBe(0)
  })

  it('is made for a confirm that takes long, and breaks it off once the network was away', async () => {
    const intent = await till.startSale()
    const known = till.toss.authenticate(intent.orderId, intent.amount)
    const { promise, resolve } = Promise.withResolvers<GatewayAnswer>()
    till.toss.mishaps.confirm.push(() => {
      till.toss.payments.set(intent.orderId, { ...known, status: 'DONE' })
      return promise
    })
    till.toss.breakOff = () =>
      resolve({ kind: 'no_answer', why: 'broken_off', detail: '', status: null })
    networkGoes()
    await till.comeBack(intent)
    await till.pass(12 * SECOND)
    expect(till.toss.probes).toBeGreaterThan(0)
    expect(till.stateOf(intent.orderId).kind).toBe('confirming')
    networkReturns()
    await till.pass(8 * SECOND)
    expect(till.stateOf(intent.orderId).kind).toBe('paid')
    expect(till.toss.count('confirm')).toBe(1)
  })

  it('leaves a confirm alone that is a little slow, and asks about one that is very', async () => {
    const intent = await till.startSale()
    till.toss.authenticate(intent.orderId, intent.amount)
    till.toss.mishaps.confirm.push(() => new Promise(() => {}))
    const waited: number[] = []
    till.toss.breakOff = (olderThan) => void waited.push(olderThan)
    await till.comeBack(intent)
    await till.pass(9 * SECOND)
    expect(till.toss.probes).toBe(2)
    // The gateway knows which of them is that old.
    expect(waited).toEqual([7000, 7000])
  })
})

describe('a hint that the network is back', () => {
  it('is tried out at once', async () => {
    const orderId = await paidUnheard()
    await till.pass(60 * SECOND)
    networkReturns()
    await till.app.handlers['network.back']({})
    await till.quiet()
    expect(till.stateOf(orderId).kind).toBe('paid')
  })

  it('isn’t believed', async () => {
    const orderId = await paidUnheard()
    await till.pass(60 * SECOND)
    const lookups = till.toss.count('byOrderId')
    till.app.networkBack()
    await till.quiet()
    expect(till.stateOf(orderId).kind).toBe('confirming')
    expect(till.toss.count('byOrderId')).toBe(lookups)
    expect(till.toss.brokenOff).toBe(0)
  })

  it('asks nothing where nothing waits', async () => {
    await till.sell()
    till.app.networkBack()
    await till.quiet()
    expect(till.toss.probes).toBe(0)
  })
})

describe('follow-ups', () => {
  const make = () => {
    const ran: string[] = []
    const { timers } = till
    const followUps = createFollowUps(timers, { now: () => new Date(timers.time) })
    const ask = (key: string, ms = 60_000) => followUps.askLater(key, ms, () => ran.push(key))
    return { ran, followUps, ask, timers }
  }

  it('hurries questions, oldest first, and leaves a window’s end where it is', () => {
    const { ran, followUps, ask, timers } = make()
    ask('a')
    followUps.later('window', 60_000, () => ran.push('window'))
    ask('b')
    followUps.hurry()
    expect(ran).toEqual(['a', 'b'])
    expect(timers.pending).toBe(1)
  })

  it('doesn’t hurry the same one over and over in a network that flickers', () => {
    const { ran, followUps, ask, timers } = make()
    for (let n = 0; n < 10; n += 1) {
      ask('a')
      followUps.hurry()
      timers.time += 1000
    }
    expect(ran).toEqual(['a'])
    timers.time += 20_000
    followUps.hurry()
    expect(ran).toEqual(['a', 'a'])
  })

  it('hurries nothing that is done or stopped', () => {
    const { ran, followUps, ask, timers } = make()
    ask('a')
    ask('b')
    followUps.done('a')
    followUps.stop()
    ask('c')
    followUps.hurry()
    expect(ran).toEqual([])
    expect(timers.pending).toBe(0)
  })
})
