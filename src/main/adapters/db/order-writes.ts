import { and, eq, inArray, ne, sql } from 'drizzle-orm'
import { ZERO_WON, won } from '#shared/money.ts'
import { ATTEMPT_STATES, type AttemptStateKind } from '#shared/vocabulary.ts'
import { mayMove } from '../../domain/attempt.ts'
import type { Attempt, Order } from '../../domain/order.ts'
import { orderNumberOf } from '../../domain/order-id.ts'
import type { Payment } from '../../domain/payment.ts'
import { givenBackOf, heldOf, storedStatusOf, takenOf } from '../../domain/tenders.ts'
import type { NewAttempt, NewOrder } from '../../application/ports.ts'
import { numberFloor } from './number-floor.ts'
import type { Queries } from './open-database.ts'
import { preparedOnce } from './prepared-once.ts'
import {
  attemptFromRow,
  type AttemptRow,
  loadOrder,
  paymentFromRow,
  paymentToRow,
} from './order-rows.ts'
import { attempt, orderLine, orders, payment, soldName } from './schema.ts'

/** Inserts the order and its first attempt; gives the running number. */
export function insertOrder(queries: Queries, order: NewOrder, first: NewAttempt): number {
  const row = insertOrderRow(queries, order)
  insertAttempt(queries, row, first)
  return row.seq
}

/** Inserts the order and its lines, for a first tender that follows in the same transaction. */
export function insertOrderRow(queries: Queries, order: NewOrder) {
  const { newest } = queries
    .select({ newest: sql<number>`coalesce(max(${orders.seq}), 0)` })
    .from(orders)
    .get() ?? { newest: 0 }
  // After a recovery the newest order here may not be the newest there was.
  const seq = Math.max(newest + 1, numberFloor(queries))
  const row = {
    seq,
    number: orderNumberOf(seq),
    businessDay: order.businessDay,
    createdAt: order.createdAt.toISOString(),
    orderName: order.orderName,
    totalAmount: order.totalAmount,
    attemptCount: 1,
    status: 'awaiting_payment' as const,
    refundedAmount: ZERO_WON,
    discount: order.discount,
    discountReason: order.discountReason,
    approvedBy: order.approvedBy,
    serving: order.serving,
  }
  queries.insert(orders).values(row).run()
  queries
    .insert(orderLine)
    .values(order.lines.map((line) => ({ orderSeq: seq, ...line })))
    .run()
  queries
    .insert(soldName)
    .values(order.lines.map(({ name }) => ({ name })))
    .onConflictDoNothing()
    .run()
  return row
}

/** An attempt is for its amount, or for all of the order; its number is the order's count. */
export function insertAttempt(
  queries: Queries,
  order: Pick<
    typeof orders.$inferSelect,
    'seq' | 'number' | 'businessDay' | 'attemptCount' | 'totalAmount' | 'orderName'
  >,
  next: NewAttempt,
): void {
  const startedAt = next.startedAt.toISOString()
  queries
    .insert(attempt)
    .values({
      orderId: `${order.businessDay.replaceAll('-', '')}-${order.number}-${next.suffix}`,
      orderSeq: order.seq,
      attemptNo: order.attemptCount,
      ref: next.ref,
      amount: next.amount ?? won(order.totalAmount),
      orderName: order.orderName,
      clientKey: next.clientKey,
      startedAt,
      changedAt: startedAt,
      state: 'awaiting_payment',
    })
    .run()
}

export interface Move {
  readonly to: AttemptStateKind
  readonly at: Date
  /** Kept whole beside the state. */
  readonly payment?: Payment | null
  readonly reason?: { readonly code: string; readonly message: string } | null
}

/**
 * Moves an attempt to a state that may follow its own, keeps the payment, and brings the order's
 * status along. Hearing the same outcome twice changes nothing; any other move throws.
 */
export function moveAttempt(queries: Queries, orderId: string, move: Move): Order {
  const row = attemptRow(queries, orderId)
  if (row.state === move.to && isSameOutcome(row, move)) return orderOf(queries, row)
  const { changes } = queries
    .update(attempt)
    .set({
      state: move.to,
      changedAt: move.at.toISOString(),
      ...(move.payment && { paymentKey: move.payment.paymentKey }),
      ...(move.reason && { reasonCode: move.reason.code, reasonMessage: move.reason.message }),
    })
    .where(
      and(
        eq(attempt.orderId, orderId),
        inArray(
          attempt.state,
          ATTEMPT_STATES.filter((from) => mayMove(from, move.to)),
        ),
      ),
    )
    .run()
  if (changes !== 1) throw new Error(`${orderId} is ${row.state} and can't become ${move.to}`)
  if (move.payment) keepPayment(queries, orderId, move.payment, move.at)
  return refreshOrder(queries, row.orderSeq)
}

const isSameOutcome = (row: AttemptRow, { payment: next }: Move): boolean =>
  next === undefined || next === null || next.paymentKey === row.paymentKey

/**
 * Keeps Toss's newest word about an attempt's payment. An answer that knows fewer cancels than the
 * one kept was overtaken on its way (a lookup beside a cancel) and is left out.
 */
export function keepPayment(queries: Queries, orderId: string, next: Payment, at: Date): void {
  if (next.orderId !== orderId) {
    throw new Error(`a payment of ${next.orderId} can't be kept for ${orderId}`)
  }
  const kept = queries.select().from(payment).where(eq(payment.orderId, orderId)).get()
  if (
    kept !== undefined &&
    kept.paymentKey === next.paymentKey &&
    paymentFromRow(kept).cancels.length > next.cancels.length
  ) {
    return
  }
  const row = paymentToRow(orderId, next, at)
  queries
    .insert(payment)
    .values(row)
    .onConflictDoUpdate({ target: payment.orderId, set: row })
    .run()
}

const setList = preparedOnce((queries) =>
  queries
    .update(orders)
    .set({
      status: sql`${sql.placeholder('status')}`,
      attemptCount: sql`${sql.placeholder('attemptCount')}`,
      refundedAmount: sql`${sql.placeholder('refundedAmount')}`,
      heldAmount: sql`${sql.placeholder('heldAmount')}`,
    })
    .where(eq(orders.seq, sql.placeholder('seq')))
    .prepare(),
)

/** Brings the list's columns in line with the order's tenders. */
export function refreshOrder(queries: Queries, seq: number): Order {
  const order = orderOf(queries, { orderSeq: seq })
  const isTaken = takenOf(order) >= order.totalAmount
  setList(queries).run({
    seq,
    status: storedStatusOf(order),
    attemptCount: order.attempts.length + order.cash.length,
    refundedAmount: isTaken ? Math.min(givenBackOf(order), order.totalAmount) : ZERO_WON,
    heldAmount: heldOf(order),
  })
  return order
}

const attemptOf = preparedOnce((queries) =>
  queries
    .select()
    .from(attempt)
    .where(eq(attempt.orderId, sql.placeholder('orderId')))
    .prepare(),
)

export function attemptRow(queries: Queries, orderId: string): AttemptRow {
  const row = attemptOf(queries).get({ orderId })
  if (row === undefined) throw new Error(`no attempt ${orderId}`)
  return row
}

export function orderOf(queries: Queries, row: Pick<AttemptRow, 'orderSeq'>): Order {
  const order = loadOrder(queries, row.orderSeq)
  if (order === null) throw new Error(`no order ${row.orderSeq}`)
  return order
}

export function findAttempt(
  queries: Queries,
  by: { readonly orderId: string } | { readonly ref: string },
): Attempt | null {
  const row = queries
    .select()
    .from(attempt)
    .leftJoin(payment, eq(payment.orderId, attempt.orderId))
    .where('ref' in by ? eq(attempt.ref, by.ref) : eq(attempt.orderId, by.orderId))
    .get()
  return row === undefined ? null : attemptFromRow(row.attempt, row.payment)
}

/** Whether the payment already pays another attempt: a return that brings it here is a replay. */
export function isPaymentTaken(queries: Queries, paymentKey: string, orderId: string): boolean {
  return (
    queries
      .select({ orderId: attempt.orderId })
      .from(attempt)
      .where(
        and(
          eq(attempt.paymentKey, paymentKey),
          inArray(attempt.state, ['paid', 'awaiting_deposit']),
          ne(attempt.orderId, orderId),
        ),
      )
      .get() !== undefined
  )
}
