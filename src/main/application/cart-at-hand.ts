import { lastAttempt } from '../domain/order-status.ts'
import type { Attempt } from '../domain/order.ts'
import type { ApplicationPorts } from './application-ports.ts'
import type { StoredCart } from './ports.ts'

export const EMPTY_CART: StoredCart = { lines: [], triedAs: null }

export interface CartAtHand {
  readonly stored: StoredCart
  /** The attempt whose outcome is unknown: this cart may be paid, so nobody may change or charge it. */
  readonly held: Attempt | null
  /** What is stored was sold, and is only not emptied yet. */
  readonly isSold: boolean
}

/**
 * The stored cart as it may be used now. One that was sold is empty, even where the emptying couldn't
 * be saved: the next customer must not get the last one's lines.
 */
export async function cartAtHand({
  carts,
  orders,
}: Pick<ApplicationPorts, 'carts' | 'orders'>): Promise<CartAtHand> {
  const stored = await carts.load()
  const order = stored.triedAs === null ? null : await orders.findByNumber(stored.triedAs)
  if (order === null) return { stored, held: null, isSold: false }
  const attempt = lastAttempt(order)
  switch (attempt.state.kind) {
    case 'paid':
    case 'awaiting_deposit':
      return { stored: EMPTY_CART, held: null, isSold: true }
    case 'confirming':
      return { stored, held: attempt, isSold: false }
    case 'awaiting_payment':
    case 'declined':
    case 'cancelled':
    case 'expired':
      return { stored, held: null, isSold: false }
  }
}
