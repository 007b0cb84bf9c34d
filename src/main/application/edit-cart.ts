import type { CartView } from '#shared/ipc/contract.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { addPiece, type CartLine, type PricedCart, priceCart, setQuantity } from '../domain/cart.ts'
import type { ApplicationPorts } from './application-ports.ts'
import { cartAtHand } from './cart-at-hand.ts'
import type { Checkout } from './checkout.ts'
import type { KeyedQueue } from './keyed-queue.ts'
import { CART } from './order-changes.ts'
import type { Catalogue, Product, StoredCart } from './ports.ts'

/** The stored cart at today's prices. Products that left the catalogue have dropped out. */
export interface OpenCart {
  readonly stored: StoredCart
  readonly lines: readonly CartLine[]
  readonly priced: PricedCart
  readonly products: ReadonlyMap<string, Product>
}

/** null where it is larger than the till can count. */
export async function priceStored(
  stored: StoredCart,
  catalogue: Catalogue,
): Promise<OpenCart | null> {
  const found = await Promise.all(stored.lines.map((line) => catalogue.find(line.productId)))
  const products = new Map(
    found.filter((product) => product !== null).map((product) => [product.id, product]),
  )
  const outcome = priceCart(stored.lines, (id) => products.get(id))
  return outcome.kind === 'too_large'
    ? null
    : { stored, lines: outcome.lines, priced: outcome.priced, products }
}

const cartView = ({ priced, products }: OpenCart): CartView => ({
  lines: priced.lines.map(({ productId, name, unitPrice, quantity, amount }) => ({
    productId,
    name,
    unitPrice,
    quantity,
    amount,
    picture: products.get(productId)?.picture ?? null,
  })),
  count: priced.count,
  total: priced.total,
  vat: priced.vat,
})

type Edited = Promise<Result<CartView>>

export interface EditCart {
  get(): Edited
  add(input: { readonly productId: string }): Edited
  setQuantity(input: { readonly productId: string; readonly quantity: number }): Edited
  clear(): Edited
}

const tooLarge = () => fail('AMOUNT_TOO_LARGE', 'more than 999 pieces or 9,999,999,999 won')

/** The open cart lives here and on disk, so that a crash of the page or the till loses nothing. */
export function createEditCart(
  ports: Pick<ApplicationPorts, 'carts' | 'orders' | 'catalogue' | 'events' | 'settings'> & {
    readonly checkout: Checkout
    readonly queue: KeyedQueue
  },
): EditCart {
  const { carts, catalogue, checkout, queue } = ports

  const edit = (
    change: (lines: readonly CartLine[]) => readonly CartLine[],
    productId: string | null = null,
  ): Edited =>
    queue.run(CART, async () => {
      // What a customer is paying for stays as it is until that is over.
      if (checkout.isBusy()) return fail('CHECKOUT_IN_PROGRESS', 'a customer is paying this cart')
      if (productId !== null && (await catalogue.find(productId)) === null) {
        return fail('PRODUCT_NOT_FOUND', `no product ${productId}`)
      }
      const { stored, held, partlyTaken } = await cartAtHand(ports)
      if (held !== null) {
        checkout.show(held, (await ports.settings.preferences()).language)
        return fail('CHECKOUT_IN_PROGRESS', 'nobody knows yet whether this cart is paid')
      }
      if (partlyTaken !== null) {
        return fail('SALE_PARTLY_PAID', `a part of ${partlyTaken.number} is taken`)
      }
      const edited = { lines: change(stored.lines), triedAs: null }
      const open = await priceStored(edited, catalogue)
      if (open === null) return tooLarge()
      await carts.save({ lines: open.lines, triedAs: null })
      // The next tap puts the last result away: the next customer has begun.
      checkout.clear()
      const view = cartView(open)
      ports.events.publish('cart.changed', view)
      return ok(view)
    })

  return {
    get: () =>
      queue.run(CART, async () => {
        const { stored } = await cartAtHand(ports)
        const open = await priceStored(stored, catalogue)
        return open === null ? tooLarge() : ok(cartView(open))
      }),
    add: ({ productId }) => edit((lines) => addPiece(lines, productId), productId),
    setQuantity: ({ productId, quantity }) =>
      edit(
        (lines) => setQuantity(lines, productId, quantity),
        // A line of a product that has gone can still be taken out.
        quantity === 0 ? null : productId,
      ),
    clear: () => edit(() => []),
  }
}
