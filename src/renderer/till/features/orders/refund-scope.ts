/** A refund comes out of one tender: the order as that tender's refund sees it. Pure. */
import type { OrderView } from '#shared/ipc/contract.ts'
import type { TenderView } from '#shared/ipc/tender-contract.ts'

/** Tenders that still hold money of the customer's. Cards first: they were the customer's choice to pay by. */
export const refundableTenders = (order: OrderView): readonly TenderView[] =>
  order.tenders
    .filter(({ left }) => left > 0)
    .toSorted((one, other) => Number(one.kind === 'cash') - Number(other.kind === 'cash'))

/** What can be given back of this tender alone, and how. The order itself where it has only one tender's money. */
export function scopeTo(order: OrderView, tender: TenderView | null): OrderView {
  if (tender === null) return order
  return {
    ...order,
    refundableAmount: tender.left,
    needsRefundAccount: tender.needsRefundAccount,
    canRefundPart: tender.canRefundPart,
    payment: order.payment?.orderId === tender.id ? order.payment : null,
  }
}
