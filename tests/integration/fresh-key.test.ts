/** The cases of docs/adr/0017: when the same key, when a new intent, and what guards the two. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { won } from '#shared/money.ts'
import { basic, readAnswer } from '../support/box-kit.ts'
import { createBrokenNetwork } from '../support/broken-network.ts'
import { type ComposedTill, openComposedTill } from '../support/composed-till.ts'
import { KEYS, LATTE } from '../support/store-parts.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const DAY = 24 * 60 * MINUTE

let network: ReturnType<typeof createBrokenNetwork>
let till: ComposedTill
beforeEach(async () => {
  network = createBrokenNetwork()
  till = await openComposedTill(network.options)
})
afterEach(() => till.close())

/** Toss's own error: its answer to this key for 15 days. */
const kept = (code: string) => ({ instead: { code }, kept: true })
const status = async (orderId: string) => (await till.order(orderId)).status
const isNot = (orderId: string, before: string) => async () => (await status(orderId)) !== before
const atToss = (orderId: string) => till.toss.box.ledger.allOfOrder(KEYS.clientKey, orderId).at(-1)!
/** Past the till, straight to Toss, under a key of its own. */
const post = async (path: string, body: object) =>
  readAnswer(
    await fetch(`${till.toss.url}${path}`, {
      method: 'POST',
      headers: {
        authorization: basic(`${KEYS.secretKey}:`),
        'content-type': 'application/json',
        'idempotency-key': crypto.randomUUID(),
      },
      body: JSON.stringify(body),
    }),
  )
const confirmWithFreshKey = (orderId: string) =>
  post('/v1/payments/confirm', {
    paymentKey: atToss(orderId).paymentKey,
    orderId,
    amount: LATTE,
  })
const cancelWithFreshKey = (orderId: string, refundableAmount: number) =>
  post(`/v1/payments/${atToss(orderId).paymentKey}/cancel`, {
    cancelReason: '단순 변심',
    cancelAmount: 2000,
    refundableAmount,
  })

describe('a confirm', () => {
  it('whose key replays an error is never sent under another: it ends with Toss’s time, untaken', async () => {
    till.toss.box.orderNext({ on: 'confirm', executed: false, ...kept('COMMON_ERROR') })
    const { orderId, state } = await till.sell()
    expect(state).toBe('confirming')
    await network.pass(9 * MINUTE)
    expect(await status(orderId)).toBe('confirming')
    expect(network.keysOf('confirm').length).toBeGreaterThan(5)
    expect(new Set(network.keysOf('confirm')).size).toBe(1)
    expect(atToss(orderId).status).toBe('IN_PROGRESS')
    expect(await network.pass(3 * MINUTE, isNot(orderId, 'confirming'))).toBe(true)
    expect(await status(orderId)).toBe('expired')

    // Surely unpaid: the same cart may be tried again. Another attempt, another intent, another key.
    await till.ask('checkout.start', { total: won(LATTE) })
    const order = await till.order(orderId)
    expect(order.attempts).toHaveLength(2)
    expect(order.attempts[1]!.orderId).not.toBe(orderId)
    expect(till.toss.box.ledger.payments().every(({ approvedAt }) => approvedAt === null)).toBe(
      true,
    )
  })

  it('whose key replays an error though it was executed is paid, by lookup', async () => {
    till.toss.box.orderNext({ on: 'confirm', ...kept('FAILED_INTERNAL_SYSTEM_PROCESSING') })
    const { orderId } = await till.sell()
    expect(await network.pass(10 * SECOND, isNot(orderId, 'confirming'))).toBe(true)
    expect(await status(orderId)).toBe('paid')
    expect(network.keysOf('confirm')).toHaveLength(1)
  })

  it('that is still at work is asked after under its own key', async () => {
    till.toss.box.orderNext({ on: 'confirm', runsForMs: 20 * SECOND })
    const { orderId, state } = await till.sell()
    expect(state).toBe('confirming')
    expect(await network.pass(2 * MINUTE, isNot(orderId, 'confirming'))).toBe(true)
    expect(await status(orderId)).toBe('paid')
    expect(new Set(network.keysOf('confirm')).size).toBe(1)
    expect(atToss(orderId).movements.filter((one) => one.status === 'DONE')).toHaveLength(1)
  })

  it('under a fresh key would take nothing twice: Toss takes a paymentKey once', async () => {
    const { orderId } = await till.sell()
    expect(await confirmWithFreshKey(orderId)).toMatchObject({
      status: 400,
      body: { code: 'ALREADY_PROCESSED_PAYMENT' },
    })
    expect(atToss(orderId).movements).toHaveLength(1)
  })

  it('that was declined is followed by another attempt; its paymentKey is dead at Toss', async () => {
    const { orderId, state } = await till.sell({ declineAtConfirm: 'REJECT_CARD_PAYMENT' })
    expect(state).toBe('declined')
    expect(await confirmWithFreshKey(orderId)).toMatchObject({
      body: { code: 'NOT_FOUND_PAYMENT_SESSION' },
    })
    const again = await till.sell()
    expect(again.state).toBe('paid')
    expect(again.orderId).not.toBe(orderId)
    expect(new Set(network.keysOf('confirm')).size).toBe(2)
  })
})

describe('a refund', () => {
  let orderId: string
  beforeEach(async () => {
    ;({ orderId } = await till.sell())
  })
  const half = (changes: object = {}) =>
    till.refund(orderId, { amount: won(2000), lines: [], ...changes })
  const refunds = async () => (await till.order(orderId)).refunds
  const isSettled = async () => (await refunds()).every(({ state }) => state !== 'requested')

  it('whose key replays an error is refused once that is sure; a new intent gives back, once', async () => {
    till.toss.box.orderNext({ on: 'cancel', executed: false, ...kept('FAILED_REFUND_PROCESS') })
    expect(await half()).toMatchObject({ data: { refund: { state: 'requested' } } })
    // Until then no other refund of this payment may begin.
    expect(await half()).toMatchObject({ error: { code: 'REFUND_IN_PROGRESS' } })
    expect(await network.pass(5 * MINUTE, isSettled)).toBe(true)
    expect(await refunds()).toMatchObject([{ state: 'refused' }])
    expect(new Set(network.keysOf('cancel')).size).toBe(1)
    expect(atToss(orderId).cancels).toEqual([])

    expect(await half()).toMatchObject({ data: { refund: { state: 'done', balanceAfter: 2500 } } })
    expect(new Set(network.keysOf('cancel')).size).toBe(2)
    expect(atToss(orderId).cancels).toHaveLength(1)

    // Were the first one executed only now, late, its lock would hold: the balance isn't its own any more.
    expect(await cancelWithFreshKey(orderId, LATTE)).toMatchObject({
      status: 400,
      body: { code: 'NOT_MATCHES_REFUNDABLE_AMOUNT' },
    })
    expect(atToss(orderId).cancels).toHaveLength(1)
  })

  it('that was called refused and then came after all blocks the next one by its lock', async () => {
    till.toss.box.orderNext({ on: 'cancel', executed: false, ...kept('FAILED_REFUND_PROCESS') })
    await half()
    await network.pass(5 * MINUTE, isSettled)
    // Toss executes it late, behind everybody's back.
    expect(await cancelWithFreshKey(orderId, LATTE)).toMatchObject({ status: 200 })
    const answer = await half()
    expect(atToss(orderId).cancels).toHaveLength(1)
    // One was wanted, one was given: the lookup counts it for the intent that is open.
    expect(answer).toMatchObject({ ok: true, data: { refund: { state: 'done' } } })
    expect(await till.order(orderId)).toMatchObject({ refundedAmount: 2000 })
  })

  it('whose key replays an error though it was executed is done, by lookup', async () => {
    till.toss.box.orderNext({ on: 'cancel', ...kept('COMMON_ERROR') })
    await half()
    expect(await network.pass(MINUTE, isSettled)).toBe(true)
    expect(await refunds()).toMatchObject([{ state: 'done' }])
    expect(network.keysOf('cancel')).toHaveLength(1)
  })

  it('beside another of the same balance is executed once, whatever the keys', async () => {
    const both = await Promise.all([
      cancelWithFreshKey(orderId, LATTE),
      cancelWithFreshKey(orderId, LATTE),
    ])
    expect(both.map((one) => one.status).sort((a, b) => a - b)).toEqual([200, 400])
    expect(atToss(orderId).cancels).toHaveLength(1)
  })

  it('older than its key is looked up and never sent again', async () => {
    network.cutNext({ on: 'cancel', when: 'before', loss: 'reset' })
    await half()
    network.returns()
    network.skip(15 * DAY)
    await till.restart()
    await network.pass(MINUTE, isSettled)
    expect(await refunds()).toMatchObject([{ state: 'refused', refusal: { code: 'NOT_EXECUTED' } }])
    expect(network.keysOf('cancel')).toHaveLength(1)
    // Nothing was given back, so it may be asked for again.
    expect(await half()).toMatchObject({ data: { refund: { state: 'done' } } })
  })
})

describe('what Toss took in another amount', () => {
  it('goes back under as many intents as it needs, each with its key, and once', async () => {
    const { orderId, ref, orderName, clientKey } = await till.begin()
    const played = till.toss.box.play(
      { clientKey, orderId, orderName, amount: 9900 },
      { method: 'CARD' },
    )
    if (!('paymentKey' in played)) throw new Error(played.code)
    await post('/v1/payments/confirm', {
      paymentKey: played.paymentKey,
      orderId,
      amount: 9900,
    })
    till.toss.box.orderNext({ on: 'cancel', executed: false, ...kept('FAILED_REFUND_PROCESS') })
    await till.app.payments.windowClosed(ref)
    expect(await status(orderId)).toBe('confirming')
    expect((await till.ask('status.get', {})).alerts).toEqual([])
    expect(await network.pass(20 * MINUTE, isNot(orderId, 'confirming'))).toBe(true)
    const order = await till.order(orderId)
    expect(order).toMatchObject({
      status: 'declined',
      attempts: [{ reason: { code: 'AMOUNT_DIFFERS' } }],
    })
    expect(order.refunds).toMatchObject([
      { cause: 'amount_differs', state: 'refused', amount: 9900 },
      { cause: 'amount_differs', state: 'done', amount: 9900, balanceAfter: 0 },
    ])
    expect(new Set(network.keysOf('cancel')).size).toBe(2)
    expect(atToss(orderId)).toMatchObject({ status: 'CANCELED', cancels: [{ amount: 9900 }] })
  })
})
