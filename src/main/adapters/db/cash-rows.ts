import { asc, eq, inArray, sql } from 'drizzle-orm'
import { won } from '#shared/money.ts'
import type { CashReceipt, CashRefund, CashTender, Order } from '../../domain/order.ts'
import type { Queries } from './open-database.ts'
import { preparedOnce } from './prepared-once.ts'
import {
  cashReceipt,
  cashReceiptCancel,
  cashRefund,
  cashRefundLine,
  cashTender,
} from './tender-schema.ts'

export const cashFromRow = (row: typeof cashTender.$inferSelect): CashTender => ({
  id: row.id,
  intentId: row.intentId,
  amount: won(row.amount),
  received: won(row.received),
  takenAt: new Date(row.takenAt),
})

const tendersOfOrder = preparedOnce((queries) =>
  queries
    .select()
    .from(cashTender)
    .where(eq(cashTender.orderSeq, sql.placeholder('seq')))
    .orderBy(asc(cashTender.tenderNo))
    .prepare(),
)

/** The cash of an order and what went back of it, oldest first. */
export function loadCash(
  queries: Queries,
  seq: number,
): Pick<Order, 'cash' | 'cashRefunds' | 'cashReceipts'> {
  const cash = tendersOfOrder(queries).all({ seq }).map(cashFromRow)
  if (cash.length === 0) return { cash, cashRefunds: [], cashReceipts: [] }
  const ids = cash.map(({ id }) => id)
  return {
    cash,
    cashRefunds: loadRefunds(queries, ids),
    cashReceipts: loadReceipts(queries, ids),
  }
}

function loadRefunds(queries: Queries, tenderIds: readonly string[]): readonly CashRefund[] {
  const rows = queries
    .select()
    .from(cashRefund)
    .where(inArray(cashRefund.tenderId, tenderIds))
    .orderBy(asc(cashRefund.refundedAt), asc(cashRefund.id))
    .all()
  if (rows.length === 0) return []
  const lines = queries
    .select()
    .from(cashRefundLine)
    .where(
      inArray(
        cashRefundLine.refundId,
        rows.map(({ id }) => id),
      ),
    )
    .orderBy(asc(cashRefundLine.lineNo))
    .all()
  return rows.map((row) => ({
    ...row,
    refundedAt: new Date(row.refundedAt),
    lines: lines
      .filter(({ refundId }) => refundId === row.id)
      .map(({ lineNo, quantity }) => ({ lineNo, quantity })),
  }))
}

function loadReceipts(queries: Queries, tenderIds: readonly string[]): readonly CashReceipt[] {
  const rows = queries
    .select()
    .from(cashReceipt)
    .where(inArray(cashReceipt.tenderId, tenderIds))
    .orderBy(asc(cashReceipt.requestedAt), asc(cashReceipt.id))
    .all()
  if (rows.length === 0) return []
  const cancels = queries
    .select()
    .from(cashReceiptCancel)
    .where(
      inArray(
        cashReceiptCancel.receiptId,
        rows.map(({ id }) => id),
      ),
    )
    .orderBy(asc(cashReceiptCancel.requestedAt), asc(cashReceiptCancel.id))
    .all()
  return rows.map(({ sealedNumber: _, refusalCode, refusalMessage, ...row }) => ({
    ...row,
    requestedAt: new Date(row.requestedAt),
    settledAt: dateOrNull(row.settledAt),
    refusal: refusalOf(refusalCode, refusalMessage),
    cancels: cancels
      .filter(({ receiptId }) => receiptId === row.id)
      .map(({ refusalCode: code, refusalMessage: message, ...cancel }) => ({
        ...cancel,
        requestedAt: new Date(cancel.requestedAt),
        settledAt: dateOrNull(cancel.settledAt),
        refusal: refusalOf(code, message),
      })),
  }))
}

const dateOrNull = (text: string | null): Date | null => (text === null ? null : new Date(text))

const refusalOf = (code: string | null, message: string | null) =>
  code === null ? null : { code, message: message ?? '' }
