/** Where a virtual account stands, from what main says of its order. Pure. */
import type { OrderView } from '#shared/ipc/contract.ts'

export type DepositPhase =
  /** Issued; nobody has paid yet. */
  | 'waiting'
  /** The due date has passed; the bank may still report a deposit. */
  | 'late'
  /** The bank took a deposit back: it waits again. */
  | 'reversed'
  /** Nobody can pay any more. */
  | 'over'
  | 'deposited'

/** null where the order has no account, or its account is gone. */
export function depositPhaseOf(order: OrderView, isPastDue: boolean): DepositPhase | null {
  const account = order.payment?.virtualAccount ?? null
  if (account === null) return null
  switch (order.status) {
    case 'awaiting_deposit':
      if (order.attempts.at(-1)?.reason?.code === 'DEPOSIT_REVERSED') return 'reversed'
      return isPastDue ? 'late' : 'waiting'
    case 'expired':
      return 'over'
    case 'paid':
    case 'partly_refunded':
    case 'refunded':
      return 'deposited'
    case 'awaiting_payment':
    case 'confirming':
    case 'partly_paid':
    case 'declined':
    case 'cancelled':
      return null
  }
}

/** Where money is that was sent back to an account. */
export type RefundWay = 'on_its_way' | 'arrived' | 'failed' | 'partly_failed'

/** null where nothing was sent back to an account. An open set: a word that isn't known yet is still on its way. */
export function refundWayOf(order: OrderView): RefundWay | null {
  const account = order.payment?.virtualAccount ?? null
  const isSent = order.refunds.some((refund) => refund.state === 'done' && refund.account !== null)
  if (account === null || !isSent) return null
  switch (account.refundStatus) {
    case 'COMPLETED':
      return 'arrived'
    case 'FAILED':
      return 'failed'
    case 'PARTIAL_FAILED':
      return 'partly_failed'
    case null:
    default:
      return 'on_its_way'
  }
}
