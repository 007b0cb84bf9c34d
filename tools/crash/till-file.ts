/** Reads a till's file as it lies there: by plain SQL, and by the check that anybody can run on it. */
import SqliteDatabase, { type Database } from 'better-sqlite3'
import { verifyRecords } from '../../src/main/adapters/db/verify-records.ts'
import { paymentOfBody } from '../../src/main/adapters/toss/payment-schema.ts'
import { describeFinding } from '../../src/main/domain/records.ts'
import type { TillFacts, TossCall } from './facts.ts'

function withFile<T>(file: string, work: (client: Database) => T): T {
  const client = new SqliteDatabase(file, { readonly: true, timeout: 5000 })
  try {
    return work(client)
  } finally {
    client.close()
  }
}

/** Whether the intent of a call, and the call itself, are on disk under its key. */
export function isWritten(file: string, { kind, key }: Pick<TossCall, 'kind' | 'key'>): boolean {
  const table = kind === 'confirm' ? 'attempt' : 'refund'
  try {
    return withFile(file, (client) => {
      const has = (name: string) =>
        client.prepare(`SELECT 1 FROM ${name} WHERE idempotency_key = ?`).get(key) !== undefined
      return has(table) && has('journal')
    })
  } catch {
    // Nothing can be read of it, so it isn't there; the file itself is checked at the end.
    return false
  }
}

/** How many attempts and refunds of the file aren't over. */
export const countOpen = (file: string): number =>
  withFile(file, (client) =>
    Number(
      client
        .prepare(
          `SELECT (SELECT count(*) FROM attempt WHERE state IN ('awaiting_payment', 'confirming', 'awaiting_deposit'))
                + (SELECT count(*) FROM refund WHERE state = 'requested')`,
        )
        .pluck()
        .get(),
    ),
  )

/** Whether an attempt of this orderId, or a refund of it, has an outcome that nobody knows yet. */
export const isUnknown = (file: string, orderId: string): boolean =>
  withFile(
    file,
    (client) =>
      client
        .prepare(
          `SELECT 1 FROM attempt WHERE order_id = ? AND state IN ('awaiting_payment', 'confirming')
           UNION ALL SELECT 1 FROM refund WHERE order_id = ? AND state = 'requested'`,
        )
        .get(orderId, orderId) !== undefined,
  )

/** What the file says. Where it can't be read, that is what is wrong with it. */
export async function readTillFacts(file: string): Promise<TillFacts> {
  const damage = await findDamage(file)
  try {
    return { ...readRows(file), damage }
  } catch (error) {
    const nothing = { attempts: [], payments: [], refunds: [], orders: [], journal: [] }
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
      orders: rows(
        `SELECT number, status, total_amount AS total, refunded_amount AS refunded FROM orders`,
      ),
      journal: rows(`SELECT kind, idempotency_key AS key FROM journal WHERE entry = 'call'`),
    }
  })
