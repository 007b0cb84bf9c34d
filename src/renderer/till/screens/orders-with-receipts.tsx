import type { TenderView } from '#shared/ipc/tender-contract.ts'
import { CashReceipt } from '../features/cash-receipt/cash-receipt.tsx'
import { OrdersScreen } from '../features/orders/orders-screen.tsx'

const underCash = (tender: TenderView) => <CashReceipt tender={tender} />

/** The orders, with the cash receipts under the cash that they are for. */
export function OrdersWithReceipts() {
  return <OrdersScreen underCash={underCash} />
}
