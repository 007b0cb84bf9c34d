import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withRightCheckDigit } from '#shared/barcode.ts'
import { won } from '#shared/money.ts'
import { csvSheets } from '../../../src/main/adapters/sheets/csv-sheets.ts'
import { cellsOf } from '../../../src/main/application/views/list-view.ts'
import { type ListedProduct, planList } from '../../../src/main/domain/product-list.ts'
import { tidyName } from '../../../src/main/domain/product-name.ts'
import {
  fromCell,
  headingsIn,
  readHeadings,
  toCell,
} from '../../../src/main/domain/product-sheet.ts'

const CATEGORIES = [
  { id: 'coffee', nameKo: '커피', nameEn: 'Coffee' },
  { id: 'bread', nameKo: '빵', nameEn: 'Bread' },
]
const product = (id: string, changes: Partial<ListedProduct> = {}): ListedProduct => ({
  id,
  name: `상품 ${id}`,
  price: won(4500),
  categoryId: 'coffee',
  taxType: 'taxable',
  barcode: null,
  code: null,
  isFavourite: false,
  ...changes,
})
const PRODUCTS = [
  product('latte', { name: '카페라떼', barcode: '8801234567893', code: 'L1' }),
  product('milk', { name: '우유', barcode: '8801111111115' }),
  product('bun', { name: '단팥빵', categoryId: 'bread', price: won(2000) }),
]

async function plan(text: string, products = PRODUCTS) {
  const sheet = await csvSheets.read(Buffer.from(text))
  const [first, ...rows] = sheet?.rows ?? []
  const headings = readHeadings(first?.cells ?? [])
  if (headings === null) throw new Error('no headings')
  const planning = planList(
    { categories: CATEGORIES, products, archivedIds: new Set(['old']) },
    headings,
  )
  for (const row of rows) planning.add(row)
  return planning.plan()
}
const troubles = async (text: string) =>
  (await plan(text)).bad.map(({ line, problem, about }) => [line, problem, about])

describe('a list of products', () => {
  it('finds each product by number, barcode, code or name, and leaves what it doesn’t say', async () => {
    const { rows, unchanged, bad } = await plan(
      [
        '상품번호,상품명,판매가,바코드,상품코드',
        'bun,팥빵,"2,200원",,',
        ',우유,3000,8801111111115,',
        ',,₩5000,,L1',
      ].join('\n'),
    )
    // 이름이 빈 칸인 줄은 무엇인지 말하지 않아요.
    expect(bad).toMatchObject([{ line: 4, problem: 'name_missing' }])
    expect(unchanged).toBe(0)
    expect(rows).toMatchObject([
      { kind: 'changed', line: 2, productId: 'bun', facts: { name: '팥빵', price: 2200 } },
      { kind: 'changed', line: 3, productId: 'milk', facts: { price: 3000 } },
    ])
    const byCode = await plan('price;code\n5000;L1\n4500;L1')
    expect(byCode.rows).toMatchObject([
      { productId: 'latte', facts: { name: '카페라떼', price: 5000 } },
    ])
    expect(byCode.bad).toMatchObject([{ line: 3, problem: 'said_twice', about: '2' }])
  })

  it('adds what nobody sells yet, with new categories, and the same name with another barcode', async () => {
    const { rows, newCategories, bad } = await plan(
      'Name\tPrice\tCategory\tBarcode\tTax\tFavourite\n' +
        '우유\t5000\t유제품\t8802222222222\t면세\tyes\n치즈\t7000\t유제품\t\t\t\n빵\t1000\tbread\t\t\t',
    )
    expect(bad).toEqual([])
    expect(newCategories).toEqual(['유제품'])
    expect(rows).toMatchObject([
      {
        kind: 'added',
        facts: { taxType: 'exempt', isFavourite: true, category: { newName: '유제품' } },
      },
      { kind: 'added', facts: { taxType: 'taxable', isFavourite: false } },
      { kind: 'added', facts: { category: { id: 'bread' } } },
    ])
  })

  it('fills in the barcode of a product that has none, and empties it where the list is empty', async () => {
    const { rows } = await plan('상품명,바코드\n단팥빵,8803333333333\n우유,')
    expect(rows).toMatchObject([
      { productId: 'bun', facts: { barcode: '8803333333333', price: 2000 } },
      { productId: 'milk', facts: { barcode: null } },
    ])
  })

  it('names each bad row by its line, also behind lines that break within quotes, and what is wrong', async () => {
    const text = [
      '번호,상품명,가격,분류,과세,바코드,코드,즐겨찾기',
      ',"두 줄',
      '이름",1000,커피,,,,',
      ',,1000,커피,,,,',
      ',가,,커피,,,,',
      ',나,천원,커피,,,,',
      ',다,-500,커피,,,,',
      ',라,1000,,,,,',
      ',마,1000,커피,영세,,,',
      ',바,1000,커피,,8.80123E+12,,',
      '',
      'latte,카페라떼,4500,커피,,8801111111115,,',
      'nobody,사,1000,커피,,,,',
      'old,아,1000,커피,,,,',
      ',자,1000,커피,,8801111111115,L1,',
      ',차,1000,커피,,,,아마도',
      `,${'카'.repeat(101)},1000,커피,,,,`,
      ',타,1000,커피,,,한 칸,',
      ',파,99999999999,커피,,,,',
    ].join('\r\n')
    expect(await troubles(text)).toEqual([
      [4, 'name_missing', ''],
      [5, 'price_missing', ''],
      [6, 'price_unreadable', '천원'],
      [7, 'price_unreadable', '-500'],
      [8, 'category_missing', ''],
      [9, 'tax_unreadable', '영세'],
      [10, 'barcode_shortened', '8.80123E+12'],
      [12, 'barcode_taken', '우유'],
      [13, 'id_unknown', 'nobody'],
      [14, 'id_archived', 'old'],
      [15, 'two_products', '우유 · 카페라떼'],
      [16, 'favourite_unreadable', '아마도'],
      [17, 'name_long', `${'카'.repeat(99)}…`],
      [18, 'code_unreadable', '한 칸'],
      [19, 'price_unreadable', '99999999999'],
    ])
  })

  it('lets a barcode go from one product to another where the rows come in that order', async () => {
    const given = '번호,바코드\nmilk,8809999999999\nlatte,8801111111115'
    expect((await plan(given)).bad).toEqual([])
    expect(await troubles('번호,바코드\nlatte,8801111111115\nmilk,8809999999999')).toEqual([
      [2, 'barcode_taken', '우유'],
    ])
  })

  it.each([
    ['nothing', ''],
    ['no headings', '카페라떼,4500\n우유,3000'],
    ['nothing to find a product by', '가격,분류\n1000,커피'],
    ['a name alone', '상품명\n우유'],
  ])('isn’t one with %s', async (_name, text) => {
    await expect(plan(text)).rejects.toThrow('no headings')
  })
})

describe('a file', () => {
  it.each([
    ['UTF-8', Buffer.from('상품명,가격\n똠양꿍,9000')],
    ['UTF-8', Buffer.from('\uFEFF상품명,가격\n똠양꿍,9000')],
    ['UTF-16', Buffer.from('\uFEFF상품명\t가격\n똠양꿍\t9000', 'utf16le')],
    // "상품명,가격\n똠양꿍,9000" as Excel in Korea saves it.
    ['CP949', Buffer.from('bbf3c7b0b8ed2cb0a1b0dd0a8c63bee7b2e12c39303030', 'hex')],
  ])('in %s is read', async (encoding, bytes) => {
    const sheet = await csvSheets.read(bytes)
    expect(sheet?.encoding).toBe(encoding)
    expect(sheet?.rows.map(({ cells }) => cells)).toEqual([
      ['상품명', '가격'],
      ['똠양꿍', '9000'],
    ])
  })

  it('that is no text, or whose quotes never end, is none', async () => {
    expect(await csvSheets.read(Buffer.from('PK\u0003\u0004\0\0'))).toBeNull()
    expect(await csvSheets.read(Buffer.from('상품명,가격\n"우유,1000'))).toBeNull()
  })
})

describe('an exported list', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
    fc.constantFrom('=1+1', "'=1", '+82', '-', '@now', '"', 'a,b', "'", "''=x", '；', '＝가'),
  )
  const name = text.map(tidyName).filter((one) => one !== '' && !one.includes('\uFFFD'))
  const code = fc.option(fc.stringMatching(/^[!-~]{1,12}$/))

  it('comes back unchanged, whatever products are called, and starts no formula', async () => {
    const products = fc
      .uniqueArray(fc.record({ name, barcode: code, code, price: fc.nat(9_999_999) }), {
        selector: (one) => one.name,
        maxLength: 8,
      })
      .filter(
        (all) =>
          [all.map((one) => one.barcode), all.map((one) => one.code)].every((values) => {
            const given = values.filter((value) => value !== null)
            return new Set(given).size === given.length
          }) && all.every(({ barcode }) => !/^\d(?:[.,]\d+)?E\+?\d+$/i.test(barcode ?? '')),
      )
    await fc.assert(
      fc.asyncProperty(
        products,
        fc.constantFrom('ko' as const, 'en' as const),
        async (all, language) => {
          const listed = all.map(({ price, ...one }, index) =>
            product(`p${index}`, { ...one, price: won(price), isFavourite: index % 2 === 0 }),
          )
          const rows = listed.map((one) => cellsOf({ ...one, category: '커피' }, language))
          const bytes = await csvSheets.write([headingsIn(language), ...rows])
          expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
          expect(rows.flat().filter((cell) => /^[=+\-@]/.test(cell))).toEqual([])
          expect(await plan(Buffer.from(bytes).toString('utf8').slice(1), listed)).toEqual({
            newCategories: [],
            rows: [],
            unchanged: listed.length,
            bad: [],
          })
        },
      ),
      { numRuns: 300 },
    )
  })

  it('is an apostrophe away from any text', () => {
    fc.assert(
      fc.property(name, (one) => {
        expect(fromCell(toCell(one))).toBe(one)
      }),
    )
  })
})

describe('a check digit', () => {
  it.each([
    ['8801234567893', null],
    ['8801234567890', '8801234567893'],
    ['96385074', null],
    ['96385075', '96385074'],
    ['036000291452', null],
    ['ABC-123', null],
    ['123', null],
  ])('of %s should be %s', (barcode, right) => {
    expect(withRightCheckDigit(barcode)).toBe(right)
  })
})
