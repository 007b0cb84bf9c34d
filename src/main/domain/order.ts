import type { Won } from '#shared/money.ts'
import type {
  AttemptStateKind,
  RefundCause,
  RefundState,
  Serving,
  TaxType,
  CashReceiptKind,
} from '#shared/vocabulary.ts'
import type { Payment } from './payment.ts'

/** What was sold, at the price it was sold at. Never parsed back out of `orderName`. */
export interface OrderLine {
  readonly lineNo: number
  readonly productId: string
  readonly name: string
  readonly unitPrice: Won
  readonly quantity: number
  /** All that was taken off: its own discount, and its share of the order's. */
  readonly discount: Won
  /** Its share of the order's discount. */
  readonly discountShare: Won
  /** Of its own discount; null where it has none. */
  readonly discountReason: string | null
  /** unitPrice × quantity − discount. */
  readonly amount: Won
  readonly taxType: TaxType
  /** What the cashier wrote beside it. */
  readonly note: string | null
}

/** What holds for an order as a whole, besides its lines. */
export interface OrderTerms {
  /** Off the whole order: exactly its lines' shares. */
  readonly discount: Won
  readonly discountReason: string | null
  /** Who approved discounts above the limit; null where nobody had to. */
  readonly approvedBy: 'manager' | null
  readonly serving: Serving
}

/** One try to pay an order. `orderId` is what Toss knows it by: ours, unique per attempt. */
export interface AttemptFacts {
  readonly orderId: string
  /** One-time token in the return addresses; spent by the first return that is accepted. */
  readonly ref: string
  readonly amount: Won
  readonly orderName: string
  /** The client key the window was opened with: its pair must confirm, look up and refund. */
  readonly clientKey: string
  readonly startedAt: Date
  readonly changedAt: Date
}

/** Each state carries only what is true in it. */
export type AttemptState =
  /** The intent is on disk before money can move. */
  | { readonly kind: 'awaiting_payment' }
  /** A confirm may have reached Toss: only an answer or a lookup ends this. */
  | ({ readonly kind: 'confirming' } & ConfirmIntent)
  | { readonly kind: 'paid'; readonly payment: Payment }
  /** `reason`: why it waits again, where the bank took a deposit back. */
  | {
      readonly kind: 'awaiting_deposit'
      readonly payment: Payment
      readonly reason: Reason | null
    }
  /** A code that says no money moved. */
  | { readonly kind: 'declined'; readonly reason: Reason; readonly payment: Payment | null }
  /** The window was closed and a lookup shows that nothing was taken. */
  | { readonly kind: 'cancelled'; readonly reason: Reason | null }
  | { readonly kind: 'expired'; readonly payment: Payment | null }

export interface ConfirmIntent {
  readonly paymentKey: string
  /** One key for the life of this confirm. */
  readonly idempotencyKey: string
  readonly returnedAt: Date
}

export interface Reason {
  readonly code: string
  readonly message: string
}

export type Attempt = AttemptFacts & { readonly state: AttemptState }
export type AttemptIn<K extends AttemptStateKind> = AttemptFacts & {
  readonly state: Extract<AttemptState, { kind: K }>
}

/** A refund is its own small machine. requested: saved with its key; done and refused are Toss's word. */
export interface Refund {
  /** The intent's id, made by the page when the panel opened: one intent, one key, for life. */
  readonly id: string
  readonly orderId: string
  readonly paymentKey: string
  readonly idempotencyKey: string
  readonly amount: Won
  readonly reason: string
  readonly cause: RefundCause
  readonly lines: readonly { readonly lineNo: number; readonly quantity: number }[]
  readonly account: RefundAccount | null
  readonly requestedAt: Date
  /** Balance the refund started from, in won: sent to Toss as `refundableAmount`, a lock against doubles. */
  readonly balanceBefore: Won
  readonly state: RefundState
  readonly settledAt: Date | null
  readonly balanceAfter: Won | null
  /** Toss's transactionKey of the cancel; null until done. */
  readonly transactionKey: string | null
  readonly refusal: Reason | null
}

export interface RefundAccount {
  readonly bankCode: string
  readonly accountNumber: string
  readonly holderName: string
}

/** Cash that went into the drawer for an order: a tender of its own, taken the moment it is stored. */
export interface CashTender {
  /** Ours, of the same form as an attempt's `orderId`; never sent to Toss as a payment. */
  readonly id: string
  /** Made by the page when the pad opened: the same intent again takes nothing twice. */
  readonly intentId: string
  /** What it pays of the order. */
  readonly amount: Won
  /** What the customer handed over, never less than `amount`; the difference is the change. */
  readonly received: Won
  readonly takenAt: Date
}

/** Cash given back out of the drawer. There is nobody to ask, so it is done when it is stored. */
export interface CashRefund {
  /** The intent's id, as of a {@link Refund}. */
  readonly id: string
  readonly tenderId: string
  readonly amount: Won
  readonly reason: string
  readonly lines: readonly { readonly lineNo: number; readonly quantity: number }[]
  readonly refundedAt: Date
}

/** 현금영수증: the tax office's receipt for one cash tender, issued through Toss. Source: toss-api 3.10. */
export interface CashReceipt {
  /** The intent's id, made by the page: one intent, one key, for life. */
  readonly id: string
  readonly tenderId: string
  /** What Toss lists it by; of this receipt alone, so that a lookup finds no other. */
  readonly orderId: string
  readonly clientKey: string
  readonly kind: CashReceiptKind
  /** 010-****-5678: all that is kept of the number once Toss has answered. */
  readonly maskedNumber: string
  readonly amount: Won
  readonly taxFreeAmount: Won
  readonly idempotencyKey: string
  readonly requestedAt: Date
  /** requested: saved, and Toss's word isn't known yet. */
  readonly state: RefundState
  readonly settledAt: Date | null
  readonly receiptKey: string | null
  readonly issueNumber: string | null
  readonly receiptUrl: string | null
  readonly refusal: Reason | null
  /** Oldest first. */
  readonly cancels: readonly CashReceiptCancel[]
}

/** As much of a receipt as went back in cash. Saved together with that refund. */
export interface CashReceiptCancel {
  readonly id: string
  readonly receiptId: string
  readonly refundId: string
  readonly amount: Won
  readonly idempotencyKey: string
  readonly requestedAt: Date
  readonly state: RefundState
  readonly settledAt: Date | null
  readonly refusal: Reason | null
}

export interface Order extends OrderTerms {
  /** What staff say aloud: till number and running number, 0001-000123. Unique in a store. */
  readonly number: string
  readonly businessDay: string
  readonly createdAt: Date
  readonly orderName: string
  readonly totalAmount: Won
  readonly lines: readonly OrderLine[]
  /** Oldest first; none where only cash was taken. Those that are paid are tenders, as cash is. */
  readonly attempts: readonly Attempt[]
  /** Oldest first. */
  readonly refunds: readonly Refund[]
  /** Oldest first. */
  readonly cash: readonly CashTender[]
  /** Oldest first. */
  readonly cashRefunds: readonly CashRefund[]
  /** Oldest first. */
  readonly cashReceipts: readonly CashReceipt[]
}
