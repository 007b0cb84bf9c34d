/**
 * What a sale comes to with its discounts. Pure, and shared with the page: a tap is seen in the same
 * frame, and main works it out again by the same rules before anything is charged.
 */
import { type Won, ZERO_WON } from './money.ts'

export const DISCOUNT_KINDS = ['won', 'percent'] as const

/** Off one line or off the whole sale, as the cashier said it. */
export interface Discount {
  readonly kind: (typeof DISCOUNT_KINDS)[number]
  /** Won, or whole percent from 1 to 100. */
  readonly value: number
  /** Why, in words; kept with the order. */
  readonly reason: string
}

export interface LineToPrice {
  readonly unitPrice: Won
  readonly quantity: number
  readonly discount?: Discount
}

/** One line's part of the sale, in won. gross − own − share = amount, and none is below 0. */
export interface LinePrice {
  readonly gross: number
  /** By the line's own discount. */
  readonly own: number
  /** Its part of the discount off the whole sale. */
  readonly share: number
  readonly amount: number
}

export interface SalePrice {
  readonly lines: readonly LinePrice[]
  /** After the lines' own discounts, in won. */
  readonly subtotal: number
  /** Off the whole sale, in won: exactly the lines' shares. */
  readonly discount: number
  /** To be paid, in won: exactly the lines' amounts. */
  readonly total: number
}

/** What a discount takes off `of` won: a part of a won is not given, and never more than there is. */
export function discountOff(of: number, discount: Discount | undefined): number {
  if (discount === undefined) return 0
  const off = discount.kind === 'won' ? discount.value : Math.floor((of * discount.value) / 100)
  return Math.min(of, off)
}

/**
 * Parts of `amount` in proportion to the weights, by largest remainder: each is its exact part
 * rounded down, and the won that are left go one each to the largest fractions; where those are
 * equal, to the larger weight, and then to the earlier one. Together exactly `amount`, none larger than its weight.
 *
 * @param amount whole, from 0 to the sum of the weights
 * @param weights whole, none below 0
 */
export function spread(amount: number, weights: readonly number[]): readonly number[] {
  const sum = BigInt(weights.reduce((all, weight) => all + weight, 0))
  if (sum === 0n) return weights.map(() => 0)
  // The products pass what a number holds exactly.
  const parts = weights.map((weight, index) => {
    const product = BigInt(amount) * BigInt(weight)
    return { index, weight, part: Number(product / sum), remainder: product % sum }
  })
  let left = amount - parts.reduce((all, { part }) => all + part, 0)
  const byRemainder = parts.toSorted((a, b) =>
    a.remainder === b.remainder ? b.weight - a.weight : a.remainder < b.remainder ? 1 : -1,
  )
  const shares = parts.map(({ part }) => part)
  for (const { index, part } of byRemainder) {
    if (left === 0) break
    shares[index] = part + 1
    left -= 1
  }
  return shares
}

/** Prices a sale: each line less its own discount, then the whole less the discount off the sale. */
export function priceSale(lines: readonly LineToPrice[], discount?: Discount): SalePrice {
  const own = lines.map((line) => {
    const gross = line.unitPrice * line.quantity
    return { gross, own: discountOff(gross, line.discount) }
  })
  const nets = own.map((line) => line.gross - line.own)
  const subtotal = nets.reduce((sum, net) => sum + net, 0)
  const off = discountOff(subtotal, discount)
  const shares = spread(off, nets)
  return {
    lines: own.map((line, index) => {
      const share = shares[index] ?? 0
      return { ...line, share, amount: line.gross - line.own - share }
    }),
    subtotal,
    discount: off,
    total: subtotal - off,
  }
}

/**
 * The smallest whole percent that a line's whole discount stays within, 0 to 100. A won more, which
 * the spreading may have put on this line, is within it too.
 */
export function percentOff({
  gross,
  off,
}: {
  readonly gross: number
  readonly off: number
}): number {
  return off === 0 ? 0 : Math.floor(((off - 1) * 100) / gross) + 1
}

/** What the largest discount of any line comes to, in whole percent: what a manager's limit is held against. */
export const largestPercentOff = (lines: readonly LinePrice[]): number =>
  lines.reduce(
    (most, { gross, own, share }) => Math.max(most, percentOff({ gross, off: own + share })),
    0,
  )

/**
 * What `count` pieces of a line come to, in won, after `before` of its pieces were counted. A
 * discounted line may not divide by its pieces: all of them together come to exactly its amount.
 */
export function amountOfPieces(
  line: { readonly amount: Won; readonly quantity: number },
  before: number,
  count: number,
): Won {
  const upTo = (pieces: number) => Math.floor((line.amount * pieces) / line.quantity)
  return count === 0 ? ZERO_WON : ((upTo(before + count) - upTo(before)) as Won)
}
