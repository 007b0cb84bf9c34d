import { asc, eq, inArray, sql } from 'drizzle-orm'
import { won } from '#shared/money.ts'
import type { Attempt, AttemptState, Order, Reason, Refund } from '../../domain/order.ts'
import type { Payment } from '../../domain/payment.ts'
import { loadCash } from './cash-rows.ts'
import type { Queries } from './open-database.ts'
import { preparedOnce } from './prepared-once.ts'
import { attempt, orderLine, orders, payment, refund, refundLine } from './schema.ts'

export type AttemptRow = typeof attempt.$inferSelect
export type PaymentRow = typeof payment.$inferSelect
export type RefundRow = typeof refund.$inferSelect

/** What the payment columns and their two JSON texts hold. */
export function paymentFromRow(row: Pick<PaymentRow, 'parsed' | 'answer'>): Payment {
  const parsed = JSON.parse(row.parsed) as Omit<Payment, 'raw'>
  return { ...parsed, raw: JSON.parse(row.answer) as Payment['raw'] }
}

export function paymentToRow(orderId: string, { raw, ...parsed }: Payment, at: Date): PaymentRow {
  return {
    orderId,
    paymentKey: parsed.paymentKey,
    status: parsed.status,
    method: parsed.method,
    currency: parsed.currency,
    totalAmount: parsed.totalAmount,
    balanceAmount: parsed.balanceAmount,
    approveNo: parsed.card?.approveNo ?? parsed.giftCertificate?.approveNo ?? null,
    approvedAt: parsed.approvedAt,
    updatedAt: at.toISOString(),
    parsed: JSON.stringify(parsed),
    answer: JSON.stringify(raw),
  }
}

export function attemptFromRow(row: AttemptRow, paid: PaymentRow | null): Attempt {
  return {
    orderId: row.orderId,
    ref: row.ref,
    amount: won(row.amount),
    orderName: row.orderName,
    clientKey: row.clientKey,
    startedAt: new Date(row.startedAt),
    changedAt: new Date(row.changedAt),
    state: stateFromRow(row, paid && paymentFromRow(paid)),
  }
}

function stateFromRow(row: AttemptRow, known: Payment | null): AttemptState {
  switch (row.state) {
    case 'awaiting_payment':
      return { kind: row.state }
    case 'confirming':
      return {
        kind: row.state,
        paymentKey: present(row.paymentKey),
        idempotencyKey: present(row.idempotencyKey),
        returnedAt: new Date(present(row.returnedAt)),
      }
    case 'paid':
      return { kind: row.state, payment: present(known) }
    case 'awaiting_deposit':
      return { kind: row.state, payment: present(known), reason: reasonFromRow(row) }
    case 'declined':
      return { kind: row.state, reason: present(reasonFromRow(row)), payment: known }
    case 'cancelled':
      return { kind: row.state, reason: reasonFromRow(row) }
    case 'expired':
      return { kind: row.state, payment: known }
  }
}

const reasonFromRow = (row: Pick<AttemptRow, 'reasonCode' | 'reasonMessage'>): Reason | null =>
  row.reasonCode === null ? null : { code: row.reasonCode, message: row.reasonMessage ?? '' }

/** The table's own checks hold these; a missing one is a damaged row. */
function present<T>(value: T | null): T {
  if (value === null) throw new Error('a row lacks what its state says it has')
  return value
}

function refundFromRow(row: RefundRow, lines: Refund['lines']): Refund {
  return {
    id: row.id,
    orderId: row.orderId,
    paymentKey: row.paymentKey,
    idempotencyKey: row.idempotencyKey,
    amount: won(row.amount),
    reason: row.reason,
    cause: row.cause,
    lines,
    account:
      row.accountBankCode === null || row.accountNumber === null || row.accountHolderName === null
        ? null
        : {
            bankCode: row.accountBankCode,
            accountNumber: row.accountNumber,
            holderName: row.accountHolderName,
          },
    requestedAt: new Date(row.requestedAt),
    balanceBefore: won(row.balanceBefore),
    state: row.state,
    settledAt: row.settledAt === null ? null : new Date(row.settledAt),
    balanceAfter: row.balanceAfter === null ? null : won(row.balanceAfter),
    transactionKey: row.transactionKey,
    refusal:
      row.refusalCode === null
        ? null
        : { code: row.refusalCode, message: row.refusalMessage ?? '' },
  }
}

const linesOfRefunds = preparedOnce((queries) =>
  queries
    .select()
    .from(refundLine)
    .where(sql`${refundLine.refundId} IN (SELECT value FROM json_each(${sql.placeholder('ids')}))`)
    .orderBy(asc(refundLine.lineNo))
    .prepare(),
)

/** Refunds with their lines, in the order of the rows. */
export function refundsFromRows(queries: Queries, rows: readonly RefundRow[]): readonly Refund[] {
  if (rows.length === 0) return []
  const ids = JSON.stringify(rows.map(({ id }) => id))
  const lines = Map.groupBy(linesOfRefunds(queries).all({ ids }), ({ refundId }) => refundId)
  return rows.map((row) =>
    refundFromRow(
      row,
      (lines.get(row.id) ?? []).map(({ lineNo, quantity }) => ({ lineNo, quantity })),
    ),
  )
}

const SEQ = sql.placeholder('seq')

/** What an order is made of, each by its running number. */
const partsOfOrder = preparedOnce((queries) => ({
  order: queries.select().from(orders).where(eq(orders.seq, SEQ)).prepare(),
  attempts: queries
    .select()
    .from(attempt)
    .leftJoin(payment, eq(payment.orderId, attempt.orderId))
    .where(eq(attempt.orderSeq, SEQ))
    .orderBy(asc(attempt.attemptNo))
    .prepare(),
  lines: queries
    .select()
    .from(orderLine)
    .where(eq(orderLine.orderSeq, SEQ))
    .orderBy(asc(orderLine.lineNo))
    .prepare(),
  refunds: queries
    .select()
    .from(refund)
    .where(
      inArray(
        refund.orderId,
        queries.select({ orderId: attempt.orderId }).from(attempt).where(eq(attempt.orderSeq, SEQ)),
      ),
    )
    .orderBy(asc(refund.requestedAt), asc(refund.id))
    .prepare(),
}))

/** The whole order; null where there is none of this running number. */
export function loadOrder(queries: Queries, seq: number): Order | null {
  const parts = partsOfOrder(queries)
  const row = parts.order.get({ seq })
  if (row === undefined) return null
  const attemptRows = parts.attempts.all({ seq })
  return {
    number: row.number,
    businessDay: row.businessDay,
    createdAt: new Date(row.createdAt),
    orderName: row.orderName,
    totalAmount: won(row.totalAmount),
    discount: won(row.discount),
    discountReason: row.discountReason,
    approvedBy: row.approvedBy,
    serving: row.serving,
    lines: parts.lines.all({ seq }).map(({ orderSeq: _, ...line }) => line),
    attempts: attemptRows.map((joined) => attemptFromRow(joined.attempt, joined.payment)),
    refunds: refundsFromRows(queries, parts.refunds.all({ seq })),
    ...loadCash(queries, seq),
  }
}
