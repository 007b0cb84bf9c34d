import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { won } from '#shared/money.ts'
import type { Span } from '../../domain/business-day.ts'
import type { Attempt } from '../../domain/order.ts'
import type { LedgerEntry } from '../../domain/reconciliation.ts'
import type { Payment } from '../../domain/payment.ts'
import type { Queries } from './open-database.ts'
import { attemptFromRow } from './order-rows.ts'
import { preparedOnce } from './prepared-once.ts'
import { attempt, orders, payment, refund } from './schema.ts'

/** See Orders.movedBetween. By two indexes; only the refunds, which are few, are read whole. */
export function movedBetween(queries: Queries, { from, to }: Span): readonly string[] {
  const [start, end] = [from.toISOString(), to.toISOString()]
  // The states stand here in the words of the partial index: SQLite wouldn't know it by bound values.
  const found = queries.all<{ orderId: string }>(sql`
    SELECT order_id AS orderId FROM payment
      WHERE approved_at >= ${seoulText(from)} AND approved_at < ${seoulText(to)}
    UNION SELECT order_id FROM attempt
      WHERE state IN ('awaiting_payment', 'confirming', 'awaiting_deposit')
        AND started_at >= ${start} AND started_at < ${end}
    UNION SELECT order_id FROM refund
      WHERE requested_at < ${end} AND (settled_at IS NULL OR settled_at >= ${start})`)
  return found.map(({ orderId }) => orderId)
}

/** UNION and a plain JOIN, which mean the same here, make SQLite read every payment there ever was. */
const depositsSince = preparedOnce((queries) =>
  queries
    .select()
    .from(attempt)
    .innerJoin(payment, eq(payment.orderId, attempt.orderId))
    .where(
      and(
        eq(attempt.state, 'paid'),
        sql`${attempt.orderId} IN (
          SELECT order_id FROM payment WHERE approved_at >= ${sql.placeholder('seoul')} AND method = '가상계좌'
          UNION ALL SELECT refund.order_id FROM refund CROSS JOIN payment ON payment.order_id = refund.order_id
            WHERE refund.settled_at >= ${sql.placeholder('since')} AND payment.method = '가상계좌')`,
      ),
    )
    .orderBy(asc(attempt.startedAt))
    .prepare(),
)

/** See Orders.recentDeposits. By the index of approvals; only the refunds, which are few, are read whole. */
export function recentDeposits(queries: Queries, since: Date): readonly Attempt[] {
  return depositsSince(queries)
    .all({ seoul: seoulText(since), since: since.toISOString() })
    .map((row) => attemptFromRow(row.attempt, row.payment))
}

/** See Orders.ledgerOf. A few hundred at a time: SQLite takes some 32,000 values in one statement. */
export function ledgerOf(queries: Queries, orderIds: readonly string[]): readonly LedgerEntry[] {
  const open = Map.groupBy(
    queries
      .select({
        orderId: refund.orderId,
        id: refund.id,
        amount: refund.amount,
        requestedAt: refund.requestedAt,
      })
      .from(refund)
      .where(and(inArray(refund.orderId, [...orderIds]), eq(refund.state, 'requested')))
      .orderBy(asc(refund.requestedAt))
      .all(),
    ({ orderId }) => orderId,
  )
  return queries
    .select({
      orderId: attempt.orderId,
      number: orders.number,
      clientKey: attempt.clientKey,
      startedAt: attempt.startedAt,
      changedAt: attempt.changedAt,
      state: attempt.state,
      attemptKey: attempt.paymentKey,
      // Without the answer itself, which is the greater part of a row.
      parsed: payment.parsed,
    })
    .from(attempt)
    .innerJoin(orders, eq(orders.seq, attempt.orderSeq))
    .leftJoin(payment, eq(payment.orderId, attempt.orderId))
    .where(inArray(attempt.orderId, [...orderIds]))
    .all()
    .map(({ attemptKey, parsed, ...row }): LedgerEntry => {
      const known = parsed === null ? null : (JSON.parse(parsed) as Omit<Payment, 'raw'>)
      return {
        ...row,
        startedAt: new Date(row.startedAt),
        changedAt: new Date(row.changedAt),
        paymentKey: attemptKey ?? known?.paymentKey ?? null,
        payment: known,
        openRefunds: (open.get(row.orderId) ?? []).map(({ id, amount, requestedAt }) => ({
          id,
          amount: won(amount),
          requestedAt: new Date(requestedAt),
        })),
      }
    })
}

/** Seoul's time as Toss writes it, which the column holds: text order is time order, the offset never changes. */
const seoulText = (at: Date): string =>
  new Date(at.getTime() + 9 * 3_600_000).toISOString().slice(0, 19)
