/** Reads a till's file as it lies there: by plain SQL, and by the check that anybody can run on it. */
import SqliteDatabase, { type Database, type Statement } from 'better-sqlite3'
import { verifyRecords } from '../../src/main/adapters/db/verify-records.ts'
import { paymentOfBody } from '../../src/main/adapters/toss/payment-schema.ts'
import { describeFinding } from '../../src/main/domain/records.ts'
import type { Call } from './answer-faults.ts'
import type { TillFacts, TossCall } from './facts.ts'

function withFile<T>(file: string, work: (client: Database) => T): T {
  const client = new SqliteDatabase(file, { readonly: true, timeout: 5000 })
  try {
    return work(client)
  } finally {
    client.close()
  }
}

/** What the driver asks of the file while the till is at work on it. */
export interface TillReader {
  /** Whether the intent of a call, and the call itself, are on disk under its key. */
  isWritten(call: Pick<TossCall, 'kind' | 'key'>): boolean
  /** How many attempts and refunds of the file aren't over. */
  countOpen(): number
  /** Whether an attempt of this orderId, or a refund of it, has an outcome that nobody knows yet. */
  isUnknown(orderId: string): boolean
  /** The cash tender of one of these intents; null where none was taken. */
  cashOf(intents: readonly string[]): string | null
  /** Whether an attempt of one of these orderIds is paid. */
  isPaid(orderIds: readonly string[]): boolean
  /** Must come before the till closes the file, and before anybody but SQLite changes it. */
  letGo(): void
}

const QUESTIONS = {
  hasAttempt: `SELECT 1 FROM attempt WHERE idempotency_key = ?`,
  hasRefund: `SELECT 1 FROM refund WHERE idempotency_key = ?`,
  hasReceipt: `SELECT 1 FROM cash_receipt WHERE idempotency_key = ?`,
  hasReceiptCancel: `SELECT 1 FROM cash_receipt_cancel WHERE idempotency_key = ?`,
  cashOf: `SELECT id FROM cash_tender WHERE intent_id = ?`,
  isPaid: `SELECT 1 FROM attempt WHERE order_id = ? AND state = 'paid'`,
  hasCall: `SELECT 1 FROM journal WHERE idempotency_key = ?`,
  isUnknown: `SELECT 1 FROM attempt WHERE order_id = ? AND state IN ('awaiting_payment', 'confirming')
    UNION ALL SELECT 1 FROM refund WHERE order_id = ? AND state = 'requested'`,
  countOpen: `SELECT (SELECT count(*) FROM attempt WHERE state IN ('awaiting_payment', 'confirming', 'awaiting_deposit'))
    + (SELECT count(*) FROM refund WHERE state = 'requested')
    + (SELECT count(*) FROM cash_receipt WHERE state = 'requested')
    + (SELECT count(*) FROM cash_receipt_cancel WHERE state = 'requested')`,
} as const

/** Where the intent of each act lies. */
const INTENTS: Readonly<Partial<Record<Call, keyof typeof QUESTIONS>>> = {
  confirm: 'hasAttempt',
  cancel: 'hasRefund',
  receipt: 'hasReceipt',
  receipt_cancel: 'hasReceiptCancel',
}

/**
 * Reads `file` through one connection for as long as a till has it open: a new one for each question
 * reads the whole schema again, which is most of what the driver would do.
 * @param isHeld whether a till has the file open, and isn't about to close it
 */
export function createTillReader(file: string, isHeld: () => boolean): TillReader {
  let held: Database | null = null
  const statements = new Map<string, Statement>()

  const letGo = () => {
    statements.clear()
    held?.close()
    held = null
  }
  const first = (name: keyof typeof QUESTIONS, ...values: unknown[]): unknown => {
    if (!isHeld()) {
      letGo()
      return withFile(file, (client) =>
        client
          .prepare(QUESTIONS[name])
          .pluck()
          .get(...values),
      )
    }
    held ??= new SqliteDatabase(file, { readonly: true, timeout: 5000 })
    const statement = statements.get(name) ?? held.prepare(QUESTIONS[name]).pluck()
    statements.set(name, statement)
    return statement.get(...values)
  }
  return {
    isWritten({ kind, key }) {
      try {
        const intent = INTENTS[kind]
        if (intent === undefined) return true
        return first(intent, key) !== undefined && first('hasCall', key) !== undefined
      } catch {
        // Nothing can be read of it, so it isn't there; the file itself is checked at the end.
        return false
      }
    },
    countOpen: () => Number(first('countOpen')),
    cashOf(intents) {
      for (const intent of intents) {
        const id = first('cashOf', intent)
        if (typeof id === 'string') return id
      }
      return null
    },
    isPaid: (orderIds) => orderIds.some((orderId) => first('isPaid', orderId) !== undefined),
    isUnknown: (orderId) => first('isUnknown', orderId, orderId) !== undefined,
    letGo,
  }
}

/** What the file says. Where it can't be read, that is what is wrong with it. */
export async function readTillFacts(file: string): Promise<TillFacts> {
  const damage = await findDamage(file)
  try {
    return { ...readRows(file), damage }
  } catch (error) {
    const nothing = {
      attempts: [],
      payments: [],
      refunds: [],
      cash: [],
      cashRefunds: [],
      receipts: [],
      orders: [],
      journal: [],
    }
    return { ...nothing, damage: [...damage, `the file can't be read: ${String(error)}`] }
  }
}

/** By the same check that `npm run verify` makes, and SQLite's own of what points where. */
async function findDamage(file: string): Promise<string[]> {
  try {
    const { findings } = await verifyRecords({ file, readPayment: paymentOfBody, isDeep: true })
    const dangling = withFile(
      file,
      (client) => client.pragma('foreign_key_check') as { table: string }[],
    )
    return [
      ...findings.map(describeFinding),
      ...dangling.map(({ table }) => `a row of ${table} points nowhere`),
    ]
  } catch (error) {
    return [`the file can't be checked: ${String(error)}`]
  }
}

const readRows = (file: string): Omit<TillFacts, 'damage'> =>
  withFile(file, (client) => {
    const rows = <T>(query: string) => client.prepare(query).all() as T[]
    return {
      attempts: rows(
        `SELECT order_id AS orderId, number, state, amount, payment_key AS paymentKey, idempotency_key AS key
         FROM attempt JOIN orders ON seq = order_seq ORDER BY order_seq, attempt_no`,
      ),
      payments: rows(
        `SELECT order_id AS orderId, payment_key AS paymentKey, total_amount AS total, balance_amount AS balance
         FROM payment`,
      ),
      refunds: rows(
        `SELECT id, order_id AS orderId, idempotency_key AS key, amount, balance_before AS balanceBefore, state,
                transaction_key AS transactionKey FROM refund`,
      ),
      cash: rows(
        `SELECT id, number, intent_id AS intentId, amount FROM cash_tender JOIN orders ON seq = order_seq`,
      ),
      cashRefunds: rows(`SELECT id, tender_id AS tenderId, amount FROM cash_refund`),
      receipts: rows<Omit<TillFacts['receipts'][number], 'cancels'>>(
        `SELECT id, tender_id AS tenderId, order_id AS orderId, amount, state FROM cash_receipt`,
      ).map((receipt) => ({
        ...receipt,
        cancels: client
          .prepare(`SELECT amount, state FROM cash_receipt_cancel WHERE receipt_id = ?`)
          .all(receipt.id) as TillFacts['receipts'][number]['cancels'],
      })),
      orders: rows(
        `SELECT number, status, total_amount AS total, refunded_amount AS refunded, held_amount AS held FROM orders`,
      ),
      journal: rows(`SELECT kind, idempotency_key AS key FROM journal WHERE entry = 'call'`),
    }
  })
