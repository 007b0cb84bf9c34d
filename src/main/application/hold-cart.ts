import type { CartView } from '#shared/ipc/contract.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import type { ApplicationPorts } from './application-ports.ts'
import { EMPTY_CART } from './cart-at-hand.ts'
import { type EditCart, tooLarge } from './edit-cart.ts'
import { priceStored } from './open-cart.ts'
import type { CartToHold, StoredCart } from './ports.ts'

/** More than a counter can have waiting; past it, what is on hold was forgotten. */
const MOST_HELD = 30
/** Enough to tell one customer from another. */
const NAMES_SHOWN = 3

export interface HoldCart {
  hold(): Promise<Result<CartView>>
  recall(input: { readonly id: string }): Promise<Result<CartView>>
}

/** 보류: a customer went back for something, and the next one is served meanwhile. */
export function createHoldCart(
  ports: Pick<ApplicationPorts, 'carts' | 'catalogue' | 'clock' | 'ids'> & {
    readonly cart: EditCart
  },
): HoldCart {
  const { carts, cart } = ports

  /** null where there is nothing in it. */
  async function toHold(stored: StoredCart | null): Promise<Result<CartToHold | null>> {
    const open = await priceStored(stored ?? EMPTY_CART, ports.catalogue)
    if (open === null) return tooLarge()
    const { lines, count, total } = open.priced
    if (count === 0) return ok(null)
    const names = lines.slice(0, NAMES_SHOWN).map(({ name }) => name)
    const held = { id: ports.ids.uuid(), heldAt: ports.clock.now(), total, count, names }
    return ok({ held, cart: open.stored })
  }

  return {
    hold: () =>
      cart.change(async (stored) => {
        const waiting = await toHold(stored)
        if (!waiting.ok) return waiting
        if (waiting.data === null) return fail('CART_EMPTY', 'there is nothing to put on hold')
        const { held } = await carts.aside()
        if (held.length >= MOST_HELD) return fail('HELD_FULL', `${MOST_HELD} carts are on hold`)
        await carts.hold(waiting.data)
        return ok(EMPTY_CART)
      }),
    recall: ({ id }) =>
      cart.change(async (stored) => {
        const instead = await toHold(stored)
        if (!instead.ok) return instead
        const recalled = await carts.recall(id, instead.data)
        return recalled === null
          ? fail('HELD_NOT_FOUND', 'this cart is not on hold any more')
          : ok(recalled)
      }),
  }
}
