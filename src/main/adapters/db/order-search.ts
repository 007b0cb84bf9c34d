import { type SQL, sql } from 'drizzle-orm'
import { won } from '#shared/money.ts'
import type { OrderStatus, StoredOrderStatus } from '#shared/vocabulary.ts'
import { shownStatus } from '../../domain/tenders.ts'
import type { OrderFilter, OrderSummary } from '../../application/ports.ts'
import type { Queries } from './open-database.ts'
import { paymentFromRow } from './order-rows.ts'
import { methodCondition } from './order-method.ts'
import { textCondition } from './order-text.ts'

/** Money that stayed: what was paid less what went back; of a sale that isn't paid in whole, what is held. */
const NET = sql.raw(
  `CASE WHEN o.status IN ('paid', 'partly_refunded', 'refunded') THEN o.total_amount - o.refunded_amount ELSE o.held_amount END`,
)

/** So many rows are sorted in a blink. */
const FEW_TO_SORT = 1000

interface SummaryRow {
  readonly orderId: string
  readonly number: string
  readonly createdAt: string
  readonly businessDay: string
  readonly orderName: string
  readonly firstName: string
  readonly lineCount: number
  readonly totalAmount: number
  readonly refundedAmount: number
  readonly status: StoredOrderStatus
  readonly cashAmount: number
  readonly heldAmount: number
  readonly parsed: string | null
  readonly answer: string | null
}

type Place = readonly [businessDay: string, createdAt: string, number: string]

/** See Orders.search. By business day first, so that the list's groups never mix. */
export function searchOrders(
  queries: Queries,
  filter: OrderFilter,
  cursor: string | null,
  limit: number,
): { rows: readonly OrderSummary[]; nextCursor: string | null } {
  const conditions = conditionsOf(queries, filter)
  if (cursor !== null) {
    const [businessDay, createdAt, number] = placeFrom(cursor)
    // A row value: written as or(lt, and(eq, lt)), SQLite can't seek and scans from the newest row.
    conditions.push(
      sql`(o.business_day, o.created_at, o.number) < (${businessDay}, ${createdAt}, ${number})`,
    )
  }
  const found = queries.all<SummaryRow>(sql`
    SELECT coalesce(
        (SELECT order_id FROM attempt WHERE order_seq = o.seq ORDER BY attempt_no DESC LIMIT 1),
        (SELECT id FROM cash_tender WHERE order_seq = o.seq ORDER BY tender_no DESC LIMIT 1)) AS orderId,
      (SELECT coalesce(sum(amount), 0) FROM cash_tender WHERE order_seq = o.seq) AS cashAmount,
      o.held_amount AS heldAmount, o.number AS number, o.created_at AS createdAt,
      o.business_day AS businessDay, o.order_name AS orderName,
      first.name AS firstName,
      (SELECT max(line.line_no) FROM order_line line WHERE line.order_seq = o.seq) AS lineCount,
      o.total_amount AS totalAmount,
      o.refunded_amount AS refundedAmount, o.status AS status, p.parsed AS parsed, p.answer AS answer
    FROM orders o
    JOIN order_line first ON first.order_seq = o.seq AND first.line_no = 1
    LEFT JOIN payment p ON p.order_id = (
      SELECT known.order_id FROM attempt tried JOIN payment known ON known.order_id = tried.order_id
      WHERE tried.order_seq = o.seq ORDER BY tried.attempt_no DESC LIMIT 1)
    WHERE ${sql.join(conditions, sql` AND `)}
    ORDER BY o.business_day DESC, o.created_at DESC, o.number DESC
    LIMIT ${limit + 1}`)
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  return {
    rows: rows.map(toSummary),
    nextCursor:
      found.length > limit && last !== undefined
        ? cursorOf([last.businessDay, last.createdAt, last.number])
        : null,
  }
}

/** See Orders.summarise. Both figures are of the newest `cap` orders. */
export function summariseOrders(
  queries: Queries,
  filter: OrderFilter,
  cap: number,
): { count: number; isMore: boolean; netAmount: number } {
  const nets = queries.all<{ net: number }>(sql`
    SELECT ${NET} AS net FROM orders o
    WHERE ${sql.join(conditionsOf(queries, filter), sql` AND `)}
    ORDER BY o.business_day DESC, o.created_at DESC, o.number DESC
    LIMIT ${cap + 1}`)
  const counted = nets.slice(0, cap)
  return {
    count: counted.length,
    isMore: nets.length > cap,
    netAmount: counted.reduce((sum, { net }) => sum + net, 0),
  }
}

function conditionsOf(queries: Queries, filter: OrderFilter): SQL[] {
  const conditions: SQL[] = [sql`true`]
  const { fromDay, toDay, statuses, methods, text } = filter
  if (fromDay !== undefined) conditions.push(sql`o.business_day >= ${fromDay}`)
  if (toDay !== undefined) conditions.push(sql`o.business_day <= ${toDay}`)
  if (statuses !== undefined && statuses.length > 0) {
    conditions.push(statusCondition(queries, statuses))
  }
  if (methods !== undefined && methods.length > 0) conditions.push(methodCondition(methods))
  const words = text?.trim().normalize('NFC') ?? ''
  if (words !== '') conditions.push(textCondition(queries, words))
  return conditions
}

/** What of an unpaid order is shown as partly_paid instead. */
const IS_HELD = sql.raw(`held_amount > 0 AND status NOT IN ('confirming', 'awaiting_deposit')`)
/** The states of which an order may hold money. */
const MAY_HOLD: ReadonlySet<OrderStatus> = new Set([
  'awaiting_payment',
  'declined',
  'cancelled',
  'expired',
])

function statusCondition(queries: Queries, statuses: readonly OrderStatus[]): SQL {
  const held = sql`o.seq IN (SELECT seq FROM orders WHERE ${IS_HELD})`
  const stored = statuses.filter((status) => status !== 'partly_paid')
  if (stored.length === 0) return held
  const condition = storedCondition(queries, stored)
  if (stored.length < statuses.length) return sql`(${condition} OR ${held})`
  return stored.some((status) => MAY_HOLD.has(status))
    ? sql`${condition} AND NOT (o.held_amount > 0 AND o.status NOT IN ('confirming', 'awaiting_deposit'))`
    : condition
}

/**
 * One status has an index in the list's order. Several have to be merged: by their index and a sort
 * where they are few; else the plus keeps SQLite on the list's own order, which fills a page soon.
 */
function storedCondition(queries: Queries, statuses: readonly OrderStatus[]): SQL {
  if (statuses.length === 1) return sql`o.status = ${statuses[0]}`
  const few = queries.all(
    sql`SELECT 1 FROM orders WHERE status IN ${statuses} LIMIT ${FEW_TO_SORT + 1}`,
  )
  return few.length <= FEW_TO_SORT ? sql`o.status IN ${statuses}` : sql`+o.status IN ${statuses}`
}

const toSummary = (row: SummaryRow): OrderSummary => ({
  orderId: row.orderId,
  number: row.number,
  createdAt: new Date(row.createdAt),
  businessDay: row.businessDay,
  orderName: row.orderName,
  firstName: row.firstName,
  lineCount: row.lineCount,
  totalAmount: won(row.totalAmount),
  refundedAmount: won(row.refundedAmount),
  status: shownStatus(row.status, row.heldAmount),
  cashAmount: won(row.cashAmount),
  payment:
    row.parsed === null || row.answer === null
      ? null
      : paymentFromRow({ parsed: row.parsed, answer: row.answer }),
})

const cursorOf = (place: Place): string => Buffer.from(JSON.stringify(place)).toString('base64url')

/** A cursor that isn't one of ours reads as the end: nothing lies behind it. */
function placeFrom(cursor: string): Place {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (
      Array.isArray(place) &&
      place.length === 3 &&
      place.every((part) => typeof part === 'string')
    ) {
      return place as unknown as Place
    }
  } catch {
    // falls through: not JSON
  }
  return ['', '', '']
}
