import SqliteDatabase, { type Database } from 'better-sqlite3'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { won } from '#shared/money.ts'
import { ATTEMPT_STATES, type AttemptStateKind, REFUND_STATES } from '#shared/vocabulary.ts'
import { createCashOrders } from '../../src/main/adapters/db/cash-writes.ts'
import { seedCatalogue } from '../../src/main/adapters/db/catalogue.ts'
import { createTossJournal } from '../../src/main/adapters/db/toss-journal.ts'
import { mayMove } from '../../src/main/domain/attempt.ts'
import type { Order } from '../../src/main/domain/order.ts'
import { call } from '../support/journal-kit.ts'
import { waitingAccount } from '../support/payments.ts'
import {
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
/** Somebody with the file and plain SQLite: no repository, no pragma of ours, only the file's own rules. */
let raw: Database
beforeEach(async () => {
  store = await openTestStore()
  raw = new SqliteDatabase(store.places.file)
})
afterEach(async () => {
  raw.close()
  await store.end()
})

const dropGuard = (name: string) => raw.exec(`DROP TRIGGER guard_${name}`)
/** The statement is refused by this guard, and by nothing else: without it, it runs. */
function expectOnly(guard: string, why: RegExp, statement: string): void {
  expect(() => raw.exec(statement)).toThrow(why)
  raw.exec('SAVEPOINT without_guard')
  dropGuard(guard)
  raw.exec(statement)
  raw.exec('ROLLBACK TO without_guard; RELEASE without_guard')
  expect(() => raw.exec(statement)).toThrow(why)
}
const AT = '2026-11-23T03:00:00.000Z'

describe('a state that doesn’t follow from the last', () => {
  /** An attempt with all columns that any state may ask for. */
  async function attemptIn(state: AttemptStateKind): Promise<string> {
    const orderId = orderIdOf(await store.orders.place(newOrder(), newAttempt()))
    raw.exec(`UPDATE attempt SET payment_key = 'pay-${orderId}', idempotency_key = 'idem-${orderId}',
      returned_at = '${AT}', reason_code = 'X' WHERE order_id = '${orderId}'`)
    if (state === 'awaiting_payment') return orderId
    raw.exec(`UPDATE attempt SET state = '${state === 'cancelled' ? 'awaiting_deposit' : 'confirming'}'
      WHERE order_id = '${orderId}'`)
    if (state !== 'confirming') {
      raw.exec(`UPDATE attempt SET state = '${state}' WHERE order_id = '${orderId}'`)
    }
    return orderId
  }

  it.each(ATTEMPT_STATES)('is refused for an attempt in %s, as the domain says', async (from) => {
    const refused: string[] = []
    for (const to of ATTEMPT_STATES) {
      const orderId = await attemptIn(from)
      try {
        raw.exec(`UPDATE attempt SET state = '${to}' WHERE order_id = '${orderId}'`)
      } catch (error) {
        refused.push(`${to}: ${/never/.test(String(error))}`)
      }
    }
    expect(refused).toEqual(
      // Nothing was deposited here, so a paid one stays paid: see the next test.
      ATTEMPT_STATES.filter((to) => to !== from && (from === 'paid' || !mayMove(from, to))).map(
        (to) => `${to}: true`,
      ),
    )
  })

  it.each(['awaiting_deposit', 'cancelled'] as const)(
    'undoes nothing that was paid, %s, but a deposit into a virtual account',
    async (to) => {
      const back = (order: Order) =>
        raw.exec(`UPDATE attempt SET state = '${to}' WHERE order_id = '${orderIdOf(order)}'`)
      const byCard = await placePaid(store.orders)
      expect(() => back(byCard)).toThrow('never undone')
      const deposited = {
        ...waitingAccount(),
        status: 'DONE',
        approvedAt: '2026-11-23T12:00:00+09:00',
      }
      const byDeposit = await placePaid(store.orders, {}, deposited)
      expect(() => back(byDeposit)).not.toThrow()
    },
  )

  it('is refused for a new attempt that hasn’t begun', async () => {
    const placed = await store.orders.place(newOrder(), newAttempt())
    // One that took nothing, so that another may follow.
    await store.orders.markCancelled(orderIdOf(placed), null, new Date(AT))
    const insert = (state: string, no: number) =>
      `INSERT INTO attempt SELECT 'new-${state}-${no}', order_seq, ${no}, 'new-ref-${state}', amount, order_name,
        client_key, started_at, changed_at, '${state}', 'new-pay', 'new-idem', '${AT}', 'X', ''
        FROM attempt WHERE order_id = '${orderIdOf(placed)}'`
    for (const state of ATTEMPT_STATES.filter((one) => one !== 'awaiting_payment')) {
      expectOnly('attempt_begins', /begins by awaiting/, insert(state, 2))
    }
    raw.exec(insert('awaiting_payment', 2))
  })

  it('is refused for a refund: begun as done, back again, or on after its end', async () => {
    const order = await placePaid(store.orders)
    expectOnly('refund_begins', /begins by being requested/, refundRow(order, 'a', 10, 'done'))
    expectOnly('refund_begins', /begins by being requested/, refundRow(order, 'a', 10, 'refused'))
    for (const end of ['done', 'refused'] as const) {
      raw.exec(refundRow(order, end, 10))
      raw.exec(settleRefund(end, end))
      for (const to of REFUND_STATES.filter((state) => state !== end)) {
        expect(() => raw.exec(settleRefund(end, to)), `${end} → ${to}`).toThrow(/never/)
      }
    }
    // Two guards hold this one: either alone is enough.
    dropGuard('refund_settled')
    expect(() => raw.exec(settleRefund('done', 'requested'))).toThrow('never follows')
  })
})

it('tenders never exceed the order, nor cash refunds their tender', async () => {
  const cashOrders = createCashOrders(store.database)
  const taken = await cashOrders.takeCash(
    { order: newOrder() },
    {
      intentId: 'one',
      suffix: 'CASH',
      amount: won(5000),
      received: won(5000),
      takenAt: new Date(AT),
    },
  )
  if (taken.kind !== 'taken') throw new Error(taken.kind)
  const { id } = taken.tender
  const cash = (no: number, amount: number) =>
    `INSERT INTO cash_tender SELECT 'cash-${no}', order_seq, ${no}, 'i${no}', ${amount}, ${amount}, taken_at
      FROM cash_tender WHERE id = '${id}'`
  expectOnly('cash_tender_within', /never exceed the order/, cash(2, 7001))
  const attempt = (amount: number) =>
    `INSERT INTO attempt SELECT 'x-${amount}', order_seq, 2, 'r-${amount}', ${amount}, 'x', 'ck', taken_at, taken_at,
      'awaiting_payment', NULL, NULL, NULL, NULL, NULL FROM cash_tender WHERE id = '${id}'`
  expectOnly('attempt_within', /never exceed the order/, attempt(7001))
  raw.exec(attempt(7000))
  expect(() => raw.exec(cash(3, 1))).toThrow('never exceed the order')
  const back = (no: number, amount: number) =>
    `INSERT INTO cash_refund VALUES ('back-${no}', '${id}', ${amount}, 'x', '${AT}')`
  expectOnly('cash_refund_within', /never exceed what was taken/, back(1, 5001))
  raw.exec(back(2, 3000))
  expect(() => raw.exec(back(3, 2001))).toThrow('never exceed what was taken')
  expect(() => raw.exec(`UPDATE cash_tender SET amount = 1`)).toThrow('never changes')
})

type Placed = Awaited<ReturnType<typeof placePaid>>
const refundRow = (
  order: Placed,
  id: string,
  amount: number,
  state = 'requested',
  { cause = 'asked', balance = 12_000, key = paymentFor(order).paymentKey } = {},
) => {
  const ended = {
    requested: 'NULL, NULL, NULL, NULL, NULL',
    done: `'${AT}', 0, NULL, NULL, NULL`,
    refused: `'${AT}', NULL, NULL, 'X', NULL`,
  }[state]
  return `INSERT INTO refund (id, order_id, payment_key, idempotency_key, amount, reason, cause, requested_at,
      balance_before, state, settled_at, balance_after, transaction_key, refusal_code, refusal_message)
    VALUES ('${id}', '${orderIdOf(order)}', '${key}', 'idem-${id}', ${amount}, '변심', '${cause}', '${AT}',
      ${balance}, '${state}', ${ended})`
}
const settleRefund = (id: string, state: string) => {
  const ended = {
    requested: 'settled_at = NULL, balance_after = NULL, refusal_code = NULL',
    done: `settled_at = '${AT}', balance_after = 0, refusal_code = NULL`,
    refused: `settled_at = '${AT}', balance_after = NULL, refusal_code = 'X'`,
  }[state]
  return `UPDATE refund SET state = '${state}', ${ended} WHERE id = '${id}'`
}

describe('refunds that exceed what was paid', () => {
  it('are refused to the won, counting what is done and what is under way, not what Toss refused', async () => {
    const order = await placePaid(store.orders)
    const tooMuch = /never exceed what was paid/
    expectOnly(
      'refund_within_paid',
      tooMuch,
      refundRow(order, 'all', 12_001, 'requested', { balance: 99_999 }),
    )
    raw.exec(refundRow(order, 'refused', 9000))
    raw.exec(settleRefund('refused', 'refused'))
    raw.exec(refundRow(order, 'done', 5000))
    raw.exec(settleRefund('done', 'done'))
    expectOnly('refund_within_paid', tooMuch, refundRow(order, 'more', 7001))
    raw.exec(refundRow(order, 'rest', 7000))
    // The one under way counts too; only here the rule of one open refund would hold it as well.
    raw.exec('DROP INDEX refund_one_open')
    expectOnly('refund_within_paid', tooMuch, refundRow(order, 'one', 1))
  })

  it('are refused against the balance they start from, and where nothing was paid', async () => {
    const order = await placePaid(store.orders)
    expect(() => raw.exec(refundRow(order, 'a', 501, 'requested', { balance: 500 }))).toThrow(
      'refund_within_balance',
    )
    const unpaid = await store.orders.place(newOrder(), newAttempt())
    expectOnly('refund_within_paid', /never exceed/, refundRow(unpaid, 'b', 1))
    expectOnly(
      'refund_within_paid',
      /never exceed/,
      refundRow(order, 'c', 1, 'requested', { key: 'not-its-payment' }),
    )
  })

  it('are limited by the first balance where Toss took another amount than ours', async () => {
    const placed = await store.orders.place(newOrder(), newAttempt())
    const differing = { cause: 'amount_differs', balance: 13_000 }
    raw.exec(refundRow(placed, 'part', 5000, 'requested', differing))
    raw.exec(settleRefund('part', 'done'))
    expectOnly(
      'refund_within_paid',
      /never exceed/,
      refundRow(placed, 'over', 8001, 'requested', differing),
    )
    raw.exec(refundRow(placed, 'rest', 8000, 'requested', differing))
  })
})

describe('a second payment for one attempt', () => {
  it('is refused, while it is paid and while a deposit is awaited', async () => {
    const paid = await placePaid(store.orders)
    const waiting = await store.orders.place(newOrder(), newAttempt())
    await store.orders.markAwaitingDeposit(orderIdOf(waiting), paymentFor(waiting), later(1))
    for (const order of [paid, waiting]) {
      expectOnly(
        'attempt_one_payment',
        /second payment/,
        `UPDATE attempt SET payment_key = 'second' WHERE order_id = '${orderIdOf(order)}'`,
      )
      expectOnly(
        'payment_facts',
        /by which payment, never changes/,
        `UPDATE payment SET payment_key = 'second' WHERE order_id = '${orderIdOf(order)}'`,
      )
    }
    expectOnly('payment_facts', /never changes/, 'UPDATE payment SET total_amount = 24000')
    raw.exec('DROP TRIGGER guard_payment_delete')
    raw.exec('DELETE FROM payment')
    expectOnly(
      'payment_of_attempt',
      /second payment/,
      `INSERT INTO payment VALUES ('${orderIdOf(paid)}', 'second', 'DONE', NULL, 'KRW', 12000, 12000, NULL, NULL,
        '${AT}', '{}', '{}')`,
    )
  })
})

describe('a fractional amount', () => {
  it('is refused by the column where it is ours, and by a guard where it is Toss’s in won', async () => {
    const order = await placePaid(store.orders)
    const insert = refundRow(order, 'a', 10.5)
    expect(() => raw.exec(insert)).toThrow('cannot store REAL value in INTEGER column')
    for (const column of ['total_amount', 'balance_amount']) {
      const halves = `UPDATE payment SET ${column} = ${column} - 0.5`
      expect(() => raw.exec(halves)).toThrow(/never changes|no fractions/)
    }
    expectOnly('payment_stays_whole', /no fractions/, 'UPDATE payment SET balance_amount = 0.5')
    // A foreign currency has them.
    const abroad = await store.orders.place(newOrder(), newAttempt())
    const row = (currency: string, amount: number) =>
      `INSERT INTO payment VALUES ('${orderIdOf(abroad)}', 'abroad', 'DONE', NULL, '${currency}', ${amount}, 1,
        NULL, NULL, '${AT}', '{}', '{}')`
    expectOnly('payment_whole', /no fractions/, row('KRW', 10.25))
    raw.exec(row('USD', 10.25))
  })
})

describe('the catalogue', () => {
  it('keeps every product, every category and every price that was', async () => {
    await seedCatalogue(store.database, {
      categories: [{ id: 'coffee', nameKo: '커피', nameEn: 'Coffee' }],
      products: [
        {
          id: 'latte',
          name: '카페라떼',
          price: 4500,
          categoryId: 'coffee',
          taxType: 'taxable',
          barcode: null,
          picture: null,
          isFavourite: false,
        },
      ],
    })
    raw.exec(`INSERT INTO price_change (product_id, at, from_price, to_price)
      VALUES ('latte', '${AT}', 4500, 5000)`)
    expectOnly('price_change_update', /never changes/, 'UPDATE price_change SET to_price = 1')
    expectOnly('price_change_delete', /never deleted/, 'DELETE FROM price_change')
    raw.pragma('foreign_keys = OFF')
    expectOnly('product_delete', /never deleted/, 'DELETE FROM product')
    expectOnly('category_delete', /never deleted/, 'DELETE FROM category')
  })
})

describe('a journal row', () => {
  it('is refused where its number isn’t the next, also after rows were taken away', async () => {
    const journal = createTossJournal(store.database)
    await journal.begin(call())
    await journal.begin(call({ idempotencyKey: 'another' }))
    const row = (seq: number) =>
      `INSERT INTO journal (seq, entry, kind, method, path, at, hash)
        VALUES (${seq}, 'call', 'lookup', 'GET', '/', '${AT}', '${'a'.repeat(64)}')`
    expectOnly('journal_next', /row after row/, row(4))
    expectOnly('journal_next', /row after row/, row(1_000))
    dropGuard('journal_delete')
    raw.exec('DELETE FROM journal')
    // The numbers that are missing stay missing: the till goes on after them.
    expectOnly('journal_next', /row after row/, row(1))
    expectOnly('journal_next', /row after row/, row(2))
    expect(await journal.begin(call())).toBe(3)
  })
})

it('REPLACE puts no row out of the way on the till’s own connection', async () => {
  const order = await placePaid(store.orders, {}, { cancels: [cancelOf(1, 't')] })
  const statements = [
    `REPLACE INTO orders SELECT * FROM orders`,
    `REPLACE INTO payment SELECT * FROM payment`,
    `REPLACE INTO order_line SELECT * FROM order_line`,
  ]
  for (const statement of statements) {
    const write = store.database.write((queries) => queries.run(sql.raw(statement)))
    await expect(write).rejects.toThrow('never deleted')
  }
  expect(await store.orders.findByNumber(order.number)).toEqual(order)
  expect(order.totalAmount).toBe(won(12_000))
})
