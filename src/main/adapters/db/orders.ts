import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { LedgerEntry } from '../../domain/reconciliation.ts'
import { dueOf, statusOf, takesTender } from '../../domain/tenders.ts'
import type { Orders } from '../../application/ports.ts'
import { ledgerOf, movedBetween, recentDeposits } from './ledger.ts'
import type { TillDatabase } from './open-database.ts'
import { attemptFromRow, loadOrder, refundsFromRows } from './order-rows.ts'
import { searchOrders, summariseOrders } from './order-search.ts'
import {
  attemptRow,
  findAttempt,
  insertAttempt,
  insertOrder,
  isPaymentTaken,
  keepPayment,
  moveAttempt,
  orderOf,
  refreshOrder,
} from './order-writes.ts'
import {
  insertGiveBack,
  insertRefund,
  settleDone,
  settleGivenBack,
  settleRefused,
} from './refund-writes.ts'
import { preparedOnce } from './prepared-once.ts'
import { attempt, journal, orders, payment, refund } from './schema.ts'
import { cashTender } from './tender-schema.ts'

const LEDGER_CHUNK = 500

/**
 * What is open, looked at again and again. The states stand here in the words of the partial indexes:
 * SQLite doesn't know those by bound values, and would read every attempt there ever was.
 */
const open = preparedOnce((queries) => ({
  attempts: queries
    .select()
    .from(attempt)
    .leftJoin(payment, eq(payment.orderId, attempt.orderId))
    .where(sql`${attempt.state} IN ('awaiting_payment', 'confirming', 'awaiting_deposit')`)
    .orderBy(asc(attempt.startedAt), asc(attempt.orderId))
    .prepare(),
  refunds: queries
    .select()
    .from(refund)
    .where(sql`${refund.state} = 'requested'`)
    .orderBy(asc(refund.requestedAt), asc(refund.id))
    .prepare(),
}))

/** The orders of one store's file. Every method is one transaction. @throws DatabaseFault */
export function createOrders({ read, write }: TillDatabase): Orders {
  return {
    place: (order, first) =>
      write((queries) => orderOf(queries, { orderSeq: insertOrder(queries, order, first) })),

    placeAttempt: (number, next) =>
      write((queries) => {
        const row = queries.select().from(orders).where(eq(orders.number, number)).get()
        if (row === undefined) throw new Error(`no order ${number}`)
        const order = orderOf(queries, { orderSeq: row.seq })
        const due = dueOf(order)
        if (!takesTender(order) || (next.amount ?? order.totalAmount) > due) {
          throw new Error(`${number} is ${statusOf(order)}: ${due} won are due`)
        }
        insertAttempt(queries, { ...row, attemptCount: row.attemptCount + 1 }, next)
        return refreshOrder(queries, row.seq)
      }),

    find: (orderId) =>
      read((queries) => {
        const row =
          queries.select().from(attempt).where(eq(attempt.orderId, orderId)).get() ??
          queries.select().from(cashTender).where(eq(cashTender.id, orderId)).get()
        return row === undefined ? null : loadOrder(queries, row.orderSeq)
      }),
    findByNumber: (number) =>
      read((queries) => {
        const row = queries.select().from(orders).where(eq(orders.number, number)).get()
        return row === undefined ? null : loadOrder(queries, row.seq)
      }),
    findAttempt: (orderId) => read((queries) => findAttempt(queries, { orderId })),
    findAttemptByRef: (ref) => read((queries) => findAttempt(queries, { ref })),

    beginConfirm: (orderId, intent) =>
      write((queries) => {
        if (isPaymentTaken(queries, intent.paymentKey, orderId)) return null
        const { changes } = queries
          .update(attempt)
          .set({
            state: 'confirming',
            paymentKey: intent.paymentKey,
            idempotencyKey: intent.idempotencyKey,
            returnedAt: intent.returnedAt.toISOString(),
            changedAt: intent.returnedAt.toISOString(),
          })
          .where(and(eq(attempt.orderId, orderId), eq(attempt.state, 'awaiting_payment')))
          .run()
        if (changes !== 1) return null
        refreshOrder(queries, attemptRow(queries, orderId).orderSeq)
        return findAttempt(queries, { orderId })
      }),

    markPaid: (orderId, paid, at) =>
      write((queries) => moveAttempt(queries, orderId, { to: 'paid', payment: paid, at })),
    markAwaitingDeposit: (orderId, waiting, at) =>
      write((queries) =>
        moveAttempt(queries, orderId, { to: 'awaiting_deposit', payment: waiting, at }),
      ),
    markDepositReversed: (orderId, reason, waiting, at) =>
      write((queries) =>
        moveAttempt(queries, orderId, { to: 'awaiting_deposit', reason, payment: waiting, at }),
      ),
    markDeclined: (orderId, reason, known, at) =>
      write((queries) =>
        moveAttempt(queries, orderId, { to: 'declined', reason, payment: known, at }),
      ),
    markCancelled: (orderId, reason, at) =>
      write((queries) => moveAttempt(queries, orderId, { to: 'cancelled', reason, at })),
    markExpired: (orderId, known, at) =>
      write((queries) => moveAttempt(queries, orderId, { to: 'expired', payment: known, at })),
    updatePayment: (orderId, newer, at) =>
      write((queries) => {
        const row = attemptRow(queries, orderId)
        if (row.state !== 'paid' && row.state !== 'awaiting_deposit') {
          throw new Error(`${orderId} is ${row.state} and has no payment to update`)
        }
        keepPayment(queries, orderId, newer, at)
        return refreshOrder(queries, row.orderSeq)
      }),

    requestRefund: (next) => write((queries) => insertRefund(queries, next)),
    requestGiveBack: (next, taken) => write((queries) => insertGiveBack(queries, next, taken)),
    settleGivenBack: (orderId, given, at) =>
      write((queries) => settleGivenBack(queries, orderId, given, at)),
    settleRefundDone: (refundId, answer, transactionKey, at) =>
      write((queries) => settleDone(queries, refundId, answer, transactionKey, at)),
    settleRefundRefused: (refundId, refusal, at) =>
      write((queries) => settleRefused(queries, refundId, refusal, at)),

    search: (filter, cursor, limit) =>
      read((queries) => searchOrders(queries, filter, cursor, limit)),
    summarise: (filter, cap) => read((queries) => summariseOrders(queries, filter, cap)),

    unsettledAttempts: () =>
      read((queries) =>
        open(queries)
          .attempts.all()
          .map((row) => attemptFromRow(row.attempt, row.payment)),
      ),
    recentDeposits: (since) => read((queries) => recentDeposits(queries, since)),
    lastCallAt: () =>
      read((queries) => {
        const last = queries
          .select({ at: journal.at })
          .from(journal)
          .orderBy(desc(journal.seq))
          .limit(1)
          .get()
        return last === undefined ? null : new Date(last.at)
      }),
    openRefunds: () => read((queries) => refundsFromRows(queries, open(queries).refunds.all())),

    movedBetween: (span) => read((queries) => movedBetween(queries, span)),
    async ledgerOf(orderIds) {
      const entries: LedgerEntry[] = []
      for (let start = 0; start < orderIds.length; start += LEDGER_CHUNK) {
        const chunk = orderIds.slice(start, start + LEDGER_CHUNK)
        entries.push(...(await read((queries) => ledgerOf(queries, chunk))))
        // A month is read in pieces, so that a sale in between waits for one of them only.
        await new Promise(setImmediate)
      }
      return entries
    },
  }
}
