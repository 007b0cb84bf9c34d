import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import SqliteDatabase, { type Database } from 'better-sqlite3'
import { describeFinding } from '../../domain/records.ts'
import { DatabaseFault, toDatabaseFault } from './database-fault.ts'
import { sizeOf, syncFile } from './durable-files.ts'
import { hasTable } from './has-table.ts'
import { HEAD_KEY, readHead } from './journal-chain.ts'
import { createChainCheck } from './verify-chain.ts'
import { chainRow, ROW } from './verify-records.ts'

/** How many rows of each a file holds. All three are only ever added to. */
export interface RowCounts {
  readonly orders: number
  readonly attempts: number
  readonly refunds: number
}

/** What a whole, good copy of a store's file holds. */
export interface Inspection extends RowCounts {
  /** The highest running number in it; 0 where there is no order. */
  readonly lastNumber: number
  /** What is wrong with the journal in it: the copy is true, but what it copies was tampered with. */
  readonly journalProblem: string | null
  readonly bytes: number
  /** Of the file, SHA-256 in hex. */
  readonly sha256: string
}

export function countRows(client: Database): RowCounts {
  const count = (table: string) =>
    client.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0
  // A file that an older till wrote has no cash.
  const inCash = hasTable(client, 'cash_refund') ? count('cash_refund') : 0
  return {
    orders: count('orders'),
    attempts: count('attempt'),
    refunds: count('refund') + inCash,
  }
}

const lastNumberIn = (client: Database): number =>
  client.prepare<[], number>('SELECT coalesce(max(seq), 0) FROM orders').pluck().get() ?? 0

/** The one place that says how the journal of a copy is checked: its chain. null where it is whole. */
function journalProblem(client: Database): string | null {
  if (!hasTable(client, 'journal')) return null
  const chain = createChainCheck()
  for (const row of client.prepare<[], unknown[]>(`${ROW} ORDER BY seq`).raw().iterate()) {
    chain.add(chainRow(row))
  }
  const head = readHead(
    client.prepare<[string], string>('SELECT value FROM meta WHERE key = ?').pluck().get(HEAD_KEY),
  )
  const [finding] = chain.end(head, head?.seq ?? 0)
  return finding === undefined ? null : describeFinding(finding)
}

/** Reads all of an open file. Throws DATABASE_DAMAGED with what it found. */
function checkAll(client: Database): void {
  const rows = client.pragma('integrity_check(5)') as { integrity_check: string }[]
  const found = rows.map((row) => row.integrity_check).filter((word) => word !== 'ok')
  if (found.length === 0) {
    if (!hasTable(client, 'orders')) found.push('there is no table of orders')
    const orphans = client.pragma('foreign_key_check') as unknown[]
    if (orphans.length > 0) found.push(`${orphans.length} rows lack their parent`)
  }
  if (found.length > 0) throw new DatabaseFault('DATABASE_DAMAGED', found.join('; '))
}

/** Opens a closed file that stands alone, reads all of it and changes nothing. @throws DatabaseFault */
export function inspectFile(file: string): Inspection {
  return onFile(file, { readonly: true }, (client) => client)
}

/**
 * Makes a fresh copy one file that is whole by itself, without a log beside it, has `prepare` change
 * it, reads all of it, and leaves it on disk for good. @throws DatabaseFault
 */
export function sealCopy(file: string, prepare: (client: Database) => void = () => {}): Inspection {
  return onFile(file, {}, (client) => {
    client.pragma('journal_mode = DELETE')
    prepare(client)
  })
}

function onFile(
  file: string,
  options: SqliteDatabase.Options,
  prepare: (client: Database) => void,
): Inspection {
  let client: Database | null = null
  try {
    client = new SqliteDatabase(file, { fileMustExist: true, ...options })
    client.pragma('trusted_schema = OFF')
    client.pragma('cell_size_check = ON')
    prepare(client)
    checkAll(client)
    const facts = {
      ...countRows(client),
      lastNumber: lastNumberIn(client),
      journalProblem: journalProblem(client),
    }
    client.close()
    if (options.readonly !== true) syncFile(file)
    return { ...facts, bytes: sizeOf(file), sha256: hashFile(file) }
  } catch (error) {
    client?.close()
    throw toDatabaseFault(error)
  }
}

function hashFile(file: string): string {
  const hash = createHash('sha256')
  const block = Buffer.alloc(1024 * 1024)
  const handle = openSync(file, 'r')
  try {
    for (let read = 1; read > 0;) {
      read = readSync(handle, block)
      hash.update(block.subarray(0, read))
    }
  } finally {
    closeSync(handle)
  }
  return hash.digest('hex')
}
