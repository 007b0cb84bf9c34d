import { join } from 'node:path'
import SqliteDatabase, { type Database } from 'better-sqlite3'
import { rmSync } from 'node:fs'
import { toDatabaseFault } from './database-fault.ts'

/** How long a till that is just ending is waited for, in ms. */
const WAIT = 1000

/**
 * Makes sure that one process alone has a store open, till or command line: an operating system's
 * lock, held by SQLite on a file of its own, so that it ends with the process however that ends.
 *
 * @returns the way to let go
 * @throws DatabaseFault DATABASE_BUSY where another process has it
 */
export function lockStore(folder: string): () => void {
  const file = join(folder, 'till.lock')
  const client = take(file) ?? take(file)
  if (client === null) throw new Error(`${file} can't be made anew`)
  return () => client.close()
}

/** null where the file was of no use and is gone now: it holds nothing that matters. */
function take(file: string): Database | null {
  let client: Database | null = null
  try {
    client = new SqliteDatabase(file, { timeout: WAIT })
    client.exec('BEGIN EXCLUSIVE')
    return client
  } catch (error) {
    client?.close()
    if (error instanceof SqliteDatabase.SqliteError && error.code === 'SQLITE_NOTADB') {
      rmSync(file, { force: true })
      return null
    }
    throw toDatabaseFault(error)
  }
}
