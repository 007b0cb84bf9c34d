import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTossJournal } from '../../src/main/adapters/db/toss-journal.ts'
import { verifyRecords } from '../../src/main/adapters/db/verify-records.ts'
import { paymentOfBody } from '../../src/main/adapters/toss/payment-schema.ts'
import type { RecordFinding } from '../../src/main/domain/records.ts'
import { answer, call } from '../support/journal-kit.ts'
import { sellingIn } from '../support/sold-store.ts'
import { meansTheSame, type RowBytes, rowsOf } from '../support/sqlite-bytes.ts'
import { openTestStore, type TestStore } from '../support/store-kit.ts'

let store: TestStore
let whole: Buffer
let rows: readonly RowBytes[]
let numbers: readonly number[]
let copy: string

/** A day's journal, with answers that fill pages of their own and texts that don't decode. */
beforeAll(async () => {
  store = await openTestStore()
  const shop = sellingIn(store)
  const paid = await shop.refund(await shop.sell(), 3000)
  await shop.decline()
  await shop.issueAccount()
  await shop.adopt()
  await shop.leave()
  const journal = createTossJournal(store.database)
  const odd = ['x'.repeat(9000), '가'.repeat(3000), '\uFFFD\uD800\u0000끝', '', '{']
  for (const body of odd) {
    const seq = await journal.begin(call({ kind: 'lookup', orderId: paid.orderId }))
    await journal.answer(seq, answer({ body, status: 500, error: body.slice(0, 9) }))
  }
  const raw = new SqliteDatabase(store.places.file)
  const root = raw
    .prepare<[], number>(`SELECT rootpage FROM sqlite_schema WHERE name = 'journal'`)
    .pluck()
    .get()!
  numbers = raw.prepare<[], number>('SELECT seq FROM journal ORDER BY seq').pluck().all()
  raw.close()
  store.database.close()
  whole = readFileSync(store.places.file)
  rows = rowsOf(whole, root)
  copy = join(store.folder, 'flipped.sqlite')
})
afterAll(() => store.end())

const findings = async (): Promise<readonly RecordFinding[]> =>
  (await verifyRecords({ file: copy, readPayment: paymentOfBody, isDeep: false })).findings

const isAbout = (seq: number) => (finding: RecordFinding) =>
  ('row' in finding && finding.row === seq) ||
  ('from' in finding && finding.from <= seq && seq <= finding.to)

it('finds the file well as it is', async () => {
  // The reader of bytes and SQLite see the same rows.
  expect(rows.map(({ rowid }) => rowid)).toEqual(numbers)
  expect(rows.length).toBeGreaterThan(20)
  writeFileSync(copy, whole)
  expect(await findings()).toEqual([])
})

it('names the row of any one byte changed in the file', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: rows.length - 1 }),
      fc.nat({ max: 20_000 }),
      fc.integer({ min: 1, max: 255 }),
      async (at, nth, mask) => {
        const row = rows[at]!
        const offset = row.offsets[nth % row.offsets.length]!
        const bytes = Buffer.from(whole)
        const before = bytes[offset]!
        bytes[offset] = before ^ mask
        fc.pre(!meansTheSame(row, offset, before, bytes[offset]))
        writeFileSync(copy, bytes)
        expect((await findings()).filter(isAbout(row.rowid))).not.toEqual([])
      },
    ),
    { numRuns: 300 },
  )
})

it(
  'names the row of each byte of its head, in which types and lengths stand',
  { timeout: 120_000 },
  async () => {
    const row = rows[4]!
    const bytes = Buffer.from(whole)
    const missed: string[] = []
    for (const offset of row.offsets.slice(0, 20)) {
      const before = bytes[offset]!
      for (const after of [0, 8, 9, 10, 11, 12, 13, 127, 128, 255, before ^ 1, before ^ 0x80]) {
        if (after === before || meansTheSame(row, offset, before, after)) continue
        bytes[offset] = after
        writeFileSync(copy, bytes)
        if (!(await findings()).some(isAbout(row.rowid)))
          missed.push(`${offset}: ${before} → ${after}`)
      }
      bytes[offset] = before
    }
    expect(missed).toEqual([])
  },
)

it(
  'names the row of any one byte changed in any column past the rules',
  { timeout: 120_000 },
  async () => {
    copyFileSync(store.places.file, copy)
    const raw = new SqliteDatabase(copy)
    raw.pragma('ignore_check_constraints = ON')
    raw.pragma('foreign_keys = OFF')
    raw.exec('DROP TRIGGER guard_journal_update; DROP INDEX journal_call_seq_unique')
    const columns = (raw.pragma('table_info(journal)') as { name: string; type: string }[]).slice(1)
    const anyValue = fc
      .record({ at: fc.nat({ max: rows.length - 1 }), column: fc.constantFrom(...columns) })
      .chain(({ at, column }) => {
        const seq = rows[at]!.rowid
        const bytes = raw
          .prepare<[number], Buffer | null>(
            `SELECT CAST(${column.name} AS BLOB) FROM journal WHERE seq = ?`,
          )
          .pluck()
          .get(seq)!
        const length = bytes?.length ?? 0
        return fc.tuple(
          fc.constant({ seq, ...column, bytes }),
          fc.nat({ max: Math.max(0, length - 1) }),
          // A digit stays one, so that a number is a number.
          fc.integer({ min: 1, max: column.type.toLowerCase() === 'integer' ? 1 : 255 }),
        )
      })
    await fc.assert(
      fc.asyncProperty(anyValue, async ([value, at, mask]) => {
        const { seq, name, type, bytes } = value
        fc.pre(bytes !== null && bytes.length > 0)
        const changed = Buffer.from(bytes)
        changed[at] = changed[at]! ^ mask
        const write = raw.prepare(`UPDATE journal SET ${name} = CAST(? AS ${type}) WHERE seq = ?`)
        write.run(changed, seq)
        const found = (await findings()).filter(isAbout(seq))
        write.run(bytes, seq)
        expect(found).not.toEqual([])
        expect(found[0]).toMatchObject({
          kind: 'row_changed',
          part: name === 'hash' ? 'hash' : 'content',
        })
      }),
      { numRuns: 200 },
    )
    expect(await findings()).toEqual([])
    raw.close()
  },
)
