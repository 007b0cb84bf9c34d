import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { createBoxClock, type MovableClock } from '../../src/main/training/box-clock.ts'
import type { Struck } from '../../src/main/training/faults.ts'
import { TRAINING_KEYS } from '../../src/main/training/auth.ts'
import { type Simulator, startSimulator } from '../../tools/toss/simulator.ts'
import { OTHER_KEYS, readAnswer, requestOf, START } from '../support/box-kit.ts'

let clock: MovableClock
let toss: Simulator
beforeEach(async () => {
  clock = createBoxClock({ startAt: START, factor: 0 })
  toss = await startSimulator({ keys: [TRAINING_KEYS, OTHER_KEYS], clock })
})
afterEach(() => toss.close())

/** Asks the console as curl does: no key, no content type of JSON. */
const console_ = async (
  path: string,
  body?: unknown,
  method = body === undefined ? 'GET' : 'POST',
) =>
  readAnswer(
    await fetch(`${toss.url}/box/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  )
const api = async (path: string, body?: unknown, headers: Record<string, string> = {}) =>
  readAnswer(
    await fetch(
      requestOf(`${toss.url}${path}`, body === undefined ? { headers } : { body, headers }),
    ),
  )

async function opened(more: object = {}) {
  const { body } = await console_('payments', { amount: 11_700, ...more })
  return body as { paymentKey: string; orderId: string; amount: number; successQuery: string }
}
const confirm = ({ paymentKey, orderId, amount }: Awaited<ReturnType<typeof opened>>, key = 'k1') =>
  api('/v1/payments/confirm', { paymentKey, orderId, amount }, { 'idempotency-key': key })

describe('the console', () => {
  it('opens a payment by hand, which the API then confirms', async () => {
    const payment = await opened({ orderId: 'order-by-hand', orderName: '커피', method: 'TOSSPAY' })
    expect(Object.fromEntries(new URLSearchParams(payment.successQuery))).toEqual({
      paymentType: 'NORMAL',
      orderId: 'order-by-hand',
      paymentKey: payment.paymentKey,
      amount: '11700',
    })
    expect((await confirm(payment)).body).toMatchObject({
      status: 'DONE',
      orderName: '커피',
      easyPay: { provider: '토스페이' },
    })
    const listed = JSON.parse((await console_('payments')).text) as unknown[]
    expect(listed).toMatchObject([{ status: 'DONE', clientKey: TRAINING_KEYS.clientKey }])
    expect((await console_(`payments/${payment.paymentKey}`)).body['status']).toBe('DONE')
  })

  it('pays into a virtual account, takes it back, and says what can’t be done', async () => {
    const payment = await opened({ method: 'VIRTUAL_ACCOUNT' })
    const path = `payments/${payment.paymentKey}`
    expect((await console_(`${path}/deposit`, {})).body['code']).toBe('NOT_WAITING')
    await confirm(payment)
    expect((await console_(`${path}/deposit`, { amount: 1 })).body['code']).toBe('WRONG_AMOUNT')
    expect((await console_(`${path}/deposit`, {})).body['status']).toBe('DONE')
    expect((await console_(`${path}/reverse-deposit`, {})).body['status']).toBe(
      'WAITING_FOR_DEPOSIT',
    )
    expect((await console_(`${path}/reverse-deposit`, {})).body['code']).toBe('NOT_DEPOSITED')
    await console_('clock', { jumpMs: 8 * 24 * 60 * 60_000 })
    const late = await console_(`${path}/deposit`, {})
    expect([late.status, late.body['code']]).toEqual([409, 'PAST_DUE'])
  })

  it('cancels past the till, by the API’s own rules', async () => {
    const payment = await opened({ method: 'VIRTUAL_ACCOUNT' })
    await confirm(payment)
    const path = `payments/${payment.paymentKey}`
    await console_(`${path}/deposit`, {})
    const part = await console_(`${path}/cancel`, { cancelAmount: 700 })
    expect(part.body).toMatchObject({ status: 'PARTIAL_CANCELED', balanceAmount: 11_000 })
    const tooMuch = await console_(`${path}/cancel`, { cancelAmount: 11_001 })
    expect([tooMuch.status, tooMuch.body['code']]).toEqual([403, 'NOT_CANCELABLE_AMOUNT'])
    expect((await api(`/v1/payments/${payment.paymentKey}`)).body['balanceAmount']).toBe(11_000)
  })

  it('lets a payment expire, and moves and scales the clock that everything follows', async () => {
    const [one, other] = [await opened(), await opened()]
    expect((await console_(`payments/${one.paymentKey}/expire`, {})).body).toMatchObject({
      status: 'EXPIRED',
      failure: { code: 'EXPIRED_PAYMENT' },
    })
    expect((await console_(`payments/${one.paymentKey}/expire`, {})).body['code']).toBe('NOT_OPEN')
    const moved = await console_('clock', { jumpMs: 10 * 60_000 + 1 })
    expect(moved.body).toMatchObject({ nowInKorea: '2026-03-02T10:10:00+09:00', factor: 0 })
    expect((await confirm(other)).body['code']).toBe('NOT_FOUND_PAYMENT_SESSION')
    expect((await console_('clock', { factor: 60 })).body['factor']).toBe(60)
    expect((await console_('clock', { jumpMs: -1 })).status).toBe(400)
    expect((await console_('clock', { factor: -1 })).status).toBe(400)
  })

  it('orders a fault by kind or written out, shows and forgets it', async () => {
    await console_('faults', { kind: 'dropped_after', on: 'confirm' })
    await console_('faults', { on: 'lookup', times: 2, instead: { status: 503, body: '' } })
    const faults = (await console_('faults')).body as { ordered: unknown[] }
    expect(faults.ordered).toEqual([
      { name: 'dropped_after', on: 'confirm', instead: { noAnswer: true } },
      { on: 'lookup', times: 2, instead: { status: 503, body: '' } },
    ])
    const payment = await opened()
    await expect(confirm(payment)).rejects.toThrow('fetch failed')
    const path = `/v1/payments/${payment.paymentKey}`
    const statuses = [await api(path), await api(path), await api(path)].map(({ status }) => status)
    expect(statuses).toEqual([503, 503, 200])

    await console_('faults', { kind: 'html' })
    expect((await console_('faults', undefined, 'DELETE')).body['ordered']).toEqual([])
  })

  it('draws faults from a seed, and replays them from the log', async () => {
    const sell = async () => {
      const told: string[] = []
      for (let count = 0; count < 12; count += 1) {
        const payment = await opened()
        const answered = await confirm(payment, `k${payment.orderId}`).catch(() => null)
        told.push(answered ? `${answered.status} ${answered.text.length > 100}` : 'no answer')
      }
      return told
    }
    const kinds = ['dropped_before', 'dropped_after', 'error_500_after', 'html', 'empty_body']
    await console_('faults/draw', { seed: 5, rate: 0.5, kinds })
    const first = await sell()
    expect(new Set(first).size).toBeGreaterThan(2)
    const { struck, drawing } = (await console_('faults')).body as {
      struck: Struck[]
      drawing: unknown
    }
    expect(drawing).toEqual({ seed: 5, rate: 0.5, kinds })

    await console_('faults/draw', { seed: 5, rate: 0.5, kinds })
    expect(await sell()).toEqual(first)
    await console_('faults/replay', { struck })
    expect(await sell()).toEqual(first)
    await console_('faults/draw', { seed: 5, rate: 0 })
    expect(new Set(await sell())).toEqual(new Set(['200 true']))
  })

  it('changes how Toss behaves', async () => {
    await console_('behaviour', { requestsPerMinute: 2, wrongPair: 'UNAUTHORIZED_KEY' })
    const statuses = [
      await api('/v1/payments/a'),
      await api('/v1/payments/a'),
      await api('/v1/payments/a'),
    ]
    expect(statuses.map(({ status }) => status)).toEqual([404, 404, 429])
    const state = (await console_('state')).body
    expect(state['behaviour']).toMatchObject({ requestsPerMinute: 2, successVia302: false })
  })

  it('sells at other tills, and answers for the tax office', async () => {
    const others = await console_('other-tills', { count: 3, amount: 5000 })
    expect(JSON.parse(others.text)).toMatchObject([{ totalAmount: 5000 }, {}, {}])
    const receipt = await api('/v1/cash-receipts', {
      amount: 1000,
      orderId: 'order-1',
      orderName: '커피',
      type: '소득공제',
      customerIdentityNumber: '01012345678',
    })
    const path = `cash-receipts/${String(receipt.body['receiptKey'])}/settle`
    const settled = await console_(path, { result: 'FAILED' })
    expect(JSON.parse(settled.text)).toMatchObject([{ issueStatus: 'FAILED' }])
    expect((await console_(path, { result: 'FAILED' })).body['code']).toBe('NOT_IN_PROGRESS')
    expect(JSON.parse((await console_('cash-receipts')).text)).toHaveLength(1)
  })

  it.each([
    ['faults', { kindd: 'html' }, 'kindd'],
    ['faults', { kind: 'no_such_kind' }, 'delay_before'],
    ['faults', { kind: 'redirect_lost', on: 'confirm' }, 'can’t strike confirm'],
    ['faults', { on: 'confirm', instead: { nothing: true } }, 'must be {noAnswer: true}'],
    ['faults/draw', { seed: 1, rate: 20 }, 'rate'],
    ['clock', { jump: 10 }, 'jump'],
    ['payments', { amount: 0 }, 'amount'],
    ['behaviour', { wrongPair: 'SOMETHING' }, 'UNAUTHORIZED_KEY'],
  ])('refuses %s %o and says why', async (path, body, why) => {
    const answered = await console_(path, body)
    expect([answered.status, answered.body['code']]).toEqual([400, 'INVALID_REQUEST'])
    expect(answered.body['message']).toContain(why)
  })

  it('knows no payment and no shop that isn’t there', async () => {
    expect((await console_('payments/nothing/deposit', {})).status).toBe(404)
    const shop = await console_('payments', { amount: 1000, clientKey: 'test_gck_nobody' })
    expect([shop.status, shop.body['message']]).toEqual([
      401,
      expect.stringContaining(TRAINING_KEYS.clientKey),
    ])
    const noJson = await fetch(`${toss.url}/box/faults`, { method: 'POST', body: '{' })
    expect(noJson.status).toBe(400)
  })

  it('is closed to pages of other sites, which may use the widget only', async () => {
    const origin = 'http://localhost:4000'
    const forced = await fetch(`${toss.url}/box/faults`, {
      method: 'POST',
      headers: { origin },
      body: '{"kind":"html"}',
    })
    expect(forced.status).toBe(403)
    expect((await console_('faults')).body['ordered']).toEqual([])
    const state = await fetch(`${toss.url}/box/state`, { headers: { origin } })
    expect([state.status, state.headers.get('access-control-allow-origin')]).toEqual([403, null])
    const own = await fetch(`${toss.url}/box/state`, { headers: { origin: toss.url } })
    expect(own.status).toBe(200)
    const script = await fetch(`${toss.url}/v2/standard`, { headers: { origin } })
    expect(script.headers.get('access-control-allow-origin')).toBe(origin)
  })
})
