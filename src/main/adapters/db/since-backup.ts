import { gt, inArray, lt, sql } from 'drizzle-orm'
import type { Backup } from '../../application/backup-ports.ts'
import type { Queries } from './open-database.ts'
import { attempt, orders, refund } from './schema.ts'
import { cashRefund } from './tender-schema.ts'

/** What the open file holds and the backup doesn't. Orders are numbered upwards, and none is ever deleted. */
export function lostSince(queries: Queries, backup: Pick<Backup, 'lastNumber' | 'refunds'>) {
  const newer = queries
    .select({
      orders: sql<number>`count(*)`,
      netAmount: sql<number>`coalesce(sum(CASE WHEN ${orders.status} IN ('paid', 'partly_refunded', 'refunded') THEN ${orders.totalAmount} - ${orders.refundedAmount} ELSE ${orders.heldAmount} END), 0)`,
    })
    .from(orders)
    .where(gt(orders.seq, backup.lastNumber))
    .get()
  const all = queries
    .select({ count: sql<number>`count(*)` })
    .from(refund)
    .get()
  const inCash = queries
    .select({ count: sql<number>`count(*)` })
    .from(cashRefund)
    .get()
  return {
    orders: newer?.orders ?? 0,
    netAmount: newer?.netAmount ?? 0,
    refunds: Math.max(0, (all?.count ?? 0) + (inCash?.count ?? 0) - backup.refunds),
  }
}

export const holdsBefore = (queries: Queries, businessDay: string): boolean =>
  queries
    .select({ seq: orders.seq })
    .from(orders)
    .where(lt(orders.businessDay, businessDay))
    .limit(1)
    .get() !== undefined

export const knownOrderIds = (
  queries: Queries,
  orderIds: readonly string[],
): ReadonlySet<string> => {
  const known = new Set<string>()
  // A list of values in a statement has a limit.
  for (let at = 0; at < orderIds.length; at += 500) {
    const rows = queries
      .select({ orderId: attempt.orderId })
      .from(attempt)
      .where(inArray(attempt.orderId, orderIds.slice(at, at + 500)))
      .all()
    for (const { orderId } of rows) known.add(orderId)
  }
  return known
}
