import { assertNever } from '#shared/never.ts'
import { confirmSurelyOver, depositSurelyOver, isSettled, mayMove } from '../domain/attempt.ts'
import type { Attempt, AttemptIn, Order, Reason } from '../domain/order.ts'
import { differingMoney, judgePayment } from '../domain/payment-verdict.ts'
import type { Payment } from '../domain/payment.ts'
import { judgeTossCode } from '../domain/toss-verdict.ts'
import type { ApplicationPorts } from './application-ports.ts'
import type { OrderChanges } from './order-changes.ts'
import type { GatewayAnswer } from './ports.ts'
import type { ShowChecking } from './show-checking.ts'

/** How an attempt that was never confirmed ends, if Toss doesn't say otherwise. */
export type UnpaidEnding =
  | { readonly kind: 'cancelled'; readonly reason: Reason | null }
  | { readonly kind: 'declined'; readonly reason: Reason }
  | { readonly kind: 'expired' }

/**
 * Writes down what an answer of Toss means for an attempt. Each gives the attempt as it is
 * afterwards; where the answer decides nothing, that is the attempt as it was.
 */
export interface AttemptOutcome {
  /** A payment as Toss describes it now, whichever call brought it. */
  fromPayment(attempt: Attempt, payment: Payment): Promise<Attempt>
  /** The answer to a confirm. `isFirst`: no confirm of this attempt went out before. */
  fromConfirm(
    attempt: AttemptIn<'confirming'>,
    answer: GatewayAnswer,
    isFirst: boolean,
  ): Promise<Attempt>
  /** The answer to a lookup by orderId of an attempt that was confirmed, waits for a deposit or had one. */
  fromLookup(attempt: Attempt, answer: GatewayAnswer): Promise<Attempt>
  /** The answer to a lookup of an attempt that was never confirmed and is to end now. */
  endUnpaid(
    attempt: AttemptIn<'awaiting_payment'>,
    answer: GatewayAnswer,
    ending: UnpaidEnding,
  ): Promise<Attempt>
}

/** The reason of an attempt whose deposit the bank took back; the message is kept for staff. */
const DEPOSIT_REVERSED: Reason = {
  code: 'DEPOSIT_REVERSED',
  message: '은행이 입금을 취소했어요. 돈을 받지 못했어요.',
}

export function createAttemptOutcome(
  ports: Pick<ApplicationPorts, 'orders' | 'clock' | 'ids' | 'log'> & {
    readonly changes: OrderChanges
    readonly checking: ShowChecking
  },
): AttemptOutcome {
  const { orders, clock, changes, log } = ports
  const now = () => clock.now()
  const told = (orderId: string, order: Promise<Order>) =>
    order.then((changed) => changes.publish(changed, orderId))

  /** False, and said loudly, where an answer asks for a move that the table doesn't know. */
  const isLegal = (attempt: Attempt, to: Attempt['state']['kind']): boolean => {
    if (mayMove(attempt.state.kind, to)) return true
    log.warn('answer_does_not_fit', { orderId: attempt.orderId, from: attempt.state.kind, to })
    return false
  }

  /**
   * The bank took a deposit back that Toss had called DONE. Only of a virtual account, and only of the
   * very payment that paid this attempt: nothing else can undo a sale.
   */
  async function takenBack(attempt: Attempt, payment: Payment): Promise<Attempt> {
    const { orderId, state } = attempt
    const isDeposit =
      state.kind === 'paid' &&
      state.payment.virtualAccount !== null &&
      state.payment.paymentKey === payment.paymentKey
    if (!isDeposit) {
      log.warn('answer_does_not_fit', { orderId, from: state.kind, to: payment.status })
      return attempt
    }
    log.warn('deposit_reversed', { orderId, status: payment.status })
    return told(
      orderId,
      payment.status === 'WAITING_FOR_DEPOSIT'
        ? orders.markDepositReversed(orderId, DEPOSIT_REVERSED, payment, now())
        : orders.markCancelled(orderId, DEPOSIT_REVERSED, now()),
    )
  }

  async function fromPayment(attempt: Attempt, payment: Payment): Promise<Attempt> {
    const { orderId } = attempt
    const verdict = judgePayment(attempt, payment)
    switch (verdict.kind) {
      case 'paid':
        if (attempt.state.kind === 'paid') return attempt
        return isLegal(attempt, 'paid')
          ? told(orderId, orders.markPaid(orderId, payment, now()))
          : attempt
      case 'awaiting_deposit':
        if (attempt.state.kind === 'paid') return takenBack(attempt, payment)
        if (attempt.state.kind === 'awaiting_deposit') {
          if (!depositSurelyOver(payment.virtualAccount, now())) return attempt
          return told(orderId, orders.markExpired(orderId, payment, now()))
        }
        return isLegal(attempt, 'awaiting_deposit')
          ? told(orderId, orders.markAwaitingDeposit(orderId, payment, now()))
          : attempt
      case 'declined':
        return isLegal(attempt, 'declined')
          ? told(orderId, orders.markDeclined(orderId, verdict.reason, payment, now()))
          : attempt
      case 'expired':
        return isLegal(attempt, 'expired')
          ? told(orderId, orders.markExpired(orderId, payment, now()))
          : attempt
      case 'cancelled':
        if (attempt.state.kind === 'paid') return takenBack(attempt, payment)
        if (attempt.state.kind === 'confirming') {
          // The account was issued and withdrawn before we heard of either: nobody can pay any more.
          await orders.markAwaitingDeposit(orderId, payment, now())
        } else if (!isLegal(attempt, 'cancelled')) return attempt
        return told(orderId, orders.markCancelled(orderId, null, now()))
      case 'not_yet':
        return attempt
      case 'mismatch':
        // Not what we asked for, whatever its status: never paid, and unknown until a lookup has seen
        // it given back: see give-back.
        log.warn('payment_differs_from_order', {
          orderId,
          fields: verdict.fields,
        })
        return attempt
      case 'unknown':
        log.warn('unknown_payment_status', { orderId, status: verdict.status })
        return attempt
      default:
        return assertNever(verdict)
    }
  }

  async function fromConfirm(
    attempt: AttemptIn<'confirming'>,
    answer: GatewayAnswer,
    isFirst: boolean,
  ): Promise<Attempt> {
    if (answer.kind === 'payment') return fromPayment(attempt, answer.payment)
    if (answer.kind === 'no_answer') return attempt
    const { verdict } = judgeTossCode('confirm', answer.code, answer.message)
    const reason = { code: answer.code, message: answer.message }
    switch (verdict) {
      case 'declined':
        return told(attempt.orderId, orders.markDeclined(attempt.orderId, reason, null, now()))
      case 'session_over':
        return told(attempt.orderId, orders.markExpired(attempt.orderId, null, now()))
      case 'configuration':
        // Refused at the door, so this call took nothing; but if one went out before it, with keys
        // that were still good, only a lookup tells what that one did.
        return isFirst
          ? told(attempt.orderId, orders.markDeclined(attempt.orderId, reason, null, now()))
          : attempt
      case 'unknown':
      case 'already':
      case 'not_executed':
      case 'not_found':
      case 'refused':
        ports.checking.heard(attempt.orderId, reason)
        return attempt
      default:
        return assertNever(verdict)
    }
  }

  async function fromLookup(attempt: Attempt, answer: GatewayAnswer): Promise<Attempt> {
    const isOver = isSettled(attempt.state.kind) && attempt.state.kind !== 'paid'
    if (isOver) return attempt
    if (answer.kind === 'payment') return fromPayment(attempt, answer.payment)
    if (answer.kind === 'no_answer' || attempt.state.kind !== 'confirming') return attempt
    // Right after a lost confirm Toss may not know it yet. Once its ten minutes are over it never
    // will, and a payment that Toss doesn't know took no money (toss-api 7.3).
    if (
      judgeTossCode('lookup', answer.code).verdict === 'not_found' &&
      confirmSurelyOver(attempt.state.returnedAt, now())
    ) {
      return told(attempt.orderId, orders.markExpired(attempt.orderId, null, now()))
    }
    return attempt
  }

  async function endUnpaid(
    attempt: AttemptIn<'awaiting_payment'>,
    answer: GatewayAnswer,
    ending: UnpaidEnding,
  ): Promise<Attempt> {
    const { orderId } = attempt
    let known: Payment | null = null
    if (answer.kind === 'payment') {
      const verdict = judgePayment(attempt, answer.payment)
      if (verdict.kind !== 'mismatch') known = answer.payment
      if (
        verdict.kind === 'paid' ||
        verdict.kind === 'awaiting_deposit' ||
        verdict.kind === 'declined'
      ) {
        return fromPayment(attempt, answer.payment)
      }
      if (differingMoney(attempt, answer.payment) !== null) {
        // Money was taken under our orderId, but not what we asked for. Saying "nothing was taken"
        // would be untrue, so it is held as unknown, in sight, until it has been given back.
        const held = await orders.beginConfirm(orderId, {
          paymentKey: answer.payment.paymentKey,
          idempotencyKey: ports.ids.uuid(),
          returnedAt: now(),
        })
        const order = held === null ? null : await orders.find(orderId)
        await fromPayment(attempt, answer.payment)
        return order === null ? attempt : changes.publish(order, orderId)
      }
    }
    // No answer, or none that shows money: only our own confirm takes money, and after this ending
    // none will be sent. So nothing was taken, and saying so is true.
    switch (ending.kind) {
      case 'cancelled':
        return told(orderId, orders.markCancelled(orderId, ending.reason, now()))
      case 'declined':
        return told(orderId, orders.markDeclined(orderId, ending.reason, null, now()))
      case 'expired':
        return told(orderId, orders.markExpired(orderId, known, now()))
      default:
        return assertNever(ending)
    }
  }

  return { fromPayment, fromConfirm, fromLookup, endUnpaid }
}
