import { and, eq } from 'drizzle-orm'
import { isWon, type Won, won } from '#shared/money.ts'
import { balanceOf } from '../../domain/refund.ts'
import type { Order, Reason, Refund } from '../../domain/order.ts'
import type { Payment } from '../../domain/payment.ts'
import type { Orders } from '../../application/ports.ts'
import type { Queries } from './open-database.ts'
import { paymentFromRow, refundsFromRows, type RefundRow } from './order-rows.ts'
import { attemptRow, keepPayment, moveAttempt, orderOf, refreshOrder } from './order-writes.ts'
import { attempt, payment, refund, refundLine } from './schema.ts'

type NewRefund = Parameters<Orders['requestRefund']>[0]

/** See Orders.requestRefund. Everything is judged in the transaction that writes. */
export function insertRefund(
  queries: Queries,
  next: NewRefund,
): Awaited<ReturnType<Orders['requestRefund']>> {
  const known = queries.select().from(refund).where(eq(refund.id, next.id)).get()
  if (known !== undefined) return { kind: 'known', refund: refundOf(queries, known) }
  const paid = paidRow(queries, next)
  const open = queries
    .select({ id: refund.id })
    .from(refund)
    .where(and(eq(refund.paymentKey, next.paymentKey), eq(refund.state, 'requested')))
    .get()
  if (open !== undefined) return { kind: 'other_open' }
  const refundable = balanceOf(paymentFromRow(paid))
  if (next.amount > refundable) return { kind: 'exceeds_balance', refundable }
  return { kind: 'requested', refund: insert(queries, next) }
}

/** See Orders.requestGiveBack. */
export function insertGiveBack(queries: Queries, next: NewRefund, taken: Payment): Refund {
  const { state } = attemptRow(queries, next.orderId)
  if (state !== 'confirming')
    throw new Error(`${next.orderId} is ${state}: nothing of it goes back`)
  keepPayment(queries, next.orderId, taken, next.requestedAt)
  return insert(queries, next)
}

/** See Orders.settleGivenBack. Hearing it twice changes nothing. */
export function settleGivenBack(
  queries: Queries,
  orderId: string,
  { refundId, payment: answer, reason }: Parameters<Orders['settleGivenBack']>[1],
  at: Date,
): Order {
  if (refundId !== null) {
    const transactionKey = answer.cancels.at(-1)?.transactionKey ?? null
    settleDone(queries, refundId, answer, transactionKey, at)
  }
  return moveAttempt(queries, orderId, { to: 'declined', reason, payment: answer, at })
}

function insert(queries: Queries, next: NewRefund): Refund {
  const row: typeof refund.$inferInsert = {
    id: next.id,
    orderId: next.orderId,
    paymentKey: next.paymentKey,
    idempotencyKey: next.idempotencyKey,
    amount: next.amount,
    reason: next.reason,
    cause: next.cause,
    accountBankCode: next.account?.bankCode ?? null,
    accountNumber: next.account?.accountNumber ?? null,
    accountHolderName: next.account?.holderName ?? null,
    requestedAt: next.requestedAt.toISOString(),
    balanceBefore: next.balanceBefore,
    state: 'requested',
  }
  queries.insert(refund).values(row).run()
  if (next.lines.length > 0) {
    queries
      .insert(refundLine)
      .values(next.lines.map(({ lineNo, quantity }) => ({ refundId: next.id, lineNo, quantity })))
      .run()
  }
  return refundOf(queries, refundRow(queries, next.id))
}

/** The payment a refund is taken from. Throws where this attempt wasn't paid by it. */
function paidRow(queries: Queries, next: NewRefund) {
  const found = queries
    .select()
    .from(attempt)
    .innerJoin(payment, eq(payment.orderId, attempt.orderId))
    .where(and(eq(attempt.orderId, next.orderId), eq(payment.paymentKey, next.paymentKey)))
    .get()
  if (found?.attempt.state !== 'paid' && found?.attempt.state !== 'awaiting_deposit') {
    throw new Error(`${next.orderId} holds no payment ${next.paymentKey} to refund`)
  }
  return found.payment
}

/** See Orders.settleRefundDone. Hearing it twice changes nothing. */
export function settleDone(
  queries: Queries,
  refundId: string,
  answer: Payment,
  transactionKey: string | null,
  at: Date,
): Order {
  const row = refundRow(queries, refundId)
  if (row.state !== 'done') {
    settle(queries, row, {
      state: 'done',
      settledAt: at.toISOString(),
      balanceAfter: balanceAfter(answer, transactionKey),
      transactionKey,
    })
  }
  keepPayment(queries, row.orderId, answer, at)
  return refreshOrder(queries, attemptRow(queries, row.orderId).orderSeq)
}

/** See Orders.settleRefundRefused. Hearing it twice changes nothing. */
export function settleRefused(
  queries: Queries,
  refundId: string,
  refusal: Reason,
  at: Date,
): Order {
  const row = refundRow(queries, refundId)
  if (row.state !== 'refused') {
    settle(queries, row, {
      state: 'refused',
      settledAt: at.toISOString(),
      refusalCode: refusal.code,
      refusalMessage: refusal.message,
    })
  }
  return orderOf(queries, attemptRow(queries, row.orderId))
}

function settle(queries: Queries, row: RefundRow, set: Partial<RefundRow>): void {
  const { changes } = queries
    .update(refund)
    .set(set)
    .where(and(eq(refund.id, row.id), eq(refund.state, 'requested')))
    .run()
  if (changes !== 1) {
    throw new Error(`refund ${row.id} is ${row.state} and can't become ${String(set.state)}`)
  }
}

/** What was left right after this very cancel; an answer may already know later ones. */
function balanceAfter(answer: Payment, transactionKey: string | null): Won {
  const cancel = answer.cancels.find((one) => one.transactionKey === transactionKey)
  const after = transactionKey === null ? null : cancel?.refundableAmount
  return isWon(after) ? after : won(answer.balanceAmount)
}

function refundRow(queries: Queries, id: string): RefundRow {
  const row = queries.select().from(refund).where(eq(refund.id, id)).get()
  if (row === undefined) throw new Error(`no refund ${id}`)
  return row
}

function refundOf(queries: Queries, row: RefundRow): Refund {
  const [found] = refundsFromRows(queries, [row])
  if (found === undefined) throw new Error(`no refund ${row.id}`)
  return found
}
