import type { Attempt, Order } from '../domain/order.ts'
import { isPartlyTaken, isSold } from '../domain/tenders.ts'
import type { ApplicationPorts } from './application-ports.ts'
import type { StoredCart } from './ports.ts'

export const EMPTY_CART: StoredCart = { lines: [], triedAs: null }

export interface CartAtHand {
  readonly stored: StoredCart
  /** The attempt whose outcome is unknown: this cart may be paid, so nobody may change or charge it. */
  readonly held: Attempt | null
  /** The order of which a part is taken: the cart stays as it is until that is completed or given back. */
  readonly partlyTaken: Order | null
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
  const free = { held: null, partlyTaken: null, isSold: false }
  if (order === null) return { stored, ...free }
  if (isSold(order)) return { stored: EMPTY_CART, ...free, isSold: true }
  const last = order.attempts.at(-1)
  const held = last?.state.kind === 'confirming' ? last : null
  return { stored, ...free, held, partlyTaken: isPartlyTaken(order) ? order : null }
}
