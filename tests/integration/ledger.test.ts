import { type SQL, sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { won } from '#shared/money.ts'
import { movedBetween } from '../../src/main/adapters/db/ledger.ts'
import type { Queries } from '../../src/main/adapters/db/open-database.ts'
import type { NewOrder } from '../../src/main/application/ports.ts'
import { spanOfDays } from '../../src/main/domain/business-day.ts'
import type { Order } from '../../src/main/domain/order.ts'
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
import { seoul } from '../support/ledgers.ts'
import { waitingAccount } from '../support/payments.ts'

let store: TestStore
beforeEach(async () => {
  store = await openTestStore()
})
afterEach(() => store.end())

const HOUR = 3_600_000
/** AT is noon in Seoul on the 23rd. */
const day = spanOfDays('2026-11-23', '2026-11-23', 4)
const paidAt = (at: Date, order: Partial<NewOrder> = {}) =>
  placePaid(store.orders, order, { approvedAt: seoul(at) })
const begun = async (startedAt: Date) => store.orders.place(newOrder(), newAttempt({ startedAt }))
const confirming = async (startedAt: Date) => {
  const order = await begun(startedAt)
  await store.orders.beginConfirm(orderIdOf(order), {
    paymentKey: `key-${orderIdOf(order)}`,
    idempotencyKey: `confirm-${orderIdOf(order)}`,
    returnedAt: startedAt,
  })
  return order
}
const refund = (order: Order, id: string, requestedAt: Date) =>
  store.orders.requestRefund({
    id,
    orderId: orderIdOf(order),
    paymentKey: `key-${orderIdOf(order)}`,
    idempotencyKey: `cancel-${id}`,
    amount: won(1000),
    reason: '변심',
    cause: 'asked',
    lines: [],
    account: null,
    requestedAt,
    balanceBefore: order.totalAmount,
  })

describe('what moved in a span', () => {
  it('is what was approved in it, whenever it was ordered, edges as spans have them', async () => {
    const inside = [
      await paidAt(day.from),
      await paidAt(AT, { businessDay: '2026-11-20' }),
      await paidAt(new Date(day.to.getTime() - 1000)),
    ]
    await paidAt(new Date(day.from.getTime() - 1000))
    await paidAt(day.to)
    expect([...(await store.orders.movedBetween(day))].toSorted()).toEqual(
      inside.map(orderIdOf).toSorted(),
    )
  })

  it('is what was begun in it and isn’t settled', async () => {
    const open = [await begun(AT), await confirming(AT)]
    await confirming(new Date(day.to.getTime() + HOUR))
    const declined = await begun(AT)
    await store.orders.markDeclined(orderIdOf(declined), { code: 'X', message: '' }, null, AT)
    expect([...(await store.orders.movedBetween(day))].toSorted()).toEqual(
      open.map(orderIdOf).toSorted(),
    )
  })

  it('is what a refund was under way for, also of an old sale', async () => {
    const old = new Date(AT.getTime() - 30 * 24 * HOUR)
    const [open, done, before] = [await paidAt(old), await paidAt(old), await paidAt(old)]
    await refund(open, 'open', later(0))
    await refund(done, 'done', later(-40 * HOUR))
    const settle = (order: Order, id: string, at: Date) =>
      store.orders.settleRefundDone(
        id,
        paymentFor(order, {
          approvedAt: seoul(old),
          balanceAmount: order.totalAmount - 1000,
          cancels: [cancelOf(1000, `t-${id}`)],
        }),
        `t-${id}`,
        at,
      )
    await settle(done, 'done', later(HOUR))
    await refund(before, 'before', later(-40 * HOUR))
    await settle(before, 'before', later(-39 * HOUR))
    expect([...(await store.orders.movedBetween(day))].toSorted()).toEqual(
      [open, done].map(orderIdOf).toSorted(),
    )
  })

  it('is found by indexes, not by reading every payment', async () => {
    const plan = await store.database.read((queries) => {
      const steps: { detail: string }[] = []
      const watched = Object.create(queries) as Queries
      watched.all = <T>(query: SQL | string) => {
        steps.push(...queries.all<{ detail: string }>(sql`EXPLAIN QUERY PLAN ${query as SQL}`))
        return queries.all<T>(query)
      }
      movedBetween(watched, day)
      return steps.map(({ detail }) => detail).join('\n')
    })
    expect(plan).toMatch(/SEARCH payment USING (COVERING )?INDEX payment_approved_at/)
    expect(plan).toMatch(/SEARCH attempt USING (COVERING )?INDEX attempt_unsettled/)
    expect(plan).not.toMatch(/SCAN (payment|attempt)/)
  })
})

describe('the ledger', () => {
  it('gives each attempt as Toss can be asked about it', async () => {
    const sold = await paidAt(AT)
    await refund(sold, 'r1', later(HOUR))
    const open = await confirming(AT)
    const account = await begun(AT)
    await store.orders.markAwaitingDeposit(
      orderIdOf(account),
      paymentFor(account, waitingAccount()),
      AT,
    )
    const ids = [sold, open, account].map(orderIdOf)
    const entries = await store.orders.ledgerOf([...ids, 'unknown-order'])
    const by = new Map(entries.map((one) => [one.orderId, one]))
    expect([...by.keys()].toSorted()).toEqual(ids.toSorted())
    expect(by.get(ids[0]!)).toEqual({
      orderId: ids[0],
      number: sold.number,
      clientKey: 'test_gck_test',
      startedAt: AT,
      changedAt: later(60_000),
      state: 'paid',
      paymentKey: `key-${ids[0]}`,
      payment: expect.objectContaining({ totalAmount: sold.totalAmount, approvedAt: seoul(AT) }),
      openRefunds: [{ id: 'r1', amount: 1000, requestedAt: later(HOUR) }],
    })
    expect(by.get(ids[0]!)?.payment).not.toHaveProperty('raw')
    expect(by.get(ids[1]!)).toMatchObject({
      state: 'confirming',
      paymentKey: `key-${ids[1]}`,
      payment: null,
    })
    expect(by.get(ids[2]!)).toMatchObject({
      state: 'awaiting_deposit',
      payment: { status: 'WAITING_FOR_DEPOSIT' },
    })
  })

  it('is read in pieces, and whole', async () => {
    const ids: string[] = []
    for (let n = 0; n < 7; n++) ids.push(orderIdOf(await paidAt(AT)))
    // Longer than one piece, with what isn't there between.
    const asked = Array.from({ length: 1200 }, (_, n) =>
      n % 200 === 0 ? ids[n / 200]! : `no-${n}`,
    )
    expect((await store.orders.ledgerOf(asked)).map(({ orderId }) => orderId).toSorted()).toEqual(
      ids.slice(0, 6).toSorted(),
    )
  })
})
