import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ReconcileView } from '#shared/ipc/contract.ts'
import { basic, createFakeClock, MINUTE, SECOND } from '../support/box-kit.ts'
import { type ComposedTill, openComposedTill } from '../support/composed-till.ts'
import { KEYS } from '../support/store-parts.ts'

/** The whole till over a real file, against Toss's list over HTTP. */
let till: ComposedTill
afterEach(() => till.close())

const authorization = basic(`${KEYS.secretKey}:`)

async function reconcile(): Promise<ReconcileView> {
  const { businessDay } = await till.ask('status.get', {})
  return till.ask('reconcile.run', { fromDay: businessDay, toDay: businessDay })
}
async function sell(): Promise<string> {
  const { orderId, state } = await till.sell()
  expect(state).toBe('paid')
  return orderId
}
/** What somebody does in Toss's console, behind the till's back. */
async function cancelInConsole(orderId: string, cancelAmount: number): Promise<void> {
  const { payment } = await till.order(orderId)
  const answer = await fetch(`${till.toss.url}/v1/payments/${payment?.paymentKey}/cancel`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ cancelReason: '콘솔에서 취소', cancelAmount }),
  })
  expect(answer.status).toBe(200)
}
const listCalls = () => till.toss.seen.filter(({ path }) => path.startsWith('/v1/transactions'))

describe('as Toss is', () => {
  beforeEach(async () => {
    till = await openComposedTill({ box: { behaviour: { cancelRows: 'negative' } } })
  })

  it('closes to zero over sales, refunds and a waiting account', async () => {
    const orderId = await sell()
    await sell()
    const refunded = await till.refund(orderId, { amount: 1000 as never, lines: [] })
    expect(refunded.ok).toBe(true)
    await till.sell({ method: 'VIRTUAL_ACCOUNT' })
    expect(await reconcile()).toMatchObject({
      matched: 3,
      ours: { paid: { count: 2, amount: 9000 }, refunded: { count: 1, amount: 1000 }, net: 8000 },
      theirs: { net: 8000 },
      differences: [],
      mended: [],
      confirmedByLookup: 0,
    })
  })

  it('takes a cancel made in the console over, for good', async () => {
    const orderId = await sell()
    await cancelInConsole(orderId, 1500)
    expect(await reconcile()).toMatchObject({
      differences: [],
      ours: { net: 3000 },
      theirs: { net: 3000 },
      mended: [{ kind: 'cancelled_there', orderId, theirs: -1500 }],
    })
    await till.restart()
    expect(await till.order(orderId)).toMatchObject({
      status: 'partly_refunded',
      refundedAmount: 1500,
    })
    expect(await reconcile()).toMatchObject({ matched: 2, differences: [], mended: [] })
  })

  it('takes over that a bank took a deposit back', async () => {
    const { orderId } = await till.sell({ method: 'VIRTUAL_ACCOUNT' })
    const { payment } = await till.order(orderId)
    const paymentKey = payment!.paymentKey
    expect(till.toss.box.deposit(paymentKey, 4500)).toBe('deposited')
    // Here nobody knows of the deposit yet.
    expect(await reconcile()).toMatchObject({
      matched: 1,
      differences: [],
      mended: [{ kind: 'paid_there', orderId }],
    })
    expect(till.toss.box.failDeposit(paymentKey)).toBe(true)
    expect(await reconcile()).toMatchObject({
      matched: 0,
      ours: { net: 0 },
      theirs: { net: 0 },
      differences: [],
      mended: [{ kind: 'missing_there', orderId }],
    })
    expect(await till.order(orderId)).toMatchObject({ status: 'awaiting_deposit' })
  })

  it('names a payment that this file never heard of', async () => {
    const { businessDay } = await till.ask('status.get', {})
    const orderId = `${businessDay.replaceAll('-', '')}-0001-000777-LOST`
    const back = till.toss.box.play(
      { clientKey: KEYS.clientKey, orderId, orderName: '1-라떼', amount: 4500 },
      { method: 'CARD' },
    )
    if (!('paymentKey' in back)) throw new Error(back.code)
    await fetch(`${till.toss.url}/v1/payments/confirm`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ paymentKey: back.paymentKey, orderId, amount: 4500 }),
    })
    expect(await reconcile()).toMatchObject({
      differences: [
        {
          kind: 'unknown_here',
          orderId,
          paymentKey: back.paymentKey,
          theirs: 4500,
          isConfirmed: true,
        },
      ],
    })
  })

  it('reads the list page after page, and counts what isn’t ours apart', async () => {
    for (let n = 0; n < 1003; n += 1) {
      const orderId = `other-till-${n}`
      const back = till.toss.box.play(
        { clientKey: KEYS.clientKey, orderId, orderName: '1-라떼', amount: 1000 },
        { method: 'CARD' },
      )
      if (!('paymentKey' in back)) throw new Error(back.code)
      await till.toss.box.handle(
        new Request(`${till.toss.url}/v1/payments/confirm`, {
          method: 'POST',
          headers: { authorization },
          body: JSON.stringify({ paymentKey: back.paymentKey, orderId, amount: 1000 }),
        }),
      )
    }
    await sell()
    expect(await reconcile()).toMatchObject({
      matched: 1,
      others: { paid: { count: 1003, amount: 1_003_000 } },
      differences: [],
    })
    expect(listCalls()).toHaveLength(2)
    expect(listCalls()[1]!.path).toMatch(/&startingAfter=[^&]+&limit=1000$/)
  })

  it('says what is wrong where Toss answers badly, and works the next time', async () => {
    await sell()
    till.toss.box.orderNext({ on: 'transactions', instead: { status: 502, body: '<html>' } })
    await expect(reconcile()).rejects.toThrow('TOSS_UNREACHABLE')
    till.toss.box.orderNext({ on: 'transactions', instead: { cut: 0.5 } })
    await expect(reconcile()).rejects.toThrow('TOSS_UNREACHABLE')
    till.toss.box.orderNext({ on: 'transactions', instead: { code: 'UNAUTHORIZED_KEY' } })
    await expect(reconcile()).rejects.toThrow('TOSS_REFUSED')
    expect((await reconcile()).differences).toEqual([])
  })
})

describe('with a list that lags', () => {
  it('is zero all the same: lookups have what the list lacks', async () => {
    const clock = createFakeClock(Date.now())
    till = await openComposedTill({
      box: { clock, behaviour: { transactionsLagMs: 20 * MINUTE } },
    })
    const orderId = await sell()
    await till.refund(orderId, { amount: 500 as never, lines: [] })
    expect(await reconcile()).toMatchObject({
      matched: 2,
      theirs: { net: 4000 },
      differences: [],
      confirmedByLookup: 2,
    })
    clock.advance(21 * MINUTE)
    expect(await reconcile()).toMatchObject({ matched: 2, differences: [], confirmedByLookup: 0 })
  })
})

describe('with a Toss that is asked too often', () => {
  it('waits its minute out, and then goes on', async () => {
    const clock = createFakeClock(Date.now())
    const waits: number[] = []
    let isWaiting = false
    till = await openComposedTill({
      box: { clock, behaviour: { requestsPerMinute: 2 } },
      timers: {
        after(ms, run) {
          // Only the waits that Toss asked for: the till has timers of its own, and a call its deadline.
          if (!isWaiting || ms > 30_000) return () => {}
          waits.push(ms)
          clock.advance(ms)
          setImmediate(run)
          return () => {}
        },
      },
    })
    await sell()
    await reconcile()
    await reconcile()
    isWaiting = true
    expect(await reconcile()).toMatchObject({ matched: 1, differences: [] })
    expect(waits.length).toBeGreaterThan(0)
    expect(waits.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThanOrEqual(60 * SECOND)
  })
})
