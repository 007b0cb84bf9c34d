import type { ErrorCode } from '#shared/error-codes.ts'

/** What can go wrong with the file or the disk below it, as codes that staff have words for. */
export type DatabaseErrorCode = Extract<ErrorCode, `DATABASE_${string}`>

/** Thrown by every repository method where the file can't be read or written. */
export class DatabaseFault extends Error {
  override readonly name = 'DatabaseFault'
  readonly code: DatabaseErrorCode

  constructor(code: DatabaseErrorCode, message: string, cause?: unknown) {
    super(message, { cause })
    this.code = code
  }
}

/** SQLite's primary result codes; extended ones (SQLITE_BUSY_SNAPSHOT) begin with them. */
const FAULTS: readonly (readonly [string, DatabaseErrorCode])[] = [
  ['SQLITE_BUSY', 'DATABASE_BUSY'],
  ['SQLITE_LOCKED', 'DATABASE_BUSY'],
  ['SQLITE_FULL', 'DATABASE_FULL'],
  ['SQLITE_READONLY', 'DATABASE_READ_ONLY'],
  ['SQLITE_CANTOPEN', 'DATABASE_READ_ONLY'],
  ['SQLITE_PERM', 'DATABASE_READ_ONLY'],
  ['SQLITE_CORRUPT', 'DATABASE_DAMAGED'],
  ['SQLITE_NOTADB', 'DATABASE_DAMAGED'],
  ['SQLITE_IOERR', 'DATABASE_DAMAGED'],
]

/** The typed fault behind an error of SQLite; else what SQLite said, without drizzle's wrapping: a broken rule is a bug of ours. */
export function toDatabaseFault(error: unknown): unknown {
  if (error instanceof DatabaseFault) return error
  for (let link = error; link instanceof Error; link = link.cause) {
    const sqliteCode = 'code' in link ? String(link.code) : ''
    const fault = FAULTS.find(([prefix]) => sqliteCode.startsWith(prefix))
    if (fault !== undefined) {
      return new DatabaseFault(fault[1], `${sqliteCode}: ${link.message}`, error)
    }
    if (sqliteCode.startsWith('SQLITE_')) return link
  }
  return error
}
