import { readFileSync, writeFileSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import SqliteDatabase from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describeFinding, type RecordsReport } from '../../src/main/domain/records.ts'
import { sellingIn } from '../support/sold-store.ts'
import { sellForADay, verify } from '../support/sold-day.ts'
import { openTestStore } from '../support/store-kit.ts'

const PAGE = 4096

type Day = Awaited<ReturnType<typeof sellForADay>>
let day: Day
beforeAll(async () => {
  day = await sellForADay()
})
afterAll(() => day.store.end())

describe('a whole file', () => {
  it('is found to be well, read-only and without a trace', async () => {
    const file = day.copyOf()
    const before = readFileSync(file)
    const report = await verify(file)
    expect(readFileSync(file).equals(before)).toBe(true)
    expect(report).toEqual({ rows: day.last, orders: day.orders, findings: [] })
    expect(day.last).toBeGreaterThan(20)
  })

  it('is checked while a till writes to it, at one moment', async () => {
    const file = day.copyOf()
    const open = await day.store.again({ file })
    const shop = sellingIn(open)
    const checks = (async () => {
      const reports: RecordsReport[] = []
      while (reports.length < 4) reports.push(await verify(file))
      return reports
    })()
    const isOver = checks.then(() => true)
    // Nothing here waits for a network, which elsewhere gives others their turn.
    do await shop.sell()
    while (!(await Promise.race([isOver, setImmediate(false)])))
    expect((await checks).map(({ findings }) => findings)).toEqual([[], [], [], []])
    expect((await verify(file)).rows).toBeGreaterThan(day.last)
    open.database.close()
  })

  it('that is new and has no rows is well too', async () => {
    const { places, end } = await openTestStore()
    expect(await verify(places.file)).toEqual({ rows: 0, orders: 0, findings: [] })
    await end()
  })
})

describe('orders held against the journal', () => {
  it('are named where nothing of Toss says what their payment says', async () => {
    const cases: [string, string][] = [
      // An unpaid order made to look paid.
      [
        `UPDATE attempt SET state = 'paid', payment_key = 'x' WHERE order_id = '${day.left}'`,
        `order ${day.left}: no answer in the journal says what its payment says`,
      ],
      [
        `UPDATE attempt SET state = 'paid' WHERE order_id = '${day.account.orderId}'`,
        `order ${day.account.orderId}: no answer in the journal says what its payment says`,
      ],
      // Money given back that isn't on the books any more, and the other way round.
      [
        `UPDATE payment SET balance_amount = 12000 WHERE order_id = '${day.refunded.orderId}'`,
        `order ${day.refunded.orderId}: no answer in the journal says what its payment says`,
      ],
      [
        `UPDATE refund SET amount = 2999`,
        `order ${day.refunded.orderId}: a refund is done, but no answer in the journal says so`,
      ],
      [
        `UPDATE refund SET transaction_key = 'another'`,
        `order ${day.refunded.orderId}: a refund is done, but no answer in the journal says so`,
      ],
      [
        `UPDATE attempt SET state = 'declined', reason_code = 'X' WHERE order_id = '${day.paid.orderId}'`,
        `order ${day.paid.orderId}: shown as not paid, but Toss's last answer says it is`,
      ],
      [
        `UPDATE attempt SET order_id = 'moved' WHERE order_id = '${day.declined}'`,
        `asked Toss about ${day.declined}, of which the file holds no order or refund`,
      ],
      [
        `UPDATE attempt SET idempotency_key = 'another' WHERE order_id = '${day.paid.orderId}'`,
        `asked Toss about ${day.paid.orderId} with a key that isn't its own`,
      ],
      [
        `UPDATE refund SET idempotency_key = 'another'`,
        `asked Toss about ${day.refunded.orderId} with a key that isn't its own`,
      ],
      [
        `UPDATE attempt SET idempotency_key = 'x', reason_code = NULL WHERE order_id = '${day.unasked}'`,
        `order ${day.unasked}: was confirmed, but the journal holds no call to Toss`,
      ],
      [
        `DELETE FROM refund`,
        `asked Toss about ${day.refunded.orderId}, of which the file holds no order or refund`,
      ],
    ]
    for (const [statement, words] of cases) {
      const found = await day.foundAfter((raw) => raw.exec(statement))
      expect(found.filter((line) => line.endsWith(words))).not.toEqual([])
      expect(found.every((line) => !line.includes('hash'))).toBe(true)
    }
  })
})

describe('a damaged file', () => {
  it('is read as far as it can be, and the rows that stood on the broken page are named', async () => {
    const file = day.copyOf()
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
    expect(lost.at(-1)!.to).toBeLessThan(day.last)
    expect(rows).toBe(day.last - lost.reduce((sum, { from, to }) => sum + to - from + 1, 0))
    expect(findings.some(({ kind }) => kind === 'file_damaged')).toBe(true)
    expect(findings.some(({ kind }) => kind === 'row_changed')).toBe(false)
  })

  it.each([
    ['the orders', 'attempt'],
    ['the memory of the last row', 'meta'],
  ])('is told of where %s can’t be read, and the journal still is', async (_name, table) => {
    const file = day.copyOf()
    const root = rootOf(file, table)
    const bytes = readFileSync(file)
    bytes.fill(0xab, (root - 1) * PAGE, root * PAGE)
    writeFileSync(file, bytes)
    const { rows, findings } = await verify(file)
    expect(rows).toBe(day.last)
    expect(findings.map(describeFinding)).toContainEqual(
      'the file is damaged: database disk image is malformed',
    )
    expect(findings.some(({ kind }) => kind === 'row_changed' || kind.includes('answer'))).toBe(
      false,
    )
  })

  it('is told of where only the deep check can see it: an index that lost its rows', async () => {
    const file = day.copyOf()
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
