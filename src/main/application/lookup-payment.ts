import type { LookupView } from '#shared/ipc/contract.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import type { LookupWay } from '#shared/vocabulary.ts'
import { paymentKeyOf, paymentOf } from '../domain/order-status.ts'
import type { Attempt } from '../domain/order.ts'
import type { Payment } from '../domain/payment.ts'
import { judgeTossCode } from '../domain/toss-verdict.ts'
import type { ApplicationPorts } from './application-ports.ts'
import type { AskToss } from './ask-toss.ts'
import type { AttemptOutcome } from './attempt-outcome.ts'
import type { KeyedQueue } from './keyed-queue.ts'
import type { ShowStatus } from './show-status.ts'
import type { UpdatePayment } from './update-payment.ts'
import { fieldsOf, maskedRaw, paymentView } from './views/payment-view.ts'

/** Where nothing of Toss is stored yet, the answer is held against what we asked for. */
function unlikeAttempt(attempt: Attempt, payment: Payment): string[] {
  const known = paymentKeyOf(attempt.state)
  return [
    ...(payment.orderId === attempt.orderId ? [] : ['orderId']),
    ...(known === null || payment.paymentKey === known ? [] : ['paymentKey']),
    ...(payment.totalAmount === attempt.amount ? [] : ['totalAmount']),
    ...(payment.currency === 'KRW' ? [] : ['currency']),
  ]
}

/** Paths at which two answers of Toss differ, in the order of the newer one. */
function differingFields(stored: Payment, answered: Payment): string[] {
  const before = new Map(fieldsOf(maskedRaw(stored)).map(({ path, value }) => [path, value]))
  const after = new Map(fieldsOf(maskedRaw(answered)).map(({ path, value }) => [path, value]))
  return [...new Set([...after.keys(), ...before.keys()])].filter(
    (path) => before.get(path) !== after.get(path),
  )
}

/** 토스에서 다시 조회: asks Toss one of the two ways, names what differs, and keeps what is newer. */
export function createLookupPayment(
  ports: Pick<ApplicationPorts, 'orders' | 'clock' | 'settings'> & {
    readonly ask: AskToss
    readonly outcome: AttemptOutcome
    readonly updatePayment: UpdatePayment
    readonly status: ShowStatus
    readonly queue: KeyedQueue
  },
): (input: { readonly orderId: string; readonly way: LookupWay }) => Promise<Result<LookupView>> {
  const { orders, ask, queue } = ports

  async function lookUp(orderId: string, way: LookupWay): Promise<Result<LookupView>> {
    const attempt = await orders.findAttempt(orderId)
    if (attempt === null) return fail('NO_PAYMENT', 'cash is no payment at Toss')
    const paymentKey = paymentKeyOf(attempt.state)
    if (way === 'paymentKey' && paymentKey === null) {
      return fail('NO_PAYMENT', 'no paymentKey is known for this order')
    }
    const askedAt = ports.clock.now()
    const answer = await (way === 'paymentKey' && paymentKey !== null
      ? ask.byPaymentKey(paymentKey, attempt.clientKey)
      : ask.byOrderId(attempt))
    await ports.status.refresh()
    if (answer.kind === 'no_answer') return fail('TOSS_UNREACHABLE', answer.detail)
    if (answer.kind === 'refused') {
      const { code, message } = answer
      const isUnknownThere = judgeTossCode('lookup', code).verdict === 'not_found'
      return fail(
        isUnknownThere ? 'PAYMENT_NOT_FOUND_AT_TOSS' : 'TOSS_REFUSED',
        `Toss answered ${code}`,
        { toss: { code, message } },
      )
    }

    const { payment } = answer
    const stored = paymentOf(attempt.state)
    const differences =
      stored === null ? unlikeAttempt(attempt, payment) : differingFields(stored, payment)
    // Before a confirm the window's own end decides, not a look at it.
    const after =
      attempt.state.kind === 'awaiting_payment'
        ? attempt
        : await ports.outcome.fromLookup(attempt, answer)
    await ports.updatePayment(after, payment)
    const { language } = await ports.settings.preferences()
    return ok({
      way,
      askedAt: askedAt.toISOString(),
      payment: paymentView(payment, language),
      differences,
    })
  }

  return async ({ orderId, way }) => {
    const order = await orders.find(orderId)
    if (order === null) return fail('ORDER_NOT_FOUND', `no order ${orderId}`)
    return queue.run(orderId, () => lookUp(orderId, way))
  }
}
