import type { TossFailure } from './errors.ts'

export type PaymentStatus =
  | 'READY'
  | 'IN_PROGRESS'
  | 'WAITING_FOR_DEPOSIT'
  | 'DONE'
  | 'CANCELED'
  | 'PARTIAL_CANCELED'
  | 'ABORTED'
  | 'EXPIRED'

/** The card part of a payment, in Toss's own shape. */
export interface TossCard {
  readonly issuerCode: string
  readonly acquirerCode: string
  readonly number: string
  readonly installmentPlanMonths: number
  readonly isInterestFree: boolean
  readonly interestPayer: string | null
  readonly approveNo: string
  readonly useCardPoint: boolean
  readonly cardType: string
  readonly ownerType: string
  readonly acquireStatus: string
  readonly amount: number
}

/** What the customer pays with, chosen in the window. Amounts in won. */
export interface Means {
  readonly method: '카드' | '간편결제' | '가상계좌' | '계좌이체'
  readonly card: TossCard | null
  readonly easyPay: {
    readonly provider: string
    readonly amount: number
    readonly discountAmount: number
  } | null
  readonly virtualAccount: {
    readonly accountNumber: string
    readonly bankCode: string
    readonly customerName: string
    /** Milliseconds. */
    readonly dueAt: number
    /** Of a fixed account, which is given again for the same key. */
    readonly accountKey?: string
  } | null
  readonly transfer: { readonly bankCode: string; readonly settlementStatus: string } | null
}

/** One cancel of part or all of a payment, in won. */
export interface BoxCancel {
  readonly amount: number
  readonly reason: string
  readonly taxFreeAmount: number
  /** The balance after this cancel. */
  readonly refundableAmount: number
  readonly canceledAt: number
  readonly transactionKey: string
  /** Whether money had to be sent back: false where a virtual account was cancelled before its deposit. */
  readonly paidBack: boolean
  /** Whether the account can’t be paid. Toss tells days later, by `refundStatus` alone. */
  readonly refundFails?: boolean
}

/** One row of the transaction list. */
export interface Movement {
  readonly transactionKey: string
  readonly status: PaymentStatus
  readonly at: number
  /** Won. An issued virtual account moves nothing: 0. */
  readonly amount: number
}

/**
 * A payment as the box keeps it. Never changed in place: each step makes the next record, which is saved before it
 * counts. Times are milliseconds, amounts won.
 */
export interface BoxPayment {
  /** Whose payment it is: the client key that opened the window. Other key pairs can't see it. */
  readonly clientKey: string
  readonly mId: string
  readonly sessionId: string
  readonly paymentKey: string
  readonly orderId: string
  readonly orderName: string
  readonly customerKey: string | null
  readonly customerName: string | null
  readonly metadata: Readonly<Record<string, string>> | null
  readonly totalAmount: number
  readonly taxFreeAmount: number
  readonly taxExemptionAmount: number
  readonly status: PaymentStatus
  readonly requestedAt: number
  readonly authenticatedAt: number | null
  readonly approvedAt: number | null
  readonly means: Means | null
  readonly isPartialCancelable: boolean
  readonly secret: string
  readonly movements: readonly Movement[]
  readonly cancels: readonly BoxCancel[]
  readonly failure: TossFailure | null
  /** The code that confirm will be refused with, as chosen in the window. */
  readonly declineAtConfirm: string | null
  /** How long after confirm the customer pays into the virtual account by himself; null: not by himself. */
  readonly depositAfterMs: number | null
  /** The deposit that is on its way. */
  readonly deposit: { readonly at: number; readonly transactionKey: string } | null
  /** When the bank takes that deposit back; records from before this could happen don't have it. */
  readonly reversal?: { readonly at: number; readonly transactionKey: string } | null
  /** Whether a deposit that is taken back cancels the payment, as under API versions up to 1.4. */
  readonly cancelsReversed?: boolean
  /** Escrow: until the buyer confirms the purchase it can't be cancelled in part. */
  readonly useEscrow?: boolean
  /** Asked for when a virtual account was issued; it is there once the deposit is. */
  readonly cashReceipt?: {
    readonly type: '소득공제' | '지출증빙'
    readonly receiptKey: string
    readonly issueNumber: string
  }
}

/** What can still be cancelled, in won. */
export const balanceOf = (payment: BoxPayment): number =>
  payment.cancels.reduce((left, cancel) => left - cancel.amount, payment.totalAmount)

export const lastTransactionKeyOf = (payment: BoxPayment): string | null =>
  payment.movements.at(-1)?.transactionKey ?? null
