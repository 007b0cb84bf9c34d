import SqliteDatabase from 'better-sqlite3'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openTestStore, placePaid, type TestStore } from '../support/store-kit.ts'

let store: TestStore
/** What SQLite was asked to compile. */
let compiled: string[] = []
beforeEach(async () => {
  const prepare = SqliteDatabase.prototype.prepare
  vi.spyOn(SqliteDatabase.prototype, 'prepare').mockImplementation(function (
    this: SqliteDatabase.Database,
    source: string,
  ) {
    compiled.push(source)
    return prepare.call(this, source)
  })
  store = await openTestStore()
  compiled = []
})
afterEach(async () => {
  vi.restoreAllMocks()
  await store.end()
})

/** How SQLite goes about a query, step by step. */
const planOf = (query: string): Promise<string> =>
  store.database.read((queries) =>
    queries
      .all<{ detail: string }>(sql.raw(`EXPLAIN QUERY PLAN ${query.replaceAll('?', "''")}`))
      .map(({ detail }) => detail)
      .join('\n'),
  )

describe('what a till asks its file again and again', () => {
  it('is compiled once', async () => {
    const order = await placePaid(store.orders)
    const look = () =>
      Promise.all([
        store.orders.findByNumber(order.number),
        store.orders.unsettledAttempts(),
        store.orders.openRefunds(),
        store.orders.recentDeposits(new Date(0)),
      ])
    await look()
    compiled = []
    await look()
    // The one that leads from the number to the order is still built each time.
    expect(compiled).toHaveLength(1)
  })

  it('finds what is open by the indexes of that, however much is settled', async () => {
    await store.orders.unsettledAttempts()
    await store.orders.openRefunds()
    await store.orders.recentDeposits(new Date(0))
    const [attempts = '', refunds = '', deposits = ''] = compiled.filter((query) =>
      query.includes('order by'),
    )
    expect(await planOf(attempts)).toMatch(/attempt USING INDEX attempt_unsettled/)
    expect(await planOf(refunds)).toMatch(/refund USING INDEX refund_one_open/)
    expect(await planOf(deposits)).toMatch(/SEARCH payment USING INDEX payment_approved_at/)
    expect(await planOf(deposits)).not.toMatch(/SCAN (payment|attempt)/)
  })
})
