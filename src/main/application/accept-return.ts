import type { AttemptStateKind } from '#shared/vocabulary.ts'
import { isSettled } from '../domain/attempt.ts'
import type { Attempt, AttemptIn } from '../domain/order.ts'
import type { ApplicationPorts } from './application-ports.ts'
import type { AskToss } from './ask-toss.ts'
import type { AttemptOutcome } from './attempt-outcome.ts'
import type { CloseWindow } from './close-window.ts'
import type { KeyedQueue } from './keyed-queue.ts'
import type { OrderChanges } from './order-changes.ts'
import type { Arrival, ReturnOutcome, ReturnRefusal } from './payment-outcomes.ts'
import type { SettlePayment } from './settle-payment.ts'
import type { ShowStatus } from './show-status.ts'

/** A parameter given once; null where it is missing or given twice, which Toss never does. */
export function single(query: URLSearchParams, name: string): string | null {
  const [value, ...more] = query.getAll(name)
  return value === undefined || more.length > 0 ? null : value
}

/** Who navigated. Nothing about the attempt is touched where this fails: a forger must not end a sale. */
export async function findReturning(
  { query, from }: Arrival,
  orders: Pick<ApplicationPorts['orders'], 'findAttemptByRef'>,
): Promise<Attempt | ReturnRefusal> {
  if (!from.isPaymentWindow) return 'not_a_payment_window'
  if (!from.isMainFrame) return 'not_the_main_frame'
  const ref = single(query, 'ref')
  const attempt = ref === null ? null : await orders.findAttemptByRef(ref)
  if (attempt === null) return 'unknown_ref'
  return from.ref === attempt.ref ? attempt : 'ref_of_another_window'
}

/** Opaque to us, but it becomes part of an address: up to 200 characters that need no escaping. */
const PAYMENT_KEY = /^[A-Za-z0-9_=.-]{1,200}$/

/** What is wrong with the values that came back; null where they are the ones we sent out. */
function tampering(query: URLSearchParams, attempt: Attempt): ReturnRefusal | null {
  if (single(query, 'orderId') !== attempt.orderId) return 'order_id_differs'
  // Digit by digit: "1e4", "+10000" or "10000.0" were never written by Toss.
  if (single(query, 'amount') !== String(attempt.amount)) return 'amount_differs'
  if (!PAYMENT_KEY.test(single(query, 'paymentKey') ?? '')) return 'payment_key_malformed'
  // BRANDPAY has another confirm, which this till doesn't speak. Missing is NORMAL (toss-api 2.6).
  const type = query.has('paymentType') ? single(query, 'paymentType') : 'NORMAL'
  return type === 'NORMAL' ? null : 'payment_type_unsupported'
}

/** Words for staff, kept in the history of the order. */
const WORDS: Partial<Record<ReturnRefusal, string>> = {
  order_id_differs: '다른 주문의 결제 결과가 돌아와서 승인하지 않았어요.',
  amount_differs: '결제 금액이 주문 금액과 달라서 승인하지 않았어요.',
  payment_key_malformed: '결제 번호를 읽을 수 없어서 승인하지 않았어요.',
  payment_type_unsupported: '이 결제 방식은 계산에서 받을 수 없어서 승인하지 않았어요.',
  payment_key_taken: '다른 주문에 쓴 결제가 돌아와서 승인하지 않았어요.',
  not_saved: '결제를 저장하지 못해서 승인하지 않았어요.',
}

type Judged =
  | { readonly kind: 'confirm'; readonly attempt: AttemptIn<'confirming'> }
  | { readonly kind: 'replayed' }
  | { readonly kind: 'refused'; readonly why: ReturnRefusal }

/**
 * The customer is through: checks that this return belongs to this window and this attempt, saves the
 * intent to confirm, confirms once. Any number of calls for one attempt give one confirm.
 */
export function createAcceptReturn(
  ports: Pick<ApplicationPorts, 'storage' | 'orders' | 'clock' | 'ids' | 'windows' | 'log'> & {
    readonly ask: AskToss
    readonly outcome: AttemptOutcome
    readonly changes: OrderChanges
    readonly closeWindow: CloseWindow
    readonly settlePayment: SettlePayment
    readonly queue: KeyedQueue
    readonly status: ShowStatus
  },
): (arrival: Arrival) => Promise<ReturnOutcome> {
  const { orders, ask, outcome, closeWindow, settlePayment, queue, log } = ports

  /**
   * The real window brought values that aren't ours. Its payment is never confirmed, so no money
   * moves; and as the page in it can't be trusted any more, the attempt ends here, in words, rather
   * than waiting for a second try with better numbers.
   */
  async function endTampered(attempt: Attempt, why: ReturnRefusal): Promise<Judged> {
    await closeWindow.endInTurn(attempt.orderId, {
      kind: 'cancelled',
      reason: { code: 'RETURN_REFUSED', message: WORDS[why] ?? why },
    })
    await ports.windows.close(attempt.ref)
    return { kind: 'refused', why }
  }

  async function judge(query: URLSearchParams, orderId: string): Promise<Judged> {
    const attempt = await orders.findAttempt(orderId)
    if (attempt === null) return { kind: 'refused', why: 'unknown_ref' }
    const why = tampering(query, attempt)
    if (why !== null) return endTampered(attempt, why)
    const { kind } = attempt.state
    if (kind === 'cancelled' || kind === 'expired') {
      await closeWindow.endInTurn(orderId, { kind: 'cancelled', reason: null })
      await ports.windows.close(attempt.ref)
      return { kind: 'refused', why: 'attempt_ended' }
    }
    if (kind !== 'awaiting_payment') return { kind: 'replayed' }

    let confirming: Attempt | null
    try {
      confirming = await orders.beginConfirm(orderId, {
        paymentKey: single(query, 'paymentKey') ?? '',
        idempotencyKey: ports.ids.uuid(),
        returnedAt: ports.clock.now(),
      })
    } catch (error) {
      // What isn't written down isn't sent: without it a crash would forget a confirm. The payment
      // runs out at Toss by itself.
      log.error('confirm_not_saved', error, { orderId })
      await ports.status.refresh()
      await ports.windows.close(attempt.ref)
      try {
        await closeWindow.endInTurn(orderId, {
          kind: 'cancelled',
          reason: { code: 'NOT_SAVED', message: WORDS.not_saved ?? '' },
        })
      } catch (again) {
        log.error('window_end_not_saved', again, { orderId })
      }
      return { kind: 'refused', why: 'not_saved' }
    }
    if (confirming === null || confirming.state.kind !== 'confirming') {
      const now = await orders.findAttempt(orderId)
      // Still waiting, so it wasn't this attempt that came before: the key is another sale's.
      return now?.state.kind === 'awaiting_payment'
        ? endTampered(attempt, 'payment_key_taken')
        : { kind: 'replayed' }
    }
    closeWindow.unwatch(orderId)
    const order = await orders.find(orderId)
    if (order !== null) await ports.changes.publish(order, orderId)
    return { kind: 'confirm', attempt: { ...confirming, state: confirming.state } }
  }

  const confirm = (attempt: AttemptIn<'confirming'>): Promise<AttemptStateKind> =>
    queue.run(attempt.orderId, async () => {
      let after: Attempt = attempt
      try {
        // 지금 조회 may have come in between and settled it with the same key.
        const now = await orders.findAttempt(attempt.orderId)
        if (now?.state.kind !== 'confirming') after = now ?? attempt
        else after = await outcome.fromConfirm(attempt, await ask.confirm(attempt), true)
      } catch (error) {
        // Toss answered and we couldn't write it down. It stays 확인중: a lookup will find it again.
        log.error('confirm_answer_not_saved', error, { orderId: attempt.orderId })
      }
      if (!isSettled(after.state.kind)) settlePayment.later(after)
      await ports.windows.close(attempt.ref).catch((error: unknown) => {
        log.error('window_not_closed', error, { orderId: attempt.orderId })
      })
      // Where the answer couldn't be kept, the strip has to say why nothing is known.
      if (ports.storage.read() !== 'ok') await ports.status.refresh()
      return after.state.kind
    })

  return async (arrival) => {
    const found = await findReturning(arrival, orders)
    if (typeof found === 'string') {
      log.warn('return_refused', { why: found })
      return { kind: 'refused', why: found, orderId: null }
    }
    const { orderId } = found
    const judged = await queue.run(orderId, () => judge(arrival.query, orderId))
    switch (judged.kind) {
      case 'confirm':
        return { kind: 'accepted', orderId, settled: confirm(judged.attempt) }
      case 'replayed':
        log.info('return_replayed', { orderId })
        return { kind: 'replayed', orderId }
      case 'refused':
        log.warn('return_refused', { why: judged.why, orderId })
        return { kind: 'refused', why: judged.why, orderId }
    }
  }
}
