import { existsSync, mkdirSync, statSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import SqliteDatabase, { type Database } from 'better-sqlite3'
import { drizzle, type BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import { type DatabaseErrorCode, DatabaseFault, toDatabaseFault } from './database-fault.ts'
import { createGuards } from './guards.ts'
import { sealJournal } from './journal-chain.ts'
import { applyMigrations, hasTable, pendingMigrations } from './migrate.ts'

/** What a query runs on: the whole file, or one transaction of it. */
export type Queries = Pick<
  BetterSQLite3Database,
  'select' | 'insert' | 'update' | 'delete' | 'all' | 'get' | 'run'
>

/** One store's file, open for reading and writing. */
export interface TillDatabase {
  /** One read transaction: everything in it sees the same moment. @throws DatabaseFault */
  read<T>(work: (queries: Queries) => T): Promise<T>
  /** One write transaction, on disk for good when the promise resolves. @throws DatabaseFault */
  write<T>(work: (queries: Queries) => T): Promise<T>
  /** What the last write met; null where it went well. */
  trouble(): DatabaseErrorCode | null
  /** Moves what the log holds into the file. Runs by itself between sales. */
  checkpoint(): void
  close(): void
}

export interface DatabasePlaces {
  readonly file: string
  readonly migrationsFolder: string
  /** Where a copy of the file goes before a migration changes it. */
  readonly backupsFolder: string
}

/** How long a statement waits for another process that holds the file, in ms. */
const BUSY_TIMEOUT = 5000
/** Up to this size in bytes the whole file is checked at every start; it takes a blink. */
const SMALL_FILE = 64 * 1024 * 1024
/** Quiet time after a write before the log is moved into the file, in ms. */
const CHECKPOINT_AFTER = 1000

/**
 * Opens a store's file, making or migrating it first.
 *
 * @throws DatabaseFault where the file is damaged, read-only, full or held by another program.
 * @throws MigrationHistoryError where another version of the till has changed the file.
 */
export async function openDatabase(places: DatabasePlaces): Promise<TillDatabase> {
  let client: Database | null = null
  try {
    mkdirSync(dirname(places.file), { recursive: true })
    // A log left behind means that the till didn't close the file itself.
    const wasCut = sizeOf(`${places.file}-wal`) > 0
    const isSmall = sizeOf(places.file) <= SMALL_FILE
    client = new SqliteDatabase(places.file, { timeout: BUSY_TIMEOUT })
    setPragmas(client)
    const pending = pendingMigrations(client, places.migrationsFolder)
    if (isSmall || wasCut || pending.length > 0) checkFile(client)
    if (pending.length > 0) {
      if (hasTable(client, 'orders')) await backUp(client, places)
      migrate(client, pending)
    }
    createGuards(client)
    checkPragmas(client)
    return tillDatabase(client)
  } catch (error) {
    if (client !== null) closeUnchanged(client, places.file)
    throw toDatabaseFault(error)
  }
}

/**
 * Closes a file that was refused, as it is. The last connection that closes plays the log into the
 * file and deletes it, which nobody wants for a damaged one; unless that connection may only read.
 */
function closeUnchanged(client: Database, file: string): void {
  let last: Database | null = null
  try {
    last = new SqliteDatabase(file, { readonly: true, fileMustExist: true })
    // Only a connection that has read takes part in the log.
    last.prepare('SELECT count(*) FROM sqlite_schema').get()
  } catch {
    // A file that can't even be read so far has no log that could be played into it.
  }
  client.close()
  last?.close()
}

function migrate(client: Database, pending: Parameters<typeof applyMigrations>[1]): void {
  const hadJournal = hasTable(client, 'journal')
  applyMigrations(client, pending, () => {
    // What it then holds was carried over. A journal that was there before is never sealed again.
    if (!hadJournal && hasTable(client, 'journal')) sealJournal(client)
  })
}

function setPragmas(client: Database): void {
  client.pragma('journal_mode = WAL')
  // better-sqlite3 is compiled to run WAL at NORMAL, which may lose the last sales in a power cut.
  client.pragma('synchronous = FULL')
  client.pragma('foreign_keys = ON')
  // Else a row that REPLACE puts out of the way is deleted past the guards.
  client.pragma('recursive_triggers = ON')
  client.pragma('trusted_schema = OFF')
  client.pragma('cell_size_check = ON')
  // The checkpoint is the slow tail of a sale: it runs between sales instead. The limit (in pages)
  // only keeps the log from growing for ever.
  client.pragma('wal_autocheckpoint = 10000')
}

/** A pragma that doesn't take is silent, so the two that promises rest on are read back. */
function checkPragmas(client: Database): void {
  const expected = { journal_mode: 'wal', synchronous: 2, foreign_keys: 1 }
  for (const [name, value] of Object.entries(expected)) {
    const actual = client.pragma(name, { simple: true })
    if (actual !== value) throw new Error(`pragma ${name} is ${String(actual)}, not ${value}`)
  }
}

function checkFile(client: Database): void {
  const answer = client.pragma('quick_check(5)') as { quick_check: string }[]
  const found = answer.map((row) => row.quick_check)
  if (found.join() !== 'ok') {
    throw new DatabaseFault('DATABASE_DAMAGED', `quick_check found: ${found.join('; ')}`)
  }
}

/** Copies the file as it is before a migration, and opens the copy to see that it can be read. */
async function backUp(client: Database, { file, backupsFolder }: DatabasePlaces): Promise<void> {
  mkdirSync(backupsFolder, { recursive: true })
  const ending = extname(file)
  const target = freeName(join(backupsFolder, `${basename(file, ending)}-before-migration`), ending)
  await client.backup(target)
  const copy = new SqliteDatabase(target)
  try {
    // One file that is whole by itself, without a log beside it.
    copy.pragma('journal_mode = DELETE')
    const count = (database: Database) =>
      database.prepare('SELECT count(*) FROM orders').pluck().get()
    if (count(copy) !== count(client)) throw new Error(`the copy ${target} is not complete`)
  } finally {
    copy.close()
  }
}

function freeName(stem: string, ending: string): string {
  for (let n = 1; ; n++) {
    const name = `${stem}-${n}${ending}`
    if (!existsSync(name)) return name
  }
}

const sizeOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.size ?? 0

function tillDatabase(client: Database): TillDatabase {
  const orm = drizzle({ client })
  let timer: NodeJS.Timeout | undefined
  let trouble: DatabaseErrorCode | null = null

  const checkpoint = () => {
    clearTimeout(timer)
    timer = undefined
    // PASSIVE waits for nobody: what a reader still needs stays in the log until next time.
    if (client.open) client.pragma('wal_checkpoint(PASSIVE)')
  }
  const checkpointSoon = () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      try {
        checkpoint()
      } catch {
        // The sales are safe in the log. What is wrong with the disk, the next write will say.
      }
    }, CHECKPOINT_AFTER).unref()
  }
  const run = <T>(work: (queries: Queries) => T, behavior: 'deferred' | 'immediate'): T => {
    try {
      return orm.transaction(work, { behavior })
    } catch (error) {
      throw toDatabaseFault(error)
    }
  }
  return {
    // async, so that what work throws becomes a rejection.
    read: async (work) => run(work, 'deferred'),
    write: async (work) => {
      try {
        const result = run(work, 'immediate')
        trouble = null
        checkpointSoon()
        return result
      } catch (error) {
        if (error instanceof DatabaseFault) trouble = error.code
        throw error
      }
    },
    trouble: () => trouble,
    checkpoint,
    close() {
      clearTimeout(timer)
      client.close()
    },
  }
}
