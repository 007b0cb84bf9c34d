import {
  CANCEL_ABORTED,
  cancelAmountFor,
  cancelOfRefund,
  unfinishedRefund,
} from '../domain/refund.ts'
import { paymentOf } from '../domain/order-status.ts'
import type { Attempt, Order, Refund } from '../domain/order.ts'
import { judgePayment } from '../domain/payment-verdict.ts'
import type { Payment } from '../domain/payment.ts'
import { attemptOf } from '../domain/tenders.ts'
import { judgeTossCode } from '../domain/toss-verdict.ts'
import type { ApplicationPorts } from './application-ports.ts'
import type { AskToss } from './ask-toss.ts'
import type { FollowUps } from './follow-ups.ts'
import type { KeyedQueue } from './keyed-queue.ts'
import type { OrderChanges } from './order-changes.ts'
import type { GatewayAnswer } from './ports.ts'
import type { News } from './news.ts'
import type { SettlePayment } from './settle-payment.ts'
import { refundKey as keyOf, type ShowChecking } from './show-checking.ts'
import type { UpdatePayment } from './update-payment.ts'

/** Toss forgets idempotency keys after 15 days; a day before that the call isn't repeated any more. */
const KEY_LIFE = 14 * 24 * 3_600_000
/** So many equal answers to a repeated call, with a lookup before each, are an answer. */
const ENOUGH_TRIES = 5

export interface SettleRefund {
  /** Sends a refund that was just saved, within the turn of its order. */
  send(order: Order, refund: Refund): Promise<void>
  /** Looks an open refund up, and repeats the call with its key where it never arrived. Waits for its turn. */
  settle(refund: Pick<Refund, 'id' | 'orderId'>): Promise<void>
}

/** The machine of a refund: requested → done or refused, by Toss's word only. */
export function createSettleRefund(
  ports: Pick<ApplicationPorts, 'orders' | 'clock' | 'log'> & {
    readonly ask: AskToss
    readonly changes: OrderChanges
    readonly updatePayment: UpdatePayment
    readonly settlePayment: SettlePayment
    readonly followUps: FollowUps
    readonly queue: KeyedQueue
    readonly news: News
    readonly checking: ShowChecking
  },
): SettleRefund {
  const { orders, clock, ask, changes, followUps, queue } = ports

  const done = async (attempt: Attempt, refund: Refund, payment: Payment, key: string | null) => {
    let order = await orders.settleRefundDone(refund.id, payment, key, clock.now())
    // A virtual account that nobody has paid into: with the account gone the attempt is over.
    if (
      attempt.state.kind === 'awaiting_deposit' &&
      judgePayment(attempt, payment).kind === 'cancelled'
    ) {
      order = await orders.markCancelled(
        attempt.orderId,
        { code: 'DEPOSIT_CANCELLED', message: refund.reason },
        clock.now(),
      )
    }
    followUps.done(keyOf(refund))
    // Money on its way to an account may still come back: its payment is looked at until it arrived.
    ports.settlePayment.later(await changes.publish(order, attempt.orderId))
  }

  const refused = async (refund: Refund, code: string, message: string) => {
    followUps.done(keyOf(refund))
    await changes.publish(
      await orders.settleRefundRefused(refund.id, { code, message }, clock.now()),
      refund.orderId,
    )
  }

  const later = (refund: Pick<Refund, 'id' | 'orderId'>) => {
    ports.news.refundLeftOpen(refund.id)
    followUps.askLater(keyOf(refund), followUps.gap(keyOf(refund)), () => {
      settle(refund).catch((error: unknown) => {
        ports.log.error('refund_settle_broke', error, { refundId: refund.id })
      })
    })
    void ports.checking.refresh()
  }

  /** True where Toss's history holds this refund, which is then done. */
  async function adopt(
    order: Order,
    refund: Refund,
    answer: GatewayAnswer,
    isOwnAnswer = false,
  ): Promise<boolean> {
    if (answer.kind !== 'payment' || answer.payment.paymentKey !== refund.paymentKey) return false
    const cancel = cancelOfRefund(answer.payment, refund, order.refunds, isOwnAnswer)
    if (cancel === null) return false
    await done(attemptOf(order, refund.orderId), refund, answer.payment, cancel.transactionKey)
    return true
  }

  /** True where Toss took the refund on but hasn't given it back: waited for, or broken off by Toss. */
  async function takeUnfinished(
    order: Order,
    refund: Refund,
    answer: GatewayAnswer,
  ): Promise<boolean> {
    if (answer.kind !== 'payment' || answer.payment.paymentKey !== refund.paymentKey) return false
    switch (unfinishedRefund(answer.payment, refund, order.refunds)) {
      case 'under_way':
        later(refund)
        return true
      case 'aborted':
        await ports.updatePayment(attemptOf(order, refund.orderId), answer.payment)
        await refused(refund, CANCEL_ABORTED, '토스가 환불을 끝내지 못했어요.')
        return true
      case null:
        return false
    }
  }

  const lookUp = (order: Order, refund: Refund) =>
    ask.byPaymentKey(refund.paymentKey, attemptOf(order, refund.orderId).clientKey)

  async function callAndApply(order: Order, refund: Refund): Promise<void> {
    const attempt = attemptOf(order, refund.orderId)
    const payment = paymentOf(attempt.state)
    if (payment === null) throw new Error(`refund ${refund.id} of an order without a payment`)
    const answer = await ask.cancel(
      {
        paymentKey: refund.paymentKey,
        orderId: refund.orderId,
        refundId: refund.id,
        cancelAmount: cancelAmountFor(refund, payment),
        cancelReason: refund.reason,
        // A lock: Toss does nothing where its balance isn't the one this refund started from.
        refundableAmount: refund.balanceBefore,
        account: refund.account,
      },
      refund.idempotencyKey,
      attempt.clientKey,
    )
    if (await adopt(order, refund, answer, true)) return
    if (await takeUnfinished(order, refund, answer)) return
    if (answer.kind !== 'refused') return later(refund)

    const { code, message } = answer
    const { verdict, retry } = judgeTossCode('cancel', code, message)
    const isRepeat = followUps.count(keyOf(refund)) > 0
    if ((verdict === 'refused' || verdict === 'configuration') && !isRepeat) {
      return refused(refund, code, message)
    }
    if (verdict === 'unknown') {
      ports.checking.heard(keyOf(refund), { code, message })
      // Toss answers the same key with the same answer for ever. When it has answered often enough,
      // and each time the history shows that nothing was given back, that is the answer.
      const tries = followUps.count(keyOf(refund))
      if (retry === 'wait' || tries < ENOUGH_TRIES) return later(refund)
    }
    // Refused, it seems; but an earlier call, or somebody in Toss's console, may have given the
    // money back meanwhile: the history decides.
    const history = await lookUp(order, refund)
    if (await adopt(order, refund, history)) return
    if (history.kind !== 'payment') return later(refund)
    await ports.updatePayment(attempt, history.payment)
    await refused(refund, code, message)
  }

  const settle: SettleRefund['settle'] = ({ id, orderId }) =>
    queue.run(orderId, async () => {
      try {
        const order = await orders.find(orderId)
        const refund = order?.refunds.find((candidate) => candidate.id === id)
        if (order === null || refund?.state !== 'requested') return followUps.done(keyOf({ id }))
        // What Toss took in another amount goes back as part of settling its attempt: see give-back.
        if (refund.cause === 'amount_differs') return
        followUps.made(keyOf(refund))
        const history = await lookUp(order, refund)
        if (await adopt(order, refund, history)) return
        if (await takeUnfinished(order, refund, history)) return
        // Only where the history is known, and doesn't hold it, may the call be repeated.
        if (history.kind !== 'payment') return later(refund)
        const isFresh = clock.now().getTime() - refund.requestedAt.getTime() < KEY_LIFE
        if (isFresh) await callAndApply(order, refund)
        else await refused(refund, 'NOT_EXECUTED', '토스에 환불 기록이 없어요.')
      } catch (error) {
        // The file couldn't be read or written: what became of it is asked again, until it is kept.
        later({ id, orderId })
        throw error
      }
    })

  return {
    settle,
    send: async (order, refund) => {
      try {
        await callAndApply(order, refund)
      } catch (error) {
        // It is saved with its key: the next lookup finds out what became of it.
        ports.log.error('refund_answer_not_saved', error, { refundId: refund.id })
        later(refund)
      }
    },
  }
}
