/**
 * The tables of one store's file. Own amounts are whole won with bounds; states come from the
 * vocabulary; money tables never cascade. The generated SQL is edited once per new table to add
 * STRICT, which drizzle can't say (see the note in the migration).
 */
import { sql } from 'drizzle-orm'
import {
  type AnySQLiteColumn,
  check,
  index,
  integer,
  primaryKey,
  real,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core'
import { MAX_WON, type Won, ZERO_WON } from '#shared/money.ts'
import {
  ATTEMPT_STATES,
  REFUND_CAUSES,
  REFUND_STATES,
  SERVINGS,
  STORED_ORDER_STATUSES,
  TAX_TYPES,
} from '#shared/vocabulary.ts'
import { CALL_KINDS } from '../../domain/journal.ts'

export const wonColumn = (name: string) => integer(name).$type<Won>()
const APPROVERS = ['manager'] as const
/** An instant: ISO 8601 in UTC with milliseconds, so that text order is time order. */
export const instant = (name: string) => text(name)

export const wonCheck = (table: string, column: string) =>
  check(`${table}_${column}_won`, sql.raw(`"${column}" BETWEEN 0 AND ${MAX_WON}`))
export const instantCheck = (table: string, column: string) =>
  check(`${table}_${column}_instant`, sql.raw(`"${column}" GLOB '????-??-??T??:??:??.???Z'`))
export const oneOf = (table: string, column: string, values: readonly string[]) =>
  check(
    `${table}_${column}_known`,
    sql.raw(`"${column}" IN (${values.map((value) => `'${value}'`).join(', ')})`),
  )
export const jsonCheck = (table: string, column: string) =>
  check(`${table}_${column}_json`, sql.raw(`json_valid("${column}")`))

export const meta = sqliteTable('meta', {
  key: text('key').primaryKey(),
  value: text('value').notNull(),
})

// ── catalogue; the cart's tables are in cart-schema.ts ──────────────────────
export const category = sqliteTable(
  'category',
  {
    id: text('id').primaryKey(),
    position: integer('position').notNull(),
    nameKo: text('name_ko').notNull(),
    nameEn: text('name_en').notNull(),
    /** Removed; null while it isn't. A category is never deleted: archived products point at it. */
    archivedAt: instant('archived_at'),
  },
  () => [instantCheck('category', 'archived_at')],
)

export const product = sqliteTable(
  'product',
  {
    id: text('id').primaryKey(),
    position: integer('position').notNull(),
    name: text('name').notNull(),
    price: wonColumn('price').notNull(),
    categoryId: text('category_id')
      .notNull()
      .references(() => category.id),
    taxType: text('tax_type', { enum: TAX_TYPES }).notNull(),
    barcode: text('barcode'),
    /** The shop's own short code; on a scale's labels too. */
    code: text('code'),
    picture: text('picture'),
    isFavourite: integer('is_favourite', { mode: 'boolean' }).notNull(),
    /** Not sold any more; null while it is. A product is never deleted: orders point at it. */
    archivedAt: instant('archived_at'),
  },
  (table) => [
    // One that isn't sold any more gives its barcode and its code free.
    uniqueIndex('product_barcode_sold').on(table.barcode).where(sql.raw('"archived_at" IS NULL')),
    uniqueIndex('product_code_sold').on(table.code).where(sql.raw('"archived_at" IS NULL')),
    wonCheck('product', 'price'),
    oneOf('product', 'tax_type', TAX_TYPES),
    instantCheck('product', 'archived_at'),
  ],
)

/** Each change of a product's price. Rows are only ever added. */
export const priceChange = sqliteTable(
  'price_change',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    productId: text('product_id')
      .notNull()
      .references(() => product.id),
    at: instant('at').notNull(),
    fromPrice: wonColumn('from_price').notNull(),
    toPrice: wonColumn('to_price').notNull(),
  },
  (table) => [
    index('price_change_of_product').on(table.productId, table.id),
    instantCheck('price_change', 'at'),
    wonCheck('price_change', 'from_price'),
    wonCheck('price_change', 'to_price'),
  ],
)

// ── orders ──────────────────────────────────────────────────────────────────
export const orders = sqliteTable(
  'orders',
  {
    /** The running number of the store. */
    seq: integer('seq').primaryKey(),
    number: text('number').notNull().unique(),
    businessDay: text('business_day').notNull(),
    createdAt: instant('created_at').notNull(),
    orderName: text('order_name').notNull(),
    totalAmount: wonColumn('total_amount').notNull(),
    /**
     * The four below follow from tenders, attempts and payments; kept here, in the same transaction, for
     * the list. Attempts and cash are counted, and numbered, together.
     */
    attemptCount: integer('attempt_count').notNull(),
    status: text('status', { enum: STORED_ORDER_STATUSES }).notNull(),
    refundedAmount: wonColumn('refunded_amount').notNull(),
    /** Off the whole order: its lines' shares together. */
    discount: wonColumn('discount').notNull().default(ZERO_WON),
    discountReason: text('discount_reason'),
    approvedBy: text('approved_by', { enum: APPROVERS }),
    serving: text('serving', { enum: SERVINGS }).notNull().default('here'),
    /** What the shop holds of an order that isn't paid in whole, in won; 0 for any other. */
    heldAmount: wonColumn('held_amount').notNull().default(ZERO_WON),
  },
  (table) => [
    // The list's order; the last four columns let counts and totals be read from the index alone.
    index('orders_newest').on(
      table.businessDay,
      table.createdAt,
      table.number,
      table.status,
      table.totalAmount,
      table.refundedAmount,
      table.heldAmount,
    ),
    // Sales that are paid in part: few, and to be found at once.
    index('orders_held').on(table.heldAmount).where(sql.raw('"held_amount" > 0')),
    index('orders_status').on(table.status, table.businessDay, table.createdAt, table.number),
    index('orders_amount').on(table.totalAmount),
    wonCheck('orders', 'total_amount'),
    instantCheck('orders', 'created_at'),
    check('orders_business_day_day', sql.raw(`"business_day" GLOB '????-??-??'`)),
    check('orders_attempt_count_some', sql.raw('"attempt_count" >= 1')),
    oneOf('orders', 'status', STORED_ORDER_STATUSES),
    check('orders_refunded_within', sql.raw('"refunded_amount" BETWEEN 0 AND "total_amount"')),
    wonCheck('orders', 'discount'),
    oneOf('orders', 'approved_by', APPROVERS),
    oneOf('orders', 'serving', SERVINGS),
  ],
)

export const orderLine = sqliteTable(
  'order_line',
  {
    orderSeq: integer('order_seq')
      .notNull()
      .references(() => orders.seq),
    lineNo: integer('line_no').notNull(),
    /** No reference: what was sold outlives the catalogue. */
    productId: text('product_id').notNull(),
    name: text('name').notNull(),
    unitPrice: wonColumn('unit_price').notNull(),
    quantity: integer('quantity').notNull(),
    /** All that was taken off, the share of the order's discount with it. */
    discount: wonColumn('discount').notNull().default(ZERO_WON),
    discountShare: wonColumn('discount_share').notNull().default(ZERO_WON),
    discountReason: text('discount_reason'),
    amount: wonColumn('amount').notNull(),
    note: text('note'),
    taxType: text('tax_type', { enum: TAX_TYPES }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.orderSeq, table.lineNo] }),
    index('order_line_name').on(table.name, table.orderSeq),
    wonCheck('order_line', 'unit_price'),
    wonCheck('order_line', 'amount'),
    check('order_line_quantity_some', sql.raw('"quantity" >= 1')),
    check(
      'order_line_discount_within',
      sql.raw('"discount" BETWEEN "discount_share" AND "unit_price" * "quantity"'),
    ),
    wonCheck('order_line', 'discount_share'),
    check('order_line_amount_sum', sql.raw('"amount" = "unit_price" * "quantity" - "discount"')),
    oneOf('order_line', 'tax_type', TAX_TYPES),
  ],
)

/** Each name ever sold, once: a text search reads this short list before it touches lines. */
export const soldName = sqliteTable('sold_name', { name: text('name').primaryKey() })

export const attempt = sqliteTable(
  'attempt',
  {
    /** What Toss knows the attempt by. */
    orderId: text('order_id').primaryKey(),
    orderSeq: integer('order_seq')
      .notNull()
      .references(() => orders.seq),
    attemptNo: integer('attempt_no').notNull(),
    ref: text('ref').notNull().unique(),
    amount: wonColumn('amount').notNull(),
    orderName: text('order_name').notNull(),
    clientKey: text('client_key').notNull(),
    startedAt: instant('started_at').notNull(),
    changedAt: instant('changed_at').notNull(),
    state: text('state', { enum: ATTEMPT_STATES }).notNull(),
    paymentKey: text('payment_key'),
    idempotencyKey: text('idempotency_key').unique(),
    returnedAt: instant('returned_at'),
    reasonCode: text('reason_code'),
    reasonMessage: text('reason_message'),
  },
  (table) => [
    uniqueIndex('attempt_of_order').on(table.orderSeq, table.attemptNo),
    index('attempt_payment_key').on(table.paymentKey),
    // One payment pays one attempt, whatever a return claims.
    uniqueIndex('attempt_paid_once')
      .on(table.paymentKey)
      .where(sql.raw(`"state" IN ('paid', 'awaiting_deposit')`)),
    index('attempt_unsettled')
      .on(table.startedAt)
      .where(sql.raw(`"state" IN ('awaiting_payment', 'confirming', 'awaiting_deposit')`)),
    wonCheck('attempt', 'amount'),
    instantCheck('attempt', 'started_at'),
    instantCheck('attempt', 'changed_at'),
    oneOf('attempt', 'state', ATTEMPT_STATES),
    check(
      'attempt_confirm_intent',
      sql.raw(
        `"state" <> 'confirming' OR ("payment_key" IS NOT NULL AND "idempotency_key" IS NOT NULL AND "returned_at" IS NOT NULL)`,
      ),
    ),
    check('attempt_declined_reason', sql.raw(`"state" <> 'declined' OR "reason_code" IS NOT NULL`)),
    check(
      'attempt_paid_by',
      sql.raw(`"state" NOT IN ('paid', 'awaiting_deposit') OR "payment_key" IS NOT NULL`),
    ),
  ],
)

/**
 * Toss's latest word about an attempt's payment. Amounts are Toss's, in units of `currency`:
 * foreign ones may have decimals, hence REAL, which holds every whole won exactly.
 */
export const payment = sqliteTable(
  'payment',
  {
    orderId: text('order_id')
      .primaryKey()
      .references(() => attempt.orderId),
    paymentKey: text('payment_key').notNull().unique(),
    status: text('status').notNull(),
    method: text('method'),
    currency: text('currency').notNull(),
    totalAmount: real('total_amount').notNull(),
    balanceAmount: real('balance_amount').notNull(),
    approveNo: text('approve_no'),
    approvedAt: text('approved_at'),
    updatedAt: instant('updated_at').notNull(),
    /** What was parsed, as JSON, without the answer. */
    parsed: text('parsed').notNull(),
    /** The whole answer as JSON: nothing Toss said is lost. */
    answer: text('answer').notNull(),
  },
  (table) => [
    index('payment_approve_no').on(table.approveNo),
    // What a day's count begins with.
    index('payment_approved_at').on(table.approvedAt),
    check('payment_total_amount_some', sql.raw('"total_amount" >= 0')),
    check('payment_balance_amount_some', sql.raw('"balance_amount" >= 0')),
    instantCheck('payment', 'updated_at'),
    jsonCheck('payment', 'parsed'),
    jsonCheck('payment', 'answer'),
  ],
)

export const refund = sqliteTable(
  'refund',
  {
    /** The intent's id: one intent, one refund, for life. */
    id: text('id').primaryKey(),
    orderId: text('order_id')
      .notNull()
      .references(() => attempt.orderId),
    paymentKey: text('payment_key').notNull(),
    idempotencyKey: text('idempotency_key').notNull().unique(),
    amount: wonColumn('amount').notNull(),
    reason: text('reason').notNull(),
    cause: text('cause', { enum: REFUND_CAUSES }).notNull().default('asked'),
    accountBankCode: text('account_bank_code'),
    accountNumber: text('account_number'),
    accountHolderName: text('account_holder_name'),
    requestedAt: instant('requested_at').notNull(),
    balanceBefore: wonColumn('balance_before').notNull(),
    state: text('state', { enum: REFUND_STATES }).notNull(),
    settledAt: instant('settled_at'),
    balanceAfter: wonColumn('balance_after'),
    transactionKey: text('transaction_key').unique(),
    refusalCode: text('refusal_code'),
    refusalMessage: text('refusal_message'),
  },
  (table) => [
    index('refund_of_attempt').on(table.orderId, table.requestedAt),
    // Two refunds in flight for one payment could both succeed at Toss.
    uniqueIndex('refund_one_open').on(table.paymentKey).where(sql.raw(`"state" = 'requested'`)),
    check('refund_amount_won', sql.raw(`"amount" BETWEEN 1 AND ${MAX_WON}`)),
    wonCheck('refund', 'balance_before'),
    wonCheck('refund', 'balance_after'),
    check('refund_within_balance', sql.raw('"amount" <= "balance_before"')),
    instantCheck('refund', 'requested_at'),
    oneOf('refund', 'state', REFUND_STATES),
    oneOf('refund', 'cause', REFUND_CAUSES),
    check(
      'refund_settled',
      sql.raw(
        `("state" = 'requested') = ("settled_at" IS NULL) AND ("state" = 'done') = ("balance_after" IS NOT NULL) AND ("state" = 'refused') = ("refusal_code" IS NOT NULL)`,
      ),
    ),
  ],
)

export const refundLine = sqliteTable(
  'refund_line',
  {
    refundId: text('refund_id')
      .notNull()
      .references(() => refund.id),
    lineNo: integer('line_no').notNull(),
    quantity: integer('quantity').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.refundId, table.lineNo] }),
    check('refund_line_quantity_some', sql.raw('"quantity" >= 1')),
  ],
)

// ── the journal: each call to Toss before it is made, each answer as it came ─
/**
 * Rows are only ever added, one after the other, and each one's hash covers the row and the hash
 * before it: see journal-chain.ts. A call has the columns up to `request`, an answer `callSeq` and
 * those from `status`; neither has the other's.
 */
export const journal = sqliteTable(
  'journal',
  {
    seq: integer('seq').primaryKey({ autoIncrement: true }),
    entry: text('entry', { enum: ['call', 'answer'] }).notNull(),
    callSeq: integer('call_seq')
      .unique()
      .references((): AnySQLiteColumn => journal.seq),
    kind: text('kind', { enum: CALL_KINDS }),
    orderId: text('order_id'),
    refundId: text('refund_id'),
    idempotencyKey: text('idempotency_key'),
    method: text('method', { enum: ['GET', 'POST'] }),
    path: text('path'),
    request: text('request'),
    status: integer('status'),
    body: text('body'),
    traceId: text('trace_id'),
    error: text('error'),
    at: instant('at').notNull(),
    /** SHA-256 in lower-case hex. */
    hash: text('hash').notNull(),
  },
  () => [
    oneOf('journal', 'entry', ['call', 'answer']),
    oneOf('journal', 'kind', CALL_KINDS),
    oneOf('journal', 'method', ['GET', 'POST']),
    instantCheck('journal', 'at'),
    check('journal_hash_hex', sql.raw(`length("hash") = 64 AND "hash" NOT GLOB '*[^0-9a-f]*'`)),
    check(
      'journal_call',
      sql.raw(
        `"entry" <> 'call' OR ("kind" IS NOT NULL AND "method" IS NOT NULL AND "path" IS NOT NULL AND coalesce("call_seq", "status", "body", "trace_id", "error") IS NULL)`,
      ),
    ),
    check(
      'journal_answer',
      sql.raw(
        `"entry" <> 'answer' OR ("call_seq" IS NOT NULL AND "call_seq" < "seq" AND coalesce("kind", "order_id", "refund_id", "idempotency_key", "method", "path", "request") IS NULL)`,
      ),
    ),
  ],
)
