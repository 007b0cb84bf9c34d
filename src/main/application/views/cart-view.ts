import type { CartView } from '#shared/ipc/contract.ts'
import { won, ZERO_WON } from '#shared/money.ts'
import { approvalOf } from '../../domain/cart.ts'
import type { OpenCart } from '../open-cart.ts'
import type { Carts } from '../ports.ts'

type Aside = Awaited<ReturnType<Carts['aside']>>

const around = ({ steps, held }: Aside): Pick<CartView, 'steps' | 'held'> => ({
  steps,
  held: held.map((one) => ({
    ...one,
    heldAt: one.heldAt.toISOString(),
    names: [...one.names],
  })),
})

export const emptyCartView = (aside: Aside): CartView => ({
  lines: [],
  count: 0,
  discount: null,
  discountAmount: ZERO_WON,
  total: ZERO_WON,
  vat: ZERO_WON,
  serving: 'here',
  approval: 'none',
  ...around(aside),
})

/** `limit`: whole percent that anybody may take off. */
export const cartView = (
  { stored, priced, products }: OpenCart,
  aside: Aside,
  limit: number,
): CartView => ({
  lines: priced.lines.map((line, index) => {
    const own = line.discount - line.discountShare
    return {
      productId: line.productId,
      name: line.name,
      unitPrice: line.unitPrice,
      quantity: line.quantity,
      discount: stored.lines[index]?.discount ?? null,
      discountAmount: won(own),
      amount: won(line.unitPrice * line.quantity - own),
      note: line.note,
      picture: products.get(line.productId)?.picture ?? null,
    }
  }),
  count: priced.count,
  discount: stored.discount ?? null,
  discountAmount: priced.terms.discount,
  total: priced.total,
  vat: priced.vat,
  serving: priced.terms.serving,
  approval: approvalOf(stored, priced, limit),
  ...around(aside),
})
