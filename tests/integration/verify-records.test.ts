import { spawnSync } from 'node:child_process'
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import SqliteDatabase, { type Database } from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hashRow } from '../../src/main/adapters/db/journal-chain.ts'
import { createTossJournal } from '../../src/main/adapters/db/toss-journal.ts'
import { verifyRecords } from '../../src/main/adapters/db/verify-records.ts'
import { paymentOfBody } from '../../src/main/adapters/toss/payment-schema.ts'
import type { Payment } from '../../src/main/domain/payment.ts'
import { describeFinding } from '../../src/main/domain/records.ts'
import { call } from '../support/journal-kit.ts'
import { sellingIn } from '../support/sold-store.ts'
import { openTestStore, type TestStore } from '../support/store-kit.ts'

let store: TestStore
let paid: Payment
let refunded: Payment
let account: Payment
let declined: string
let left: string
let unasked: string
/** The number of the last row. */
let last: number
let copies = 0
const PAGE = 4096

/** One till's day in a file of its own, closed: every case below breaks a copy of it. */
beforeAll(async () => {
  store = await openTestStore()
  const shop = sellingIn(store)
  paid = await shop.sell()
  refunded = await shop.refund(await shop.sell(), 3000)
  declined = await shop.decline()
  account = await shop.issueAccount()
  await shop.adopt('orderId')
  await shop.adopt('paymentKey')
  left = await shop.leave()
  unasked = await shop.leave(false)
  for (let n = 0; n < 3; n++) await shop.sell({ method: 'KAKAOPAY' })
  const raw = new SqliteDatabase(store.places.file)
  last = raw.prepare<[], number>('SELECT max(seq) FROM journal').pluck().get()!
  raw.close()
  store.database.close()
})
afterAll(() => store.end())

const verify = (file: string, isDeep = true) =>
  verifyRecords({ file, readPayment: paymentOfBody, isDeep })
/** What is found, in words, in a copy that was worked on past every rule. */
async function foundAfter(work: (raw: Database) => void): Promise<string[]> {
  const file = copyOf()
  const raw = new SqliteDatabase(file)
  raw.pragma('foreign_keys = OFF')
  raw.pragma('ignore_check_constraints = ON')
  const triggers = raw
    .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'trigger'`)
    .pluck()
    .all()
  for (const name of triggers) raw.exec(`DROP TRIGGER ${name}`)
  work(raw)
  raw.close()
  return (await verify(file)).findings.map(describeFinding)
}
function copyOf(): string {
  copies += 1
  const file = join(store.folder, `copy-${copies}.sqlite`)
  copyFileSync(store.places.file, file)
  return file
}
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

describe('a whole file', () => {
  it('is found to be well, read-only and without a trace', async () => {
    const file = copyOf()
    const before = readFileSync(file)
    const report = await verify(file)
    expect(readFileSync(file).equals(before)).toBe(true)
    expect(report).toEqual({ rows: last, orders: 12, findings: [] })
    expect(last).toBeGreaterThan(20)
  })

  it('is checked while a till writes to it, at one moment', async () => {
    const file = copyOf()
    const open = await store.again({ file })
    const shop = sellingIn(open)
    let isDone = false
    const selling = (async () => {
      // Nothing here waits for a network, which elsewhere gives others their turn.
      for (; !isDone; await setImmediate()) await shop.sell()
    })()
    for (let n = 0; n < 4; n++) expect((await verify(file)).findings).toEqual([])
    isDone = true
    await selling
    expect((await verify(file)).rows).toBeGreaterThan(last)
    open.database.close()
  })

  it('that is new and has no rows is well too', async () => {
    const { places, end } = await openTestStore()
    expect(await verify(places.file)).toEqual({ rows: 0, orders: 0, findings: [] })
    await end()
  })
})

describe('rows that are missing', () => {
  it.each([
    ['the first', 'seq = 1', 'journal row 1 is missing'],
    ['the first three', 'seq <= 3', 'journal rows 1-3 are missing'],
    ['one in the middle', 'seq = 7', 'journal row 7 is missing'],
    ['some in the middle', 'seq IN (7, 8, 9)', 'journal rows 7-9 are missing'],
  ])('are named: %s', async (_name, which, words) => {
    const found = await foundAfter((raw) => raw.exec(`DELETE FROM journal WHERE ${which}`))
    expect(found[0]).toBe(words)
    // What else is said follows from it: an order lost what backed it.
    expect(found.slice(1).every((line) => line.startsWith('order '))).toBe(true)
  })

  it('are named at the end, where the chain itself shows nothing', async () => {
    const found = await foundAfter((raw) => raw.exec(`DELETE FROM journal WHERE seq > ${last - 2}`))
    expect(found[0]).toBe(`the last 2 rows are missing: journal rows ${last - 1}-${last}`)
    const one = await foundAfter((raw) => raw.exec(`DELETE FROM journal WHERE seq = ${last}`))
    expect(one[0]).toBe(`the last row is missing: journal row ${last}`)
  })

  it('are named at the end also where the memory of the last row was made to fit', async () => {
    const found = await foundAfter((raw) => {
      raw.exec(`DELETE FROM journal WHERE seq > ${last - 2}`)
      raw.exec(`UPDATE meta SET value = (SELECT seq || ' ' || hash FROM journal ORDER BY seq DESC LIMIT 1)
        WHERE key = 'journal_head'`)
    })
    expect(found[0]).toBe(`the last 2 rows are missing: journal rows ${last - 1}-${last}`)
  })

  it('are named where all are gone', async () => {
    const found = await foundAfter((raw) => raw.exec('DELETE FROM journal'))
    expect(found[0]).toBe(`the last ${last} rows are missing: journal rows 1-${last}`)
  })

  it('stay named after the till has gone on writing', async () => {
    const file = copyOf()
    const raw = new SqliteDatabase(file)
    raw.exec(`DROP TRIGGER guard_journal_delete; DELETE FROM journal WHERE seq > ${last - 2}`)
    raw.close()
    const { database } = await store.again({ file })
    expect(
      await createTossJournal(database).begin(call({ kind: 'lookup', orderId: paid.orderId })),
    ).toBe(last + 1)
    const { findings } = await verify(file)
    expect(findings[0]).toEqual({ kind: 'rows_missing', from: last - 1, to: last })
    database.close()
  })

  it('are one thing, and the lost memory of the last row another', async () => {
    const found = await foundAfter((raw) => raw.exec(`DELETE FROM meta`))
    expect(found).toEqual([`the till's memory of the last journal row is missing`])
  })
})

describe('rows that were tampered with', () => {
  it('are named by what was changed, the content or the hash', async () => {
    for (const seq of [1, 5, last - 1, last]) {
      const content = await foundAfter((raw) =>
        raw.exec(`UPDATE journal SET at = '2026-11-23T03:00:00.001Z' WHERE seq = ${seq}`),
      )
      expect(content).toEqual([`journal row ${seq}: content doesn't match its hash`])
      const hash = await foundAfter((raw) =>
        raw.exec(`UPDATE journal SET hash = '${'b'.repeat(64)}' WHERE seq = ${seq}`),
      )
      expect(hash).toEqual([`journal row ${seq}: its hash was changed`])
    }
  })

  it('are named all, also side by side', async () => {
    const found = await foundAfter((raw) =>
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
    const found = await foundAfter((raw) => swap(raw, a, b))
    expect(found[0]).toBe(`journal rows ${a} and ${b} were swapped`)
    expect(found.filter((line) => line.startsWith('journal row '))).toEqual([])
  })

  it('are named where a forged row was appended that follows rightly, but isn’t the one remembered', async () => {
    expect(await foundAfter((raw) => forge(raw, last))).toEqual([
      `journal row ${last + 1}: not written by the till`,
      expect.stringMatching(/^journal row \d+: asked Toss about forged-order/),
    ])
  })

  it('stay named after the till has gone on writing behind the forged row', async () => {
    const file = copyOf()
    const raw = new SqliteDatabase(file)
    forge(raw, last)
    raw.close()
    const { database } = await store.again({ file })
    const journal = createTossJournal(database)
    for (let n = 0; n < 2; n++) await journal.begin(call({ kind: 'lookup', orderId: paid.orderId }))
    const { findings } = await verify(file)
    expect(findings[0]).toEqual({ kind: 'rows_added', from: last + 1, to: last + 1 })
    expect(findings.filter(({ kind }) => kind.startsWith('row_'))).toEqual([])
    database.close()
  })

  it('are named where the last row was replaced by one that is whole in itself', async () => {
    const found = await foundAfter((raw) => {
      raw.exec(`DELETE FROM journal WHERE seq = ${last}`)
      forge(raw, last - 1)
    })
    expect(found).toContain(`journal row ${last}: content doesn't match its hash`)
  })

  it('are named where an answer answers nothing', async () => {
    const found = await foundAfter((raw) => {
      raw.exec('DROP INDEX journal_call_seq_unique')
      forge(raw, last, { entry: 'answer', call_seq: last })
    })
    expect(found).toContain(
      `journal row ${last + 1}: answers row ${last}, which is no call that waits for an answer`,
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

describe('orders held against the journal', () => {
  it('are named where nothing of Toss says what their payment says', async () => {
    const cases: [string, string][] = [
      // An unpaid order made to look paid.
      [
        `UPDATE attempt SET state = 'paid', payment_key = 'x' WHERE order_id = '${left}'`,
        `order ${left}: no answer in the journal says what its payment says`,
      ],
      [
        `UPDATE attempt SET state = 'paid' WHERE order_id = '${account.orderId}'`,
        `order ${account.orderId}: no answer in the journal says what its payment says`,
      ],
      // Money given back that isn't on the books any more, and the other way round.
      [
        `UPDATE payment SET balance_amount = 12000 WHERE order_id = '${refunded.orderId}'`,
        `order ${refunded.orderId}: no answer in the journal says what its payment says`,
      ],
      [
        `UPDATE refund SET amount = 2999`,
        `order ${refunded.orderId}: a refund is done, but no answer in the journal says so`,
      ],
      [
        `UPDATE refund SET transaction_key = 'another'`,
        `order ${refunded.orderId}: a refund is done, but no answer in the journal says so`,
      ],
      [
        `UPDATE attempt SET state = 'declined', reason_code = 'X' WHERE order_id = '${paid.orderId}'`,
        `order ${paid.orderId}: shown as not paid, but Toss's last answer says it is`,
      ],
      [
        `UPDATE attempt SET order_id = 'moved' WHERE order_id = '${declined}'`,
        `asked Toss about ${declined}, of which the file holds no order or refund`,
      ],
      [
        `UPDATE attempt SET idempotency_key = 'another' WHERE order_id = '${paid.orderId}'`,
        `asked Toss about ${paid.orderId} with a key that isn't its own`,
      ],
      [
        `UPDATE refund SET idempotency_key = 'another'`,
        `asked Toss about ${refunded.orderId} with a key that isn't its own`,
      ],
      [
        `UPDATE attempt SET idempotency_key = 'x', reason_code = NULL WHERE order_id = '${unasked}'`,
        `order ${unasked}: was confirmed, but the journal holds no call to Toss`,
      ],
      [
        `DELETE FROM refund`,
        `asked Toss about ${refunded.orderId}, of which the file holds no order or refund`,
      ],
    ]
    for (const [statement, words] of cases) {
      const found = await foundAfter((raw) => raw.exec(statement))
      expect(found.filter((line) => line.endsWith(words))).not.toEqual([])
      expect(found.every((line) => !line.includes('hash'))).toBe(true)
    }
  })
})

describe('a damaged file', () => {
  it('is read as far as it can be, and the rows that stood on the broken page are named', async () => {
    const file = copyOf()
    const root = rootOf(file, 'journal')
    const bytes = readFileSync(file)
    // The second page under the root: the first rows before it and all rows after it are whole.
    const at = (root - 1) * PAGE
    const child = bytes.readUInt32BE(at + bytes.readUInt16BE(at + 12 + 2))
    bytes.fill(0xab, (child - 1) * PAGE, child * PAGE)
    writeFileSync(file, bytes)

    const { rows, findings } = await verify(file)
    const lost = findings.flatMap((one) => (one.kind === 'rows_unreadable' ? [one] : []))
    expect(lost[0]).toMatchObject({ said: 'database disk image is malformed' })
    expect(lost[0]!.from).toBeGreaterThan(1)
    expect(lost.at(-1)!.to).toBeLessThan(last)
    expect(rows).toBe(last - lost.reduce((sum, { from, to }) => sum + to - from + 1, 0))
    expect(findings.some(({ kind }) => kind === 'file_damaged')).toBe(true)
    expect(findings.some(({ kind }) => kind === 'row_changed')).toBe(false)
  })

  it.each([
    ['the orders', 'attempt'],
    ['the memory of the last row', 'meta'],
  ])('is told of where %s can’t be read, and the journal still is', async (_name, table) => {
    const file = copyOf()
    const root = rootOf(file, table)
    const bytes = readFileSync(file)
    bytes.fill(0xab, (root - 1) * PAGE, root * PAGE)
    writeFileSync(file, bytes)
    const { rows, findings } = await verify(file)
    expect(rows).toBe(last)
    expect(findings.map(describeFinding)).toContainEqual(
      'the file is damaged: database disk image is malformed',
    )
    expect(findings.some(({ kind }) => kind === 'row_changed' || kind.includes('answer'))).toBe(
      false,
    )
  })

  it('is told of where only the deep check can see it: an index that lost its rows', async () => {
    const file = copyOf()
    const root = rootOf(file, 'journal_call_seq_unique')
    const bytes = readFileSync(file)
    // The page of the index becomes an empty one.
    bytes.writeUInt16BE(0, (root - 1) * PAGE + 3)
    writeFileSync(file, bytes)
    expect((await verify(file, false)).findings).toEqual([])
    const { findings } = await verify(file)
    expect(findings.map(describeFinding).join()).toMatch(/the file is damaged: .*journal_call_seq/)
  })
})

const rootOf = (file: string, table: string): number => {
  const raw = new SqliteDatabase(file, { readonly: true })
  const root = raw
    .prepare<[string], number>(`SELECT rootpage FROM sqlite_schema WHERE name = ?`)
    .pluck()
    .get(table)!
  raw.close()
  return root
}

describe('npm run verify', () => {
  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['tools/verify.ts', ...args], {
      encoding: 'utf8',
    })
    return { status, lines: (stdout + stderr).trim().split('\n') }
  }

  it('says that all is well, also while a till has the file open', async () => {
    const file = copyOf()
    const { database } = await store.again({ file })
    await createTossJournal(database).begin(call({ kind: 'lookup', orderId: paid.orderId }))
    expect(run('--db', file)).toEqual({
      status: 0,
      lines: [`verify: all is well: ${last + 1} journal rows, 12 attempts and refunds`],
    })
    database.close()
  })

  it('says each thing that is wrong, and how many', () => {
    const file = copyOf()
    const raw = new SqliteDatabase(file)
    raw.exec(
      `DROP TRIGGER guard_journal_update; UPDATE journal SET at = '2026-11-23T03:00:00.001Z' WHERE seq IN (1, 3)`,
    )
    raw.close()
    expect(run('--db', file)).toEqual({
      status: 1,
      lines: [
        `journal row 1: content doesn't match its hash`,
        `journal row 3: content doesn't match its hash`,
        `verify: 2 things are wrong: ${last} journal rows, 12 attempts and refunds could be read`,
      ],
    })
  })

  it('says why where nothing could be checked', { timeout: 60_000 }, () => {
    const file = join(store.folder, 'not-a-till.sqlite')
    const other = join(store.folder, 'other.sqlite')
    new SqliteDatabase(other).exec('CREATE TABLE x (y)').close()
    const cases: [string[], string][] = [
      [['--db', file], 'there is no file'],
      [['--db', store.folder], 'there is no file'],
      [['--db', 'package.json'], 'SQLite says: file is not a database'],
      [['--db', other], 'holds no journal'],
      [[], 'which file?'],
      [['--file', other], 'which file?'],
    ]
    for (const [args, words] of cases) {
      const { status, lines } = run(...args)
      expect([status, lines.join('\n')]).toEqual([2, expect.stringContaining(words)])
    }
  })
})
