import { and, eq, sql } from 'drizzle-orm'
import type { CashReceipts } from '../../application/receipt-ports.ts'
import { liveReceipt } from '../../domain/cash-receipt.ts'
import type { CashReceipt, Order } from '../../domain/order.ts'
import type { Queries, TillDatabase } from './open-database.ts'
import { orderOf } from './order-writes.ts'
import { cashReceipt, cashReceiptCancel, cashTender } from './tender-schema.ts'

/** Cash receipts of one store's file. Every method is one transaction. @throws DatabaseFault */
export function createCashReceipts({ read, write }: TillDatabase): CashReceipts {
  return {
    request: (next) =>
      write((queries) => {
        const order = orderOfTender(queries, next.tenderId)
        const known = order.cashReceipts.find(({ id }) => id === next.id)
        if (known !== undefined) return { kind: 'known', order, receipt: known }
        if (liveReceipt(order, next.tenderId) !== null) return { kind: 'other_live', order }
        const ofTender = order.cashReceipts.filter(({ tenderId }) => tenderId === next.tenderId)
        queries
          .insert(cashReceipt)
          .values({
            ...next,
            orderId: `${next.tenderId}-R${ofTender.length + 1}`,
            requestedAt: next.requestedAt.toISOString(),
            state: 'requested',
          })
          .run()
        const after = orderOfTender(queries, next.tenderId)
        return { kind: 'requested', order: after, receipt: receiptIn(after, next.id) }
      }),

    settleDone: (id, told, at) =>
      write((queries) =>
        settle(queries, id, {
          state: 'done',
          settledAt: at.toISOString(),
          sealedNumber: null,
          receiptKey: told.receiptKey,
          issueNumber: told.issueNumber,
          receiptUrl: told.receiptUrl,
        }),
      ),
    settleRefused: (id, refusal, at) =>
      write((queries) => {
        // What was to be taken off a receipt that never came is done with it.
        queries
          .update(cashReceiptCancel)
          .set({ state: 'done', settledAt: at.toISOString() })
          .where(and(eq(cashReceiptCancel.receiptId, id), eq(cashReceiptCancel.state, 'requested')))
          .run()
        return settle(queries, id, {
          state: 'refused',
          settledAt: at.toISOString(),
          sealedNumber: null,
          refusalCode: refusal.code,
          refusalMessage: refusal.message,
        })
      }),
    settleCancelDone: (id, at) =>
      write((queries) => settleCancel(queries, id, { state: 'done', settledAt: at.toISOString() })),
    settleCancelRefused: (id, refusal, at) =>
      write((queries) =>
        settleCancel(queries, id, {
          state: 'refused',
          settledAt: at.toISOString(),
          refusalCode: refusal.code,
          refusalMessage: refusal.message,
        }),
      ),

    sealedNumber: (id) =>
      read(
        (queries) =>
          queries.select().from(cashReceipt).where(eq(cashReceipt.id, id)).get()?.sealedNumber ??
          null,
      ),
    openTenders: () =>
      read((queries) => {
        const found = queries.all<{ tenderId: string }>(sql`
          SELECT tender_id AS tenderId FROM cash_receipt WHERE state = 'requested'
          UNION SELECT r.tender_id FROM cash_receipt_cancel c JOIN cash_receipt r ON r.id = c.receipt_id
            WHERE c.state = 'requested'`)
        return found.map(({ tenderId }) => tenderId)
      }),
  }
}

/** Hearing it twice changes nothing. */
function settle(
  queries: Queries,
  id: string,
  set: Partial<typeof cashReceipt.$inferInsert>,
): Order {
  queries
    .update(cashReceipt)
    .set(set)
    .where(and(eq(cashReceipt.id, id), eq(cashReceipt.state, 'requested')))
    .run()
  const row = queries.select().from(cashReceipt).where(eq(cashReceipt.id, id)).get()
  if (row === undefined || row.state !== set.state) {
    throw new Error(`cash receipt ${id} is ${String(row?.state)}, not ${String(set.state)}`)
  }
  return orderOfTender(queries, row.tenderId)
}

function settleCancel(
  queries: Queries,
  id: string,
  set: Partial<typeof cashReceiptCancel.$inferInsert>,
): Order {
  queries
    .update(cashReceiptCancel)
    .set(set)
    .where(and(eq(cashReceiptCancel.id, id), eq(cashReceiptCancel.state, 'requested')))
    .run()
  const row = queries
    .select({ state: cashReceiptCancel.state, tenderId: cashReceipt.tenderId })
    .from(cashReceiptCancel)
    .innerJoin(cashReceipt, eq(cashReceipt.id, cashReceiptCancel.receiptId))
    .where(eq(cashReceiptCancel.id, id))
    .get()
  if (row === undefined || row.state !== set.state) {
    throw new Error(`cancel ${id} is ${String(row?.state)}, not ${String(set.state)}`)
  }
  return orderOfTender(queries, row.tenderId)
}

function orderOfTender(queries: Queries, tenderId: string): Order {
  const row = queries.select().from(cashTender).where(eq(cashTender.id, tenderId)).get()
  if (row === undefined) throw new Error(`no cash ${tenderId}`)
  return orderOf(queries, row)
}

function receiptIn({ cashReceipts }: Order, id: string): CashReceipt {
  const receipt = cashReceipts.find((one) => one.id === id)
  if (receipt === undefined) throw new Error(`no cash receipt ${id}`)
  return receipt
}
