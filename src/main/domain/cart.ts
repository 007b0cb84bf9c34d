import { isWon, type Won, won } from '#shared/money.ts'
import type { TaxType } from '#shared/vocabulary.ts'
import type { OrderLine } from './order.ts'
import { vatInside } from './vat.ts'

/** Most pieces of one product in one sale. */
const MAX_QUANTITY = 999

export interface CartLine {
  readonly productId: string
  readonly quantity: number
}

/** What a cart needs to know of a product. */
export interface Sellable {
  readonly id: string
  readonly name: string
  readonly price: Won
  readonly taxType: TaxType
}

export interface PricedCart {
  readonly lines: readonly OrderLine[]
  /** Pieces over all lines. */
  readonly count: number
  readonly total: Won
  readonly vat: Won
}

export type CartOutcome =
  | { readonly kind: 'cart'; readonly lines: readonly CartLine[]; readonly priced: PricedCart }
  /** More than 999 pieces of one product, or a total past the largest amount the till shows. */
  | { readonly kind: 'too_large' }

/** Lines priced now, from the catalogue. Lines whose product is gone are left out. */
export function priceCart(
  lines: readonly CartLine[],
  productOf: (productId: string) => Sellable | undefined,
): CartOutcome {
  const kept: CartLine[] = []
  const priced: OrderLine[] = []
  let total = 0
  let count = 0
  for (const line of lines) {
    const product = productOf(line.productId)
    if (product === undefined) continue
    const amount = product.price * line.quantity
    total += amount
    count += line.quantity
    if (line.quantity > MAX_QUANTITY || !isWon(total)) return { kind: 'too_large' }
    kept.push(line)
    priced.push({
      lineNo: priced.length + 1,
      productId: product.id,
      name: product.name,
      unitPrice: product.price,
      quantity: line.quantity,
      amount: won(amount),
      taxType: product.taxType,
    })
  }
  return {
    kind: 'cart',
    lines: kept,
    priced: { lines: priced, count, total: won(total), vat: vatInside(priced) },
  }
}

/** One piece more; a new product goes to the end. */
export function addPiece(lines: readonly CartLine[], productId: string): readonly CartLine[] {
  const known = lines.some((line) => line.productId === productId)
  if (!known) return [...lines, { productId, quantity: 1 }]
  return lines.map((line) =>
    line.productId === productId ? { productId, quantity: line.quantity + 1 } : line,
  )
}

/** 0 takes the line out; a product that isn't in the cart is added with that quantity. */
export function setQuantity(
  lines: readonly CartLine[],
  productId: string,
  quantity: number,
): readonly CartLine[] {
  if (quantity === 0) return lines.filter((line) => line.productId !== productId)
  const known = lines.some((line) => line.productId === productId)
  if (!known) return [...lines, { productId, quantity }]
  return lines.map((line) => (line.productId === productId ? { productId, quantity } : line))
}

/** Whether an order was made of exactly this cart: same products, pieces and prices, in this order. */
export const isSameSale = (order: readonly OrderLine[], cart: readonly OrderLine[]): boolean =>
  order.length === cart.length &&
  order.every((line, index) => {
    const other = cart[index]
    return (
      other !== undefined &&
      line.productId === other.productId &&
      line.name === other.name &&
      line.quantity === other.quantity &&
      line.unitPrice === other.unitPrice &&
      line.taxType === other.taxType
    )
  })
