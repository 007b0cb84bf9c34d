import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amountOfPieces, type Discount, percentOff, spread } from '#shared/discount.ts'
import { won } from '#shared/money.ts'
import {
  approvalOf,
  type CartContents,
  orderTerms,
  percentToApprove,
  type PricedCart,
  priceCart,
  type Sellable,
} from '../../../src/main/domain/cart.ts'

const RUNS = { numRuns: 300 }
const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0)

const discount: fc.Arbitrary<Discount> = fc.oneof(
  fc.record({
    kind: fc.constant('percent' as const),
    value: fc.integer({ min: 1, max: 100 }),
    reason: fc.constant('행사'),
  }),
  fc.record({
    kind: fc.constant('won' as const),
    value: fc.oneof(
      fc.integer({ min: 1, max: 30_000 }),
      fc.integer({ min: 1, max: 9_999_999_999 }),
    ),
    reason: fc.constant('단골 손님'),
  }),
)

interface Sale {
  readonly cart: CartContents
  readonly productOf: (id: string) => Sellable | undefined
}

/** Any sale the till counts: odd prices, free things, taxed and exempt, every kind of discount. */
const sale: fc.Arbitrary<Sale> = fc
  .record({
    lines: fc.array(
      fc.record({
        price: fc.oneof(
          fc.integer({ min: 0, max: 20_000 }),
          fc.integer({ min: 0, max: 300_000_000 }),
        ),
        isExempt: fc.boolean(),
        quantity: fc.integer({ min: 1, max: 12 }),
        discount: fc.option(discount, { nil: null }),
      }),
      { minLength: 1, maxLength: 8 },
    ),
    discount: fc.option(discount, { nil: null }),
  })
  .map((made) => ({
    cart: {
      lines: made.lines.map((line, index) => ({
        productId: String(index),
        quantity: line.quantity,
        ...(line.discount !== null && { discount: line.discount }),
      })),
      ...(made.discount !== null && { discount: made.discount }),
    },
    productOf: (id: string): Sellable => {
      const line = made.lines[Number(id)]!
      return {
        id,
        name: id,
        price: won(line.price),
        taxType: line.isExempt ? ('exempt' as const) : ('taxable' as const),
      }
    },
  }))

/** null where it is more than the till counts. */
function priced({ cart, productOf }: Sale): PricedCart {
  const outcome = priceCart(cart, productOf)
  fc.pre(outcome.kind === 'cart')
  return outcome.priced
}

describe('a sale with discounts', () => {
  it('is exactly its lines, and so is its discount', () => {
    fc.assert(
      fc.property(sale, (one) => {
        const { lines, total, terms } = priced(one)
        expect(sum(lines.map(({ amount }) => amount))).toBe(total)
        expect(sum(lines.map(({ discountShare }) => discountShare))).toBe(terms.discount)
        const gross = sum(lines.map(({ unitPrice, quantity }) => unitPrice * quantity))
        expect(gross - sum(lines.map((line) => line.discount))).toBe(total)
      }),
      RUNS,
    )
  })

  it('has no line below nothing, and each is price × pieces − discount', () => {
    fc.assert(
      fc.property(sale, (one) => {
        for (const line of priced(one).lines) {
          expect(line.amount).toBe(line.unitPrice * line.quantity - line.discount)
          expect(line.amount).toBeGreaterThanOrEqual(0)
          expect(line.discountShare).toBeGreaterThanOrEqual(0)
          expect(line.discountShare).toBeLessThanOrEqual(line.discount)
        }
      }),
      RUNS,
    )
  })

  it('takes off exactly what was said, each on what was left before it', () => {
    fc.assert(
      fc.property(sale, (one) => {
        const { lines, terms } = priced(one)
        const said = (of: number, by: Discount | undefined) =>
          by === undefined
            ? 0
            : Math.min(
                of,
                by.kind === 'won' ? by.value : Number((BigInt(of) * BigInt(by.value)) / 100n),
              )
        const nets = lines.map((line, index) => {
          const gross = line.unitPrice * line.quantity
          const own = line.discount - line.discountShare
          expect(own).toBe(said(gross, one.cart.lines[index]!.discount))
          return gross - own
        })
        expect(terms.discount).toBe(said(sum(nets), one.cart.discount))
      }),
      RUNS,
    )
  })

  it('never mixes taxed and exempt: each kind bears its own part, and VAT is of the taxed one', () => {
    fc.assert(
      fc.property(sale, (one) => {
        const { lines, total, vat, terms } = priced(one)
        const of = (taxType: string) => lines.filter((line) => line.taxType === taxType)
        const taxed = sum(of('taxable').map(({ amount }) => amount))
        const exempt = sum(of('exempt').map(({ amount }) => amount))
        expect(taxed + exempt).toBe(total)
        expect(vat).toBe(Math.round(taxed / 11))
        expect(vat).toBeLessThanOrEqual(taxed)
        lines.forEach((line) => expect(line.taxType).toBe(one.productOf(line.productId)?.taxType))
        // The exempt part bears the discount off the sale in proportion, within a won per line.
        const net = (all: typeof lines) => sum(all.map((line) => line.amount + line.discountShare))
        const subtotal = net(lines)
        fc.pre(subtotal > 0)
        const share = sum(of('exempt').map(({ discountShare }) => discountShare))
        const exact = (terms.discount * net(of('exempt'))) / subtotal
        expect(Math.abs(share - exact)).toBeLessThanOrEqual(lines.length)
      }),
      RUNS,
    )
  })

  it('doesn’t depend on the order of its lines, but for whom an equal won goes to', () => {
    const shuffled = sale.chain((one) =>
      fc
        .shuffledSubarray([...one.cart.lines], {
          minLength: one.cart.lines.length,
          maxLength: one.cart.lines.length,
        })
        .map((lines) => ({ one, other: { ...one, cart: { ...one.cart, lines } } })),
    )
    const shares = (all: PricedCart) =>
      all.lines
        .map((line) => [line.amount + line.discountShare, line.discountShare] as const)
        .toSorted((a, b) => a[0] - b[0] || a[1] - b[1])
    fc.assert(
      fc.property(shuffled, ({ one, other }) => {
        expect(priced(other).total).toBe(priced(one).total)
        expect(shares(priced(other))).toEqual(shares(priced(one)))
      }),
      RUNS,
    )
  })
})

describe('spreading', () => {
  it.each([
    [1000, [1000, 1000, 1000], [334, 333, 333]],
    [10, [1, 1, 1, 97], [0, 0, 0, 10]],
    [1, [1, 1], [1, 0]],
    [100, [0, 50, 50], [0, 50, 50]],
    [0, [3, 4], [0, 0]],
    [0, [0, 0], [0, 0]],
  ])('%i over %j is %j', (amount, weights, parts) => expect(spread(amount, weights)).toEqual(parts))

  it('is exact, within each weight, and less than a won from the exact part', () => {
    const made = fc
      .array(fc.integer({ min: 0, max: 999_999_999 }), { minLength: 1, maxLength: 10 })
      .chain((weights) =>
        fc.record({
          weights: fc.constant(weights),
          amount: fc.integer({ min: 0, max: sum(weights) }),
        }),
      )
    fc.assert(
      fc.property(made, ({ weights, amount }) => {
        const parts = spread(amount, weights)
        expect(sum(parts)).toBe(amount)
        const all = BigInt(sum(weights))
        parts.forEach((part, index) => {
          expect(part).toBeLessThanOrEqual(weights[index]!)
          if (all === 0n) return
          const off = BigInt(part) * all - BigInt(amount) * BigInt(weights[index]!)
          expect(off < all && off > -all).toBe(true)
        })
      }),
      RUNS,
    )
  })
})

describe('pieces of a discounted line', () => {
  it('come to exactly its amount, however they go back', () => {
    const made = fc
      .record({
        amount: fc.integer({ min: 0, max: 9_999_999_999 }),
        parts: fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 12 }),
      })
      .map(({ amount, parts }) => ({ amount: won(amount), quantity: sum(parts), parts }))
    fc.assert(
      fc.property(made, ({ parts, ...line }) => {
        let before = 0
        const amounts = parts.map((count) => {
          const amount = amountOfPieces(line, before, count)
          before += count
          expect(Math.abs(amount - (line.amount * count) / line.quantity)).toBeLessThan(1)
          return amount
        })
        expect(sum(amounts)).toBe(line.amount)
      }),
      RUNS,
    )
  })
})

describe('the manager’s limit', () => {
  const off = (percent: number, value: number): Discount => ({
    kind: percent > 0 ? 'percent' : 'won',
    value: percent > 0 ? percent : value,
    reason: '행사',
  })
  const candy: Sellable = { id: 'candy', name: '사탕', price: won(1000), taxType: 'taxable' }
  const tv: Sellable = { ...candy, id: 'tv', name: '텔레비전', price: won(1_000_000) }
  const productOf = (id: string) => [candy, tv].find((one) => one.id === id)
  const at = (cart: CartContents): PricedCart => {
    const outcome = priceCart(cart, productOf)
    if (outcome.kind !== 'cart') throw new Error(outcome.kind)
    return outcome.priced
  }
  const both = {
    lines: [
      { productId: 'candy', quantity: 1 },
      { productId: 'tv', quantity: 1 },
    ],
  }

  it('lets a discount at the limit through, whatever the won that rounding puts on a line', () => {
    fc.assert(
      fc.property(sale, fc.integer({ min: 1, max: 100 }), (one, percent) => {
        const plain = {
          lines: one.cart.lines.map(({ discount: _, ...line }) => line),
          discount: off(percent, 0),
        }
        const { percentOff: most } = priced({ ...one, cart: plain })
        expect(most).toBeLessThanOrEqual(percent)
      }),
      RUNS,
    )
  })

  it('is held against each line, so that a cheap one can’t hide behind a dear one', () => {
    const cart = {
      lines: [{ productId: 'candy', quantity: 1, discount: off(0, 900) }, both.lines[1]!],
    }
    expect(at(cart).percentOff).toBe(90)
    expect(approvalOf(cart, at(cart), 10)).toBe('needed')
    expect(approvalOf({ ...cart, approvedPercent: 90 }, at(cart), 10)).toBe('given')
    expect(approvalOf({ ...cart, approvedPercent: 89 }, at(cart), 10)).toBe('needed')
    expect(percentToApprove(at(cart), 'tv')).toBe(0)
    expect(percentToApprove(at(cart), 'candy')).toBe(90)
    expect(percentToApprove(at(cart), null)).toBe(90)
  })

  it('sees a won discount grow where the sale shrinks under it', () => {
    const large = { ...both, discount: off(0, 50_000) }
    expect(approvalOf(large, at(large), 10)).toBe('none')
    const small = { ...large, lines: [large.lines[0]!] }
    expect(approvalOf(small, at(small), 10)).toBe('needed')
    expect(orderTerms(small, at(small), 10)).toBeNull()
    expect(orderTerms({ ...small, approvedPercent: 100 }, at(small), 10)).toMatchObject({
      approvedBy: 'manager',
      discount: 1000,
    })
  })

  it('counts percents up, so that nothing above a limit is within it', () => {
    expect(percentOff({ gross: 1000, off: 0 })).toBe(0)
    expect(percentOff({ gross: 1000, off: 1000 })).toBe(100)
    expect(percentOff({ gross: 1000, off: 100 })).toBe(10)
    // A won over is rounding; two are not.
    expect(percentOff({ gross: 1000, off: 101 })).toBe(11)
    expect(percentOff({ gross: 1005, off: 101 })).toBe(10)
    expect(percentOff({ gross: 1005, off: 102 })).toBe(11)
  })
})
