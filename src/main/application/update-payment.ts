import type { Attempt } from '../domain/order.ts'
import { judgePayment } from '../domain/payment-verdict.ts'
import type { Payment } from '../domain/payment.ts'
import type { ApplicationPorts } from './application-ports.ts'
import type { OrderChanges } from './order-changes.ts'

/** Keeps a newer description of a payment that stays in its state. Gives the attempt as it is then. */
export type UpdatePayment = (attempt: Attempt, payment: Payment) => Promise<Attempt>

/**
 * Newer: the same payment, no step back in its state and no cancel forgotten. Anything else is left
 * as it is stored, so that a wrong answer can't overwrite a right one.
 */
export const createUpdatePayment =
  ({
    orders,
    clock,
    changes,
  }: Pick<ApplicationPorts, 'orders' | 'clock'> & {
    readonly changes: OrderChanges
  }): UpdatePayment =>
  async (attempt, payment) => {
    const { state } = attempt
    if (state.kind !== 'paid' && state.kind !== 'awaiting_deposit') return attempt
    const stored = state.payment
    const isSame =
      payment.paymentKey === stored.paymentKey && judgePayment(attempt, payment).kind === state.kind
    const isNewer = payment.cancels.length >= stored.cancels.length
    if (!isSame || !isNewer) return attempt
    if (JSON.stringify(payment.raw) === JSON.stringify(stored.raw)) return attempt
    const order = await orders.updatePayment(attempt.orderId, payment, clock.now())
    return changes.publish(order, attempt.orderId)
  }
