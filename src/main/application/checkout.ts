import type { CheckoutView } from '#shared/ipc/contract.ts'
import type { AttemptStateKind, Language } from '#shared/vocabulary.ts'
import type { Attempt } from '../domain/order.ts'
import type { Events } from './ports.ts'
import { checkoutView } from './views/checkout-view.ts'

/**
 * The one sale being paid right now. Held in memory; the orders on disk are the truth, and this is
 * filled from them again after a restart.
 */
export interface Checkout {
  view(): CheckoutView
  /** orderId of the live attempt, or null. */
  orderId(): string | null
  /** A customer is paying, or the outcome is unknown: nothing else may be sold or switched. */
  isBusy(): boolean
  /** Takes the till for a start. False where it is taken: the second of two presses. */
  reserve(): boolean
  release(): void
  /** Makes this the live attempt. */
  show(attempt: Attempt, language: Language): void
  /** The attempt has changed. Gives the state it had here before, or null where it isn't the live one. */
  changed(attempt: Attempt, language: Language): AttemptStateKind | null
  asked(orderId: string, lookups: number, nextLookupAt: Date | null): void
  /** Frees the till. */
  clear(): void
}

interface Live {
  readonly attempt: Attempt
  readonly language: Language
  readonly lookups: number
  readonly nextLookupAt: Date | null
}

export function createCheckout(events: Events): Checkout {
  let live: Live | null = null
  let isReserved = false

  const view = (): CheckoutView =>
    live === null ? { stage: 'idle' } : checkoutView(live.attempt, live, live.language)

  const set = (next: Live | null) => {
    live = next
    events.publish('checkout.changed', view())
  }

  return {
    view,
    orderId: () => live?.attempt.orderId ?? null,
    isBusy: () =>
      isReserved ||
      live?.attempt.state.kind === 'awaiting_payment' ||
      live?.attempt.state.kind === 'confirming',
    reserve() {
      if (this.isBusy()) return false
      isReserved = true
      return true
    },
    release() {
      isReserved = false
    },
    show(attempt, language) {
      set({ attempt, language, lookups: 0, nextLookupAt: null })
    },
    changed(attempt, language) {
      if (live?.attempt.orderId !== attempt.orderId) return null
      const before = live.attempt.state.kind
      set({ ...live, attempt, language })
      return before
    },
    asked(orderId, lookups, nextLookupAt) {
      if (live?.attempt.orderId !== orderId) return
      set({ ...live, lookups, nextLookupAt })
    },
    clear() {
      if (live !== null) set(null)
    },
  }
}
