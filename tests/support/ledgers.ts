import { won } from '#shared/money.ts'
import type { LedgerEntry } from '../../src/main/domain/reconciliation.ts'
import type { PaymentCancel } from '../../src/main/domain/payment.ts'
import type { Transaction } from '../../src/main/domain/transaction.ts'
import { payment, waitingAccount } from './payments.ts'

/** `+09:00` in whole seconds, as Toss writes times. */
export const seoul = (at: Date): string =>
  `${new Date(at.getTime() + 9 * 3_600_000).toISOString().slice(0, 19)}+09:00`

export const orderIdNo = (n: number): string =>
  `20261123-0001-${String(n).padStart(6, '0')}-${n.toString(36).toUpperCase().padStart(4, '0')}`

export const entry = (n: number, at: Date, changes: Partial<LedgerEntry> = {}): LedgerEntry => ({
  orderId: orderIdNo(n),
  number: `0001-${String(n).padStart(6, '0')}`,
  clientKey: 'test_gck_test',
  startedAt: at,
  changedAt: at,
  state: 'paid',
  paymentKey: `key-${n}`,
  payment: null,
  openRefunds: [],
  ...changes,
})

export const cancelAt = (n: number, key: string, amount: number, at: Date): PaymentCancel => ({
  cancelAmount: amount,
  cancelReason: '변심',
  canceledAt: seoul(at),
  transactionKey: `${key}-${n}`,
  cancelStatus: 'DONE',
  refundableAmount: null,
  taxFreeAmount: 0,
})

/** Paid at `at`, with these cancels. */
export const paidEntry = (
  n: number,
  amount: number,
  at: Date,
  cancels: readonly PaymentCancel[] = [],
  changes: Partial<LedgerEntry> = {},
): LedgerEntry =>
  entry(n, at, {
    payment: payment({
      paymentKey: `key-${n}`,
      orderId: orderIdNo(n),
      totalAmount: won(amount),
      balanceAmount: amount - cancels.reduce((sum, { cancelAmount }) => sum + cancelAmount, 0),
      approvedAt: seoul(at),
      cancels,
    }),
    ...changes,
  })

export const waitingEntry = (n: number, amount: number, at: Date): LedgerEntry =>
  entry(n, at, {
    state: 'awaiting_deposit',
    payment: payment({
      ...waitingAccount(),
      paymentKey: `key-${n}`,
      orderId: orderIdNo(n),
      totalAmount: amount,
      balanceAmount: amount,
    }),
  })

export const row = (
  n: number,
  status: string,
  amount: number,
  at: Date,
  changes: Partial<Transaction> = {},
): Transaction => ({
  transactionKey: `${status}-${n}`,
  paymentKey: `key-${n}`,
  orderId: orderIdNo(n),
  method: '카드',
  status,
  transactionAt: at,
  currency: 'KRW',
  amount,
  ...changes,
})

export const cancelRow = (n: number, cancel: PaymentCancel, at: Date): Transaction =>
  row(n, 'PARTIAL_CANCELED', cancel.cancelAmount, at, {
    transactionKey: cancel.transactionKey ?? '',
  })
