import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import SqliteDatabase, { type Database } from 'better-sqlite3'
import { drizzle, type BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import type { BackupCause } from '#shared/vocabulary.ts'
import type { Backup } from '../../application/backup-ports.ts'
import { makeBackup } from './backups.ts'
import { type DatabaseErrorCode, DatabaseFault, toDatabaseFault } from './database-fault.ts'
import { sizeOf, syncFolder } from './durable-files.ts'
import { damageBeforeOpening, madeMark, suspectMark } from './file-damage.ts'
import { createFileJobs, type FileJobs } from './file-jobs.ts'
import { createGuards } from './guards.ts'
import { hasTable } from './has-table.ts'
import { sealJournal } from './journal-chain.ts'
import { applyMigrations, pendingMigrations } from './migrate.ts'
import { finishSwap } from './swap-file.ts'

/** What a query runs on: the one connection of an open file, in the transaction that is under way. */
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
  /** Copies the file between sales: see makeBackup. */
  backUp(parts: {
    readonly folder: string
    readonly cause: BackupCause
    readonly at: Date
    readonly jobs: FileJobs
    isStopped(): boolean
  }): Promise<Backup>
  close(): void
}

export interface DatabasePlaces {
  readonly file: string
  readonly migrationsFolder: string
  /** Where a backup of the file goes before a migration changes it. */
  readonly backupsFolder: string
}

/** How long a statement waits for another process that holds the file, in ms. */
const BUSY_TIMEOUT = 5000
/** Up to this size in bytes the whole file is checked at every start; it takes a blink. */
const SMALL_FILE = 64 * 1024 * 1024
/** Quiet time after a write before the log is moved into the file, in ms. */
const CHECKPOINT_AFTER = 1000

/**
 * Opens a store's file, making or migrating it first. What a cut left of a restore is finished before.
 *
 * @throws DatabaseFault where the file is damaged, read-only, full or held by another program.
 * @throws MigrationHistoryError where another version of the till has changed the file.
 */
export async function openDatabase(places: DatabasePlaces): Promise<TillDatabase> {
  const { file, backupsFolder } = places
  let client: Database | null = null
  try {
    mkdirSync(dirname(file), { recursive: true })
    finishSwap(file)
    const damage = damageBeforeOpening(file, backupsFolder)
    if (damage !== null)
      throw new DatabaseFault('DATABASE_DAMAGED', `the file: ${damage}`, { damage })
    // A log left behind means that the till didn't close the file itself.
    const wasCut = sizeOf(`${file}-wal`) > 0
    const isSuspect = existsSync(suspectMark(file))
    const isSmall = sizeOf(file) <= SMALL_FILE
    client = new SqliteDatabase(file, { timeout: BUSY_TIMEOUT })
    setPragmas(client)
    const pending = pendingMigrations(client, places.migrationsFolder)
    if (isSuspect) checkFile(client, 'integrity_check')
    else if (isSmall || wasCut || pending.length > 0) checkFile(client, 'quick_check')
    if (pending.length > 0) {
      if (hasTable(client, 'orders')) await backUp(client, backupsFolder)
      migrate(client, pending)
    }
    createGuards(client)
    checkPragmas(client)
    rmSync(suspectMark(file), { force: true })
    if (!existsSync(madeMark(file))) {
      writeFileSync(madeMark(file), '')
      syncFolder(dirname(file))
    }
    return tillDatabase(client, file)
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

/** quick_check leaves out whether an index holds what its table does: that takes several times longer. */
function checkFile(client: Database, check: 'quick_check' | 'integrity_check'): void {
  const answer = client.pragma(`${check}(5)`) as Record<string, string>[]
  const found = answer.flatMap((row) => Object.values(row))
  if (found.join() !== 'ok') {
    throw new DatabaseFault('DATABASE_DAMAGED', `${check} found: ${found.join('; ')}`)
  }
}

/** Nobody is selling yet, so all of it is done here and now. */
const backUp = (client: Database, folder: string): Promise<Backup> =>
  makeBackup({ client, folder, cause: 'migration', at: new Date(), jobs: createFileJobs(null) })

function tillDatabase(client: Database, file: string): TillDatabase {
  const orm = drizzle({ client })
  // Always over the same queries, so that those which are prepared once stay prepared.
  const transact = client.transaction((work: (queries: Queries) => unknown) => work(orm))
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
      return transact[behavior](work) as T
    } catch (error) {
      const fault = toDatabaseFault(error)
      if (fault instanceof DatabaseFault && fault.code === 'DATABASE_DAMAGED') suspect(file)
      throw fault
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
    backUp: (parts) =>
      makeBackup({ client, ...parts }).catch((error: unknown) => {
        if (error instanceof DatabaseFault && error.code === 'DATABASE_DAMAGED') suspect(file)
        throw error
      }),
    close() {
      clearTimeout(timer)
      client.close()
    },
  }
}

/** Leaves a mark, so that the next start reads all of the file, however large. */
function suspect(file: string): void {
  try {
    writeFileSync(suspectMark(file), '')
  } catch {
    // The disk takes nothing any more. The next start will say so.
  }
}
