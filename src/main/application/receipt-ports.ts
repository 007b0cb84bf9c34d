/** What cash receipts need from outside. */
import type { Won } from '#shared/money.ts'
import type { CashReceiptKind } from '#shared/vocabulary.ts'
import type { TossReceipt } from '../domain/cash-receipt.ts'
import type { CashReceipt, Order, Reason } from '../domain/order.ts'
import type { GatewayFailure } from './ports.ts'

export type ReceiptAnswer =
  | { readonly kind: 'receipt'; readonly receipt: TossReceipt }
  | GatewayFailure
export type ReceiptListAnswer =
  | { readonly kind: 'receipts'; readonly receipts: readonly TossReceipt[] }
  | GatewayFailure

export interface ReceiptGateway {
  issue(
    call: {
      readonly orderId: string
      readonly orderName: string
      readonly kind: CashReceiptKind
      /** Digits only. */
      readonly number: string
      readonly amount: Won
      readonly taxFreeAmount: Won
    },
    idempotencyKey: string,
    clientKey: string,
  ): Promise<ReceiptAnswer>
  cancel(
    call: { readonly receiptKey: string; readonly orderId: string; readonly amount: Won },
    idempotencyKey: string,
    clientKey: string,
  ): Promise<ReceiptAnswer>
  /** All that was issued and cancelled on the day of `at` in Seoul. There is no lookup of a single one. */
  listed(at: Date, clientKey: string): Promise<ReceiptListAnswer>
}

/** Keeps personal numbers under the machine's own lock. */
export interface SealedNumbers {
  /** null where this machine can't keep secrets. */
  seal(number: string): Promise<string | null>
  /** null where it can't be opened any more, for instance on another computer. */
  open(sealed: string): Promise<string | null>
}

export type NewCashReceipt = Omit<
  CashReceipt,
  | 'orderId'
  | 'state'
  | 'settledAt'
  | 'receiptKey'
  | 'issueNumber'
  | 'receiptUrl'
  | 'refusal'
  | 'cancels'
> & { readonly sealedNumber: string | null }

/** Cash receipts of the orders. Each method is one intention and one transaction. */
export interface CashReceipts {
  /** Saves the intent with its key before the call, and gives it the orderId Toss lists it by. */
  request(receipt: NewCashReceipt): Promise<
    | { readonly kind: 'requested'; readonly order: Order; readonly receipt: CashReceipt }
    /** The same intent again: whatever became of it. */
    | { readonly kind: 'known'; readonly order: Order; readonly receipt: CashReceipt }
    /** This cash has one already, or one whose outcome isn't known. */
    | { readonly kind: 'other_live'; readonly order: Order }
  >
  /** Forgets the number, as Toss has it now. */
  settleDone(id: string, told: TossReceipt, at: Date): Promise<Order>
  settleRefused(id: string, refusal: Reason, at: Date): Promise<Order>
  settleCancelDone(id: string, at: Date): Promise<Order>
  settleCancelRefused(id: string, refusal: Reason, at: Date): Promise<Order>
  sealedNumber(id: string): Promise<string | null>
  /** tenderIds with a receipt or a cancel that has no answer yet. */
  openTenders(): Promise<readonly string[]>
}
