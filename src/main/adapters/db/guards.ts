import type { Database } from 'better-sqlite3'
import { ATTEMPT_STATES, PRINT_STATES, REFUND_STATES } from '#shared/vocabulary.ts'
import { mayMove } from '../../domain/attempt.ts'
import { mayPrintMove } from '../../domain/print-job.ts'
import { mayRefundMove } from '../../domain/refund.ts'
import { HEAD_KEY } from './journal-chain.ts'

const PREFIX = 'guard_'

const refuse = (why: string) => `BEGIN SELECT RAISE(ABORT, '${why}'); END`

/**
 * Rules that no code of ours may break, held by the file itself. drizzle rebuilds a table to change
 * it and drops its triggers with it, so they are made anew at every boot.
 */
const GUARDS: Readonly<Record<string, string>> = {
  ...appendOnly('journal'),
  ...appendOnly('order_line'),
  ...appendOnly('refund_line'),
  ...appendOnly('cash_tender'),
  ...appendOnly('cash_refund'),
  ...appendOnly('cash_refund_line'),
  ...appendOnly('price_change'),
  ...neverDeleted('product'),
  ...neverDeleted('category'),
  ...neverDeleted('cash_receipt'),
  ...neverDeleted('cash_receipt_cancel'),
  ...neverDeleted('orders'),
  ...neverDeleted('attempt'),
  ...neverDeleted('payment'),
  ...neverDeleted('refund'),

  ...tenderGuards(),

  // The number after the last row, or after the last one that was there: a gap stays a gap.
  journal_next: `BEFORE INSERT ON journal WHEN NEW.seq IS NOT 1 + max(
      coalesce((SELECT max(seq) FROM journal), 0),
      coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE key = '${HEAD_KEY}'), 0))
    ${refuse('the journal is written row after row')}`,

  orders_facts: `BEFORE UPDATE OF seq, number, business_day, created_at, order_name, total_amount, discount, discount_reason, approved_by, serving ON orders
    ${refuse('what was ordered never changes')}`,

  attempt_begins: `BEFORE INSERT ON attempt WHEN NEW.state <> 'awaiting_payment'
    ${refuse('an attempt begins by awaiting its payment')}`,
  attempt_facts: `BEFORE UPDATE OF order_id, order_seq, attempt_no, ref, amount, order_name, client_key, started_at ON attempt
    ${refuse('what an attempt asked for never changes')}`,
  attempt_moves: `BEFORE UPDATE OF state ON attempt WHEN ${never(ATTEMPT_STATES, mayMove)}
    ${refuse('this state never follows from the last one')}`,
  // Only a deposit can be undone after it was paid: the bank takes it back.
  attempt_stays_paid: `BEFORE UPDATE OF state ON attempt WHEN OLD.state = 'paid' AND NEW.state <> 'paid'
    AND NOT EXISTS (SELECT 1 FROM payment
      WHERE order_id = OLD.order_id AND json_extract(parsed, '$.virtualAccount') IS NOT NULL)
    ${refuse('a paid attempt is never undone, only a deposit is')}`,
  attempt_one_key: `BEFORE UPDATE OF idempotency_key ON attempt
    WHEN OLD.idempotency_key IS NOT NULL AND NEW.idempotency_key IS NOT OLD.idempotency_key
    ${refuse('one confirm has one key for life')}`,
  attempt_one_payment: `BEFORE UPDATE OF payment_key ON attempt
    WHEN OLD.state IN ('paid', 'awaiting_deposit') AND NEW.payment_key IS NOT OLD.payment_key
    ${refuse('a second payment never pays an attempt')}`,

  payment_of_attempt: `BEFORE INSERT ON payment WHEN EXISTS (SELECT 1 FROM attempt
      WHERE order_id = NEW.order_id AND state IN ('paid', 'awaiting_deposit') AND payment_key IS NOT NEW.payment_key)
    ${refuse('a second payment never pays an attempt')}`,
  payment_facts: `BEFORE UPDATE ON payment
    WHEN (NEW.order_id, NEW.payment_key, NEW.currency, NEW.total_amount)
      IS NOT (OLD.order_id, OLD.payment_key, OLD.currency, OLD.total_amount)
    ${refuse('what was paid, and by which payment, never changes')}`,
  payment_whole: `BEFORE INSERT ON payment WHEN ${isFractional('NEW')} ${refuse('a won has no fractions')}`,
  payment_stays_whole: `BEFORE UPDATE ON payment WHEN ${isFractional('NEW')} ${refuse('a won has no fractions')}`,

  refund_begins: `BEFORE INSERT ON refund WHEN NEW.state <> 'requested'
    ${refuse('a refund begins by being requested')}`,
  refund_facts: `BEFORE UPDATE OF id, order_id, payment_key, idempotency_key, amount, reason, cause, requested_at, balance_before ON refund
    ${refuse('what a refund asked for never changes')}`,
  refund_moves: `BEFORE UPDATE OF state ON refund WHEN ${never(REFUND_STATES, mayRefundMove)}
    ${refuse('this state never follows from the last one')}`,
  refund_settled: `BEFORE UPDATE ON refund WHEN OLD.state <> 'requested'
    ${refuse('a settled refund never changes')}`,
  // What Toss took in another amount was never paid to us: there, the first balance is the limit.
  refund_within_paid: `BEFORE INSERT ON refund
    WHEN NEW.amount + (SELECT coalesce(sum(amount), 0) FROM refund
        WHERE order_id = NEW.order_id AND payment_key = NEW.payment_key AND state <> 'refused')
      > CASE NEW.cause
          WHEN 'asked' THEN coalesce((SELECT payment.total_amount FROM payment
            JOIN attempt ON attempt.order_id = payment.order_id AND attempt.payment_key = payment.payment_key
            WHERE payment.order_id = NEW.order_id AND payment.payment_key = NEW.payment_key
              AND attempt.state IN ('paid', 'awaiting_deposit')), 0)
          ELSE (SELECT max(NEW.balance_before, coalesce(max(balance_before), 0)) FROM refund
            WHERE order_id = NEW.order_id AND payment_key = NEW.payment_key) END
    ${refuse('refunds never exceed what was paid')}`,

  print_job_begins: `BEFORE INSERT ON print_job WHEN NEW.state <> 'waiting'
    ${refuse('a slip begins by waiting')}`,
  print_job_moves: `BEFORE UPDATE OF state ON print_job WHEN ${never(PRINT_STATES, mayPrintMove)}
    ${refuse('what may be on paper is never printed by itself again')}`,
}

/** Rules about what an order's tenders come to, cash and attempts together. */
function tenderGuards() {
  const taken = (
    order: string,
  ) => `(SELECT coalesce(sum(amount), 0) FROM cash_tender WHERE order_seq = ${order})
      + (SELECT coalesce(sum(amount), 0) FROM attempt WHERE order_seq = ${order} AND state NOT IN ('declined', 'cancelled', 'expired'))`
  const tooMuch = (table: string) => `BEFORE INSERT ON ${table}
    WHEN NEW.amount + ${taken('NEW.order_seq')} > (SELECT total_amount FROM orders WHERE seq = NEW.order_seq)
    ${refuse('tenders never exceed the order')}`
  return {
    cash_tender_within: tooMuch('cash_tender'),
    attempt_within: tooMuch('attempt'),
    cash_refund_within: `BEFORE INSERT ON cash_refund
      WHEN NEW.amount + (SELECT coalesce(sum(amount), 0) FROM cash_refund WHERE tender_id = NEW.tender_id)
        > (SELECT amount FROM cash_tender WHERE id = NEW.tender_id)
      ${refuse('cash refunds never exceed what was taken')}`,
    cash_receipt_facts: `BEFORE UPDATE OF id, tender_id, order_id, client_key, kind, amount, tax_free_amount, idempotency_key, requested_at ON cash_receipt
      ${refuse('what a cash receipt asked for never changes')}`,
    cash_receipt_settled: `BEFORE UPDATE ON cash_receipt WHEN OLD.state <> 'requested'
      ${refuse('a settled cash receipt never changes')}`,
    cash_receipt_within: `BEFORE INSERT ON cash_receipt
      WHEN NEW.amount > (SELECT amount FROM cash_tender WHERE id = NEW.tender_id)
      ${refuse('a cash receipt never says more than was taken')}`,
    cash_receipt_cancel_facts: `BEFORE UPDATE OF id, receipt_id, refund_id, amount, idempotency_key, requested_at ON cash_receipt_cancel
      ${refuse('what a cancel asked for never changes')}`,
    cash_receipt_cancel_settled: `BEFORE UPDATE ON cash_receipt_cancel WHEN OLD.state <> 'requested'
      ${refuse('a settled cancel never changes')}`,
  }
}

/** Is this change of state one that the domain doesn't know? Made from its own table, so the two can't drift. */
function never<State extends string>(
  states: readonly State[],
  mayFollow: (from: State, to: State) => boolean,
): string {
  const moves = states.flatMap((from) =>
    states.filter((to) => mayFollow(from, to)).map((to) => `('${from}', '${to}')`),
  )
  return `NEW.state IS NOT OLD.state AND (OLD.state, NEW.state) NOT IN (VALUES ${moves.join(', ')})`
}

/** REAL columns for the sake of foreign money: what is in won is a whole number all the same. */
function isFractional(row: string): string {
  const hasFraction = (column: string) => `${row}.${column} <> CAST(${row}.${column} AS INTEGER)`
  return `${row}.currency = 'KRW' AND (${hasFraction('total_amount')} OR ${hasFraction('balance_amount')})`
}

function neverDeleted(table: string) {
  return {
    [`${table}_delete`]: `BEFORE DELETE ON ${table} ${refuse(`${table} is never deleted`)}`,
  }
}

function appendOnly(table: string) {
  return {
    ...neverDeleted(table),
    [`${table}_update`]: `BEFORE UPDATE ON ${table} ${refuse(`${table} never changes`)}`,
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
