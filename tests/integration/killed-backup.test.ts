import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listBackups } from '../../src/main/adapters/db/backups.ts'
import { createFileJobs } from '../../src/main/adapters/db/file-jobs.ts'
import { inspectFile, sealCopy } from '../../src/main/adapters/db/inspect-file.ts'
import { openDatabase, type TillDatabase } from '../../src/main/adapters/db/open-database.ts'
import { createOrders } from '../../src/main/adapters/db/orders.ts'
import { createReports } from '../../src/main/adapters/db/reports.ts'
import { createBackups, storePlaces } from '../../src/main/adapters/db/store-files.ts'
import { type Bundle, openBundle } from '../support/bundle.ts'
import { MIGRATIONS, placePaid } from '../support/store-kit.ts'

let bundle: Bundle
const jobs = createFileJobs(null)

let scratch: string
/** A store with one order in a backup and a second one after it, as a power cut left it: with its log. */
let template: string

const open = (folder: string): Promise<TillDatabase> =>
  openDatabase({ ...storePlaces(folder), migrationsFolder: MIGRATIONS })

beforeAll(async () => {
  bundle = await openBundle('killed-at.ts')
  scratch = mkdtempSync(join(tmpdir(), 'killed-backup-'))
  template = join(scratch, 'template')
  const source = join(scratch, 'source')
  const database = await open(source)
  await placePaid(createOrders(database))
  await createBackups({ database, folder: source, jobs }).make('request', new Date(2026, 10, 20))
  await placePaid(createOrders(database))
  cpSync(source, template, { recursive: true })
  database.close()
})
afterAll(() => {
  bundle.remove()
  rmSync(scratch, { recursive: true, force: true })
})

async function kill(what: string, folder: string, at: number): Promise<'killed' | 'done'> {
  const child = spawn(process.execPath, [bundle.script, what, folder, MIGRATIONS, String(at)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await once(child, 'exit')
  if (child.signalCode === 'SIGKILL') return 'killed'
  expect(child.exitCode).toBe(0)
  return 'done'
}

/** Kills at each step in turn, on a store of its own each, until there is no further step. */
async function killAtEach(
  what: string,
  check: (folder: string, at: number) => Promise<void>,
): Promise<number> {
  for (let at = 1; ; at += 2) {
    // Two at a time: most of it is waiting for a process to start.
    const endings = await Promise.all(
      [at, at + 1].map(async (step) => {
        const folder = join(scratch, `${what}-${step}`)
        cpSync(template, folder, { recursive: true })
        const ending = await kill(what, folder, step)
        await check(folder, step)
        rmSync(folder, { recursive: true })
        return ending
      }),
    )
    const done = endings.indexOf('done')
    if (done >= 0) return at + done
  }
}

const numbers = async (database: TillDatabase) => {
  const found = await createOrders(database).search({}, null, 10)
  return found.rows.map(({ number }) => number).sort()
}

const BOTH = ['0001-000001', '0001-000002']

describe.each(['restore', 'empty'])('a kill at any step of %s', (what) => {
  it('leaves the old file untouched or ends in the new one, with the old one set aside', async () => {
    const outcomes = new Set<string>()
    const steps = await killAtEach(what, async (folder) => {
      const database = await open(folder)
      const now = await numbers(database)
      const report = await createReports(storePlaces(folder).file).newest()
      // The old file, wherever it is, with its log: all of it can still be read.
      const aside = join(folder, 'set-aside', report?.id ?? '', 'till.sqlite')
      outcomes.add(report === null ? 'untouched' : 'replaced')
      expect({
        now,
        aside: existsSync(aside) ? sealCopy(aside).orders : null,
        missing: report?.orders.some(({ number }) => number === '0001-000002') ?? null,
      }).toEqual(
        report === null
          ? { now: BOTH, aside: null, missing: null }
          : { now: what === 'empty' ? [] : ['0001-000001'], aside: 2, missing: true },
      )
      const next = await placePaid(createOrders(database))
      expect(next.number).toBe('0001-000003')
      database.close()
      // Nothing half made is left lying about.
      const left = /fresh|trial|salvage|restore|new$/
      expect(readdirSync(folder).filter((name) => left.test(name))).toEqual([])
    })
    expect(steps).toBeGreaterThan(10)
    expect(outcomes).toEqual(new Set(['untouched', 'replaced']))
  }, 240_000)
})

describe('a kill at any step of a backup', () => {
  it('leaves the file as it was and only backups that are whole', async () => {
    const steps = await killAtEach('backup', async (folder) => {
      const { backupsFolder } = storePlaces(folder)
      const listed = await listBackups(backupsFolder, jobs)
      expect(listed.length).toBeGreaterThanOrEqual(1)
      for (const { name, orders } of listed) {
        expect(inspectFile(join(backupsFolder, name)).orders).toBe(orders)
      }
      const database = await open(folder)
      expect(await numbers(database)).toEqual(BOTH)
      await createBackups({ database, folder, jobs }).make('request', new Date())
      database.close()
      // What the cut left is cleared away: each backup has its note, and there is nothing else.
      const files = readdirSync(backupsFolder)
      const stems = new Set(files.map((name) => name.replace(/\.\w+$/, '')))
      expect(files.sort()).toEqual(
        [...stems].flatMap((stem) => [`${stem}.json`, `${stem}.sqlite`]).sort(),
      )
    })
    expect(steps).toBeGreaterThan(4)
  }, 240_000)
})
