import { CashReceipt } from '../features/cash-receipt/cash-receipt.tsx'
import { OrdersScreen } from '../features/orders/orders-screen.tsx'

/** The orders, with the cash receipts under the cash that they are for. */
export function OrdersWithReceipts() {
  return <OrdersScreen underCash={(tender) => <CashReceipt tender={tender} />} />
}
