import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_WON, won } from '#shared/money.ts'
import { businessDayOf } from '../../../src/main/domain/business-day.ts'
import {
  addPiece,
  priceCart,
  setDiscount,
  setNote,
  setQuantity,
} from '../../../src/main/domain/cart.ts'
import { orderNameOf, orderTitleOf } from '../../../src/main/domain/order-name.ts'
import { vatInside } from '../../../src/main/domain/vat.ts'

describe('the order name', () => {
  it('is id-name, and names how many others there are', () => {
    const latte = { productId: 'cafe-latte', name: '카페라떼' }
    expect(orderNameOf(latte, 1)).toBe('cafe-latte-카페라떼')
    expect(orderNameOf(latte, 2)).toBe('cafe-latte-카페라떼 외 1건')
  })

  it('cuts the name at 100 characters, never the number of others', () => {
    const long = { productId: 'x', name: '😀'.repeat(120) }
    const name = orderNameOf(long, 12)
    expect([...name]).toHaveLength(100)
    expect(name).toMatch(/^x-😀+… 외 11건$/u)
    expect([...orderNameOf({ productId: 'x', name: 'y'.repeat(98) }, 1)]).toHaveLength(100)
    expect(orderNameOf({ productId: 'x', name: 'y'.repeat(98) }, 1)).not.toContain('…')
  })

  it('stays within 100 characters and whole for any product', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 40 }),
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.integer({ min: 1, max: 9999 }),
        (productId, name, count) => {
          const made = orderNameOf({ productId, name }, count)
          expect([...made].length).toBeLessThanOrEqual(100)
          expect(made.startsWith(`${productId}-`)).toBe(true)
          expect(made.endsWith(count > 1 ? ` 외 ${count - 1}건` : '')).toBe(true)
          expect(made.isWellFormed()).toBe(productId.isWellFormed() && name.isWellFormed())
        },
      ),
    )
  })

  it('has no id in front where people read it', () => {
    const of = (lineCount: number) => ({ firstName: '카페라떼', lineCount })
    expect(orderTitleOf(of(3), 'ko')).toBe('카페라떼 외 2건')
    expect(orderTitleOf(of(3), 'en')).toBe('카페라떼 + 2 more')
    expect(orderTitleOf(of(1), 'ko')).toBe('카페라떼')
    expect(orderTitleOf(of(1), 'en')).toBe('카페라떼')
  })
})

describe('VAT inside our lines', () => {
  const line = (amount: number, taxType: 'taxable' | 'exempt' = 'taxable') => ({
    amount: won(amount),
    taxType,
  })

  // The same figures as Toss's for the same totals, see toss-api 4.1.
  it.each([
    [1000, 91],
    [1111, 101],
    [9026, 821],
    [11_111, 1010],
    [30_000, 2727],
    [37_400, 3400],
    [163_020, 14_820],
    [167_136, 15_194],
  ])('of %i won is %i won', (amount, vat) => expect(vatInside([line(amount)])).toBe(vat))

  it('is taken once per order, not per line, and never of exempt lines', () => {
    expect(vatInside([line(5), line(5)])).toBe(1)
    expect(vatInside([line(5)])).toBe(0)
    expect(vatInside([line(11_000), line(50_000, 'exempt')])).toBe(1000)
  })
})

describe('the business day', () => {
  it.each([
    ['2026-11-24T03:59:59+09:00', 4, '2026-11-23'],
    ['2026-11-24T04:00:00+09:00', 4, '2026-11-24'],
    ['2026-11-24T00:00:00+09:00', 0, '2026-11-24'],
    ['2026-11-23T15:00:00Z', 0, '2026-11-24'],
    ['2027-01-01T02:00:00+09:00', 4, '2026-12-31'],
  ])('of %s with closing hour %i is %s', (at, hour, day) =>
    expect(businessDayOf(new Date(at), hour)).toBe(day),
  )
})

describe('the cart', () => {
  const latte = { id: 'latte', name: '카페라떼', price: won(4500), taxType: 'taxable' as const }
  const gold = { ...latte, id: 'gold', price: won(MAX_WON) }
  const productOf = (id: string) => [latte, gold].find((one) => one.id === id)

  it('adds, sets and takes out', () => {
    const one = addPiece({ lines: [] }, 'latte')
    expect(addPiece(one, 'latte').lines).toEqual([{ productId: 'latte', quantity: 2 }])
    expect(setQuantity(one, 'latte', 7).lines).toEqual([{ productId: 'latte', quantity: 7 }])
    expect(setQuantity(one, 'gold', 1).lines).toHaveLength(2)
    expect(setQuantity(one, 'gold', 0)).toEqual(one)
    expect(setQuantity(one, 'latte', 0).lines).toEqual([])
  })

  it('keeps what was said of a line while its quantity changes', () => {
    const discount = { kind: 'won' as const, value: 500, reason: '행사' }
    const said = setNote(
      setDiscount(addPiece({ lines: [] }, 'latte'), 'latte', discount),
      'latte',
      '얼음 적게',
    )
    expect(addPiece(said, 'latte').lines).toEqual([
      { productId: 'latte', quantity: 2, discount, note: '얼음 적게' },
    ])
    const plain = setNote(setDiscount(said, 'latte', null), 'latte', '')
    expect(plain).toEqual(addPiece({ lines: [] }, 'latte'))
    const whole = setDiscount(said, null, discount)
    expect(setDiscount(whole, null, null)).toEqual(said)
  })

  it('has bounds, as a value', () => {
    const priced = (...lines: [string, number][]) =>
      priceCart(
        { lines: lines.map(([productId, quantity]) => ({ productId, quantity })) },
        productOf,
      ).kind
    expect(priced(['latte', 999])).toBe('cart')
    expect(priced(['latte', 1000])).toBe('too_large')
    expect(priced(['gold', 1])).toBe('cart')
    expect(priced(['gold', 2])).toBe('too_large')
    expect(priced(['gold', 1], ['latte', 1])).toBe('too_large')
  })
})
