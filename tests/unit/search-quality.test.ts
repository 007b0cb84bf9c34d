import { afterAll, describe, expect, it } from 'vitest'
import { createCatalogueIndex } from '#shared/search/catalogue-index.ts'
import { searchColumns } from '#shared/search/search-columns.ts'
import { koreanShop, type ShopProduct } from '../../tools/seed/korean-shop.ts'
import { BLIND_QUERIES } from '../fixtures/blind-search-queries.ts'
import { SEARCH_QUERIES } from '../fixtures/search-queries.ts'
import { typedInEnglish, typedInKorean } from '../support/korean-keyboard.ts'

const PRODUCTS = 5000
const WANTED = { first: 0.95, firstFive: 0.99 }

/** Products that are looked for by code and by barcode: `product @size`, of the plain kind. */
const LOOKED_FOR_BY_NUMBER = `
  신라면 @120g
  진라면 @5입
  새우깡 @90g
  초코파이 @150g
  코카콜라 @500ml
  칠성사이다 @1.5L
  흰우유 @1L
  바나나맛우유 @200ml
  참이슬 @360ml
  카스 @500ml
  맥심모카골드 @100T
  햇반 @210g
  비비고왕교자 @350g
  살코기참치 @100g
  청정원고추장 @500g
  삼겹살 @500g
  갈치 @1kg
  고구마 @3kg
  호빵 @4입
  메로나 @6입
  자일리톨껌 @60g
  유한락스 @1.5L
  물티슈 @100매
  153볼펜 @12입
  고양이모래 @5kg
  텀블러 @대
  홍삼정 @30정
  락토핏 @60정
  마스크KF94 @10입
  피죤 @3kg`

const shop = koreanShop(PRODUCTS, 1)
const index = createCatalogueIndex(
  shop.map((product) => ({ ...product, sold: 0, search: searchColumns(product.name) })),
)

/** Does the product have all that a meaning asks for? Knows nothing of the search. */
function fits({ parts }: ShopProduct, meaning: string): boolean {
  // A size may have a space in it: whatever follows the @.
  const [rest = '', size] = meaning.split('@').map((part) => part.trim())
  if (size !== undefined && parts.size !== size) return false
  return rest.split(' ').every((word) => {
    if (word === '') return true
    if (word.startsWith('^')) return parts.maker === word.slice(1)
    if (word.startsWith('#')) return parts.kind === (word === '#-' ? '' : word.slice(1))
    const text = word.replaceAll('*', '')
    const { product } = parts
    if (word.startsWith('*') && word.endsWith('*')) return product.includes(text)
    if (word.startsWith('*')) return product.endsWith(text)
    return word.endsWith('*') ? product.startsWith(text) : product === text
  })
}

const meant = (meaning: string): ReadonlySet<string> =>
  new Set(
    shop
      .filter((product) => meaning.split('|').some((one) => fits(product, one.trim())))
      .map(({ id }) => id),
  )

interface Labelled {
  readonly query: string
  readonly meant: ReadonlySet<string>
}

const lines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

const TYPED: Readonly<Record<string, (text: string) => string>> = {
  'Korean with the keyboard in English': typedInEnglish,
  'English with the keyboard in Korean': typedInKorean,
}

const labelled = (text: string, typed = (query: string) => query): Labelled[] =>
  lines(text).map((line) => {
    const [query = '', meaning = ''] = line.split(' = ')
    return { query: typed(query), meant: meant(meaning) }
  })

const byName = Object.entries(SEARCH_QUERIES).map(([kind, text]): [string, Labelled[]] => [
  kind,
  labelled(text, TYPED[kind]),
])
const blind = Object.entries(BLIND_QUERIES).map(([kind, text]): [string, Labelled[]] => [
  `blind: ${kind}`,
  labelled(text),
])

const numbered = lines(LOOKED_FOR_BY_NUMBER).map((line) => {
  const product = shop.find((one) => fits(one, `#- ${line}`))
  if (product === undefined) throw new Error(`no such product: ${line}`)
  return product
})
const byNumber = (query: (product: ShopProduct) => string): Labelled[] =>
  numbered.map((product) => ({ query: query(product), meant: new Set([product.id]) }))
/** Several products may end with the same digits: none of them is meant more than the others. */
const byEnding = (digits: number): Labelled[] =>
  numbered.map(({ barcode }) => {
    const query = barcode.slice(-digits)
    const ends = shop.filter((product) => product.barcode.endsWith(query))
    return { query, meant: new Set(ends.map(({ id }) => id)) }
  })

const kinds: readonly [string, readonly Labelled[]][] = [
  ...byName,
  ...blind,
  ['a code', byNumber(({ code }) => code.toLowerCase())],
  ['a whole barcode', byNumber(({ barcode }) => barcode)],
  ['the last six digits of a barcode', byEnding(6)],
]

const report: string[] = []
afterAll(() => {
  process.stdout.write(`${report.join('\n')}\n`)
})

describe(`search over ${PRODUCTS} products`, () => {
  it('is asked at least 300 labelled queries, each of which means something', () => {
    const all = kinds.flatMap(([, queries]) => queries)
    expect(all.length).toBeGreaterThanOrEqual(300)
    expect(all.filter((one) => one.meant.size === 0).map(({ query }) => query)).toEqual([])
  })

  it.each(kinds)('%s', (kind, queries) => {
    const answers = queries.map(({ query, meant }) => {
      const found = index.find(query).slice(0, 5)
      return { query, place: found.findIndex(({ id }) => meant.has(id)), found }
    })
    const within = (places: number) =>
      answers.filter(({ place }) => place !== -1 && place < places).length / answers.length
    const figures = { first: within(1), firstFive: within(5) }
    report.push(
      `${kind}: ${queries.length} queries, hit@1 ${figures.first.toFixed(3)}, hit@5 ${figures.firstFive.toFixed(3)}`,
    )
    const missed = answers
      .filter(({ place }) => place !== 0)
      .map(({ query, found }) => `${query} → ${found.map(({ name }) => name).join(' · ')}`)
    expect(figures.first, missed.join('\n')).toBeGreaterThanOrEqual(WANTED.first)
    expect(figures.firstFive, missed.join('\n')).toBeGreaterThanOrEqual(WANTED.firstFive)
  })
})
