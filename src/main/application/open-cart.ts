import { type PricedCart, priceCart } from '../domain/cart.ts'
import type { Catalogue, Product, StoredCart } from './ports.ts'

/** The stored cart at today's prices. What isn't sold any more stays in it: the customer has it in hand. */
export interface OpenCart {
  readonly stored: StoredCart
  readonly priced: PricedCart
  readonly products: ReadonlyMap<string, Product>
}

/** null where it is larger than the till can count. */
export async function priceStored(
  stored: StoredCart,
  catalogue: Catalogue,
): Promise<OpenCart | null> {
  const found = await Promise.all(stored.lines.map((line) => catalogue.findEver(line.productId)))
  const products = new Map(
    found.filter((product) => product !== null).map((product) => [product.id, product]),
  )
  const outcome = priceCart(stored, (id) => products.get(id))
  return outcome.kind === 'too_large'
    ? null
    : { stored: outcome.cart, priced: outcome.priced, products }
}
