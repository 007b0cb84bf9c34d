import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'

const text = (column: string) =>
  `CASE typeof(${column}) WHEN 'text' THEN CAST(${column} AS BLOB) WHEN 'null' THEN NULL ELSE typeof(${column}) || hex(${column}) END`
const whole = (column: string) =>
  `CASE typeof(${column}) WHEN 'integer' THEN ${column} WHEN 'null' THEN NULL ELSE typeof(${column}) || hex(${column}) END`

/**
 * What a row's hash covers beside the hash before it, as a list for SELECT. The order never changes:
 * old rows rest on it. Texts are read as bytes, since decoding would make broken ones look alike.
 */
export const CHAINED = [
  whole('seq'),
  text('entry'),
  whole('call_seq'),
  ...['kind', 'order_id', 'refund_id', 'idempotency_key', 'method', 'path', 'request'].map(text),
  whole('status'),
  ...['body', 'trace_id', 'error', 'at'].map(text),
].join(', ')

/** The hash itself, for SELECT. */
export const HASH = text('hash')

/** Stands for the hash before the first row. */
export const GENESIS = '0'.repeat(64)

/** The key in `meta` under which the last row is remembered, so that rows missing at the end are missed. */
export const HEAD_KEY = 'journal_head'

/** The last row, as `meta` remembers it. */
export interface JournalHead {
  readonly seq: number
  readonly hash: string
}

/** A column's value. Text is bytes where it was read from the file, a string where it is about to be written. */
export type Chained = string | Uint8Array | number | null

const NULL_PART = Buffer.from('-')

/**
 * SHA-256 over the hash before and the row, in hex. Every part carries its type and its length in
 * bytes, so that no two rows look alike: `-` for null, `i3:200` for a number, `t5:hello` for text.
 */
export function hashRow(previous: string, values: readonly Chained[]): string {
  const sha = createHash('sha256').update(previous)
  for (const value of values) {
    if (value === null) {
      sha.update(NULL_PART)
      continue
    }
    const bytes = typeof value === 'object' ? value : Buffer.from(String(value))
    sha.update(`${typeof value === 'number' ? 'i' : 't'}${bytes.length}:`).update(bytes)
  }
  return sha.digest('hex')
}

export const writeHead = ({ seq, hash }: JournalHead): string => `${seq} ${hash}`

/** null where the text isn't one that {@link writeHead} wrote. */
export function readHead(text: string | null | undefined): JournalHead | null {
  const parts = /^([1-9]\d{0,15}) ([0-9a-f]{64})$/.exec(text ?? '')
  return parts === null ? null : { seq: Number(parts[1]), hash: parts[2] ?? '' }
}

/** Chains rows that were carried over from before there was a chain. Call inside the migration's transaction. */
export function sealJournal(client: Database): void {
  const next = client
    .prepare<[number], Chained[]>(`SELECT ${CHAINED} FROM journal WHERE seq = ?`)
    .raw()
  const seal = client.prepare<[string, number]>('UPDATE journal SET hash = ? WHERE seq = ?')
  let head: JournalHead = { seq: 0, hash: GENESIS }
  for (let row = next.get(1); row !== undefined; row = next.get(head.seq + 1)) {
    head = { seq: head.seq + 1, hash: hashRow(head.hash, row) }
    seal.run(head.hash, head.seq)
  }
  if (head.seq === 0) return
  client.prepare('INSERT INTO meta (key, value) VALUES (?, ?)').run(HEAD_KEY, writeHead(head))
}
