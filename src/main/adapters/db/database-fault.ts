import type { ErrorCode } from '#shared/error-codes.ts'
import type { Damage } from '#shared/vocabulary.ts'

/** What can go wrong with the file or the disk below it, as codes that staff have words for. */
export type DatabaseErrorCode = Extract<ErrorCode, `DATABASE_${string}`>

/** Thrown by every repository method where the file can't be read or written. */
export class DatabaseFault extends Error {
  override readonly name = 'DatabaseFault'
  readonly code: DatabaseErrorCode
  /** Set where opening the file showed that it is of no use as it is. */
  readonly damage: Damage | null

  constructor(
    code: DatabaseErrorCode,
    message: string,
    { cause, damage }: { readonly cause?: unknown; readonly damage?: Damage } = {},
  ) {
    super(message, { cause })
    this.code = code
    this.damage = damage ?? (code === 'DATABASE_DAMAGED' ? 'broken' : null)
  }
}

/** A backup that can't be made or can't be used; the file itself is as it was. */
export class BackupFault extends Error {
  override readonly name = 'BackupFault'
  readonly code: Extract<ErrorCode, `BACKUP_${string}`>

  constructor(code: BackupFault['code'], message: string, cause?: unknown) {
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
  // What a full disk says where it can't make room for the index of the log.
  ['SQLITE_IOERR_SHMSIZE', 'DATABASE_FULL'],
  ['SQLITE_IOERR', 'DATABASE_DAMAGED'],
  // Copying a file fails without SQLite.
  ['ENOSPC', 'DATABASE_FULL'],
  ['EDQUOT', 'DATABASE_FULL'],
  ['EROFS', 'DATABASE_READ_ONLY'],
  ['EACCES', 'DATABASE_READ_ONLY'],
  ['EPERM', 'DATABASE_READ_ONLY'],
]

/** The typed fault behind an error of SQLite; else what SQLite said, without drizzle's wrapping: a broken rule is a bug of ours. */
export function toDatabaseFault(error: unknown): unknown {
  if (error instanceof DatabaseFault || error instanceof BackupFault) return error
  for (let link = error; link instanceof Error; link = link.cause) {
    const sqliteCode = 'code' in link ? String(link.code) : ''
    const fault = FAULTS.find(([prefix]) => sqliteCode.startsWith(prefix))
    if (fault !== undefined) {
      return new DatabaseFault(fault[1], `${sqliteCode}: ${link.message}`, { cause: error })
    }
    if (sqliteCode.startsWith('SQLITE_')) return link
  }
  return error
}
