import type { NewsView } from '#shared/ipc/contract.ts'
import { assertNever } from '#shared/never.ts'
import type { Won } from '#shared/money.ts'
import type { Language, NewsKind } from '#shared/vocabulary.ts'
import { hasRefundFailed } from '../domain/deposit-watch.ts'
import { titleOfLines } from '../domain/order-name.ts'
import { paymentOf } from '../domain/order-status.ts'
import type { Attempt, AttemptState, Order, Reason } from '../domain/order.ts'
import { orderIdOf } from '../domain/tenders.ts'
import type { ApplicationPorts } from './application-ports.ts'
import type { Checkout } from './checkout.ts'

/** More than a shift can leave unread; the oldest go. */
const MOST = 50

/**
 * What became known of a sale or a refund that nobody was looking at. Kept until it is put away, so
 * that neither the next tap nor a page that reloads loses it. The orders on disk are the truth; after
 * a restart only what turns out from then on is told.
 */
export interface News {
  /** Newest first. */
  list(): readonly NewsView[]
  /** Compares an order with what it was when it was last seen. The news stay in the language they came in. */
  changed(order: Order, language: Language): void
  /** As it is now, with nothing to tell: what the last run left open. */
  seen(order: Order): void
  /** This refund got no answer, so that its outcome will be news. */
  refundLeftOpen(refundId: string): void
  putAway(id: string): void
}

interface Seen {
  readonly state: AttemptState['kind']
  readonly hasRefundFailed: boolean
}

type Told = { readonly kind: NewsKind; readonly amount: Won; readonly reason: Reason | null }

/** What to tell of an attempt that was in one state and is in another; null where the cashier did it, or nothing. */
function newsOf(before: AttemptState['kind'], attempt: Attempt): NewsKind | null {
  const { state } = attempt
  const wasOpen = before === 'confirming'
  const waited = before === 'awaiting_deposit'
  switch (state.kind) {
    case 'paid':
      return waited ? 'deposited' : wasOpen ? 'paid' : null
    case 'awaiting_deposit':
      return before === 'paid' ? 'deposit_reversed' : wasOpen ? 'account_issued' : null
    case 'declined':
      return wasOpen ? 'not_paid' : null
    case 'expired':
      return waited ? 'deposit_over' : wasOpen ? 'not_paid' : null
    case 'cancelled':
      if (before === 'paid') {
        return state.reason?.code === 'DEPOSIT_REVERSED' ? 'deposit_reversed' : null
      }
      if (waited && state.reason?.code !== 'DEPOSIT_CANCELLED') return 'deposit_withdrawn'
      return wasOpen ? 'not_paid' : null
    case 'awaiting_payment':
    case 'confirming':
      return null
    default:
      return assertNever(state)
  }
}

/** The last attempt, and those before it that took money: a deposit among them may be taken back. */
const liveOf = ({ attempts }: Order): readonly Attempt[] =>
  attempts.filter(
    (attempt, index) =>
      index === attempts.length - 1 ||
      attempt.state.kind === 'paid' ||
      attempt.state.kind === 'awaiting_deposit',
  )

const reasonOf = ({ state }: Attempt): Reason | null => ('reason' in state ? state.reason : null)

export function createNews({
  clock,
  checkout,
}: Pick<ApplicationPorts, 'clock'> & { readonly checkout: Checkout }): News {
  let told: readonly NewsView[] = []
  let count = 0
  const attempts = new Map<string, Seen>()
  const openRefunds = new Set<string>()

  const seenOf = (attempt: Attempt): Seen => {
    const payment = paymentOf(attempt.state)
    return {
      state: attempt.state.kind,
      hasRefundFailed: payment !== null && hasRefundFailed(payment),
    }
  }

  const tell = (order: Order, language: Language, { kind, amount, reason }: Told) => {
    count += 1
    const orderId = orderIdOf(order)
    const one: NewsView = {
      id: `${orderId} ${count}`,
      kind,
      orderId,
      number: order.number,
      title: titleOfLines(order.lines, language),
      amount,
      at: clock.now().toISOString(),
      reason,
    }
    told = [one, ...told].slice(0, MOST)
  }

  const changedAttempt = (order: Order, attempt: Attempt, language: Language) => {
    const now = seenOf(attempt)
    // An order of an earlier run that is seen for the first time can only be one that was paid.
    const before = attempts.get(attempt.orderId) ?? { state: 'paid', hasRefundFailed: false }
    attempts.set(attempt.orderId, now)

    const kind = newsOf(before.state, attempt)
    // What is on the screen is seen there; but a sale that is undone must never pass quietly.
    const isInSight = checkout.orderId() === attempt.orderId && kind !== 'deposit_reversed'
    if (kind !== null && !isInSight) {
      tell(order, language, { kind, amount: attempt.amount, reason: reasonOf(attempt) })
    }
    if (now.hasRefundFailed && !before.hasRefundFailed) {
      tell(order, language, { kind: 'refund_not_arrived', amount: attempt.amount, reason: null })
    }
  }

  return {
    list: () => told,
    seen(order) {
      for (const attempt of liveOf(order)) attempts.set(attempt.orderId, seenOf(attempt))
      for (const { id, state, cause } of order.refunds) {
        if (state === 'requested' && cause === 'asked') openRefunds.add(id)
      }
    },
    refundLeftOpen: (refundId) => void openRefunds.add(refundId),
    changed(order, language) {
      for (const attempt of liveOf(order)) changedAttempt(order, attempt, language)
      for (const { id, state, amount, refusal } of order.refunds) {
        if (state === 'requested' || !openRefunds.delete(id)) continue
        tell(order, language, {
          kind: state === 'done' ? 'refunded' : 'refund_refused',
          amount,
          reason: refusal,
        })
      }
    },
    putAway(id) {
      told = told.filter((one) => one.id !== id)
    },
  }
}
