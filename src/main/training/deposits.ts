import { isBefore, WIDGET_VERSION } from './api-versions.ts'
import type { BoxKeyPair } from './auth.ts'
import type { DepositPlan } from './faults.ts'
import type { BoxPayment, Movement } from './payment-record.ts'
import type { Tokens } from './tokens.ts'

/** What an issued account needs to know of its surroundings. */
interface Issue {
  readonly pair: BoxKeyPair
  readonly tokens: Tokens
  /** Milliseconds. */
  readonly now: number
}

const moved = (payment: BoxPayment, movement: Movement): BoxPayment => ({
  ...payment,
  status: movement.status,
  movements: [...payment.movements, movement],
})

/** The payment with its virtual account issued, and what is going to happen to it by itself. */
export function issued(
  payment: BoxPayment,
  { pair, tokens, now }: Issue,
  plan: DepositPlan | null,
): BoxPayment {
  const cancelsReversed = isBefore(pair.apiVersion ?? WIDGET_VERSION, '2022-06-08')
  const recorded = cancelsReversed ? { ...payment, cancelsReversed } : payment
  const waiting = moved(recorded, {
    transactionKey: tokens.transactionKey(),
    status: 'WAITING_FOR_DEPOSIT',
    at: now,
    amount: 0,
  })
  if (!plan) return waiting
  const at = now + plan.afterMs
  const { reversedAfterMs } = plan
  return {
    ...waiting,
    deposit: { at, transactionKey: tokens.transactionKey() },
    reversal:
      reversedAfterMs === undefined
        ? null
        : { at: at + reversedAfterMs, transactionKey: tokens.transactionKey() },
  }
}

/** The payment after money came into its virtual account. */
export const deposited = (payment: BoxPayment, at: number, transactionKey: string): BoxPayment => ({
  ...moved(payment, { transactionKey, status: 'DONE', at, amount: payment.totalAmount }),
  approvedAt: at,
  deposit: null,
})

/**
 * The payment after the bank took its deposit back. It waits again; under API versions up to 1.4 it is cancelled
 * instead (toss-api 0).
 */
export function reversed(payment: BoxPayment, at: number, transactionKey: string): BoxPayment {
  if (payment.cancelsReversed !== true) {
    const waiting = { transactionKey, status: 'WAITING_FOR_DEPOSIT', at, amount: 0 } as const
    return { ...moved(payment, waiting), approvedAt: null, reversal: null }
  }
  const amount = payment.totalAmount
  return {
    ...moved(payment, { transactionKey, status: 'CANCELED', at, amount }),
    reversal: null,
    cancels: [
      {
        amount,
        reason: '입금 오류',
        taxFreeAmount: payment.taxFreeAmount,
        refundableAmount: 0,
        canceledAt: at,
        transactionKey,
        paidBack: false,
      },
    ],
  }
}
