import type { OrderRow } from '#shared/ipc/contract.ts'
import { isTaken } from './order-money.ts'

export interface DayGroup {
  /** yyyy-MM-dd. */
  readonly day: string
  readonly rows: readonly OrderRow[]
  /** Null while older orders of the day may still be on the next page. */
  readonly sum: { readonly count: number; readonly netAmount: number } | null
}

/** Money that stayed with the shop, in won. */
const netOf = (row: OrderRow): number =>
  isTaken(row.status) ? row.totalAmount - row.refundedAmount : 0

/** Rows, newest first, under their business days. A day's sum is only told once all of it is here. */
export function groupByDay(rows: readonly OrderRow[], hasMore: boolean): readonly DayGroup[] {
  const days = new Map<string, OrderRow[]>()
  for (const row of rows) {
    const day = days.get(row.businessDay)
    if (day === undefined) days.set(row.businessDay, [row])
    else day.push(row)
  }
  const last = [...days.keys()].at(-1)
  return [...days].map(([day, ofDay]) => ({
    day,
    rows: ofDay,
    sum:
      hasMore && day === last
        ? null
        : { count: ofDay.length, netAmount: ofDay.reduce((sum, row) => sum + netOf(row), 0) },
  }))
}
