import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { won } from '#shared/money.ts'
import type { Orders } from '../../src/main/application/ports.ts'
import type { Order } from '../../src/main/domain/order.ts'
import { waitingAccount } from '../support/payments.ts'
import {
  AT,
  cancelOf,
  later,
  newAttempt,
  newOrder,
  openTestStore,
  orderIdOf,
  paymentFor,
  placePaid,
  type TestStore,
} from '../support/store-kit.ts'

let store: TestStore
let paid: Order
beforeEach(async () => {
  store = await openTestStore()
  paid = await placePaid(store.orders)
})
afterEach(() => store.end())

type Request = Parameters<Orders['requestRefund']>[0]
let refunds = 0
const request = (changes: Partial<Request> = {}): Request => {
  refunds += 1
  return {
    id: `refund-${refunds}`,
    orderId: orderIdOf(paid),
    paymentKey: paymentFor(paid).paymentKey,
    idempotencyKey: `cancel-${refunds}`,
    amount: won(3000),
    reason: '변심',
    cause: 'asked',
    lines: [{ lineNo: 2, quantity: 1 }],
    account: null,
    requestedAt: later(1),
    balanceBefore: won(12_000),
    ...changes,
  }
}
const rowOf = async () => (await store.orders.search({}, null, 1)).rows[0]!

describe('requestRefund', () => {
  it('keeps the whole intent before the call', async () => {
    const account = { bankCode: '20', accountNumber: '001012341342', holderName: '박토스' }
    const asked = request({
      account,
      lines: [
        { lineNo: 2, quantity: 1 },
        { lineNo: 1, quantity: 2 },
      ],
    })
    const outcome = await store.orders.requestRefund(asked)
    const refund = {
      ...asked,
      lines: [...asked.lines].reverse(),
      state: 'requested',
      settledAt: null,
      balanceAfter: null,
      transactionKey: null,
      refusal: null,
    }
    expect(outcome).toEqual({ kind: 'requested', refund })
    expect(await store.orders.openRefunds()).toEqual([refund])
    expect((await store.orders.find(orderIdOf(paid)))?.refunds).toEqual([refund])
    // Nothing is given back before Toss says so.
    expect(await rowOf()).toMatchObject({ status: 'paid', refundedAmount: 0 })
  })

  it('knows the same intent again, whatever is asked with it', async () => {
    const asked = request()
    const first = await store.orders.requestRefund(asked)
    const again = await store.orders.requestRefund({
      ...asked,
      amount: won(9000),
      idempotencyKey: 'x',
    })
    expect(again).toEqual({ ...first, kind: 'known' })
    expect(await store.orders.openRefunds()).toHaveLength(1)
  })

  it('lets one of two refunds through at a time, also from two connections', async () => {
    const other = await store.again()
    const outcomes = await Promise.all([
      store.orders.requestRefund(request()),
      other.orders.requestRefund(request()),
    ])
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['other_open', 'requested'])
    expect(await store.orders.openRefunds()).toHaveLength(1)
  })

  it('goes up to the balance and not one won further', async () => {
    const over = await store.orders.requestRefund(
      request({ amount: won(12_001), balanceBefore: won(12_001) }),
    )
    expect(over).toEqual({ kind: 'exceeds_balance', refundable: 12_000 })
    expect(await store.orders.requestRefund(request({ amount: won(12_000) }))).toMatchObject({
      kind: 'requested',
    })
  })

  it('counts what is gone already by Toss’s balance', async () => {
    const newer = paymentFor(paid, {
      balanceAmount: 2000,
      cancels: [cancelOf(10_000, 'elsewhere')],
    })
    await store.orders.updatePayment(orderIdOf(paid), newer, AT)
    expect(await store.orders.requestRefund(request())).toEqual({
      kind: 'exceeds_balance',
      refundable: 2000,
    })
  })

  it('may give a deposit that is still awaited back, but nothing of an unpaid attempt', async () => {
    const placed = await store.orders.place(newOrder(), newAttempt())
    const of = { orderId: orderIdOf(placed), paymentKey: paymentFor(placed).paymentKey }
    await expect(store.orders.requestRefund(request(of))).rejects.toThrow('holds no payment')
    await store.orders.markAwaitingDeposit(
      orderIdOf(placed),
      paymentFor(placed, waitingAccount()),
      AT,
    )
    expect((await store.orders.requestRefund(request(of))).kind).toBe('requested')
    const foreign = { orderId: orderIdOf(placed), paymentKey: 'not-its-payment' }
    await expect(store.orders.requestRefund(request(foreign))).rejects.toThrow('holds no payment')
  })

  it('is held by the file itself too: one open refund for a payment, no amount of nothing', async () => {
    await store.orders.requestRefund(request())
    const insert = (values: string) =>
      store.database.write((queries) =>
        queries.run(`INSERT INTO refund (id, order_id, payment_key, idempotency_key, amount, reason,
          requested_at, balance_before, state) VALUES (${values})`),
      )
    const key = paymentFor(paid).paymentKey
    const at = AT.toISOString()
    const row = (id: string, paymentKey: string, amount: number, balance = 12_000) =>
      `'${id}', '${orderIdOf(paid)}', '${paymentKey}', '${id}', ${amount}, 'x', '${at}', ${balance}, 'requested'`
    await expect(insert(row('second', key, 1))).rejects.toThrow('UNIQUE')
    await expect(insert(row('nothing', 'other', 0))).rejects.toThrow('refund_amount_won')
    await expect(insert(row('too-much', key, 100, 99))).rejects.toThrow('refund_within_balance')
  })
})

describe('settling', () => {
  const done = async (
    amount: number,
    left: number,
    transactionKey: string,
    before: Order = paid,
  ) => {
    const asked = request({ amount: won(amount), balanceBefore: won(left + amount) })
    expect((await store.orders.requestRefund(asked)).kind).toBe('requested')
    const cancels = [...historyOf(before), cancelOf(amount, transactionKey, left)]
    const answer = paymentFor(paid, { balanceAmount: left, cancels })
    return {
      asked,
      answer,
      order: await store.orders.settleRefundDone(asked.id, answer, transactionKey, later(9)),
    }
  }
  const historyOf = (order: Order) => {
    const { state } = order.attempts.at(-1)!
    return state.kind === 'paid' ? state.payment.cancels : []
  }

  it('takes parts and the rest away from the balance until all is given back', async () => {
    const part = await done(3000, 9000, 't1')
    expect(part.order.refunds).toMatchObject([
      {
        state: 'done',
        settledAt: later(9),
        balanceAfter: 9000,
        transactionKey: 't1',
        refusal: null,
      },
    ])
    expect(await rowOf()).toMatchObject({ status: 'partly_refunded', refundedAmount: 3000 })
    expect(await store.orders.summarise({}, 10)).toMatchObject({ netAmount: 9000 })
    const rest = await done(9000, 0, 't2', part.order)
    expect(rest.order.refunds.map(({ balanceAfter }) => balanceAfter)).toEqual([9000, 0])
    expect(await rowOf()).toMatchObject({ status: 'refunded', refundedAmount: 12_000 })
    expect(await store.orders.openRefunds()).toEqual([])
  })

  it('hears the same twice without a change', async () => {
    const { asked, answer, order } = await done(3000, 9000, 't1')
    expect(await store.orders.settleRefundDone(asked.id, answer, 't1', later(99))).toEqual(order)
  })

  it('writes down what was left right after this cancel, though the answer knows later ones', async () => {
    const asked = request()
    await store.orders.requestRefund(asked)
    const answer = paymentFor(paid, {
      balanceAmount: 4000,
      cancels: [cancelOf(3000, 'ours', 9000), cancelOf(5000, 'dashboard', 4000)],
    })
    const order = await store.orders.settleRefundDone(asked.id, answer, 'ours', AT)
    expect(order.refunds[0]).toMatchObject({ balanceAfter: 9000 })
    expect(await rowOf()).toMatchObject({ refundedAmount: 8000 })
  })

  it('counts one cancel of Toss for one refund only', async () => {
    await done(3000, 9000, 't1')
    const asked = request({ balanceBefore: won(9000) })
    await store.orders.requestRefund(asked)
    const answer = paymentFor(paid, { balanceAmount: 9000, cancels: [cancelOf(3000, 't1')] })
    await expect(store.orders.settleRefundDone(asked.id, answer, 't1', AT)).rejects.toThrow(
      'UNIQUE',
    )
    expect(await store.orders.openRefunds()).toHaveLength(1)
  })

  it('frees the payment for another refund when Toss refuses, and keeps why', async () => {
    const asked = request()
    await store.orders.requestRefund(asked)
    const refusal = { code: 'EXCEED_MAX_REFUND_DUE', message: '환불 가능한 기간이 지났습니다.' }
    const order = await store.orders.settleRefundRefused(asked.id, refusal, later(5))
    expect(order.refunds).toMatchObject([{ state: 'refused', refusal, settledAt: later(5) }])
    expect(await store.orders.settleRefundRefused(asked.id, refusal, later(9))).toEqual(order)
    expect(await rowOf()).toMatchObject({ status: 'paid', refundedAmount: 0 })
    expect((await store.orders.requestRefund(request())).kind).toBe('requested')
  })

  it('never turns a refund around', async () => {
    const { asked } = await done(3000, 9000, 't1')
    const refused = store.orders.settleRefundRefused(asked.id, { code: 'X', message: '' }, AT)
    await expect(refused).rejects.toThrow('is done')
    const other = request({ balanceBefore: won(9000) })
    await store.orders.requestRefund(other)
    await store.orders.settleRefundRefused(other.id, { code: 'X', message: '' }, AT)
    const turned = store.orders.settleRefundDone(other.id, paymentFor(paid), 't9', AT)
    await expect(turned).rejects.toThrow('is refused')
    await expect(
      store.orders.settleRefundRefused('nothing', { code: 'X', message: '' }, AT),
    ).rejects.toThrow('no refund')
  })
})

it('lists open refunds of all orders, oldest first', async () => {
  const ids: string[] = []
  for (const at of [3, 1, 2]) {
    paid = await placePaid(store.orders)
    const asked = request({ requestedAt: later(at), lines: [] })
    await store.orders.requestRefund(asked)
    ids.push(asked.id)
  }
  const open = await store.orders.openRefunds()
  expect(open.map(({ id }) => id)).toEqual([ids[1], ids[2], ids[0]])
})
