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
}

/** What can still be cancelled, in won. */
export const balanceOf = (payment: BoxPayment): number =>
  payment.cancels.reduce((left, cancel) => left - cancel.amount, payment.totalAmount)

export const lastTransactionKeyOf = (payment: BoxPayment): string | null =>
  payment.movements.at(-1)?.transactionKey ?? null

const MINUTE_MS = 60_000
/** An opened window is good for 30 minutes, what the customer authenticated for 10 (toss-api 6.5). */
const READY_MS = 30 * MINUTE_MS
const IN_PROGRESS_MS = 10 * MINUTE_MS

const expired = (payment: BoxPayment): BoxPayment => ({
  ...payment,
  status: 'EXPIRED',
  means: null,
  failure: { code: 'EXPIRED_PAYMENT', message: '결제 시간이 만료되었습니다.' },
})

/** The payment after money came into its virtual account. */
export const deposited = (payment: BoxPayment, at: number, transactionKey: string): BoxPayment => ({
  ...payment,
  status: 'DONE',
  approvedAt: at,
  deposit: null,
  movements: [
    ...payment.movements,
    { transactionKey, status: 'DONE', at, amount: payment.totalAmount },
  ],
})

/**
 * The payment as it stands at `now`: what ran out has expired, an expected deposit has come. Follows from the record
 * and the clock alone, so nothing needs to run in the background and a restart changes nothing.
 */
export function asOf(payment: BoxPayment, now: number): BoxPayment {
  switch (payment.status) {
    case 'READY':
      return now - payment.requestedAt > READY_MS ? expired(payment) : payment
    case 'IN_PROGRESS':
      return now - (payment.authenticatedAt ?? payment.requestedAt) > IN_PROGRESS_MS
        ? expired(payment)
        : payment
    case 'WAITING_FOR_DEPOSIT':
      return payment.deposit !== null && now >= payment.deposit.at
        ? deposited(payment, payment.deposit.at, payment.deposit.transactionKey)
        : payment
    case 'DONE':
    case 'CANCELED':
    case 'PARTIAL_CANCELED':
    case 'ABORTED':
    case 'EXPIRED':
      return payment
  }
}
