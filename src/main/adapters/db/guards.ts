import type { Database } from 'better-sqlite3'
import { HEAD_KEY } from './journal-chain.ts'

const PREFIX = 'guard_'

const refuse = (why: string) => `SELECT RAISE(ABORT, '${why}')`

/**
 * Rules that no code of ours may break, held by the file itself. drizzle rebuilds a table to change
 * it and drops its triggers with it, so they are made anew at every boot.
 */
const GUARDS: Readonly<Record<string, string>> = {
  ...appendOnly('journal'),
  journal_next: `BEFORE INSERT ON journal WHEN NEW.seq IS NOT 1 + max(
      coalesce((SELECT max(seq) FROM journal), 0),
      coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE key = '${HEAD_KEY}'), 0))
    BEGIN ${refuse('the journal is written row after row')}; END`,
  ...appendOnly('order_line'),
  ...appendOnly('refund_line'),
  ...neverDeleted('orders'),
  ...neverDeleted('attempt'),
  ...neverDeleted('payment'),
  ...neverDeleted('refund'),
  orders_facts: `BEFORE UPDATE OF seq, number, business_day, created_at, order_name, total_amount ON orders
    BEGIN ${refuse('what was ordered never changes')}; END`,
  attempt_facts: `BEFORE UPDATE OF order_id, order_seq, attempt_no, ref, amount, order_name, client_key, started_at ON attempt
    BEGIN ${refuse('what an attempt asked for never changes')}; END`,
  // Only a deposit can be taken back, by the bank.
  attempt_paid: `BEFORE UPDATE OF state ON attempt WHEN OLD.state = 'paid' AND NEW.state <> 'paid'
    AND NOT (NEW.state IN ('awaiting_deposit', 'cancelled') AND EXISTS (
      SELECT 1 FROM payment WHERE order_id = OLD.order_id
      AND json_extract(parsed, '$.virtualAccount') IS NOT NULL))
    BEGIN ${refuse('a paid attempt stays paid')}; END`,
  attempt_one_key: `BEFORE UPDATE OF idempotency_key ON attempt
    WHEN OLD.idempotency_key IS NOT NULL AND NEW.idempotency_key IS NOT OLD.idempotency_key
    BEGIN ${refuse('one confirm has one key for life')}; END`,
  refund_facts: `BEFORE UPDATE OF id, order_id, payment_key, idempotency_key, amount, reason, cause, requested_at, balance_before ON refund
    BEGIN ${refuse('what a refund asked for never changes')}; END`,
  refund_settled: `BEFORE UPDATE ON refund WHEN OLD.state <> 'requested'
    BEGIN ${refuse('a settled refund never changes')}; END`,
}

function neverDeleted(table: string) {
  return {
    [`${table}_delete`]: `BEFORE DELETE ON ${table} BEGIN ${refuse(`${table} is never deleted`)}; END`,
  }
}

function appendOnly(table: string) {
  return {
    ...neverDeleted(table),
    [`${table}_update`]: `BEFORE UPDATE ON ${table} BEGIN ${refuse(`${table} never changes`)}; END`,
  }
}

/** Takes the rules away, so that a migration may correct old rows. Call inside its transaction. */
export function dropGuards(client: Database): void {
  const names = client
    .prepare<[string], string>(
      `SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name GLOB ?`,
    )
    .pluck()
    .all(`${PREFIX}*`)
  for (const name of names) client.exec(`DROP TRIGGER "${name}"`)
}

/** Makes every rule anew, in one transaction. */
export function createGuards(client: Database): void {
  client
    .transaction(() => {
      dropGuards(client)
      for (const [name, rule] of Object.entries(GUARDS)) {
        client.exec(`CREATE TRIGGER ${PREFIX}${name} ${rule}`)
      }
    })
    .immediate()
}
