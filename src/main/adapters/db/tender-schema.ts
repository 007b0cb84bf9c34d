/**
 * Cash, and the cash receipts for it. A card tender is an attempt with its payment; cash has nobody to
 * ask, so its rows are written once and never change. See ADR 20 and 21.
 */
import { sql } from 'drizzle-orm'
import {
  check,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core'
import { MAX_WON } from '#shared/money.ts'
import { CASH_RECEIPT_KINDS, REFUND_STATES } from '#shared/vocabulary.ts'
import { instant, instantCheck, oneOf, orders, wonCheck, wonColumn } from './schema.ts'

const someWon = (table: string, column: string) =>
  check(`${table}_${column}_won`, sql.raw(`"${column}" BETWEEN 1 AND ${MAX_WON}`))

export const cashTender = sqliteTable(
  'cash_tender',
  {
    /** Of the form of an attempt's order_id, and in none of them. */
    id: text('id').primaryKey(),
    orderSeq: integer('order_seq')
      .notNull()
      .references(() => orders.seq),
    /** Numbered together with the order's attempts. */
    tenderNo: integer('tender_no').notNull(),
    /** One press takes once. */
    intentId: text('intent_id').notNull().unique(),
    amount: wonColumn('amount').notNull(),
    received: wonColumn('received').notNull(),
    takenAt: instant('taken_at').notNull(),
  },
  (table) => [
    uniqueIndex('cash_tender_of_order').on(table.orderSeq, table.tenderNo),
    index('cash_tender_taken_at').on(table.takenAt),
    someWon('cash_tender', 'amount'),
    wonCheck('cash_tender', 'received'),
    check('cash_tender_received_enough', sql.raw('"received" >= "amount"')),
    instantCheck('cash_tender', 'taken_at'),
  ],
)

export const cashRefund = sqliteTable(
  'cash_refund',
  {
    /** The intent's id: one intent, one refund, for life. */
    id: text('id').primaryKey(),
    tenderId: text('tender_id')
      .notNull()
      .references(() => cashTender.id),
    amount: wonColumn('amount').notNull(),
    reason: text('reason').notNull(),
    refundedAt: instant('refunded_at').notNull(),
  },
  (table) => [
    index('cash_refund_of_tender').on(table.tenderId, table.refundedAt),
    someWon('cash_refund', 'amount'),
    instantCheck('cash_refund', 'refunded_at'),
  ],
)

export const cashRefundLine = sqliteTable(
  'cash_refund_line',
  {
    refundId: text('refund_id')
      .notNull()
      .references(() => cashRefund.id),
    lineNo: integer('line_no').notNull(),
    quantity: integer('quantity').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.refundId, table.lineNo] }),
    check('cash_refund_line_quantity_some', sql.raw('"quantity" >= 1')),
  ],
)

/** Saved with its key before Toss is asked: requested → done or refused, by Toss's word only. */
export const cashReceipt = sqliteTable(
  'cash_receipt',
  {
    /** The intent's id. */
    id: text('id').primaryKey(),
    tenderId: text('tender_id')
      .notNull()
      .references(() => cashTender.id),
    /** What Toss lists it by; of this receipt alone. */
    orderId: text('order_id').notNull().unique(),
    clientKey: text('client_key').notNull(),
    kind: text('kind', { enum: CASH_RECEIPT_KINDS }).notNull(),
    /** For people: 010-****-5678. */
    maskedNumber: text('masked_number').notNull(),
    /** The number, encrypted, until Toss has answered; null after that, or where the machine can't keep secrets. */
    sealedNumber: text('sealed_number'),
    amount: wonColumn('amount').notNull(),
    taxFreeAmount: wonColumn('tax_free_amount').notNull(),
    idempotencyKey: text('idempotency_key').notNull().unique(),
    requestedAt: instant('requested_at').notNull(),
    state: text('state', { enum: REFUND_STATES }).notNull(),
    settledAt: instant('settled_at'),
    receiptKey: text('receipt_key').unique(),
    issueNumber: text('issue_number'),
    receiptUrl: text('receipt_url'),
    refusalCode: text('refusal_code'),
    refusalMessage: text('refusal_message'),
  },
  (table) => [
    // Toss doesn't look whether a sale has one already (toss-api 3.10).
    uniqueIndex('cash_receipt_one_live').on(table.tenderId).where(sql.raw(`"state" <> 'refused'`)),
    index('cash_receipt_open').on(table.requestedAt).where(sql.raw(`"state" = 'requested'`)),
    someWon('cash_receipt', 'amount'),
    check('cash_receipt_tax_free_within', sql.raw('"tax_free_amount" BETWEEN 0 AND "amount"')),
    oneOf('cash_receipt', 'kind', CASH_RECEIPT_KINDS),
    oneOf('cash_receipt', 'state', REFUND_STATES),
    instantCheck('cash_receipt', 'requested_at'),
    check(
      'cash_receipt_settled',
      sql.raw(
        `("state" = 'requested') = ("settled_at" IS NULL) AND ("state" = 'done') = ("receipt_key" IS NOT NULL) AND ("state" = 'refused') = ("refusal_code" IS NOT NULL) AND ("state" = 'requested' OR "sealed_number" IS NULL)`,
      ),
    ),
  ],
)

/** Takes back what a cash receipt says, by as much as cash was given back; saved with that refund. */
export const cashReceiptCancel = sqliteTable(
  'cash_receipt_cancel',
  {
    id: text('id').primaryKey(),
    receiptId: text('receipt_id')
      .notNull()
      .references(() => cashReceipt.id),
    refundId: text('refund_id')
      .notNull()
      .unique()
      .references(() => cashRefund.id),
    amount: wonColumn('amount').notNull(),
    idempotencyKey: text('idempotency_key').notNull().unique(),
    requestedAt: instant('requested_at').notNull(),
    state: text('state', { enum: REFUND_STATES }).notNull(),
    settledAt: instant('settled_at'),
    refusalCode: text('refusal_code'),
    refusalMessage: text('refusal_message'),
  },
  (table) => [
    index('cash_receipt_cancel_of').on(table.receiptId, table.requestedAt),
    index('cash_receipt_cancel_open').on(table.requestedAt).where(sql.raw(`"state" = 'requested'`)),
    someWon('cash_receipt_cancel', 'amount'),
    oneOf('cash_receipt_cancel', 'state', REFUND_STATES),
    instantCheck('cash_receipt_cancel', 'requested_at'),
    check(
      'cash_receipt_cancel_settled',
      sql.raw(
        `("state" = 'requested') = ("settled_at" IS NULL) AND ("state" = 'refused') = ("refusal_code" IS NOT NULL)`,
      ),
    ),
  ],
)
