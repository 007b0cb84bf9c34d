import { createHash } from 'node:crypto'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { applyMigrations, pendingMigrations } from '../../src/main/adapters/db/migrate.ts'
import { createTossJournal } from '../../src/main/adapters/db/toss-journal.ts'
import { call } from '../support/journal-kit.ts'
import { MIGRATIONS, openTestStore, type TestStore } from '../support/store-kit.ts'

let store: TestStore
beforeEach(async () => {
  store = await openTestStore()
})
afterEach(() => store.end())

type Row = Record<string, string | number | null>

/** The till's file as it was before there was a chain, with four calls, three of them answered. */
function fileOfBefore(): string {
  const migrations = join(store.folder, 'first-only')
  cpSync(MIGRATIONS, migrations, { recursive: true })
  const listed = join(migrations, 'meta', '_journal.json')
  const all = JSON.parse(readFileSync(listed, 'utf8')) as { entries: unknown[] }
  writeFileSync(listed, JSON.stringify({ ...all, entries: all.entries.slice(0, 1) }))

  const file = join(store.folder, 'before.sqlite')
  const client = new SqliteDatabase(file)
  applyMigrations(client, pendingMigrations(client, migrations))
  const at = (second: number) => `2026-11-23T03:00:0${second}.000Z`
  client.exec(`
    INSERT INTO toss_call VALUES
      (1, 'confirm', 'order-1', NULL, 'key-1', 'POST', '/v1/payments/confirm', '{"amount":1}', '${at(1)}'),
      (2, 'lookup', NULL, NULL, NULL, 'GET', '/v1/payments/x', NULL, '${at(2)}'),
      (5, 'cancel', 'order-1', 'refund-1', 'key-2', 'POST', '/v1/payments/x/cancel', '{}', '${at(3)}'),
      (6, 'lookup', 'order-2', NULL, NULL, 'GET', '/v1/payments/orders/order-2', NULL, '${at(4)}');
    INSERT INTO toss_answer VALUES
      (2, 200, '{"한글":1}', 'trace', NULL, '${at(5)}'),
      (1, NULL, NULL, NULL, 'timeout: no answer in time', '${at(6)}'),
      (6, 404, CAST(x'7bff7d' AS TEXT), NULL, 'unreadable: not JSON', '${at(7)}');
    INSERT INTO orders VALUES (1, '0001-000001', '2026-11-23', '${at(0)}', 'x-x', 100, 1, 'paid', 0);
    INSERT INTO attempt VALUES ('order-1', 1, 1, 'ref', 100, 'x-x', 'client', '${at(0)}', '${at(0)}',
      'paid', 'payment-1', 'key-1', '${at(0)}', NULL, NULL);
    INSERT INTO refund VALUES ('refund-1', 'order-1', 'payment-1', 'key-2', 40, '변심', NULL, NULL,
      NULL, '${at(3)}', 100, 'requested', NULL, NULL, NULL, NULL, NULL)`)
  client.close()
  return file
}

/** The rule of the chain once more, by other means, for rows whose texts are plain. */
function chained(rows: readonly Row[]): string[] {
  let hash = '0'.repeat(64)
  return rows.map(({ hash: _, ...row }) => {
    const parts = Object.values(row).map((value) => {
      if (value === null) return '-'
      const text = String(value)
      return `${typeof value === 'number' ? 'i' : 't'}${Buffer.byteLength(text)}:${text}`
    })
    hash = createHash('sha256')
      .update(hash + parts.join(''))
      .digest('hex')
    return hash
  })
}

it('carries calls and answers over into one sealed chain, which then goes on', async () => {
  const file = fileOfBefore()
  const { database } = await store.again({ file })
  const rows = () =>
    database.read((queries) => queries.all<Row>(sql`SELECT * FROM journal ORDER BY seq`))
  const head = () =>
    database.read((queries) => queries.get(sql`SELECT value FROM meta WHERE key = 'journal_head'`))

  const carried = await rows()
  expect(carried).toMatchObject([
    { seq: 1, entry: 'call', kind: 'confirm', order_id: 'order-1', idempotency_key: 'key-1' },
    { seq: 2, entry: 'answer', call_seq: 1, error: 'timeout: no answer in time' },
    { seq: 3, entry: 'call', kind: 'lookup', request: null },
    { seq: 4, entry: 'answer', call_seq: 3, status: 200, body: '{"한글":1}', trace_id: 'trace' },
    { seq: 5, entry: 'call', kind: 'cancel', refund_id: 'refund-1', request: '{}' },
    { seq: 6, entry: 'call', kind: 'lookup', order_id: 'order-2', status: null },
    { seq: 7, entry: 'answer', call_seq: 6, status: 404, at: '2026-11-23T03:00:07.000Z' },
  ])
  const hashes = carried.map(({ hash }) => hash)
  expect(hashes.slice(0, 6)).toEqual(chained(carried.slice(0, 6)))
  // What a reader can't decode is sealed as the bytes that stand in the file.
  expect(hashes[6]).not.toBe(chained(carried)[6])
  expect(await head()).toEqual({ value: `7 ${String(hashes[6])}` })
  const old = await database.read((queries) =>
    queries.all(sql`SELECT name FROM sqlite_schema WHERE name GLOB 'toss_*'`),
  )
  expect(old).toEqual([])

  expect(await createTossJournal(database).begin(call())).toBe(8)
  const last = (await rows()).at(-1)!
  expect(await head()).toEqual({ value: `8 ${String(last['hash'])}` })

  const refunds = await database.read((queries) =>
    queries.all(sql`SELECT id, amount, cause, state FROM refund`),
  )
  expect(refunds).toEqual([{ id: 'refund-1', amount: 40, cause: 'asked', state: 'requested' }])
})

it('begins an empty chain in a new file, and seals nothing at later starts', async () => {
  const head = sql`SELECT value FROM meta WHERE key = 'journal_head'`
  expect(await store.database.read((queries) => queries.get(head))).toBeUndefined()
  await createTossJournal(store.database).begin(call())
  const raw = new SqliteDatabase(store.places.file)
  raw.exec(`DROP TRIGGER guard_journal_update; UPDATE journal SET path = '/forged'`)
  const forged = raw.prepare('SELECT hash FROM journal').all()
  raw.close()
  const { database } = await store.again()
  expect(await database.read((queries) => queries.all(sql`SELECT hash FROM journal`))).toEqual(
    forged,
  )
})
