import { describe, expect, it } from 'vitest'
import { compile, findByName, searchColumns } from '#shared/catalogue-search.ts'

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
]
const items = NAMES.map((name) => ({ name, search: searchColumns(name) }))
const find = (query: string) => findByName(items, compile(query)).map(({ name }) => name)

describe('columns', () => {
  it('keeps plain and initials in step, spaces left out', () => {
    const { plain, initials, jamo } = searchColumns('드립백 10개입 Set')
    expect(plain).toBe('드립백10개입set')
    expect(initials).toBe('ㄷㄹㅂ10ㄱㅇset')
    expect(initials).toHaveLength(plain.length)
    expect(jamo).toBe('ㄷㅡㄹㅣㅂㅂㅐㄱ10ㄱㅐㅇㅣㅂset')
  })

  it('reads names that macOS stored taken apart', () => {
    expect(searchColumns('카페라떼'.normalize('NFD'))).toEqual(searchColumns('카페라떼'))
  })
})

describe('search', () => {
  it.each<[string, string[]]>([
    ['', NAMES],
    ['라떼', ['카페라떼']],
    ['아 메', ['아메리카노', '아이스 아메리카노']],
    ['iced', ['Iced Tea']],
    ['10', ['드립백 10개입']],
    ['없는것', []],
  ])('by part of the name: %s', (query, names) => {
    expect(find(query)).toEqual(names)
  })

  it.each<[string, string[]]>([
    ['ㅇㅁㄹ', ['아메리카노', '아이스 아메리카노']],
    ['ㄷㄹㅂ10', ['드립백 10개입']],
    ['ㄲ', ['꽈배기']],
    ['ㅍㄹㄸ', ['카페라떼']],
  ])('by initial consonants: %s', (query, names) => {
    expect(find(query)).toEqual(names)
  })

  it('takes apart the cluster that the input method makes of two consonants', () => {
    expect(find('ㄳ')).toEqual(find('ㄱㅅ'))
    expect(find('ㄳ')).toEqual(['감사 세트'])
  })

  it.each<[string, string[]]>([
    ['아ㅁ', ['아메리카노', '아이스 아메리카노']],
    ['암', ['아메리카노', '아이스 아메리카노', '암염 초콜릿']],
    ['아멜', ['아메리카노', '아이스 아메리카노']],
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

  it('checks letter hits against the name: 라 is not 락', () => {
    expect(find('라')).toEqual(['카페라떼'])
  })

  it('does not join the end of one syllable to the next', () => {
    expect(find('ㅅㄹ')).not.toContain('감사 세트')
    expect(find('ㅂ리')).toEqual([])
  })

  it('reads Korean typed with the keyboard in English', () => {
    expect(find('dkap')).toEqual(['아메리카노', '아이스 아메리카노'])
  })
})
