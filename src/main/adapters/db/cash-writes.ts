import { eq } from 'drizzle-orm'
import { won } from '#shared/money.ts'
import { liveReceipt, receiptLeft } from '../../domain/cash-receipt.ts'
import type { CashTender, Order } from '../../domain/order.ts'
import { cashLeftOf, dueOf, takesTender } from '../../domain/tenders.ts'
import type { CashOrders } from '../../application/ports.ts'
import { cart } from './cart-schema.ts'
import { cashFromRow } from './cash-rows.ts'
import type { Queries, TillDatabase } from './open-database.ts'
import { insertOrderRow, orderOf, refreshOrder } from './order-writes.ts'
import { orders } from './schema.ts'
import { cashReceiptCancel, cashRefund, cashRefundLine, cashTender } from './tender-schema.ts'

/** Cash of one store's file. Every method is one transaction. @throws DatabaseFault */
export function createCashOrders({ read, write }: TillDatabase): CashOrders {
  return {
    findIntent: (intentId) => read((queries) => findIntent(queries, intentId)),

    takeCash: async (sale, next) => {
      try {
        return await write((queries) => {
          const known = findIntent(queries, next.intentId)
          if (known !== null) return { kind: 'known', ...known }
          const row =
            'number' in sale ? orderRow(queries, sale.number) : insertOrderRow(queries, sale.order)
          const before = orderOf(queries, { orderSeq: row.seq })
          // An order that was placed above goes with the transaction.
          if (!takesTender(before) || next.amount > dueOf(before)) throw new TooMuch(dueOf(before))
          const { suffix, takenAt, ...facts } = next
          const id = `${row.businessDay.replaceAll('-', '')}-${row.number}-${suffix}`
          queries
            .insert(cashTender)
            .values({
              ...facts,
              id,
              orderSeq: row.seq,
              tenderNo: before.attempts.length + before.cash.length + 1,
              takenAt: takenAt.toISOString(),
            })
            .run()
          // In the same transaction: after a cut the cart must know that it was sold, or sold in part.
          queries.update(cart).set({ triedAs: row.number }).run()
          const order = refreshOrder(queries, row.seq)
          return { kind: 'taken', order, tender: tenderIn(order, id) }
        })
      } catch (error) {
        if (error instanceof TooMuch) return { kind: 'exceeds_due', due: error.due }
        throw error
      }
    },

    refundCash: (next, receiptCancel) =>
      write((queries) => {
        const tender = queries
          .select()
          .from(cashTender)
          .where(eq(cashTender.id, next.tenderId))
          .get()
        if (tender === undefined) throw new Error(`no cash ${next.tenderId}`)
        const order = orderOf(queries, tender)
        const known = order.cashRefunds.find(({ id }) => id === next.id)
        if (known !== undefined) return { kind: 'known', order, refund: known }
        const left = cashLeftOf(cashFromRow(tender), order)
        if (next.amount > left) return { kind: 'exceeds_balance', refundable: left }
        const { lines, ...facts } = next
        queries
          .insert(cashRefund)
          .values({ ...facts, refundedAt: next.refundedAt.toISOString() })
          .run()
        if (lines.length > 0) {
          queries
            .insert(cashRefundLine)
            .values(lines.map((line) => ({ refundId: next.id, ...line })))
            .run()
        }
        const receipt = liveReceipt(order, tender.id)
        const off = receipt === null ? 0 : Math.min(next.amount, receiptLeft(receipt))
        if (receipt !== null && off > 0) {
          queries
            .insert(cashReceiptCancel)
            .values({
              ...receiptCancel,
              receiptId: receipt.id,
              refundId: next.id,
              amount: won(off),
              requestedAt: next.refundedAt.toISOString(),
              state: 'requested',
            })
            .run()
        }
        return { kind: 'refunded', order: refreshOrder(queries, tender.orderSeq), refund: next }
      }),
  }
}

class TooMuch extends Error {
  readonly due: ReturnType<typeof dueOf>
  constructor(due: ReturnType<typeof dueOf>) {
    super('more than is due')
    this.due = due
  }
}

function orderRow(queries: Queries, number: string) {
  const row = queries.select().from(orders).where(eq(orders.number, number)).get()
  if (row === undefined) throw new Error(`no order ${number}`)
  return row
}

function findIntent(queries: Queries, intentId: string) {
  const row = queries.select().from(cashTender).where(eq(cashTender.intentId, intentId)).get()
  if (row === undefined) return null
  const order = orderOf(queries, row)
  return { order, tender: tenderIn(order, row.id) }
}

function tenderIn({ cash }: Order, id: string): CashTender {
  const tender = cash.find((one) => one.id === id)
  if (tender === undefined) throw new Error(`no cash ${id}`)
  return tender
}
