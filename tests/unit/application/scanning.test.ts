import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { won } from '#shared/money.ts'
import { type LabelRule, NO_LABELS, readLabel } from '#shared/scale-label.ts'
import { ean13 } from '../../../tools/seed/korean-shop.ts'
import { MemoryTill } from '../../support/memory-till.ts'

const RULE: LabelRule = { holds: { '20': 'price', '28': 'weight' }, itemLength: 5, priceUnit: 100 }
const PRICED = ean13('200012312500')
const WEIGHED = ean13('280012300850')

let till: MemoryTill
beforeEach(() => {
  till = new MemoryTill()
  const [latte, ade, gold] = till.products
  till.products = [
    { ...latte!, barcode: '8801234567893' },
    { ...ade!, barcode: '88012345' },
    gold!,
    { ...latte!, id: 'pork', name: '삼겹살', price: won(2990), code: '00123' },
  ]
  till.labels = RULE
})

const scan = async (...codes: string[]) => {
  const answer = await till.app.handlers['cart.scan']({ codes })
  if (!answer.ok) throw new Error(answer.error.code)
  return answer.data.scanned
}

describe('a scan', () => {
  it('adds by exact barcode, in order, and says what nobody sells', async () => {
    const scanned = await scan('88012345', '8801234567893', '880123456789', '88012345')
    expect(scanned.map(({ kind }) => kind)).toEqual(['added', 'added', 'unknown', 'added'])
    expect(till.cart.lines).toEqual([
      { productId: 'ade', quantity: 2 },
      { productId: 'latte', quantity: 1 },
    ])
    expect(till.events.filter(({ name }) => name === 'cart.changed')).toHaveLength(1)
  })

  it('is refused where the customer is paying, and nothing is added', async () => {
    await till.startSale()
    expect(await scan('88012345')).toEqual([
      {
        kind: 'refused',
        code: '88012345',
        why: 'CHECKOUT_IN_PROGRESS',
        message: expect.any(String),
      },
    ])
  })

  it('refuses only what the till can’t count', async () => {
    till.products = till.products.map((one) => ({
      ...one,
      barcode: one.id === 'gold' ? '8800000000017' : one.barcode,
    }))
    const scanned = await scan('88012345', '8800000000017', '8800000000017', '8801234567893')
    expect(scanned.map(({ kind }) => kind)).toEqual(['added', 'added', 'refused', 'added'])
    expect(till.cart.lines.map(({ productId }) => productId)).toEqual(['ade', 'gold', 'latte'])
  })
})

describe('a scale’s label', () => {
  it('sells at the price on it, each price a line of its own', async () => {
    await scan(PRICED, PRICED, ean13('200012309900'))
    const cart = await till.app.handlers['cart.get']({})
    expect(cart).toMatchObject({
      data: {
        total: 12_500 * 2 + 9900,
        lines: [
          { name: '삼겹살', unitPrice: 12_500, quantity: 2 },
          { name: '삼겹살', unitPrice: 9900, quantity: 1 },
        ],
      },
    })
  })

  it('sells by weight at the catalogue’s price', async () => {
    await scan(WEIGHED)
    expect(await till.app.handlers['cart.get']({})).toMatchObject({
      data: { lines: [{ name: '삼겹살 850g', unitPrice: 25_415 }] },
    })
  })

  it('is written down with its price, under the product’s own name at Toss', async () => {
    await scan(PRICED)
    const intent = await till.pressPay(12_500)
    expect(intent.orderName).toBe('pork-삼겹살')
    expect(till.orders.all[0]?.lines).toMatchObject([{ unitPrice: 12_500, quantity: 1 }])
  })

  it.each([
    ['another prefix', ean13('210012312500')],
    ['a wrong check digit', `${PRICED.slice(0, 12)}${(Number(PRICED[12]) + 1) % 10}`],
    ['an item nobody sells', ean13('200099912500')],
    ['nothing on the scale', ean13('200012300000')],
    ['too few digits', PRICED.slice(0, 12)],
  ])('isn’t read with %s', async (_name, code) => {
    expect(await scan(code)).toEqual([{ kind: 'unknown', code }])
  })

  it('is an ordinary barcode where no rule is set', async () => {
    till.labels = NO_LABELS
    expect(await scan(PRICED)).toEqual([{ kind: 'unknown', code: PRICED }])
  })

  it('gives way to a product that has this very barcode', async () => {
    till.products = till.products.map((one) => ({
      ...one,
      barcode: one.id === 'gold' ? PRICED : one.barcode,
    }))
    expect(await scan(PRICED)).toMatchObject([{ kind: 'added', name: '금박케이크' }])
  })

  it('can’t be made up by a page', async () => {
    const cheap = { productId: 'gold@p1' }
    const refused = { error: { code: 'PRODUCT_NOT_FOUND' } }
    expect(await till.app.handlers['cart.add'](cheap)).toMatchObject(refused)
    expect(await till.app.handlers['cart.setQuantity']({ ...cheap, quantity: 2 })).toMatchObject(
      refused,
    )
    expect(till.cart.lines).toEqual([])
  })

  it('once scanned, is counted up and brought back like any line, also after a restart', async () => {
    await scan(PRICED)
    const productId = 'pork@p12500'
    expect((await till.app.handlers['cart.add']({ productId })).ok).toBe(true)
    await till.restart()
    expect((await till.app.handlers['cart.setQuantity']({ productId, quantity: 3 })).ok).toBe(true)
    expect(till.cart.lines).toEqual([{ productId, quantity: 3 }])
  })

  it('is read by digits that add up, whatever the rule', () => {
    const rules = fc.record({
      itemLength: fc.constantFrom(4 as const, 5 as const, 6 as const),
      value: fc.integer({ min: 1, max: 9999 }),
      item: fc.integer({ min: 0, max: 9999 }),
    })
    fc.assert(
      fc.property(rules, ({ itemLength, value, item }) => {
        const itemCode = String(item).padStart(itemLength, '0')
        const code = ean13(`20${itemCode}${String(value).padStart(10 - itemLength, '0')}`)
        expect(readLabel({ ...RULE, itemLength }, code)).toEqual({
          item: itemCode,
          holds: 'price',
          value,
        })
      }),
      { numRuns: 200 },
    )
  })
})
