import SqliteDatabase, { type Database } from 'better-sqlite3'
import { ATTEMPT_STATES, REFUND_STATES } from '#shared/vocabulary.ts'
import { numberIn } from '../../domain/order-id.ts'
import { byNewest, type MissingOrder, type MissingRefund } from '../../domain/recovery-report.ts'
import { sizeOf } from './durable-files.ts'
import { hasTable } from './has-table.ts'
import { type LooseRow, readRows } from './read-rows.ts'
import { openReadableCopy } from './readable-copy.ts'
import { salvageFile } from './swap-file.ts'

export interface SalvageInput {
  readonly damaged: string
  /** What is about to take the file's place; null for an empty one. */
  readonly backup: string | null
}

/** What a damaged file holds and a backup doesn't, as far as it can be read. */
export interface Salvaged {
  readonly read: 'all' | 'part' | 'none'
  readonly orders: readonly MissingOrder[]
  readonly refunds: readonly MissingRefund[]
  /** The highest running number seen in either; 0 where none was. */
  readonly lastNumber: number
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)
const amount = (value: unknown): number | null =>
  Number.isSafeInteger(value) ? Number(value) : null
const oneOf = <T extends string>(values: readonly T[], value: unknown): T | null =>
  values.find((known) => known === value) ?? null

/** Reads row by row and believes nothing: what isn't of its kind is left out. Never throws for damage. */
export function salvage({ damaged, backup }: SalvageInput): Salvaged {
  const known = backup === null ? null : new SqliteDatabase(backup, { readonly: true })
  try {
    const lastKnown = known === null ? 0 : highest(known, 'orders')
    const nothing: Salvaged = { read: 'none', orders: [], refunds: [], lastNumber: lastKnown }
    if (sizeOf(damaged) === 0) return nothing
    const copy = openReadableCopy(damaged, backup, salvageFile(damaged))
    if (copy === null) return nothing
    try {
      const found = readMissing(copy.client, known)
      return {
        read: found.isComplete && copy.isAsFound ? 'all' : found.isAnything ? 'part' : 'none',
        orders: byNewest(found.orders),
        refunds: byNewest(found.refunds),
        lastNumber: Math.max(lastKnown, found.lastNumber),
      }
    } finally {
      copy.close()
    }
  } finally {
    known?.close()
  }
}

function readMissing(client: Database, known: Database | null) {
  let isComplete = true
  const read = (table: string, columns: readonly string[]): readonly LooseRow[] => {
    const after = known !== null && hasTable(known, table) ? highest(known, table) : 0
    const result = readRows(client, table, columns, after)
    if (!result.isComplete) isComplete = false
    return result.rows
  }
  const isKnown = knows(known, 'attempt', 'order_id')
  const isKnownRefund = knows(known, 'refund', 'id')

  const orders = read('orders', [
    'seq',
    'number',
    'created_at',
    'order_name',
    'total_amount',
    'status',
  ])
  const attempts = read('attempt', [
    'order_id',
    'order_seq',
    'started_at',
    'order_name',
    'amount',
    'payment_key',
    'client_key',
    'state',
  ])
  const refunds = read('refund', ['id', 'order_id', 'requested_at', 'amount', 'state'])
  const calls = journalCalls(client, read)

  const missing = new Map<string, MissingOrder>()
  const withAttempt = new Set<unknown>()
  for (const row of attempts) {
    const orderId = text(row['order_id'])
    if (orderId === null || isKnown(orderId)) continue
    withAttempt.add(row['order_seq'])
    missing.set(orderId, {
      number: numberIn(orderId)?.number ?? null,
      orderId,
      at: text(row['started_at']),
      orderName: text(row['order_name']),
      amount: amount(row['amount']),
      paymentKey: text(row['payment_key']),
      clientKey: text(row['client_key']),
      state: oneOf(ATTEMPT_STATES, row['state']),
      tossStatus: null,
    })
  }
  // The journal says more where the attempt itself can't be read: the confirm that was sent.
  for (const call of calls) {
    if (call.orderId === null || isKnown(call.orderId) || missing.has(call.orderId)) continue
    const number = numberIn(call.orderId)
    if (number === null) continue
    withAttempt.add(number.seq)
    missing.set(call.orderId, {
      ...NOTHING_KNOWN,
      number: number.number,
      orderId: call.orderId,
      at: call.at,
      amount: call.amount,
      paymentKey: call.paymentKey,
    })
  }
  const alone = orders
    .filter((row) => !withAttempt.has(row['seq']) && text(row['number']) !== null)
    .map((row) => ({
      ...NOTHING_KNOWN,
      number: text(row['number']),
      at: text(row['created_at']),
      orderName: text(row['order_name']),
      amount: amount(row['total_amount']),
      state: oneOf(ATTEMPT_STATES, row['status']),
    }))
  const seqs = [
    ...orders.map((row) => amount(row['seq'])),
    ...[...missing.keys()].map((orderId) => numberIn(orderId)?.seq),
  ]
  return {
    isComplete,
    isAnything: [orders, attempts, refunds, calls].some((rows) => rows.length > 0),
    orders: [...missing.values(), ...alone],
    refunds: refunds
      .filter((row) => amount(row['amount']) !== null && !isKnownRefund(text(row['id']) ?? ''))
      .map((row) => ({
        orderId: text(row['order_id']),
        at: text(row['requested_at']),
        amount: amount(row['amount']) ?? 0,
        state: oneOf(REFUND_STATES, row['state']),
      })),
    lastNumber: seqs.reduce<number>(
      // A broken row may hold any number: one with more digits than a number has is none.
      (most, seq) => (typeof seq === 'number' && seq < 1e9 ? Math.max(most, seq) : most),
      0,
    ),
  }
}

const NOTHING_KNOWN: MissingOrder = {
  number: null,
  orderId: null,
  at: null,
  orderName: null,
  amount: null,
  paymentKey: null,
  clientKey: null,
  state: null,
  tossStatus: null,
}

const highest = (client: Database, table: string): number =>
  client.prepare<[], number>(`SELECT coalesce(max(rowid), 0) FROM "${table}"`).pluck().get() ?? 0

function knows(known: Database | null, table: string, column: string) {
  if (known === null) return () => false
  const find = known.prepare(`SELECT 1 FROM "${table}" WHERE "${column}" = ?`)
  return (key: string) => find.get(key) !== undefined
}

/** Confirms in the journal of calls, whichever shape it has in this file. */
function journalCalls(
  client: Database,
  read: (table: string, columns: readonly string[]) => readonly LooseRow[],
) {
  const table = hasTable(client, 'journal') ? 'journal' : 'toss_call'
  return read(table, ['kind', 'order_id', 'request', 'at'])
    .filter((row) => row['kind'] === 'confirm')
    .map((row) => {
      const request = jsonOf(row['request'])
      return {
        orderId: text(row['order_id']),
        at: text(row['at']),
        amount: amount(request['amount']),
        paymentKey: text(request['paymentKey']),
      }
    })
}

function jsonOf(value: unknown): LooseRow {
  try {
    const parsed: unknown = JSON.parse(text(value) ?? '{}')
    return typeof parsed === 'object' && parsed !== null ? (parsed as LooseRow) : {}
  } catch {
    return {}
  }
}
