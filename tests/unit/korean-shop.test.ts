import { describe, expect, it } from 'vitest'
import { ean13, koreanShop } from '../../tools/seed/korean-shop.ts'

const isEan13 = (barcode: string) =>
  /^880\d{10}$/.test(barcode) && ean13(barcode.slice(0, 12)) === barcode

describe('the made-up shop', () => {
  it('is the same for the same seed, and another for another', () => {
    const names = (seed: number) => koreanShop(3000, seed).map(({ name }) => name)
    expect(names(1)).toEqual(names(1))
    expect(names(2)).not.toEqual(names(1))
  })

  it('has 50,000 products, no two with the same name, code or barcode', () => {
    const products = koreanShop(50_000, 1)
    for (const key of ['id', 'name', 'code', 'barcode'] as const) {
      expect(new Set(products.map((product) => product[key])).size).toBe(50_000)
    }
    expect(products.filter(({ barcode }) => !isEan13(barcode))).toEqual([])
    expect(
      products.filter(({ price }) => price < 300 || price > 300_000 || price % 10 > 0),
    ).toEqual([])
  })

  it('says so where there are no words for more', () => {
    expect(() => koreanShop(1_000_000, 1)).toThrow('there are words for')
  })

  it('knows a check digit', () => {
    // The sample of GS1's own page on check digits.
    expect(ean13('629104150021')).toBe('6291041500213')
  })
})
