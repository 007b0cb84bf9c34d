import type { StoredOrderStatus } from '#shared/vocabulary.ts'
import type { RecordFinding } from '../../domain/records.ts'

/** What the tables say of an order and of its tenders, in won. */
export interface TenderFact {
  readonly orderId: string
  readonly total: number
  readonly status: StoredOrderStatus
  readonly refunded: number
  readonly held: number
  readonly cash: number
  readonly cashBack: number
  /** Of its attempts that are paid. */
  readonly card: number
  readonly cardBack: number
}

/** One row per order that has cash, or that says it holds or has sold something. */
export const TENDERS = `SELECT coalesce(
      (SELECT order_id FROM attempt WHERE order_seq = o.seq ORDER BY attempt_no DESC LIMIT 1),
      (SELECT id FROM cash_tender WHERE order_seq = o.seq ORDER BY tender_no DESC LIMIT 1), o.number) AS orderId,
    o.total_amount AS total, o.status, o.refunded_amount AS refunded, o.held_amount AS held,
    (SELECT coalesce(sum(amount), 0) FROM cash_tender WHERE order_seq = o.seq) AS cash,
    (SELECT coalesce(sum(r.amount), 0) FROM cash_refund r JOIN cash_tender c ON c.id = r.tender_id
      WHERE c.order_seq = o.seq) AS cashBack,
    (SELECT coalesce(sum(amount), 0) FROM attempt WHERE order_seq = o.seq AND state = 'paid') AS card,
    (SELECT coalesce(sum(min(a.amount, max(0, p.total_amount - p.balance_amount))), 0) FROM attempt a
      JOIN payment p ON p.order_id = a.order_id WHERE a.order_seq = o.seq AND a.state = 'paid') AS cardBack
  FROM orders o`

const SOLD: ReadonlySet<StoredOrderStatus> = new Set(['paid', 'partly_refunded', 'refunded'])

/** Whether what the list says of an order is what its tenders come to; null where it is. Pure. */
export function judgeTenders(fact: TenderFact): RecordFinding | null {
  const taken = fact.cash + fact.card
  const back = fact.cashBack + fact.cardBack
  const isWhole = taken === fact.total
  const agrees =
    taken <= fact.total &&
    SOLD.has(fact.status) === isWhole &&
    (!isWhole || fact.refunded === Math.min(back, fact.total)) &&
    fact.held === (isWhole ? 0 : taken - back)
  return agrees ? null : { kind: 'tenders_differ', orderId: fact.orderId }
}
