import type { Payment } from './payment.ts'
import type { Transaction } from './transaction.ts'

/** Money that moved: a payment approved, or some of it given back. */
export interface Movement {
  readonly kind: 'paid' | 'refunded'
  /** In units of `currency`, never negative. */
  readonly amount: number
  readonly currency: string
  readonly at: Date
  /** Toss's name for this very movement; null where it gave none. */
  readonly transactionKey: string | null
}

/** The statuses of rows and what each moves. Anything else is a word this till doesn't know. */
const MOVES: ReadonlyMap<string, Movement['kind'] | null> = new Map([
  ['DONE', 'paid'],
  ['CANCELED', 'refunded'],
  ['PARTIAL_CANCELED', 'refunded'],
  ['WAITING_FOR_DEPOSIT', null],
  ['READY', null],
  ['IN_PROGRESS', null],
  ['ABORTED', null],
  ['EXPIRED', null],
])

/** Whether the till can tell what a row moved. */
export const isKnownRow = ({ status }: Transaction): boolean => MOVES.has(status)

/** What the rows of one payment moved. */
export function movementsOfRows(rows: readonly Transaction[]): readonly Movement[] {
  const inTime = rows.toSorted(
    (one, other) => one.transactionAt.getTime() - other.transactionAt.getTime(),
  )
  const movements: Movement[] = []
  for (const row of inTime) {
    // A bank takes a deposit back: what was DONE waits again, and nothing was paid (toss-api 3.5).
    if (row.status === 'WAITING_FOR_DEPOSIT') movements.length = 0
    const kind = MOVES.get(row.status) ?? null
    // An issued account that is withdrawn gives nothing back.
    if (kind === null || row.amount === 0) continue
    movements.push({
      kind,
      // Nobody promises the sign of a cancel's amount (toss-api 3.8).
      amount: Math.abs(row.amount),
      currency: row.currency,
      at: row.transactionAt,
      transactionKey: row.transactionKey,
    })
  }
  return movements
}

/**
 * What a payment moved, as its own description says. `since` stands in where Toss gave no time.
 * Nothing, where it was never approved: a waiting virtual account can be cancelled too.
 */
export function movementsOfPayment(
  payment: Pick<Payment, 'status' | 'approvedAt' | 'totalAmount' | 'currency' | 'cancels'>,
  since: Date,
): readonly Movement[] {
  const { currency, approvedAt } = payment
  const wasApproved =
    approvedAt !== null || payment.status === 'DONE' || payment.status === 'PARTIAL_CANCELED'
  if (!wasApproved || payment.status === 'WAITING_FOR_DEPOSIT') return []
  const paidAt = timeOf(approvedAt) ?? since
  return [
    {
      kind: 'paid',
      amount: payment.totalAmount,
      currency,
      at: paidAt,
      transactionKey: null,
    },
    ...payment.cancels
      // What is under way or was broken off has moved nothing.
      .filter(({ cancelStatus }) => cancelStatus === 'DONE')
      .map((cancel): Movement => ({
        kind: 'refunded',
        amount: cancel.cancelAmount,
        currency,
        at: timeOf(cancel.canceledAt) ?? paidAt,
        transactionKey: cancel.transactionKey,
      })),
  ]
}

function timeOf(text: string | null): Date | null {
  const at = new Date(text ?? '')
  return Number.isNaN(at.getTime()) ? null : at
}
