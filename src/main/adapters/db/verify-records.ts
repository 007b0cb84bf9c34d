import { existsSync, statSync } from 'node:fs'
import SqliteDatabase, { type Database } from 'better-sqlite3'
import type { CallKind } from '../../domain/journal.ts'
import type { Payment } from '../../domain/payment.ts'
import type { RecordFinding, RecordsReport } from '../../domain/records.ts'
import { CHAINED, type Chained, HASH, HEAD_KEY, readHead } from './journal-chain.ts'
import { hasTable } from './has-table.ts'
import { judgeTenders, type TenderFact, TENDERS } from './verify-tenders.ts'
import { type ChainRow, createChainCheck } from './verify-chain.ts'
import {
  type AttemptFact,
  createOrderCheck,
  type OrderCheck,
  type RefundFact,
  type SumsFact,
  wrongSums,
} from './verify-orders.ts'

/** There is nothing to check: `message` says why, and what to do. */
export class RecordsUnavailable extends Error {
  override readonly name = 'RecordsUnavailable'
}

export interface RecordsToVerify {
  readonly file: string
  /** The payment that an answer's body describes; null where it describes none. */
  readonly readPayment: (body: string) => Payment | null
  /** Also lets SQLite check every page of the file, in one go. */
  readonly isDeep: boolean
}

/** How long the check runs before it lets others have their turn, in ms. */
const TURN = 2

/**
 * Checks the journal of one store's file row by row, and its orders against it. Reads one moment of
 * the file over a connection of its own, which changes nothing and holds nobody up; gives way every
 * few ms, so a till can sell meanwhile. A damaged file is read as far as it can be.
 *
 * @throws RecordsUnavailable where there is no file, no database or no journal.
 */
export async function verifyRecords(records: RecordsToVerify): Promise<RecordsReport> {
  const client = openForReading(records.file)
  try {
    return await verify(client, records)
  } finally {
    client.close()
  }
}

function openForReading(file: string): Database {
  if (!existsSync(file) || !statSync(file).isFile()) {
    throw new RecordsUnavailable(`there is no file ${file}`)
  }
  let client: Database | null = null
  try {
    client = new SqliteDatabase(file, { readonly: true, timeout: 5000 })
    client.exec('BEGIN')
    const tables = client
      .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table'`)
      .pluck()
      .all()
    if (tables.includes('journal')) return client
  } catch (error) {
    client?.close()
    throw new RecordsUnavailable(`${file} can't be read as a database. SQLite says: ${said(error)}`)
  }
  client.close()
  throw new RecordsUnavailable(
    `${file} holds no journal. If an older till wrote it, open it once with this one.`,
  )
}

async function verify(client: Database, records: RecordsToVerify): Promise<RecordsReport> {
  const damage: RecordFinding[] = []
  /** What can't be read is told, and done without. */
  const tryTo = <T>(work: () => T, otherwise: T): T => {
    try {
      return work()
    } catch (error) {
      damage.push({ kind: 'file_damaged', said: said(error) })
      return otherwise
    }
  }

  const attempts = await readAll<AttemptFact>(client, ATTEMPTS, damage)
  const refunds = await readAll<RefundFact>(client, REFUNDS, damage)
  // A file that an older till wrote has no cash, and no discounts to add up.
  const hasCash = hasTable(client, 'cash_tender')
  const sums = tryTo(() => hasColumn(client, 'order_line', 'discount'), false)
    ? await readAll<SumsFact>(client, sumsOf(hasCash), damage)
    : []
  const tenders: RecordFinding[] = []
  if (hasCash) {
    for (const fact of await readAll<TenderFact>(client, TENDERS, damage)) {
      const finding = judgeTenders(fact)
      if (finding !== null) tenders.push(finding)
    }
  }
  const head = tryTo(
    () =>
      readHead(
        client
          .prepare<[string], string>('SELECT value FROM meta WHERE key = ?')
          .pluck()
          .get(HEAD_KEY),
      ),
    null,
  )
  const given = tryTo(
    () =>
      client
        .prepare<[], number>(`SELECT seq FROM sqlite_sequence WHERE name = 'journal'`)
        .pluck()
        .get() ?? 0,
    0,
  )
  const highest = Math.max(head?.seq ?? 0, given)

  const chain = createChainCheck()
  const orders = createOrderCheck(attempts, refunds)
  const entries = entryReader(orders, records.readPayment)
  let rows = 0
  let lastRead = 0
  const take = (row: ChainRow) => {
    rows += 1
    lastRead = row.seq
    chain.add(row)
    entries.add(row)
  }
  try {
    await inTurns(client.prepare<[], unknown[]>(`${ROW} ORDER BY seq`).raw().iterate(), (row) =>
      take(chainRow(row)),
    )
  } catch (error) {
    if (!isSqlite(error)) throw error
    // From here on one by one, so that a broken page costs only what stands on it.
    const next = client.prepare<[number], unknown[]>(`${ROW} WHERE seq = ?`).raw()
    await inTurns(numbers(lastRead + 1, Math.max(highest, lastRead + 1)), (seq) => {
      try {
        const row = next.get(seq)
        if (row !== undefined) take(chainRow(row))
      } catch (broken) {
        chain.unreadable(seq, seq, said(broken))
      }
    })
  }
  const chainFindings = chain.end(head, highest)
  const wrongRows = new Set(
    chainFindings.flatMap((one) =>
      'other' in one ? [one.row, one.other] : 'row' in one ? [one.row] : [],
    ),
  )
  const orphans = entries.orphans.filter(
    ({ row, call }) => !wrongRows.has(row) && !wrongRows.has(call) && !chain.isGap(call),
  )
  const deep = records.isDeep ? tryTo(() => integrity(client), []) : []
  return {
    rows,
    orders: attempts.length + refunds.length,
    findings: [
      ...chainFindings,
      ...orphans,
      // Without the tables there is nothing to hold the journal against.
      ...(damage.length === 0 ? [...orders.end(), ...wrongSums(sums), ...tenders] : []),
      ...damage,
      ...deep,
    ],
  }
}

/** A row of the journal, for {@link chainRow}. */
export const ROW = `SELECT ${CHAINED}, ${HASH} FROM journal`
const ATTEMPTS = `SELECT attempt.order_id AS orderId, attempt.amount, attempt.state, attempt.payment_key AS paymentKey,
    attempt.idempotency_key AS idempotencyKey, attempt.reason_code AS reasonCode,
    payment.status AS paymentStatus, payment.balance_amount AS balanceAmount
  FROM attempt LEFT JOIN payment ON payment.order_id = attempt.order_id AND payment.payment_key = attempt.payment_key`
const REFUNDS = `SELECT id, order_id AS orderId, idempotency_key AS idempotencyKey, payment_key AS paymentKey, amount, state,
    transaction_key AS transactionKey FROM refund`

// Order by order, so that a big file is read in turns as well.
const LINE = 'FROM order_line WHERE order_seq = orders.seq'
const ATTEMPT = 'FROM attempt WHERE order_seq = orders.seq'
const CASH =
  '(SELECT id FROM cash_tender WHERE order_seq = orders.seq ORDER BY tender_no DESC LIMIT 1)'
const sumsOf = (hasCash: boolean) => `SELECT total_amount AS total, discount,
    coalesce((SELECT order_id ${ATTEMPT} ORDER BY attempt_no DESC LIMIT 1), ${hasCash ? CASH : "''"}) AS orderId,
    (SELECT max(amount) ${ATTEMPT}) AS mostAsked,
    (SELECT coalesce(sum(amount), 0) ${LINE}) AS lineAmounts,
    (SELECT coalesce(sum(discount_share), 0) ${LINE}) AS lineShares,
    (SELECT count(*) ${LINE} AND (amount <> unit_price * quantity - discount OR discount < discount_share)) AS wrongLines
  FROM orders ORDER BY seq`

const hasColumn = (client: Database, table: string, column: string): boolean =>
  client
    .prepare<[string, string], number>('SELECT 1 FROM pragma_table_info(?) WHERE name = ?')
    .pluck()
    .get(table, column) === 1

async function readAll<T>(
  client: Database,
  query: string,
  damage: RecordFinding[],
): Promise<readonly T[]> {
  const facts: T[] = []
  try {
    await inTurns(client.prepare<[], T>(query).iterate(), (fact) => facts.push(fact))
  } catch (error) {
    if (!isSqlite(error)) throw error
    damage.push({ kind: 'file_damaged', said: said(error) })
  }
  return facts
}

function integrity(client: Database): readonly RecordFinding[] {
  const answer = client.pragma('integrity_check(20)') as { integrity_check: string }[]
  return answer
    .map((row) => row.integrity_check)
    .filter((words) => words !== 'ok')
    .map((words) => ({ kind: 'file_damaged', said: words }))
}

/** Works through them all, and lets others have their turn now and then. */
async function inTurns<T>(all: Iterable<T>, work: (one: T) => void): Promise<void> {
  let began = performance.now()
  for (const one of all) {
    work(one)
    if (performance.now() - began < TURN) continue
    await new Promise((resolve) => setImmediate(resolve))
    began = performance.now()
  }
}

function* numbers(from: number, to: number): Iterable<number> {
  for (let number = from; number <= to; number++) yield number
}

export function chainRow(columns: readonly unknown[]): ChainRow {
  const values = columns.slice(0, -1) as Chained[]
  return { seq: Number(values[0]), values, hash: textOf(columns.at(-1)) ?? '' }
}

/** Reads calls and answers out of the rows, and tells the order check of them. */
function entryReader(orders: OrderCheck, readPayment: RecordsToVerify['readPayment']) {
  const waiting = new Map<number, Parameters<OrderCheck['call']>[0]>()
  const orphans: Extract<RecordFinding, { kind: 'answer_without_call' }>[] = []
  return {
    orphans,
    add({ seq, values }: ChainRow) {
      const [, entry, callSeq, kind, orderId, refundId, key, , path, , status, body, , error] =
        values
      if (textOf(entry) === 'call') {
        const call = {
          row: seq,
          kind: textOf(kind) as CallKind,
          orderId: textOf(orderId),
          refundId: textOf(refundId),
          idempotencyKey: textOf(key),
          path: textOf(path) ?? '',
        }
        waiting.set(seq, call)
        orders.call(call)
        return
      }
      const call = waiting.get(Number(callSeq))
      if (call === undefined) {
        orphans.push({ kind: 'answer_without_call', row: seq, call: Number(callSeq) })
        return
      }
      waiting.delete(call.row)
      const said = error === null ? textOf(body) : null
      orders.answer(call, {
        status: typeof status === 'number' ? status : null,
        payment: said === null ? null : readPayment(said),
      })
    },
  }
}

const textOf = (value: unknown): string | null =>
  value instanceof Uint8Array
    ? Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString()
    : typeof value === 'string'
      ? value
      : null

const isSqlite = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_')

const said = (error: unknown): string => (error instanceof Error ? error.message : String(error))
