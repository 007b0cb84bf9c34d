import type { Payment } from '../domain/payment.ts'
import { type Difference, remedyFor } from '../domain/reconciliation.ts'
import { judgeTossCode } from '../domain/toss-verdict.ts'
import type { ApplicationPorts } from './application-ports.ts'
import type { AskToss } from './ask-toss.ts'
import type { AttemptOutcome } from './attempt-outcome.ts'
import type { KeyedQueue } from './keyed-queue.ts'
import type { Patience } from './list-transactions.ts'
import type { SettlePayment } from './settle-payment.ts'
import type { SettleRefund } from './settle-refund.ts'
import type { UpdatePayment } from './update-payment.ts'

/** What Toss said when it was asked about this payment alone. */
export type Asked =
  | { readonly kind: 'payment'; readonly paymentKey: string; readonly payment: Payment | null }
  /** It wasn't asked that way, or nobody answered. */
  | { readonly kind: 'nothing' }

export type MendDifference = (
  difference: Difference,
  clientKey: string,
  patiently: Patience,
) => Promise<Asked>

const NOTHING: Asked = { kind: 'nothing' }

/**
 * Asks Toss about one difference, and lets its word mend what it can: an outcome that wasn't known is
 * settled; a cancel made in Toss's console, or a deposit that the bank took back, is taken over. No
 * money moves but by a refund that was asked for and never arrived, with its own key.
 */
export function createMendDifference(
  ports: Pick<ApplicationPorts, 'orders'> & {
    readonly ask: AskToss
    readonly outcome: AttemptOutcome
    readonly settlePayment: SettlePayment
    readonly settleRefund: SettleRefund
    readonly updatePayment: UpdatePayment
    readonly queue: KeyedQueue
  },
): MendDifference {
  const { orders, ask } = ports

  async function lookUp(
    { orderId, paymentKey }: Difference,
    clientKey: string,
    patiently: Patience,
  ): Promise<Asked> {
    if (paymentKey === null) return NOTHING
    const answer = await patiently(() => ask.byPaymentKey(paymentKey, clientKey))
    if (answer.kind === 'refused') {
      const isUnknownThere = judgeTossCode('lookup', answer.code).verdict === 'not_found'
      return isUnknownThere ? { kind: 'payment', paymentKey, payment: null } : NOTHING
    }
    if (answer.kind !== 'payment') return NOTHING
    const { payment } = answer
    // An answer about something else says nothing of this.
    if (payment.paymentKey !== paymentKey || payment.orderId !== orderId) return NOTHING
    await ports.queue.run(orderId, async () => {
      const attempt = await orders.findAttempt(orderId)
      if (attempt === null) return
      // Before a confirm the window's own end decides, not a look at it.
      const after =
        attempt.state.kind === 'awaiting_payment'
          ? attempt
          : await ports.outcome.fromLookup(attempt, answer)
      await ports.updatePayment(after, payment)
    })
    return { kind: 'payment', paymentKey, payment }
  }

  return async (difference, clientKey, patiently) => {
    switch (remedyFor(difference)) {
      case 'settle_payment': {
        await ports.settlePayment.settle(difference.orderId)
        const after = await orders.findAttempt(difference.orderId)
        // Toss has a payment that settling didn't take: what is it, then?
        const isOpen = difference.kind === 'paid_there' && after?.state.kind !== 'paid'
        return isOpen ? lookUp(difference, clientKey, patiently) : NOTHING
      }
      case 'settle_refund': {
        if (difference.kind !== 'refund_unsettled') return NOTHING
        await ports.settleRefund.settle({ id: difference.refundId, orderId: difference.orderId })
        return NOTHING
      }
      case 'look_up':
        return lookUp(difference, clientKey, patiently)
    }
  }
}
