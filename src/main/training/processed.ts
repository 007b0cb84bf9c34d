import type { Ledger } from './ledger.ts'
import type { PaymentStatus } from './payment-record.ts'

const PROCESSED: readonly PaymentStatus[] = [
  'DONE',
  'WAITING_FOR_DEPOSIT',
  'CANCELED',
  'PARTIAL_CANCELED',
]

/** Whether a confirm went through at some time, whatever became of the payment since. */
export const isProcessed = (status: PaymentStatus): boolean => PROCESSED.includes(status)

/** Whether an order id can't be used any more: something under it was approved or issued. */
export const isOrderTaken = (ledger: Ledger, clientKey: string, orderId: string): boolean =>
  ledger.allOfOrder(clientKey, orderId).some(({ status }) => isProcessed(status))
