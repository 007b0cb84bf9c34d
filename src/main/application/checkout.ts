import type { CheckoutView } from '#shared/ipc/contract.ts'
import type { AttemptStateKind, Language } from '#shared/vocabulary.ts'
import type { Attempt, CashTender, Order } from '../domain/order.ts'
import type { Events } from './ports.ts'
import { cashCheckoutView, checkoutView } from './views/checkout-view.ts'

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
  /** The last of a sale was paid in cash: what is on the screen until it is put away. */
  showCash(order: Order, tender: CashTender): void
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
  let cash: { readonly order: Order; readonly tender: CashTender } | null = null
  let isReserved = false

  const view = (): CheckoutView => {
    if (cash !== null) return cashCheckoutView(cash.order, cash.tender)
    return live === null ? { stage: 'idle' } : checkoutView(live.attempt, live, live.language)
  }

  const set = (next: Live | null) => {
    live = next
    cash = null
    events.publish('checkout.changed', view())
  }

  return {
    view,
    orderId: () => cash?.tender.id ?? live?.attempt.orderId ?? null,
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
    showCash(order, tender) {
      live = null
      cash = { order, tender }
      events.publish('checkout.changed', view())
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
      if (live !== null || cash !== null) set(null)
    },
  }
}
