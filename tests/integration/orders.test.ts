import { isDeepStrictEqual } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { won } from '#shared/money.ts'
import { ATTEMPT_STATES, type AttemptStateKind } from '#shared/vocabulary.ts'
import { mayMove } from '../../src/main/domain/attempt.ts'
import type { Order } from '../../src/main/domain/order.ts'
import { waitingAccount } from '../support/payments.ts'
import {
  AT,
  cancelOf,
  later,
  line,
  newAttempt,
  newOrder,
  openTestStore,
  orderIdOf,
  paymentFor,
  placePaid,
  type TestStore,
} from '../support/store-kit.ts'

let store: TestStore
beforeEach(async () => {
  store = await openTestStore()
})
afterEach(() => store.end())

const intent = (paymentKey: string) => ({
  paymentKey,
  idempotencyKey: `confirm:${paymentKey}`,
  returnedAt: later(1000),
})
const reason = { code: 'REJECT_CARD_PAYMENT', message: '한도초과' }
const stateOf = (order: Order) => order.attempts.at(-1)!.state
const statusOf = async (order: Order) =>
  (await store.orders.search({ text: order.number }, null, 1)).rows[0]!.status

describe('place', () => {
  it('keeps the order, its lines and its attempt as they were given', async () => {
    const placed = await store.orders.place(
      newOrder(),
      newAttempt({ ref: 'the-ref', suffix: 'A1B2' }),
    )
    expect(placed).toEqual({
      number: '0001-000001',
      businessDay: '2026-11-23',
      createdAt: AT,
      orderName: 'cafe-latte-카페 라떼',
      totalAmount: 12_000,
      discount: 0,
      discountReason: null,
      approvedBy: null,
      serving: 'here',
      lines: newOrder().lines,
      attempts: [
        {
          orderId: '20261123-0001-000001-A1B2',
          ref: 'the-ref',
          amount: 12_000,
          orderName: 'cafe-latte-카페 라떼',
          clientKey: 'test_gck_test',
          startedAt: AT,
          changedAt: AT,
          state: { kind: 'awaiting_payment' },
        },
      ],
      refunds: [],
      cash: [],
      cashRefunds: [],
      cashReceipts: [],
    })
    expect(await store.orders.find('20261123-0001-000001-A1B2')).toEqual(placed)
    expect(await store.orders.findByNumber('0001-000001')).toEqual(placed)
    expect(await store.orders.findAttempt('20261123-0001-000001-A1B2')).toEqual(placed.attempts[0])
    expect(await store.orders.findAttemptByRef('the-ref')).toEqual(placed.attempts[0])
  })

  it('finds nothing where there is nothing', async () => {
    expect(await store.orders.find('nothing')).toBeNull()
    expect(await store.orders.findByNumber('0001-000009')).toBeNull()
    expect(await store.orders.findAttempt('nothing')).toBeNull()
    expect(await store.orders.findAttemptByRef('nothing')).toBeNull()
  })

  it('numbers orders without gaps, also from two connections at once', async () => {
    const other = await store.again()
    const placed = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        (n % 2 === 0 ? store : other).orders.place(newOrder(), newAttempt()),
      ),
    )
    expect(placed.map(({ number }) => number).sort()).toEqual(
      Array.from({ length: 20 }, (_, n) => `0001-${String(n + 1).padStart(6, '0')}`),
    )
  })

  it('keeps nothing of an order that breaks a rule', async () => {
    const first = newAttempt()
    await store.orders.place(newOrder(), first)
    const bad = [
      [newOrder(), newAttempt({ ref: first.ref })],
      [newOrder({ lines: [line({ amount: won(1) })] }), newAttempt()],
      [newOrder({ lines: [line(), line()] }), newAttempt()],
      [newOrder({ totalAmount: 1.5 as never }), newAttempt()],
      [newOrder({ totalAmount: -1 as never }), newAttempt()],
      [newOrder({ totalAmount: 10_000_000_000 as never }), newAttempt()],
      [newOrder({ businessDay: 'today' }), newAttempt()],
    ] as const
    for (const [order, attempt] of bad) {
      await expect(store.orders.place(order, attempt)).rejects.toThrow(/constraint|cannot store/)
    }
    expect((await store.orders.summarise({}, 10)).count).toBe(1)
    expect(await store.orders.unsettledAttempts()).toHaveLength(1)
  })
})

describe('beginConfirm', () => {
  it('keeps paymentKey and idempotency key before the call', async () => {
    const orderId = orderIdOf(await store.orders.place(newOrder(), newAttempt()))
    const attempt = await store.orders.beginConfirm(orderId, intent('key-1'))
    expect(attempt).toMatchObject({
      orderId,
      changedAt: later(1000),
      state: { kind: 'confirming', ...intent('key-1') },
    })
    expect(await store.orders.findAttempt(orderId)).toEqual(attempt)
    expect(await statusOf((await store.orders.find(orderId))!)).toBe('confirming')
  })

  it('is given to one of two returns only, and the first key stays', async () => {
    const orderId = orderIdOf(await store.orders.place(newOrder(), newAttempt()))
    const other = await store.again()
    const outcomes = await Promise.all([
      store.orders.beginConfirm(orderId, intent('key-1')),
      other.orders.beginConfirm(orderId, { ...intent('key-1'), idempotencyKey: 'second' }),
    ])
    expect(outcomes.filter((outcome) => outcome !== null)).toHaveLength(1)
    expect((await store.orders.findAttempt(orderId))?.state).toMatchObject(intent('key-1'))
    expect(await store.orders.beginConfirm('nothing', intent('key-2'))).toBeNull()
  })

  it('isn’t given for a payment that has already paid another order', async () => {
    const paid = await placePaid(store.orders)
    const orderId = orderIdOf(await store.orders.place(newOrder(), newAttempt()))
    const replayed = intent(paymentFor(paid).paymentKey)
    expect(await store.orders.beginConfirm(orderId, replayed)).toBeNull()
    expect((await store.orders.findAttempt(orderId))?.state).toEqual({ kind: 'awaiting_payment' })
  })

  it('can’t be kept away from its own order by another one that claims its payment first', async () => {
    const thief = orderIdOf(await store.orders.place(newOrder(), newAttempt()))
    const owner = orderIdOf(await store.orders.place(newOrder(), newAttempt()))
    await store.orders.beginConfirm(thief, intent('key-owner'))
    const own = { ...intent('key-owner'), idempotencyKey: 'own' }
    expect(await store.orders.beginConfirm(owner, own)).not.toBeNull()
  })
})

describe('outcomes', () => {
  it('keeps the payment whole, in every state that has one', async () => {
    const outcomes = {
      paid: (o: Order) => store.orders.markPaid(orderIdOf(o), paymentFor(o), later(5)),
      awaiting_deposit: (o: Order) =>
        store.orders.markAwaitingDeposit(orderIdOf(o), paymentFor(o, waitingAccount()), later(5)),
      declined: (o: Order) =>
        store.orders.markDeclined(
          orderIdOf(o),
          reason,
          paymentFor(o, { status: 'ABORTED' }),
          later(5),
        ),
      expired: (o: Order) =>
        store.orders.markExpired(orderIdOf(o), paymentFor(o, { status: 'EXPIRED' }), later(5)),
    }
    for (const [kind, mark] of Object.entries(outcomes)) {
      const moved = await mark(await store.orders.place(newOrder(), newAttempt()))
      const state = stateOf(moved)
      expect(state.kind).toBe(kind)
      expect(moved.attempts[0]!.changedAt).toEqual(later(5))
      const kept = 'payment' in state ? state.payment : null
      expect(kept).toMatchObject({ orderId: orderIdOf(moved), raw: { secret: 'ps_canary' } })
      expect(await store.orders.find(orderIdOf(moved))).toEqual(moved)
      expect(await statusOf(moved)).toBe(kind)
    }
  })

  it('keeps an odd payment as it is: decimals, foreign money, nested pieces, unknown words', async () => {
    const placed = await store.orders.place(newOrder(), newAttempt())
    const odd = paymentFor(placed, {
      currency: 'USD',
      totalAmount: 10.25,
      balanceAmount: 10.25,
      status: 'NEW_STATUS',
      cancels: [cancelOf(1.5, 't1')],
      raw: { deep: { list: [1, null, '한글 🧾', { x: true }] }, __proto__: null },
    })
    const kept = await store.orders.markDeclined(orderIdOf(placed), reason, odd, AT)
    expect(stateOf(kept)).toEqual({ kind: 'declined', reason, payment: odd })
  })

  it('moves only where the domain allows it, from every state to every state', async () => {
    const to: Record<AttemptStateKind, (order: Order) => Promise<unknown>> = {
      awaiting_payment: () => Promise.resolve(),
      confirming: (o) => store.orders.beginConfirm(orderIdOf(o), intent(paymentFor(o).paymentKey)),
      // By a deposit: the only kind of payment that can be undone.
      paid: (o) =>
        store.orders.markPaid(
          orderIdOf(o),
          paymentFor(o, { ...waitingAccount(), status: 'DONE' }),
          AT,
        ),
      awaiting_deposit: (o) =>
        store.orders.markAwaitingDeposit(orderIdOf(o), paymentFor(o, waitingAccount()), AT),
      declined: (o) => store.orders.markDeclined(orderIdOf(o), reason, null, AT),
      cancelled: (o) => store.orders.markCancelled(orderIdOf(o), reason, AT),
      expired: (o) => store.orders.markExpired(orderIdOf(o), null, AT),
    }
    for (const from of ATTEMPT_STATES) {
      for (const next of ATTEMPT_STATES) {
        if (next === 'awaiting_payment') continue
        const order = await store.orders.place(newOrder(), newAttempt())
        await to[from](order)
        const before = (await store.orders.find(orderIdOf(order)))!
        expect(stateOf(before).kind).toBe(from)
        const moved = await to[next](order).catch(() => null)
        const after = (await store.orders.find(orderIdOf(order)))!
        const expected = mayMove(from, next) ? next : from
        expect([from, next, stateOf(after).kind]).toEqual([from, next, expected])
        // The same outcome heard twice is fine; any other wrong move is a bug, and said so.
        const isSilent = mayMove(from, next) || (from === next && next !== 'confirming')
        expect([from, next, moved !== null]).toEqual([from, next, isSilent])
        expect(isDeepStrictEqual(after, before)).toBe(expected === from)
      }
    }
  })

  it('refuses a payment of another order, and another payment for a paid one', async () => {
    const placed = await store.orders.place(newOrder(), newAttempt())
    const foreign = paymentFor(placed, { orderId: 'another-order' })
    await expect(store.orders.markPaid(orderIdOf(placed), foreign, AT)).rejects.toThrow(
      'another-order',
    )
    expect(stateOf((await store.orders.find(orderIdOf(placed)))!).kind).toBe('awaiting_payment')

    const paid = await placePaid(store.orders)
    const second = paymentFor(paid, { paymentKey: 'second-payment' })
    await expect(store.orders.markPaid(orderIdOf(paid), second, AT)).rejects.toThrow('paid')
    const same = await store.orders.place(newOrder(), newAttempt())
    const reused = paymentFor(same, { paymentKey: paymentFor(paid).paymentKey })
    await expect(store.orders.markPaid(orderIdOf(same), reused, AT)).rejects.toThrow('UNIQUE')
  })
})

describe('updatePayment', () => {
  it('follows the balance: paid, partly refunded, refunded', async () => {
    const paid = await placePaid(store.orders)
    const orderId = orderIdOf(paid)
    const seen: [string, number][] = []
    const cancels = [cancelOf(2000, 't1'), cancelOf(10_000, 't2')]
    for (const [count, balanceAmount] of [12_000, 10_000, 0].entries()) {
      const newer = paymentFor(paid, { balanceAmount, cancels: cancels.slice(0, count) })
      await store.orders.updatePayment(orderId, newer, later(count))
      const row = (await store.orders.search({}, null, 1)).rows[0]!
      seen.push([row.status, row.refundedAmount])
    }
    expect(seen).toEqual([
      ['paid', 0],
      ['partly_refunded', 2000],
      ['refunded', 12_000],
    ])
  })

  it('leaves out an answer that was overtaken by a cancel', async () => {
    const paid = await placePaid(store.orders)
    const after = paymentFor(paid, { balanceAmount: 2000, cancels: [cancelOf(10_000, 't1')] })
    await store.orders.updatePayment(orderIdOf(paid), after, AT)
    const order = await store.orders.updatePayment(orderIdOf(paid), paymentFor(paid), AT)
    expect(stateOf(order)).toEqual({ kind: 'paid', payment: after })
  })

  it('throws where there is no payment', async () => {
    const placed = await store.orders.place(newOrder(), newAttempt())
    const update = store.orders.updatePayment(orderIdOf(placed), paymentFor(placed), AT)
    await expect(update).rejects.toThrow('awaiting_payment')
  })
})

describe('placeAttempt', () => {
  it('follows only where it is certain that no money was taken', async () => {
    const placed = await store.orders.place(newOrder(), newAttempt())
    await expect(store.orders.placeAttempt(placed.number, newAttempt())).rejects.toThrow(
      'awaiting_payment',
    )
    await store.orders.markDeclined(orderIdOf(placed), reason, null, AT)
    const again = await store.orders.placeAttempt(placed.number, newAttempt({ suffix: 'ZZZZ' }))
    expect(again.attempts.map(({ state }) => state.kind)).toEqual(['declined', 'awaiting_payment'])
    expect(orderIdOf(again)).toBe('20261123-0001-000001-ZZZZ')
    expect(await statusOf(again)).toBe('awaiting_payment')
    await store.orders.markPaid(orderIdOf(again), paymentFor(again), AT)
    await expect(store.orders.placeAttempt(placed.number, newAttempt())).rejects.toThrow('paid')
    await expect(store.orders.placeAttempt('0001-000099', newAttempt())).rejects.toThrow('no order')
    // Either orderId finds the one order.
    expect(await store.orders.find(orderIdOf(placed))).toEqual(
      await store.orders.find(orderIdOf(again)),
    )
  })
})

it('lists what isn’t settled yet, oldest first', async () => {
  const ids: string[] = []
  for (const at of [3, 1, 2, 4]) {
    const placed = await store.orders.place(newOrder(), newAttempt({ startedAt: later(at) }))
    ids.push(orderIdOf(placed))
  }
  await store.orders.beginConfirm(ids[0]!, intent('key-a'))
  const waiting = (await store.orders.find(ids[1]!))!
  await store.orders.markAwaitingDeposit(ids[1]!, paymentFor(waiting, waitingAccount()), AT)
  await store.orders.markCancelled(ids[3]!, null, AT)
  const open = await store.orders.unsettledAttempts()
  expect(open.map(({ orderId, state }) => [orderId, state.kind])).toEqual([
    [ids[1], 'awaiting_deposit'],
    [ids[2], 'awaiting_payment'],
    [ids[0], 'confirming'],
  ])
})
