import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { won } from '#shared/money.ts'
import type { SuccessReturn } from '../../src/main/training/box.ts'
import { createFakeClock, nextOrderId } from '../support/box-kit.ts'
import { type BoxServer, startBoxServer } from '../support/box-server.ts'
import { CANARY, clientOf } from '../support/toss-client-kit.ts'

/** The client against the built-in Toss, over a real socket. */
let server: BoxServer
let toss: ReturnType<typeof clientOf>
beforeEach(async () => {
  server = await startBoxServer({
    keys: [{ ...CANARY, mId: 'canary_shop' }],
    clock: createFakeClock(),
  })
  toss = clientOf({ baseUrl: server.url })
})
afterEach(() => server.close())

function authenticated(choice: Parameters<BoxServer['box']['play']>[1] = { method: 'CARD' }) {
  const back = server.box.play(
    {
      clientKey: CANARY.clientKey,
      orderId: nextOrderId(),
      orderName: '3-아메리카노 외 1건',
      amount: 11_700,
    },
    choice,
  )
  if (!('paymentKey' in back)) throw new Error(back.code)
  return { ...back, amount: won(back.amount) }
}
const confirm = (back: SuccessReturn, key = `confirm-${back.orderId}`) =>
  toss.gateway.confirm({ ...back, amount: won(back.amount) }, key, CANARY.clientKey)

function payment(answer: Awaited<ReturnType<typeof confirm>>) {
  if (answer.kind !== 'payment') throw new Error(JSON.stringify(answer))
  return answer.payment
}

describe('a payment', () => {
  it('is confirmed, found by both ways and cancelled in two parts', async () => {
    const back = authenticated()
    const paid = payment(await confirm(back))
    expect(paid).toMatchObject({
      paymentKey: back.paymentKey,
      orderId: back.orderId,
      status: 'DONE',
      totalAmount: 11_700,
    })

    const byKey = payment(await toss.gateway.lookupByPaymentKey(back.paymentKey, CANARY.clientKey))
    const byOrder = payment(await toss.gateway.lookupByOrderId(back.orderId, CANARY.clientKey))
    expect(byKey).toEqual(paid)
    expect(byOrder).toEqual(paid)

    const cancel = (refundId: string, amount: number | null, left: number) =>
      toss.gateway.cancel(
        {
          paymentKey: back.paymentKey,
          orderId: back.orderId,
          refundId,
          cancelAmount: amount === null ? null : won(amount),
          cancelReason: '변심',
          refundableAmount: won(left),
          account: null,
        },
        `cancel-${refundId}`,
        CANARY.clientKey,
      )
    const part = payment(await cancel('r1', 4500, 11_700))
    expect(part).toMatchObject({ balanceAmount: 7200, status: 'PARTIAL_CANCELED' })
    // The same intent again is the same answer, not a second cancel.
    expect(payment(await cancel('r1', 4500, 11_700))).toEqual(part)
    const whole = payment(await cancel('r2', null, 7200))
    expect(whole.balanceAmount).toBe(0)
    expect(whole.cancels.map(({ cancelAmount }) => cancelAmount)).toEqual([4500, 7200])
    expect(whole.cancels.at(-1)?.transactionKey).toBe(whole.lastTransactionKey)
    expect(await cancel('r3', 100, 0)).toMatchObject({ kind: 'refused', status: 403 })
  })

  it('waits for a deposit, and is refunded to the account the customer names', async () => {
    const back = authenticated({ method: 'VIRTUAL_ACCOUNT' })
    const waiting = payment(await confirm(back))
    expect(waiting).toMatchObject({ status: 'WAITING_FOR_DEPOSIT', approvedAt: null })
    expect(waiting.virtualAccount?.accountNumber).toMatch(/^X\d+$/)
    expect(server.box.deposit(back.paymentKey, 11_700)).toBe('deposited')
    const cancel = (
      account: { bankCode: string; accountNumber: string; holderName: string } | null,
    ) =>
      toss.gateway.cancel(
        {
          paymentKey: back.paymentKey,
          orderId: back.orderId,
          refundId: account === null ? 'without' : 'with',
          cancelAmount: null,
          cancelReason: '변심',
          refundableAmount: won(11_700),
          account,
        },
        account === null ? 'cancel-without' : 'cancel-with',
        CANARY.clientKey,
      )
    expect((await cancel(null)).kind).toBe('refused')
    const account = { bankCode: '20', accountNumber: '001012341342', holderName: '박토스' }
    expect(payment(await cancel(account)).balanceAmount).toBe(0)
  })

  it('is unknown where nothing was authenticated: Toss’s code comes through as it is', async () => {
    expect(await toss.gateway.lookupByOrderId('nobody-000001', CANARY.clientKey)).toMatchObject({
      kind: 'refused',
      code: 'NOT_FOUND_PAYMENT',
      status: 404,
    })
  })
})

it('sends the key as Basic with an empty password, and to nobody else', async () => {
  await confirm(authenticated())
  expect(server.seen).toEqual([
    {
      method: 'POST',
      path: '/v1/payments/confirm',
      authorization: `Basic ${Buffer.from(`${CANARY.secretKey}:`).toString('base64')}`,
    },
  ])
})

it('replays a confirm under one key, and keeps a decline under it', async () => {
  const back = authenticated()
  const first = await confirm(back, 'same')
  expect(await confirm(back, 'same')).toEqual(first)
  expect(await confirm(back, 'other')).toMatchObject({ code: 'ALREADY_PROCESSED_PAYMENT' })
})

it('refuses an unknown pair without a call, and wrong keys are seen as such', async () => {
  const before = server.seen.length
  expect(await toss.gateway.lookupByOrderId('order-1', 'test_gck_unknown')).toMatchObject({
    kind: 'refused',
    code: 'KEYS_MISSING',
  })
  expect(server.seen).toHaveLength(before)
  expect(toss.rows).toHaveLength(0)

  const stranger = clientOf({
    baseUrl: server.url,
    keys: { current: async () => null, secretFor: async () => 'test_gsk_stranger00000000000' },
  })
  expect(stranger.health.read()).toEqual({ state: 'not_asked' })
  expect(await stranger.gateway.lookupByOrderId('order-1', CANARY.clientKey)).toMatchObject({
    kind: 'refused',
    code: 'UNAUTHORIZED_KEY',
  })
  expect(stranger.health.read()).toEqual({ state: 'keys_refused' })
})

it('writes every call down before it goes out and every answer after it', async () => {
  const back = authenticated()
  await confirm(back)
  await toss.gateway.lookupByPaymentKey(back.paymentKey, CANARY.clientKey)
  expect(toss.rows).toMatchObject([
    {
      kind: 'confirm',
      orderId: back.orderId,
      refundId: null,
      idempotencyKey: `confirm-${back.orderId}`,
      method: 'POST',
      path: '/v1/payments/confirm',
      request: JSON.stringify({
        paymentKey: back.paymentKey,
        orderId: back.orderId,
        amount: 11_700,
      }),
      answer: { status: 200, error: null, traceId: expect.stringMatching(/^[0-9a-f]{32}/) },
    },
    {
      kind: 'lookup',
      orderId: null,
      idempotencyKey: null,
      method: 'GET',
      path: `/v1/payments/${back.paymentKey}`,
      request: null,
    },
  ])
  expect(JSON.parse(toss.rows[0]!.answer!.body!)).toMatchObject({
    orderName: '3-아메리카노 외 1건',
  })
})
