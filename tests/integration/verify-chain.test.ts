import SqliteDatabase, { type Database } from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hashRow } from '../../src/main/adapters/db/journal-chain.ts'
import { createTossJournal } from '../../src/main/adapters/db/toss-journal.ts'
import { call } from '../support/journal-kit.ts'
import { sellForADay, verify } from '../support/sold-day.ts'

type Day = Awaited<ReturnType<typeof sellForADay>>
let day: Day
beforeAll(async () => {
  day = await sellForADay()
})
afterAll(() => day.store.end())

const swap = (raw: Database, a: number, b: number) => {
  const columns = raw.pragma('table_info(journal)') as { name: string }[]
  const names = columns.map(({ name }) => name).filter((name) => name !== 'seq')
  raw.exec(`DROP INDEX journal_call_seq_unique`)
  const read = raw.prepare<[number], unknown[]>(
    `SELECT ${names.join(', ')} FROM journal WHERE seq = ?`,
  )
  const [rowA, rowB] = [read.raw().get(a)!, read.raw().get(b)!]
  const write = raw.prepare(
    `UPDATE journal SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE seq = ?`,
  )
  write.run(...rowA, b)
  write.run(...rowB, a)
}

describe('rows that are missing', () => {
  it.each([
    ['the first', 'seq = 1', 'journal row 1 is missing'],
    ['the first three', 'seq <= 3', 'journal rows 1-3 are missing'],
    ['one in the middle', 'seq = 7', 'journal row 7 is missing'],
    ['some in the middle', 'seq IN (7, 8, 9)', 'journal rows 7-9 are missing'],
  ])('are named: %s', async (_name, which, words) => {
    const found = await day.foundAfter((raw) => raw.exec(`DELETE FROM journal WHERE ${which}`))
    expect(found[0]).toBe(words)
    // What else is said follows from it: an order lost what backed it.
    expect(found.slice(1).every((line) => line.startsWith('order '))).toBe(true)
  })

  it('are named at the end, where the chain itself shows nothing', async () => {
    const found = await day.foundAfter((raw) =>
      raw.exec(`DELETE FROM journal WHERE seq > ${day.last - 2}`),
    )
    expect(found[0]).toBe(`the last 2 rows are missing: journal rows ${day.last - 1}-${day.last}`)
    const one = await day.foundAfter((raw) =>
      raw.exec(`DELETE FROM journal WHERE seq = ${day.last}`),
    )
    expect(one[0]).toBe(`the last row is missing: journal row ${day.last}`)
  })

  it('are named at the end also where the memory of the last row was made to fit', async () => {
    const found = await day.foundAfter((raw) => {
      raw.exec(`DELETE FROM journal WHERE seq > ${day.last - 2}`)
      raw.exec(`UPDATE meta SET value = (SELECT seq || ' ' || hash FROM journal ORDER BY seq DESC LIMIT 1)
        WHERE key = 'journal_head'`)
    })
    expect(found[0]).toBe(`the last 2 rows are missing: journal rows ${day.last - 1}-${day.last}`)
  })

  it('are named where all are gone', async () => {
    const found = await day.foundAfter((raw) => raw.exec('DELETE FROM journal'))
    expect(found[0]).toBe(`the last ${day.last} rows are missing: journal rows 1-${day.last}`)
  })

  it('stay named after the till has gone on writing', async () => {
    const file = day.copyOf()
    const raw = new SqliteDatabase(file)
    raw.exec(`DROP TRIGGER guard_journal_delete; DELETE FROM journal WHERE seq > ${day.last - 2}`)
    raw.close()
    const { database } = await day.store.again({ file })
    expect(
      await createTossJournal(database).begin(call({ kind: 'lookup', orderId: day.paid.orderId })),
    ).toBe(day.last + 1)
    const { findings } = await verify(file)
    expect(findings[0]).toEqual({ kind: 'rows_missing', from: day.last - 1, to: day.last })
    database.close()
  })

  it('are one thing, and the lost memory of the last row another', async () => {
    const found = await day.foundAfter((raw) => raw.exec(`DELETE FROM meta`))
    expect(found).toEqual([`the till's memory of the last journal row is missing`])
  })
})

describe('rows that were tampered with', () => {
  it('are named by what was changed, the content or the hash', async () => {
    for (const seq of [1, 5, day.last - 1, day.last]) {
      const content = await day.foundAfter((raw) =>
        raw.exec(`UPDATE journal SET at = '2026-11-23T03:00:00.001Z' WHERE seq = ${seq}`),
      )
      expect(content).toEqual([`journal row ${seq}: content doesn't match its hash`])
      const hash = await day.foundAfter((raw) =>
        raw.exec(`UPDATE journal SET hash = '${'b'.repeat(64)}' WHERE seq = ${seq}`),
      )
      expect(hash).toEqual([`journal row ${seq}: its hash was changed`])
    }
  })

  it('are named all, also side by side', async () => {
    const found = await day.foundAfter((raw) =>
      raw.exec(`UPDATE journal SET at = '2026-11-23T03:00:00.001Z' WHERE seq IN (4, 5, 6, 11)`),
    )
    expect(found).toEqual(
      [4, 5, 6, 11].map((seq) => `journal row ${seq}: content doesn't match its hash`),
    )
  })

  it.each([
    [5, 6],
    [5, 7],
    [2, 15],
  ])('are named where %i and %i were swapped, and not their neighbours', async (a, b) => {
    const found = await day.foundAfter((raw) => swap(raw, a, b))
    expect(found[0]).toBe(`journal rows ${a} and ${b} were swapped`)
    expect(found.filter((line) => line.startsWith('journal row '))).toEqual([])
  })

  it('are named where a forged row was appended that follows rightly, but isn’t the one remembered', async () => {
    expect(await day.foundAfter((raw) => forge(raw, day.last))).toEqual([
      `journal row ${day.last + 1}: not written by the till`,
      expect.stringMatching(/^journal row \d+: asked Toss about forged-order/),
    ])
  })

  it('stay named after the till has gone on writing behind the forged row', async () => {
    const file = day.copyOf()
    const raw = new SqliteDatabase(file)
    forge(raw, day.last)
    raw.close()
    const { database } = await day.store.again({ file })
    const journal = createTossJournal(database)
    for (let n = 0; n < 2; n++)
      await journal.begin(call({ kind: 'lookup', orderId: day.paid.orderId }))
    const { findings } = await verify(file)
    expect(findings[0]).toEqual({ kind: 'rows_added', from: day.last + 1, to: day.last + 1 })
    expect(findings.filter(({ kind }) => kind.startsWith('row_'))).toEqual([])
    database.close()
  })

  it('are named where the last row was replaced by one that is whole in itself', async () => {
    const found = await day.foundAfter((raw) => {
      raw.exec(`DELETE FROM journal WHERE seq = ${day.last}`)
      forge(raw, day.last - 1)
    })
    expect(found).toContain(`journal row ${day.last}: content doesn't match its hash`)
  })

  it('are named where an answer answers nothing', async () => {
    const found = await day.foundAfter((raw) => {
      raw.exec('DROP INDEX journal_call_seq_unique')
      forge(raw, day.last, { entry: 'answer', call_seq: day.last })
    })
    expect(found).toContain(
      `journal row ${day.last + 1}: answers row ${day.last}, which is no call that waits for an answer`,
    )
  })
})

/** Appends a row as somebody would who knows the rule of the chain, but not of what `meta` remembers. */
function forge(
  raw: Database,
  after: number,
  changes: { readonly entry: 'call' | 'answer'; readonly call_seq?: number } = { entry: 'call' },
): void {
  raw.exec('DROP TRIGGER IF EXISTS guard_journal_next')
  const before = raw
    .prepare<[number], string>('SELECT hash FROM journal WHERE seq = ?')
    .pluck()
    .get(after)!
  const isCall = changes.entry === 'call'
  const row = [
    after + 1,
    changes.entry,
    changes.call_seq ?? null,
    isCall ? 'confirm' : null,
    isCall ? 'forged-order' : null,
    null,
    null,
    isCall ? 'POST' : null,
    isCall ? '/v1/payments/confirm' : null,
    null,
    null,
    null,
    null,
    null,
    '2026-11-23T03:00:00.000Z',
  ]
  const values = [...row, hashRow(before, row)]
  raw.prepare(`INSERT INTO journal VALUES (${values.map(() => '?').join(', ')})`).run(...values)
}
