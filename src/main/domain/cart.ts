import {
  type Discount,
  largestPercentOff,
  type LinePrice,
  percentOff,
  priceSale,
  type SalePrice,
} from '#shared/discount.ts'
import { isWon, type Won, won } from '#shared/money.ts'
import type { Serving, TaxType } from '#shared/vocabulary.ts'
import type { OrderLine, OrderTerms } from './order.ts'
import { vatInside } from './vat.ts'

/** Most pieces of one product in one sale. */
const MAX_QUANTITY = 999

export interface CartLine {
  readonly productId: string
  readonly quantity: number
  /** Off this line. */
  readonly discount?: Discount
  readonly note?: string
}

/** What the cashier has put together, without prices: those are the catalogue's. */
export interface CartContents {
  readonly lines: readonly CartLine[]
  /** Off the whole sale. */
  readonly discount?: Discount
  /** 매장 unless said otherwise. */
  readonly serving?: Serving
  /** Whole percent up to which a manager has approved this sale's discounts. */
  readonly approvedPercent?: number
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
  readonly terms: Omit<OrderTerms, 'approvedBy'>
  /** The largest discount of a line, in whole percent of its price. */
  readonly percentOff: number
  /** Pieces over all lines. */
  readonly count: number
  readonly total: Won
  readonly vat: Won
}

export type CartOutcome<C extends CartContents = CartContents> =
  | { readonly kind: 'cart'; readonly cart: C; readonly priced: PricedCart }
  /** More than 999 pieces of one product, or a total past the largest amount the till shows. */
  | { readonly kind: 'too_large' }

/** A cart priced now, from the catalogue. Lines whose product is gone are left out. */
export function priceCart<C extends CartContents>(
  cart: C,
  productOf: (productId: string) => Sellable | undefined,
): CartOutcome<C> {
  const kept = cart.lines.flatMap((line) => {
    const product = productOf(line.productId)
    return product === undefined ? [] : [{ line, product }]
  })
  const sale = priceSale(
    kept.map(({ line, product }) => ({ ...line, unitPrice: product.price })),
    cart.discount,
  )
  const gross = sale.lines.reduce((sum, line) => sum + line.gross, 0)
  // Before any discount: a line is stored with its price, too.
  if (!isWon(gross) || kept.some(({ line }) => line.quantity > MAX_QUANTITY)) {
    return { kind: 'too_large' }
  }
  const lines = kept.map(({ line, product }, index) =>
    orderLine(index + 1, line, product, sale.lines[index] as LinePrice),
  )
  return {
    kind: 'cart',
    cart: { ...cart, lines: kept.map(({ line }) => line) },
    priced: {
      lines,
      terms: termsOf(cart, sale),
      percentOff: largestPercentOff(sale.lines),
      count: kept.reduce((sum, { line }) => sum + line.quantity, 0),
      total: won(sale.total),
      vat: vatInside(lines),
    },
  }
}

const orderLine = (
  lineNo: number,
  { quantity, discount, note }: CartLine,
  product: Sellable,
  { own, share, amount }: LinePrice,
): OrderLine => ({
  lineNo,
  productId: product.id,
  name: product.name,
  unitPrice: product.price,
  quantity,
  discount: won(own + share),
  discountShare: won(share),
  discountReason: own > 0 ? (discount?.reason ?? null) : null,
  amount: won(amount),
  taxType: product.taxType,
  note: note ?? null,
})

const termsOf = (cart: CartContents, sale: SalePrice): PricedCart['terms'] => ({
  discount: won(sale.discount),
  discountReason: sale.discount > 0 ? (cart.discount?.reason ?? null) : null,
  serving: cart.serving ?? 'here',
})

/** Whether a manager must say yes before this sale is paid. `limit`: whole percent that anybody may give. */
export type Approval = 'none' | 'needed' | 'given'
export function approvalOf(
  { approvedPercent = 0 }: CartContents,
  { percentOff }: Pick<PricedCart, 'percentOff'>,
  limit: number,
): Approval {
  if (percentOff <= limit) return 'none'
  return percentOff <= approvedPercent ? 'given' : 'needed'
}

/** What an order of this cart is placed with; null where a manager must approve its discounts first. */
export function orderTerms(
  cart: CartContents,
  priced: PricedCart,
  limit: number,
): OrderTerms | null {
  const approval = approvalOf(cart, priced, limit)
  if (approval === 'needed') return null
  return { ...priced.terms, approvedBy: approval === 'given' ? 'manager' : null }
}

/**
 * What a changed discount must be approved for, in whole percent: of its line, or with `productId`
 * null of the line it takes most off. Lines that it isn't about were approved before, or wait for it.
 */
export function percentToApprove(priced: PricedCart, productId: string | null): number {
  const line = priced.lines.find((one) => one.productId === productId)
  if (line === undefined) return productId === null ? priced.percentOff : 0
  const { unitPrice, quantity, discount } = line
  return percentOff({ gross: unitPrice * quantity, off: discount })
}

const changeLine = <C extends CartContents>(
  cart: C,
  productId: string,
  change: (line: CartLine) => CartLine | null,
): C => ({
  ...cart,
  lines: cart.lines.flatMap((line) => {
    if (line.productId !== productId) return [line]
    return change(line) ?? []
  }),
})

/** One piece more; a new product goes to the end. */
export function addPiece<C extends CartContents>(cart: C, productId: string): C {
  const known = cart.lines.some((line) => line.productId === productId)
  if (!known) return { ...cart, lines: [...cart.lines, { productId, quantity: 1 }] }
  return changeLine(cart, productId, (line) => ({ ...line, quantity: line.quantity + 1 }))
}

/** 0 takes the line out; a product that isn't in the cart is added with that quantity. */
export function setQuantity<C extends CartContents>(
  cart: C,
  productId: string,
  quantity: number,
): C {
  const known = cart.lines.some((line) => line.productId === productId)
  if (!known && quantity > 0) return { ...cart, lines: [...cart.lines, { productId, quantity }] }
  return changeLine(cart, productId, (line) => (quantity === 0 ? null : { ...line, quantity }))
}

/** `productId` null: off the whole sale. `discount` null takes it away. */
export function setDiscount<C extends CartContents>(
  cart: C,
  productId: string | null,
  discount: Discount | null,
): C {
  const put = <T extends { readonly discount?: Discount }>({ discount: _, ...rest }: T) =>
    discount === null ? rest : { ...rest, discount }
  return productId === null
    ? (put(cart) as C)
    : changeLine(cart, productId, (line) => put(line) as CartLine)
}

/** Empty words take the note away. */
export const setNote = <C extends CartContents>(cart: C, productId: string, words: string): C =>
  changeLine(cart, productId, ({ note: _, ...line }) =>
    words === '' ? line : { ...line, note: words },
  )

/** Whether an order was made of exactly this cart: same products, pieces, prices and discounts, in this order. */
export const isSameSale = (
  order: OrderTerms & { readonly lines: readonly OrderLine[] },
  cart: OrderTerms & { readonly lines: readonly OrderLine[] },
): boolean =>
  order.discount === cart.discount &&
  order.discountReason === cart.discountReason &&
  order.approvedBy === cart.approvedBy &&
  order.serving === cart.serving &&
  order.lines.length === cart.lines.length &&
  order.lines.every((line, index) => {
    const other = cart.lines[index]
    return other !== undefined && COMPARED.every((field) => line[field] === other[field])
  })

const COMPARED = [
  'productId',
  'name',
  'quantity',
  'unitPrice',
  'taxType',
  'discount',
  'discountShare',
  'discountReason',
  'note',
] as const satisfies readonly (keyof OrderLine)[]
