import { deposited, reversed } from './deposits.ts'
import type { BoxPayment } from './payment-record.ts'

const MINUTE_MS = 60_000
/** An opened window is good for 30 minutes, what the customer authenticated for 10 (toss-api 6.5). */
const READY_MS = 30 * MINUTE_MS
const IN_PROGRESS_MS = 10 * MINUTE_MS

export const expired = (payment: BoxPayment): BoxPayment => ({
  ...payment,
  status: 'EXPIRED',
  means: null,
  failure: { code: 'EXPIRED_PAYMENT', message: '결제 시간이 만료되었습니다.' },
})

/** Whether a bank still takes a deposit at this moment: until the due time. */
export const isDue = (payment: BoxPayment, at: number): boolean =>
  at <= (payment.means?.virtualAccount?.dueAt ?? Infinity)

/**
 * The payment as it stands at `now`: what ran out has expired, an expected deposit has come, and gone again where the
 * bank takes it back. Follows from the record and the clock alone, so nothing needs to run in the background and a
 * restart changes nothing.
 */
export function asOf(payment: BoxPayment, now: number): BoxPayment {
  switch (payment.status) {
    case 'READY':
      return now - payment.requestedAt > READY_MS ? expired(payment) : payment
    case 'IN_PROGRESS':
      return now - (payment.authenticatedAt ?? payment.requestedAt) > IN_PROGRESS_MS
        ? expired(payment)
        : payment
    case 'WAITING_FOR_DEPOSIT': {
      const { deposit } = payment
      if (!deposit || now < deposit.at || !isDue(payment, deposit.at)) return payment
      return asOf(deposited(payment, deposit.at, deposit.transactionKey), now)
    }
    case 'DONE': {
      const reversal = payment.reversal ?? null
      return reversal && now >= reversal.at
        ? reversed(payment, reversal.at, reversal.transactionKey)
        : payment
    }
    case 'CANCELED':
    case 'PARTIAL_CANCELED':
    case 'ABORTED':
    case 'EXPIRED':
      return payment
  }
}
