import { closeSync, copyFileSync, openSync, readSync, statSync, writeSync } from 'node:fs'
import SqliteDatabase, { type Database } from 'better-sqlite3'
import { isThere, removeCopy } from './durable-files.ts'
import { hasTable } from './has-table.ts'

/** Bytes 0 to 99 of every SQLite file. Source: https://www.sqlite.org/fileformat2.html#the_database_header */
const HEADER = 100

/** What the schema must show to be of use; the journal had another name once. */
const NEEDED = [['orders'], ['attempt'], ['refund'], ['journal', 'toss_call']]

export interface ReadableCopy {
  readonly client: Database
  /** Whether it opened as it lay there, with nothing lent by a backup. */
  readonly isAsFound: boolean
  close(): void
}

/**
 * Opens a copy of a damaged file for reading, so that the evidence stays as it is. Where its
 * beginning is broken, a copy with the beginning of a backup is tried: first the header, then the
 * whole first page, then all pages that say where the tables are: they change with a migration only.
 * null where none shows the tables.
 */
export function openReadableCopy(
  damaged: string,
  backup: string | null,
  copy: string,
): ReadableCopy | null {
  const tries: (() => void)[] = [() => {}]
  if (backup !== null) {
    tries.push(
      () => lendHeader(backup, copy, HEADER),
      () => lendHeader(backup, copy, pageSizeOf(backup)),
      () => lendSchema(backup, copy),
    )
  }
  for (const [index, mend] of tries.entries()) {
    let client: Database | null = null
    try {
      removeCopy(copy)
      copyFileSync(damaged, copy)
      if (isThere(`${damaged}-wal`)) copyFileSync(`${damaged}-wal`, `${copy}-wal`)
      mend()
      client = new SqliteDatabase(copy, { fileMustExist: true })
      // Without it SQLite refuses a file that is shorter than its header says.
      client.unsafeMode().pragma('writable_schema = ON')
      client.pragma('cell_size_check = ON')
      client.pragma('trusted_schema = OFF')
      const opens = client
      if (NEEDED.every((names) => names.some((name) => hasTable(opens, name)))) {
        return {
          client: opens,
          isAsFound: index === 0,
          close() {
            opens.close()
            removeCopy(copy)
          },
        }
      }
      client.close()
    } catch {
      client?.close()
    }
  }
  removeCopy(copy)
  return null
}

const pageSizeOf = (file: string): number => {
  const size = firstBytes(file, HEADER).readUInt16BE(16)
  return size === 1 ? 65_536 : size
}

function firstBytes(file: string, count: number): Buffer {
  const bytes = Buffer.alloc(count)
  const handle = openSync(file, 'r')
  try {
    readSync(handle, bytes, 0, count, 0)
  } finally {
    closeSync(handle)
  }
  return bytes
}

/** Writes the first bytes of a backup over a copy's, with the copy's own length in pages. */
function lendHeader(backup: string, copy: string, count: number): void {
  const bytes = firstBytes(backup, count)
  bytes.writeUInt32BE(Math.floor(statSync(copy).size / pageSizeOf(backup)), 28)
  // The length counts only where these two agree; the list of free pages is not worth trusting.
  bytes.writeUInt32BE(bytes.readUInt32BE(24), 92)
  bytes.writeUInt32BE(0, 32)
  bytes.writeUInt32BE(0, 36)
  overwrite(copy, bytes, 0)
}

const INTERIOR = 0x05

/** Writes the whole tree of `sqlite_schema`, which begins on the first page, over a copy's. */
function lendSchema(backup: string, copy: string): void {
  const size = pageSizeOf(backup)
  const pages = Math.floor(statSync(copy).size / size)
  const file = openSync(backup, 'r')
  try {
    const waiting = [1]
    for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
      const page = Buffer.alloc(size)
      readSync(file, page, 0, size, (number - 1) * size)
      const at = number === 1 ? HEADER : 0
      if (page[at] === INTERIOR) {
        waiting.push(page.readUInt32BE(at + 8))
        for (let cell = 0; cell < page.readUInt16BE(at + 3); cell++) {
          waiting.push(page.readUInt32BE(page.readUInt16BE(at + 12 + 2 * cell)))
        }
      }
      if (number > 1 && number <= pages) overwrite(copy, page, (number - 1) * size)
    }
  } finally {
    closeSync(file)
  }
  lendHeader(backup, copy, size)
}

function overwrite(file: string, bytes: Buffer, at: number): void {
  const handle = openSync(file, 'r+')
  try {
    writeSync(handle, bytes, 0, bytes.length, at)
  } finally {
    closeSync(handle)
  }
}
