import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTossJournal } from '../../src/main/adapters/db/toss-journal.ts'
import { call } from '../support/journal-kit.ts'
import { sellForADay } from '../support/sold-day.ts'

type Day = Awaited<ReturnType<typeof sellForADay>>
let day: Day
beforeAll(async () => {
  day = await sellForADay()
})
afterAll(() => day.store.end())

describe('npm run verify', () => {
  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['tools/verify.ts', ...args], {
      encoding: 'utf8',
    })
    return { status, lines: (stdout + stderr).trim().split('\n') }
  }

  it('says that all is well, also while a till has the file open', async () => {
    const file = day.copyOf()
    const { database } = await day.store.again({ file })
    await createTossJournal(database).begin(call({ kind: 'lookup', orderId: day.paid.orderId }))
    expect(run('--db', file)).toEqual({
      status: 0,
      lines: [
        `verify: all is well: ${day.last + 1} journal rows, ${day.orders} attempts and refunds`,
      ],
    })
    database.close()
  })

  it('says each thing that is wrong, and how many', () => {
    const file = day.copyOf()
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
        `verify: 2 things are wrong: ${day.last} journal rows, ${day.orders} attempts and refunds could be read`,
      ],
    })
  })

  it('says why where nothing could be checked', { timeout: 60_000 }, () => {
    const file = join(day.store.folder, 'not-a-till.sqlite')
    const other = join(day.store.folder, 'other.sqlite')
    new SqliteDatabase(other).exec('CREATE TABLE x (y)').close()
    const cases: [string[], string][] = [
      [['--db', file], 'there is no file'],
      [['--db', day.store.folder], 'there is no file'],
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
