import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCatalogueIndex, type Searchable } from '#shared/search/catalogue-index.ts'
import { searchColumns } from '#shared/search/search-columns.ts'
import { searchWords } from '#shared/search/search-words.ts'

const NAMES = [
  '아메리카노',
  '아이스 아메리카노',
  '카페라떼',
  '도시락',
  '샌드위치',
  '과자',
  '값진 빵',
  '감사 세트',
  '드립백 10개입',
  'Iced Tea',
  '꽈배기',
  '암염 초콜릿',
  '코카콜라 제로 500ml',
  '닭가슴살',
  'CJ 햇반 210g',
  '서울우유 1.5L',
]

interface Named extends Searchable {
  readonly name: string
}
const item = (name: string, changes: Partial<Searchable> = {}): Named => ({
  name,
  search: searchColumns(name),
  code: null,
  barcode: null,
  sold: 0,
  ...changes,
})
const search = (items: readonly Named[]) => {
  const index = createCatalogueIndex(items)
  return (query: string) => index.find(query).map(({ name }) => name)
}
const find = search(NAMES.map((name) => item(name)))

describe('words', () => {
  it.each<[string, string[]]>([
    ['드립백 10개입 Set', ['드립백', '10개입', 'set']],
    ['코카콜라500㎖', ['코카콜라', '500ml']],
    ['서울우유(저지방)1.5L', ['서울우유', '저지방', '1.5l']],
    ['M&M’s', ['m', 'm', 's']],
    ['３D 펜', ['3d', '펜']],
    ['카페라떼'.normalize('NFD'), ['카페라떼']],
    ['%', []],
  ])('of %s', (text, words) => {
    expect(searchWords(text)).toEqual(words)
  })
})

describe('search', () => {
  it.each<[string, string[]]>([
    ['', NAMES],
    ['   ', NAMES],
    ['라떼', ['카페라떼']],
    ['아 메', ['아메리카노', '아이스 아메리카노']],
    ['iced', ['Iced Tea']],
    ['10', ['드립백 10개입', 'CJ 햇반 210g']],
    ['1.5', ['서울우유 1.5L']],
    ['없는것', []],
    ['%', []],
    ['.', []],
  ])('by part of the name: %s', (query, names) => {
    expect(find(query)).toEqual(names)
  })

  it.each<[string, string[]]>([
    ['ㅇㅁㄹ', ['아메리카노', '아이스 아메리카노']],
    ['ㄷㄹㅂ10', ['드립백 10개입']],
    ['ㄲ', ['꽈배기']],
    ['ㅍㄹㄸ', ['카페라떼']],
    ['ㄱㅂㄱ', ['꽈배기']],
  ])('by initial consonants: %s', (query, names) => {
    expect(find(query)).toEqual(names)
  })

  it('takes apart the cluster that the input method makes of two consonants', () => {
    expect(find('ㄳ')).toEqual(find('ㄱㅅ'))
    expect(find('ㄳ')).toContain('감사 세트')
  })

  it.each<[string, string[]]>([
    ['아ㅁ', ['아메리카노', '아이스 아메리카노']],
    ['암', ['암염 초콜릿', '아메리카노', '아이스 아메리카노']],
    ['아멜', ['아메리카노', '아이스 아메리카노']],
    ['달', ['닭가슴살']],
    ['닭', ['닭가슴살']],
    ['값', ['값진 빵']],
    ['도시라', ['도시락']],
    ['새', ['샌드위치']],
    ['고', ['과자']],
  ])('while a syllable is being typed: %s', (query, names) => {
    expect(find(query)).toEqual(names)
  })

  const whole = NAMES.filter((one) => /^[가-힣]+$/.test(one))
  it.each(whole)('never loses a product on the way to its whole name: %s', (name) => {
    const typed = Array.from(name, (char, at) => {
      const code = char.charCodeAt(0) - 0xac00
      const withoutFinal = String.fromCharCode(0xac00 + code - (code % 28))
      return [name.slice(0, at) + withoutFinal, name.slice(0, at + 1)]
    }).flat()
    expect(typed.filter((query) => !find(query).includes(name))).toEqual([])
  })

  it('shows what begins with the query before what holds its letters elsewhere', () => {
    expect(find('라')).toEqual(['카페라떼', '코카콜라 제로 500ml', '도시락'])
  })

  it('does not join the end of one syllable to the next', () => {
    expect(find('ㅅㄹ')).not.toContain('감사 세트')
    expect(find('ㅂ리')).toEqual([])
  })

  it.each<[string, string[]]>([
    ['dkap', ['아메리카노', '아이스 아메리카노']],
    ['DKAP', ['아메리카노', '아이스 아메리카노']],
    ['Rhkqorl', ['꽈배기']],
    ['ㅊㅓ 햇반', ['CJ 햇반 210g']],
    ['ㅑㅊㄷㅇ', ['Iced Tea']],
  ])('reads what was typed with the keyboard in the other language: %s', (query, names) => {
    expect(find(query)).toEqual(names)
  })

  it.each(['콜라 500', '500 콜라', '제로 콜라', '콜라500', '500ml제로', 'ㅈㄹ 코카', '코카500ml'])(
    'finds words in any order: %s',
    (query) => {
      expect(find(query)).toEqual(['코카콜라 제로 500ml'])
    },
  )

  it.each(['아메리가노', '아매리카노', '아메리카느', '아메리키노', '아메리칸오', '아메리칸'])(
    'forgives one slip: %s',
    (query) => {
      expect(find(query)).toContain('아메리카노')
    },
  )

  it('forgives no two, and none in a short query', () => {
    expect(find('아매리가노')).toEqual([])
    expect(find('가자')).toEqual([])
  })
})

describe('the order of what is found', () => {
  it('is by exactness first, then by what sells', () => {
    const found = search([
      item('우유식빵', { sold: 500 }),
      item('서울우유', { sold: 900 }),
      item('덴마크 우유', { sold: 1 }),
      item('삼립 호빵 우유', { sold: 800 }),
      item('남양 우유', { sold: 7 }),
      item('우유'),
    ])
    expect(found('우유')).toEqual([
      '우유',
      '남양 우유',
      '덴마크 우유',
      '서울우유',
      '삼립 호빵 우유',
      '우유식빵',
    ])
  })

  it('leaves an empty query in the catalogue’s own order', () => {
    expect(search([item('가'), item('나', { sold: 9 })])('')).toEqual(['가', '나'])
  })
})

describe('codes and barcodes', () => {
  const items = [
    item('콜라 4012', { sold: 99 }),
    item('사이다', { code: 'S-4012', barcode: '8801234567893' }),
    item('환타', { code: 'S-40', barcode: '8809876543210' }),
  ]
  const find = search(items)

  it.each<[string, string[]]>([
    ['s4012', ['사이다']],
    ['S-40', ['환타', '사이다']],
    ['8801234567893', ['사이다']],
    ['7893', ['사이다']],
    ['880', []],
    ['8809', ['환타']],
  ])('%s', (query, names) => {
    expect(find(query)).toEqual(names)
  })

  it('takes only a whole barcode for the product', () => {
    const index = createCatalogueIndex(items)
    expect(index.ofBarcode('8801234567893')).toBe(items[1])
    expect(index.ofBarcode('880123456789')).toBeNull()
  })
})

describe('any name and any query', () => {
  const korean = fc.string({
    unit: fc.integer({ min: 0xac00, max: 0xd7a3 }).map((code) => String.fromCharCode(code)),
    minLength: 2,
    maxLength: 8,
  })

  it('finds a product by every part of its name', () => {
    fc.assert(
      fc.property(korean, fc.nat(7), fc.nat(7), (name, from, length) => {
        const part = name.slice(from % name.length, (from % name.length) + 1 + length)
        expect(search([item(`${name} 2개입`)])(part)).toHaveLength(1)
      }),
      { numRuns: 300 },
    )
  })

  const keys = Array.from('qwertasdfgzxcvyuiophjklbnmQWERTOP 5제로ㄱㅏㄳㅘ')
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({ unit: fc.constantFrom(...keys), maxLength: 12 }),
  )

  it('never fails, and never shows a product twice', () => {
    const index = createCatalogueIndex(NAMES.map((name) => item(name)))
    fc.assert(
      fc.property(anything, (query) => {
        const found = index.find(query)
        expect(new Set(found).size).toBe(found.length)
      }),
      { numRuns: 500 },
    )
  })
})
