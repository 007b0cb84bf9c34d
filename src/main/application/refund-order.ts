import type { OrderView, ParsedInputOf, RefundView } from '#shared/ipc/contract.ts'
import { assertNever } from '#shared/never.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { paymentOf } from '../domain/order-status.ts'
import type { Order, Refund } from '../domain/order.ts'
import { balanceOf, refundProblem, type RefundProblem } from '../domain/refund.ts'
import { attemptOf, orderIdOf, refundableTenders } from '../domain/tenders.ts'
import type { ApplicationPorts } from './application-ports.ts'
import type { KeyedQueue } from './keyed-queue.ts'
import type { RefundCash } from './refund-cash.ts'
import type { SettleRefund } from './settle-refund.ts'
import { orderView, refundView } from './views/order-view.ts'

type Input = ParsedInputOf<'orders.refund'>
type Output = Result<{ refund: RefundView; order: OrderView }>

const failureOf = (problem: RefundProblem): Result<never> => {
  switch (problem.kind) {
    case 'not_refundable':
      return fail('NOT_REFUNDABLE', 'nothing is paid, or all of it was given back')
    case 'exceeds_balance':
      return fail('REFUND_EXCEEDS_BALANCE', `only ${problem.refundable} won can be refunded`)
    case 'partial_not_allowed':
      return fail('PARTIAL_REFUND_NOT_ALLOWED', 'this payment can only be refunded as a whole')
    case 'account_required':
      return fail('REFUND_ACCOUNT_REQUIRED', 'a deposit is refunded to an account')
    case 'too_many_pieces':
      return fail('INVALID_INPUT', `line ${problem.lineNo} has fewer pieces left`, {
        fields: { lines: `line ${problem.lineNo} has fewer pieces left` },
      })
    default:
      return assertNever(problem)
  }
}

/** Whether a press means the refund that this intent already is. */
const isSameIntent = (refund: Refund, order: Order, input: Input): boolean => {
  const lines = (list: Refund['lines']) =>
    list
      .map(({ lineNo, quantity }) => `${lineNo}×${quantity}`)
      .sort((a, b) => a.localeCompare(b))
      .join()
  return (
    order.attempts.some((attempt) => attempt.orderId === refund.orderId) &&
    refund.amount === input.amount &&
    refund.reason === input.reason &&
    lines(refund.lines) === lines(input.lines)
  )
}

/**
 * Gives money back, all or a part. Saved with its key before Toss is called; the same intent again
 * tells what became of it and never refunds twice. No answer leaves it `requested`: it is settled
 * by lookup, and said to be unknown until then.
 */
export function createRefundOrder(
  ports: Pick<ApplicationPorts, 'orders' | 'clock' | 'ids' | 'settings'> & {
    readonly refundCash: RefundCash
    readonly settleRefund: SettleRefund
    readonly queue: KeyedQueue
  },
): (input: Input) => Promise<Output> {
  const { orders, queue } = ports

  async function outcomeOf(refundId: string, orderId: string): Promise<Output> {
    const order = await orders.find(orderId)
    const refund = order?.refunds.find((candidate) => candidate.id === refundId)
    if (order === null || refund === undefined) throw new Error(`refund ${refundId} is gone`)
    if (refund.state === 'refused') {
      return fail(
        'REFUND_REFUSED',
        'Toss refused the refund; nothing was given back',
        refund.refusal === null ? {} : { toss: refund.refusal },
      )
    }
    const { language } = await ports.settings.preferences()
    return ok({ refund: refundView(refund, language), order: orderView(order, language) })
  }

  async function refund(input: Input, tenderId: string): Promise<Output> {
    const order = await orders.find(input.orderId)
    if (order === null) return fail('ORDER_NOT_FOUND', `no order ${input.orderId}`)
    if (order.cash.some(({ id }) => id === tenderId)) {
      return ports.refundCash(order, { ...input, tenderId })
    }
    const attempt = attemptOf(order, tenderId)
    const known = order.refunds.find((candidate) => candidate.id === input.intentId)
    const request = {
      tenderId,
      amount: input.amount,
      lines: input.lines,
      account: input.refundAccount ?? null,
    }
    if (known === undefined) {
      const problem = refundProblem(order, request)
      if (problem !== null) return failureOf(problem)
    }
    const payment = paymentOf(attempt.state)
    if (payment === null) return fail('NOT_REFUNDABLE', 'nothing is paid')

    const answer = await orders.requestRefund({
      id: input.intentId,
      orderId: attempt.orderId,
      paymentKey: payment.paymentKey,
      idempotencyKey: ports.ids.uuid(),
      amount: input.amount,
      reason: input.reason,
      cause: 'asked',
      lines: input.lines,
      account: request.account,
      requestedAt: ports.clock.now(),
      balanceBefore: balanceOf(payment),
    })
    switch (answer.kind) {
      case 'requested':
        await ports.settleRefund.send(order, answer.refund)
        return outcomeOf(input.intentId, attempt.orderId)
      case 'known':
        return isSameIntent(answer.refund, order, input)
          ? outcomeOf(input.intentId, attempt.orderId)
          : fail('REFUND_INTENT_REUSED', 'this intent is another refund already')
      case 'exceeds_balance':
        return failureOf(answer)
      case 'other_open':
        return fail('REFUND_IN_PROGRESS', 'another refund of this payment has no answer yet')
      default:
        return assertNever(answer)
    }
  }

  return async (input) => {
    const order = await orders.find(input.orderId)
    if (order === null) return fail('ORDER_NOT_FOUND', `no order ${input.orderId}`)
    const tenderId = tenderOf(order, input)
    return queue.run(tenderId, () => refund(input, tenderId))
  }
}

/** The tender that was named; else the one this intent was of, or the only one there is. */
function tenderOf(order: Order, { tender, intentId }: Input): string {
  if (tender !== undefined) return tender
  const known =
    order.refunds.find(({ id }) => id === intentId)?.orderId ??
    order.cashRefunds.find(({ id }) => id === intentId)?.tenderId
  return known ?? refundableTenders(order)[0]?.id ?? orderIdOf(order)
}
