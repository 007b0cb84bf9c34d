import { cpSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { applyMigrations, pendingMigrations } from '../../src/main/adapters/db/migrate.ts'
import { openDatabase, type TillDatabase } from '../../src/main/adapters/db/open-database.ts'
import { createOrders } from '../../src/main/adapters/db/orders.ts'
import { createTossJournal } from '../../src/main/adapters/db/toss-journal.ts'
import { answer, call } from '../support/journal-kit.ts'
import { MIGRATIONS, newAttempt, newOrder, placePaid } from '../support/store-kit.ts'

/** How many migrations this till ships. */
const KNOWN = readdirSync(MIGRATIONS).filter((file) => file.endsWith('.sql')).length

let folder: string
let opened: TillDatabase[]
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'till-open-'))
  opened = []
})
afterEach(async () => {
  for (const database of opened) database.close()
  await rm(folder, { recursive: true })
})

const places = (migrationsFolder = MIGRATIONS) => ({
  file: join(folder, 'shop', 'till.sqlite'),
  migrationsFolder,
  backupsFolder: join(folder, 'backups'),
})
async function open(migrationsFolder?: string): Promise<TillDatabase> {
  const database = await openDatabase(places(migrationsFolder))
  opened.push(database)
  return database
}
const pragma = (database: TillDatabase, name: string) =>
  database.read(
    (queries) => Object.values(queries.get<Record<string, unknown>>(sql.raw(`PRAGMA ${name}`)))[0],
  )

/** The shipped migrations and more; `when` is given in ms after the last one shipped. */
function migrationsAnd(...more: { tag: string; when: number; sql: string }[]): string {
  const copy = join(folder, `migrations-${more.map(({ tag }) => tag).join('-')}`)
  cpSync(MIGRATIONS, copy, { recursive: true })
  const journalFile = join(copy, 'meta', '_journal.json')
  const journal = JSON.parse(readFileSync(journalFile, 'utf8'))
  const last = journal.entries.at(-1).when as number
  for (const { tag, when, sql: text } of more) {
    writeFileSync(join(copy, `${tag}.sql`), text)
    journal.entries.push({ idx: 99, version: '6', when: last + when, tag, breakpoints: true })
  }
  writeFileSync(journalFile, JSON.stringify(journal))
  return copy
}

describe('pragmas', () => {
  it('are what the promises need, on a new file, after reopening and beside another connection', async () => {
    const expected = {
      journal_mode: 'wal',
      synchronous: 2,
      foreign_keys: 1,
      trusted_schema: 0,
      cell_size_check: 1,
      busy_timeout: 5000,
      recursive_triggers: 1,
    }
    for (let round = 0; round < 3; round++) {
      const database = await open()
      await createOrders(database).place(newOrder(), newAttempt())
      for (const [name, value] of Object.entries(expected)) {
        expect([name, await pragma(database, name)]).toEqual([name, value])
      }
      if (round === 0) database.close()
    }
  })

  it('make SQLite sync each sale: FULL isn’t what the driver gives by itself', async () => {
    await open()
    const plain = new SqliteDatabase(places().file)
    plain.prepare('SELECT count(*) FROM orders').get()
    expect(plain.pragma('synchronous', { simple: true })).toBe(1)
    plain.close()
  })

  it('keep the checkpoint out of the sale, and the log is moved afterwards', async () => {
    const database = await open()
    const log = () => statSync(`${places().file}-wal`).size
    const sell = () => createOrders(database).place(newOrder(), newAttempt())
    // More than the thousand pages at which SQLite would move the log inside this very write.
    await database.write((queries) =>
      queries.run(sql`INSERT INTO meta VALUES ('big', printf('%.*c', 6000000, 'x'))`),
    )
    const big = log()
    await sell()
    const grown = log()
    expect(grown).toBeGreaterThan(big)
    database.checkpoint()
    // Moved: the next write begins the log anew instead of making it longer.
    await sell()
    expect(log()).toBe(grown)
  })
})

describe('tables', () => {
  it('are STRICT, all of them, and no money table cascades', async () => {
    const database = await open()
    const tables = await database.read((queries) =>
      queries.all<{ name: string; sql: string }>(
        sql`SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '__*'`,
      ),
    )
    expect(tables.length).toBeGreaterThan(10)
    for (const table of tables) {
      expect([table.name, table.sql.endsWith(') STRICT')]).toEqual([table.name, true])
      expect(table.sql).not.toMatch(/cascade/i)
    }
  })
})

describe('guards', () => {
  const breaking = [
    ['journal', `UPDATE journal SET path = 'x' WHERE entry = 'call'`],
    ['journal', `UPDATE journal SET body = 'x' WHERE entry = 'answer'`],
    ['journal', 'DELETE FROM journal'],
    ['order_line', 'UPDATE order_line SET quantity = 9, amount = unit_price * 9'],
    ['order_line', 'DELETE FROM order_line'],
    ['orders', 'UPDATE orders SET total_amount = 1'],
    ['orders', `UPDATE orders SET number = 'x'`],
    ['orders', 'DELETE FROM orders'],
    ['attempt', 'UPDATE attempt SET amount = 1'],
    ['attempt', `UPDATE attempt SET state = 'cancelled'`],
    ['attempt', 'DELETE FROM attempt'],
    ['payment', 'DELETE FROM payment'],
  ] as const

  it.each(breaking)('on %s stop: %s, also after another start', async (table, statement) => {
    let database = await open()
    await placePaid(createOrders(database))
    const journal = createTossJournal(database)
    await journal.answer(await journal.begin(call()), answer())
    const all = () => database.read((queries) => queries.all(sql.raw(`SELECT * FROM ${table}`)))
    const before = await all()
    expect(before.length).toBeGreaterThan(0)
    const attempt = () => database.write((queries) => queries.run(sql.raw(statement)))
    await expect(attempt()).rejects.toThrow(/never/)
    database.close()
    database = await open()
    await expect(attempt()).rejects.toThrow(/never/)
    expect(await all()).toEqual(before)
  })

  it('come back when somebody has dropped them', async () => {
    const database = await open()
    const names = () =>
      database.read((queries) =>
        queries.all(sql`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name`),
      )
    const made = await names()
    expect(made.length).toBeGreaterThan(12)
    await database.write((queries) => queries.run(sql`DROP TRIGGER guard_journal_delete`))
    expect(await names()).toHaveLength(made.length - 1)
    const again = await open()
    expect(
      await again.read((queries) =>
        queries.all(sql`SELECT 1 FROM sqlite_schema WHERE type = 'trigger'`),
      ),
    ).toHaveLength(made.length)
    expect(await names()).toEqual(made)
  })
})

describe('migrations', () => {
  /** As drizzle-kit writes a rebuild: the pragma stands inside its transaction, where SQLite ignores it. */
  const rebuild = (table: string, columns: string, create: string) =>
    [
      'PRAGMA foreign_keys=OFF;',
      create.replace(`CREATE TABLE \`${table}\``, `CREATE TABLE \`__new_${table}\``),
      `INSERT INTO \`__new_${table}\`(${columns}) SELECT ${columns} FROM \`${table}\`;`,
      `DROP TABLE \`${table}\`;`,
      `ALTER TABLE \`__new_${table}\` RENAME TO \`${table}\`;`,
      'PRAGMA foreign_keys=ON;',
    ].join('\n--> statement-breakpoint\n')
  /** The table as the newest migration left it. */
  const rebuildOrders = async (database: TillDatabase) => {
    const [made] = await database.read((queries) =>
      queries.all<{ sql: string }>(sql`SELECT sql FROM sqlite_schema WHERE name = 'orders'`),
    )
    const columns = await database.read((queries) =>
      queries.all<{ name: string }>(sql`SELECT name FROM pragma_table_info('orders')`),
    )
    const create = `${made!.sql.replace(/^CREATE TABLE ["`]orders["`]/, 'CREATE TABLE `orders`')};`
    return rebuild('orders', columns.map(({ name }) => name).join(', '), create)
  }

  it('keep every row when a table is rebuilt, put the guards back, and copy the file first', async () => {
    const before = await open()
    const order = await placePaid(createOrders(before))
    const rebuilding = await rebuildOrders(before)
    before.close()
    const database = await open(migrationsAnd({ tag: '0001_rebuild', when: 1, sql: rebuilding }))
    expect(await createOrders(database).findByNumber(order.number)).toEqual(order)
    const removed = database.write((queries) => queries.run(sql`DELETE FROM orders`))
    await expect(removed).rejects.toThrow('never deleted')
    expect(await pragma(database, 'foreign_keys')).toBe(1)

    const copies = readdirSync(join(folder, 'backups')).filter((name) => name.endsWith('.sqlite'))
    expect(copies).toEqual([expect.stringMatching(/^till-\d{8}T\d{9}Z-migration\.sqlite$/)])
    const copy = new SqliteDatabase(join(folder, 'backups', copies[0]!), { readonly: true })
    expect(copy.prepare('SELECT number FROM orders').pluck().all()).toEqual([order.number])
    expect(copy.prepare('SELECT count(*) FROM __drizzle_migrations').pluck().get()).toBe(KNOWN)
    copy.close()
  })

  it('don’t delete children of a rebuilt parent, which the same statements do with keys on', () => {
    const family = (name: string) => {
      const client = new SqliteDatabase(join(folder, name))
      client.pragma('foreign_keys = ON')
      client.exec(`CREATE TABLE parent (id integer PRIMARY KEY);
        CREATE TABLE child (parent_id integer REFERENCES parent(id) ON DELETE CASCADE);
        INSERT INTO parent VALUES (1); INSERT INTO child VALUES (1)`)
      return client
    }
    const statements = rebuild(
      'parent',
      'id',
      'CREATE TABLE `parent` (`id` integer PRIMARY KEY);',
    ).split('--> statement-breakpoint')
    const children = (client: SqliteDatabase.Database) =>
      client.prepare('SELECT count(*) FROM child').pluck().get()

    const naive = family('naive.sqlite')
    naive.transaction(() => statements.forEach((statement) => naive.exec(statement)))()
    expect(children(naive)).toBe(0)
    naive.close()

    const guarded = family('guarded.sqlite')
    applyMigrations(guarded, [{ sql: statements, hash: 'x', folderMillis: 1, bps: true }])
    expect(children(guarded)).toBe(1)
    guarded.close()
  })

  it('that would leave a row without its parent change nothing', async () => {
    const before = await open()
    const order = await placePaid(createOrders(before))
    before.close()
    const bad = migrationsAnd({
      tag: '0001_orphans',
      when: 1,
      sql: 'DELETE FROM orders;--> statement-breakpoint\nCREATE TABLE extra (id integer) STRICT;',
    })
    await expect(open(bad)).rejects.toThrow(/without their parent/)
    const database = await open()
    expect(await createOrders(database).findByNumber(order.number)).toEqual(order)
  })

  it('that fail in the middle change nothing', async () => {
    ;(await open()).close()
    const bad = migrationsAnd({
      tag: '0001_typo',
      when: 1,
      sql: 'CREATE TABLE extra (id integer) STRICT;--> statement-breakpoint\nCREATE TABEL nonsense;',
    })
    await expect(open(bad)).rejects.toThrow('syntax error')
    const database = await open()
    const tables = await database.read((queries) =>
      queries.all(sql`SELECT 1 FROM sqlite_schema WHERE name = 'extra'`),
    )
    expect(tables).toEqual([])
  })

  it('stop where the file comes from a newer till, and leave it as it is', async () => {
    const newer = migrationsAnd({
      tag: '0001_newer',
      when: 1,
      sql: 'CREATE TABLE extra (id integer) STRICT;',
    })
    ;(await open(newer)).close()
    const untouched = readFileSync(places().file)
    await expect(open()).rejects.toThrow(
      `changed by another version of the till: 1 of its ${KNOWN + 1}`,
    )
    expect(readFileSync(places().file).equals(untouched)).toBe(true)
  })

  it('stop where one was merged later with an earlier time, which drizzle would skip', async () => {
    const first = {
      tag: '0002_first',
      when: 200,
      sql: 'CREATE TABLE first_one (id integer) STRICT;',
    }
    const late = { tag: '0001_late', when: 100, sql: 'CREATE TABLE late_one (id integer) STRICT;' }
    ;(await open(migrationsAnd(first))).close()
    await expect(open(migrationsAnd(late, first))).rejects.toThrow(/skipped 1 migration/)
  })

  it('are recorded as drizzle’s own migrator does it, so nothing is pending twice', async () => {
    ;(await open()).close()
    const client = new SqliteDatabase(places().file)
    expect(pendingMigrations(client, MIGRATIONS)).toEqual([])
    expect(client.prepare('SELECT count(*) FROM __drizzle_migrations').pluck().get()).toBe(KNOWN)
    client.close()
    expect(existsSync(join(folder, 'backups'))).toBe(false)
  })
})

describe('a bad file', () => {
  const code = (expected: string) =>
    expect.objectContaining({ name: 'DatabaseFault', code: expected })

  it('that isn’t a database is said to be damaged', async () => {
    ;(await open()).close()
    writeFileSync(places().file, 'not a database, though it is long enough to be one'.repeat(100))
    await expect(open()).rejects.toEqual(code('DATABASE_DAMAGED'))
  })

  it('with damaged pages is found at the start', async () => {
    const database = await open()
    const orders = createOrders(database)
    for (let n = 0; n < 40; n++) await orders.place(newOrder(), newAttempt())
    database.close()
    const bytes = readFileSync(places().file)
    bytes.fill(0xab, Math.floor(bytes.length / 2), Math.floor(bytes.length / 2) + 20_000)
    writeFileSync(places().file, bytes)
    await expect(open()).rejects.toEqual(code('DATABASE_DAMAGED'))
  })

  it('that is refused stays as it is, and so does the log that a cut left beside it', async () => {
    const database = await open()
    const orders = createOrders(database)
    for (let n = 0; n < 40; n++) await orders.place(newOrder(), newAttempt())
    database.checkpoint()
    await orders.place(newOrder(), newAttempt())
    const { file } = places()
    const [bytes, log] = [readFileSync(file), readFileSync(`${file}-wal`)]
    database.close()
    bytes.fill(0xab, Math.floor(bytes.length / 2), Math.floor(bytes.length / 2) + 20_000)
    writeFileSync(file, bytes)
    writeFileSync(`${file}-wal`, log)
    await expect(open()).rejects.toEqual(code('DATABASE_DAMAGED'))
    expect(readFileSync(file).equals(bytes)).toBe(true)
    expect(readFileSync(`${file}-wal`).equals(log)).toBe(true)
  })

  it('held by another program is busy', async () => {
    const database = await open()
    const holder = new SqliteDatabase(places().file)
    holder.exec('BEGIN IMMEDIATE')
    await database.read((queries) => queries.run(sql`PRAGMA busy_timeout = 20`))
    await expect(createOrders(database).place(newOrder(), newAttempt())).rejects.toEqual(
      code('DATABASE_BUSY'),
    )
    holder.exec('ROLLBACK')
    holder.close()
    expect((await createOrders(database).place(newOrder(), newAttempt())).number).toBe(
      '0001-000001',
    )
  })

  it('on a full disk is full, keeps what it has and goes on when there is room', async () => {
    const database = await open()
    const orders = createOrders(database)
    await orders.place(newOrder(), newAttempt())
    const limit = (pages: number) =>
      database.read((queries) => queries.get(sql.raw(`PRAGMA max_page_count = ${pages}`)))
    await limit(1)
    const fill = async () => {
      for (let n = 0; n < 200; n++) await orders.place(newOrder(), newAttempt())
    }
    await expect(fill()).rejects.toEqual(code('DATABASE_FULL'))
    const { count } = await orders.summarise({}, 1000)
    expect(count).toBeGreaterThan(0)
    await limit(100_000)
    await orders.place(newOrder(), newAttempt())
    expect((await orders.summarise({}, 1000)).count).toBe(count + 1)
  })

  it('that may not be written is read-only', async () => {
    const database = await open()
    await database.read((queries) => queries.run(sql`PRAGMA query_only = ON`))
    await expect(createOrders(database).place(newOrder(), newAttempt())).rejects.toEqual(
      code('DATABASE_READ_ONLY'),
    )
  })
})
