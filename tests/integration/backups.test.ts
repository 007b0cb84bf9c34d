import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { BackupCause } from '#shared/vocabulary.ts'
import { createFileJobs } from '../../src/main/adapters/db/file-jobs.ts'
import { createBackups, createStoreFiles } from '../../src/main/adapters/db/store-files.ts'
import type { Backups } from '../../src/main/application/backup-ports.ts'
import { MIGRATIONS, openTestStore, placePaid, type TestStore } from '../support/store-kit.ts'

const WORKER = new URL('../../src/main/adapters/db/file-jobs-worker.ts', import.meta.url).pathname
const jobs = createFileJobs(null)

let store: TestStore
let backups: Backups
let minute: number
beforeEach(async () => {
  store = await openTestStore()
  backups = createBackups({ database: store.database, folder: store.folder, jobs })
  minute = 0
})
afterEach(() => store.end())

const next = () => new Date(Date.parse('2026-11-23T10:00:00.000Z') + minute++ * 60_000)
const make = (cause: BackupCause) => backups.make(cause, next())
const inFolder = (ending: string) =>
  readdirSync(backups.folder).filter((name) => name.endsWith(ending))

describe('a backup', () => {
  it('is one whole file with a note of what is in it', async () => {
    await placePaid(store.orders)
    await placePaid(store.orders)
    const made = await make('request')
    expect(made).toMatchObject({
      cause: 'request',
      orders: 2,
      attempts: 2,
      refunds: 0,
      lastNumber: 2,
    })
    const file = join(backups.folder, made.name)
    expect(readdirSync(backups.folder).sort()).toEqual([
      made.name.replace('.sqlite', '.json'),
      made.name,
    ])
    const note = JSON.parse(readFileSync(file.replace('.sqlite', '.json'), 'utf8'))
    expect(note).toMatchObject({ cause: 'request', madeAt: '2026-11-23T10:00:00.000Z', orders: 2 })
    expect(note.sha256).toBe(createHash('sha256').update(readFileSync(file)).digest('hex'))
    const copy = new SqliteDatabase(file, { readonly: true })
    expect(copy.pragma('journal_mode', { simple: true })).toBe('delete')
    expect(copy.prepare('SELECT count(*) FROM orders').pluck().get()).toBe(2)
    copy.close()
    expect(await backups.list()).toEqual([made])
  })

  it('is read through on a thread of its own as well', async () => {
    await placePaid(store.orders)
    const threaded = createBackups({
      database: store.database,
      folder: store.folder,
      jobs: createFileJobs(WORKER),
    })
    expect(await threaded.make('day', next())).toMatchObject({ orders: 1 })
    // What a job throws comes back as what it was.
    await expect(
      createFileJobs(WORKER)('inspect', join(store.folder, 'not-there.sqlite')),
    ).rejects.toMatchObject({ code: 'DATABASE_READ_ONLY' })
  })

  it('keeps so many of each cause, and never one cause at the cost of another', async () => {
    const day = await make('day')
    const migration = await make('migration')
    for (let n = 0; n < 7; n++) await make('request')
    const listed = await backups.list()
    expect(listed.map(({ cause }) => cause)).toEqual([
      ...Array.from({ length: 5 }, () => 'request'),
      'migration',
      'day',
    ])
    expect(listed).toContainEqual(day)
    expect(listed).toContainEqual(migration)
    for (let n = 0; n < 15; n++) await make('day')
    const days = (await backups.list()).filter(({ cause }) => cause === 'day')
    expect(days).toHaveLength(14)
    expect(days.map(({ name }) => name)).not.toContain(day.name)
    expect(inFolder('.json')).toHaveLength(inFolder('.sqlite').length)
  })

  it('takes in sales that are made while it is copied, or leaves them out, but loses none', async () => {
    // Large enough for many steps.
    await store.database.write((queries) => {
      queries.run(sql`CREATE TABLE ballast (text text)`)
      queries.run(sql`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
        INSERT INTO ballast SELECT hex(randomblob(2000)) FROM n`)
    })
    const making = make('request')
    const progress = { isDone: false }
    const done = making.finally(() => {
      progress.isDone = true
    })
    let sold = 0
    while (!progress.isDone) {
      await placePaid(store.orders)
      sold += 1
      await new Promise((resolve) => setImmediate(resolve))
    }
    const made = await done
    expect(sold).toBeGreaterThan(2)
    expect(made.orders).toBeLessThanOrEqual(sold)
    expect((await store.orders.summarise({}, 10_000)).count).toBe(sold)
  })

  it('isn’t kept where the file is damaged, and the next start reads all of the file', async () => {
    const { attempts } = await placePaid(store.orders)
    store.database.close()
    // An index that doesn't hold what its table does: the quick check of a start says nothing of it.
    const bytes = readFileSync(store.places.file)
    bytes[bytes.lastIndexOf(attempts[0]!.ref)] = 0x7a
    writeFileSync(store.places.file, bytes)
    const { database } = await store.again()
    const other = createBackups({ database, folder: store.folder, jobs })
    await expect(other.make('request', next())).rejects.toMatchObject({ code: 'DATABASE_DAMAGED' })
    expect(readdirSync(backups.folder)).toEqual([])
    database.close()
    await expect(store.again()).rejects.toMatchObject({
      code: 'DATABASE_DAMAGED',
      damage: 'broken',
    })
  })

  it('is broken off where the store closes, and leaves nothing', async () => {
    await placePaid(store.orders)
    const making = make('request')
    const stopped = backups.stop()
    await expect(making).rejects.toThrow('closing')
    await stopped
    expect(readdirSync(backups.folder)).toEqual([])
  })

  it('is listed without its note, from what is in it, and not at all where it is garbage', async () => {
    await placePaid(store.orders)
    const made = await make('day')
    const note = join(backups.folder, made.name.replace('.sqlite', '.json'))
    rmSync(note)
    expect(await backups.list()).toEqual([made])
    expect(existsSync(note)).toBe(true)
    writeFileSync(note, '{"cause":')
    expect(await backups.list()).toEqual([made])
    writeFileSync(join(backups.folder, made.name), 'garbage')
    expect(await backups.list()).toEqual([])
  })

  it('says when the journal it copies was tampered with', async () => {
    await placePaid(store.orders)
    await store.database.write((queries) => {
      queries.run(sql`INSERT INTO journal (seq, entry, kind, method, path, at, hash)
        VALUES (1, 'call', 'lookup', 'GET', '/v1/payments/x', '2026-11-23T03:00:00.000Z', ${'0'.repeat(64)})`)
    })
    expect(await make('request')).toMatchObject({ isJournalWhole: false })
  })
})

describe('what a backup lacks', () => {
  it('is counted: orders, the money taken for them, refunds', async () => {
    await placePaid(store.orders)
    const made = await make('request')
    expect(await backups.compare(made)).toEqual({ orders: 0, netAmount: 0, refunds: 0 })
    await placePaid(store.orders)
    await placePaid(store.orders)
    expect(await backups.compare(made)).toEqual({ orders: 2, netAmount: 24_000, refunds: 0 })
  })
})

describe('a backup that went bad', () => {
  it('is not offered and not put in place; the one before is', async () => {
    await placePaid(store.orders)
    const older = await make('request')
    await placePaid(store.orders)
    const newer = await make('request')
    const file = join(backups.folder, newer.name)
    const bytes = readFileSync(file)
    // Inside a text: SQLite itself would notice nothing.
    const at = bytes.indexOf('카페 라떼')
    bytes[at] = bytes[at]! ^ 1
    writeFileSync(file, bytes)
    store.database.close()
    const files = createStoreFiles({ folder: store.folder, migrationsFolder: MIGRATIONS, jobs })
    const { offered } = await files.choices('broken')
    expect(offered).toBe(older.name)
    const change = { reason: 'chosen', damage: null, at: next() } as const
    await expect(files.restore({ ...change, backup: newer.name })).rejects.toMatchObject({
      code: 'BACKUP_DAMAGED',
    })
    await expect(files.restore({ ...change, backup: '../till.sqlite' })).rejects.toMatchObject({
      code: 'BACKUP_NOT_FOUND',
    })
    expect(existsSync(join(store.folder, 'set-aside'))).toBe(false)
    expect((await (await store.again()).orders.summarise({}, 10)).count).toBe(2)
  })
})

describe('the lock of a store', () => {
  it('lets one have it, and the next one once it is let go', () => {
    const files = createStoreFiles({ folder: store.folder, migrationsFolder: MIGRATIONS, jobs })
    const unlock = files.lock()
    expect(() => files.lock()).toThrow(expect.objectContaining({ code: 'DATABASE_BUSY' }))
    unlock()
    files.lock()()
    writeFileSync(join(store.folder, 'till.lock'), 'garbage '.repeat(1000))
    files.lock()()
  })
})
