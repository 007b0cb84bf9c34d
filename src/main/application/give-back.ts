import type { Attempt, AttemptIn, Order, Reason, Refund } from '../domain/order.ts'
import { differingMoney } from '../domain/payment-verdict.ts'
import type { Payment } from '../domain/payment.ts'
import { differingAmount } from '../domain/refund.ts'
import { judgeTossCode } from '../domain/toss-verdict.ts'
import type { ApplicationPorts } from './application-ports.ts'
import type { AskToss } from './ask-toss.ts'
import type { FollowUps } from './follow-ups.ts'
import type { OrderChanges } from './order-changes.ts'
import type { GatewayAnswer } from './ports.ts'

/** So many answers of Toss's under one key, each with the money still there after it, are its answer. */
const ENOUGH_TRIES = 5

/** One step, in the turn of the attempt's order. Gives the attempt as it is afterwards. */
export type GiveBack = (attempt: AttemptIn<'confirming'>, payment: Payment) => Promise<Attempt>

/** "10,000 KRW": the amount as Toss has it, which needn't be won. */
const text = (amount: number, currency: string) => `${amount.toLocaleString('en-US')} ${currency}`

/**
 * What Toss took under our orderId but not as we asked, in another amount or currency, goes back: the
 * sale was never agreed on. The intent and its key are on disk before the call; until Toss has given
 * everything back the attempt stays 확인중, and then it is declined.
 *
 * Called for every lookup that shows such a payment, so a crash, a lost answer and a restart all lead
 * here again, with the same intent and the same key.
 */
export function createGiveBack(
  ports: Pick<ApplicationPorts, 'orders' | 'clock' | 'ids' | 'log'> & {
    readonly ask: AskToss
    readonly changes: OrderChanges
    readonly followUps: FollowUps
  },
): GiveBack {
  const { orders, clock, ids, ask, changes, log } = ports

  async function finish(
    { orderId, amount }: Attempt,
    payment: Payment,
    refund: Refund | null,
  ): Promise<Attempt> {
    const took = text(payment.totalAmount, payment.currency)
    const reason: Reason = {
      code: 'AMOUNT_DIFFERS',
      message: `토스가 ${took}을 결제해서 모두 돌려줬어요. 주문 금액은 ${text(amount, 'KRW')}이에요.`,
    }
    log.warn('differing_amount_given_back', { orderId, refundId: refund?.id ?? null })
    const given = { refundId: refund?.id ?? null, payment, reason }
    return changes.publish(await orders.settleGivenBack(orderId, given, clock.now()), orderId)
  }

  /** One answer alone may be wrong on the way; money is only moved where two questions agree. */
  async function isSureOf(attempt: AttemptIn<'confirming'>, payment: Payment): Promise<boolean> {
    const again = await ask.byPaymentKey(payment.paymentKey, attempt.clientKey)
    return (
      again.kind === 'payment' &&
      again.payment.orderId === payment.orderId &&
      again.payment.currency === payment.currency &&
      again.payment.totalAmount === payment.totalAmount &&
      again.payment.balanceAmount === payment.balanceAmount &&
      again.payment.status === payment.status
    )
  }

  /** Whether another try may help after this refusal; else somebody has to see to it. */
  const mayTryAgain = (refund: Refund | undefined): boolean => {
    const refusal = refund?.refusal ?? null
    if (refusal === null) return true
    const { code, message } = refusal
    const { retry } = judgeTossCode('cancel', code, message)
    return retry === 'lookup' || retry === 'wait'
  }

  async function intentFor(
    order: Order,
    attempt: AttemptIn<'confirming'>,
    payment: Payment,
  ): Promise<{ readonly refund: Refund; readonly isNew: boolean } | null> {
    const earlier = order.refunds.filter(
      ({ orderId, cause }) => orderId === attempt.orderId && cause === 'amount_differs',
    )
    const last = earlier.at(-1)
    if (last?.state === 'requested') return { refund: last, isNew: false }
    // Deposited money only goes back to an account that the customer names: toss-api 7.4.
    const isDeposit = payment.virtualAccount !== null && payment.approvedAt !== null
    if (isDeposit || !mayTryAgain(last)) return null
    const amount = differingAmount(payment)
    const refund = await orders.requestGiveBack(
      {
        id: ids.uuid(),
        orderId: attempt.orderId,
        paymentKey: payment.paymentKey,
        idempotencyKey: ids.uuid(),
        amount,
        reason: '결제 금액이 주문 금액과 달라요',
        cause: 'amount_differs',
        lines: [],
        account: null,
        requestedAt: clock.now(),
        balanceBefore: amount,
      },
      payment,
    )
    return { refund, isNew: true }
  }

  async function refuse(refund: Refund, answer: Extract<GatewayAnswer, { kind: 'refused' }>) {
    const { code, message } = answer
    const order = await orders.settleRefundRefused(refund.id, { code, message }, clock.now())
    return changes.publish(order, refund.orderId)
  }

  async function send(attempt: AttemptIn<'confirming'>, refund: Refund, payment: Payment) {
    return ask.cancel(
      {
        paymentKey: refund.paymentKey,
        orderId: refund.orderId,
        refundId: refund.id,
        cancelAmount: null,
        cancelReason: refund.reason,
        // The lock of every refund. Foreign money has fractions that the intent can't hold; all of it
        // can only go back once anyway.
        refundableAmount: payment.currency === 'KRW' ? refund.balanceBefore : null,
        account: null,
      },
      refund.idempotencyKey,
      attempt.clientKey,
    )
  }

  return async (attempt, payment) => {
    const { orderId } = attempt
    const order = await orders.find(orderId)
    if (order === null || differingMoney(attempt, payment) === null) return attempt
    const open = order.refunds.find(
      (one) =>
        one.orderId === orderId && one.cause === 'amount_differs' && one.state === 'requested',
    )
    if (payment.balanceAmount === 0) return finish(attempt, payment, open ?? null)
    if (!(await isSureOf(attempt, payment))) return attempt

    const intent = await intentFor(order, attempt, payment)
    if (intent === null) {
      log.error('differing_amount_needs_hands', new Error('Toss holds money that isn’t ours'), {
        orderId,
      })
      return attempt
    }
    const { refund, isNew } = intent
    if (isNew) {
      log.warn('differing_amount_goes_back', { orderId, refundId: refund.id })
      const after = await orders.find(orderId)
      if (after !== null) await changes.publish(after, orderId)
    }
    const answer = await send(attempt, refund, payment)
    if (answer.kind === 'payment' && answer.payment.paymentKey === refund.paymentKey) {
      return answer.payment.balanceAmount === 0 ? finish(attempt, answer.payment, refund) : attempt
    }
    if (answer.kind !== 'refused') return attempt
    const { verdict, retry } = judgeTossCode('cancel', answer.code, answer.message)
    // Looked up before this call, and the money was there. Under its key Toss says the same for ever,
    // so this intent is over; the next one has its own, and the same lock.
    const tries = ports.followUps.count(orderId)
    const isAnswer =
      verdict === 'refused' ||
      verdict === 'not_executed' ||
      (verdict === 'unknown' && retry !== 'wait' && tries % ENOUGH_TRIES === 0)
    return isAnswer ? refuse(refund, answer) : attempt
  }
}
