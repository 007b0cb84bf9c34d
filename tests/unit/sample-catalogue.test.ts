import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isWon } from '#shared/money.ts'
import { TAX_TYPES } from '#shared/vocabulary.ts'
import { describe, expect, it } from 'vitest'

interface SampleProduct {
  readonly id: string
  readonly name: string
  readonly price: number
  readonly categoryId: string
  readonly taxType: string
  readonly barcode: string | null
  readonly picture: string
  readonly isFavourite: boolean
}
interface SampleCatalogue {
  readonly categories: readonly { id: string; nameKo: string; nameEn: string }[]
  readonly products: readonly SampleProduct[]
}

const folder = join(import.meta.dirname, '../../resources/sample-catalogue')
const { categories, products } = JSON.parse(
  readFileSync(join(folder, 'catalogue.json'), 'utf8'),
) as SampleCatalogue
const pictureFiles = readdirSync(join(folder, 'pictures'))

/** Whether the last digit is the GS1 check digit: weights 1 and 3 in turn, from the left. */
const isEan13 = (barcode: string) => {
  if (!/^\d{13}$/.test(barcode)) return false
  let sum = 0
  for (let place = 0; place < 12; place += 1) sum += Number(barcode[place]) * (place % 2 ? 3 : 1)
  return Number(barcode[12]) === (10 - (sum % 10)) % 10
}

// A list of what may be in a picture is stricter than a list of what may not: no script, style,
// link, image, text, event handler or reference gets past it.
const allowedElements = new Set(['svg', 'g', 'path', 'rect', 'circle', 'ellipse'])
const allowedAttributes = new Set(
  (
    'viewBox d x y cx cy r rx ry width height fill fill-opacity stroke stroke-width ' +
    'stroke-linecap stroke-linejoin opacity transform'
  ).split(' '),
)

/** What keeps a picture from being a small drawing of plain shapes; empty where nothing does. */
const pictureFaults = (svg: string) => {
  const faults: string[] = []
  const head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 160">'
  if (!svg.startsWith(head)) faults.push('another head')
  if (Buffer.byteLength(svg) >= 4096) faults.push('4 kB or more')

  const open: string[] = []
  const body = svg.replace(' xmlns="http://www.w3.org/2000/svg"', '')
  for (const tag of body.matchAll(/<(\/?)([^\s/>]*)([^>]*?)(\/?)>/g)) {
    const [, isEnd, name = '', inside = '', isWhole] = tag
    if (!allowedElements.has(name)) faults.push(`element ${name}`)
    if (isEnd && open.pop() !== name) faults.push(`${name} closed where it isn't open`)
    if (!isEnd && !isWhole) open.push(name)
    for (const [, attribute = '', value = ''] of inside.matchAll(/\s([^\s=]+)="([^"]*)"/g)) {
      if (!allowedAttributes.has(attribute)) faults.push(`attribute ${attribute}`)
      if (/url|:|undefined|NaN/.test(value)) faults.push(`value ${value}`)
    }
    if (inside.replaceAll(/\s[^\s=]+="[^"]*"/g, '').trim()) faults.push(`leftover ${inside}`)
  }
  if (open.length > 0) faults.push(`never closed: ${open.join(' ')}`)
  if (body.replaceAll(/<[^>]*>/g, '').trim()) faults.push('text between the tags')
  return faults
}

describe('the sample catalogue', () => {
  it('holds about forty products in five categories, a dozen of them favourites', () => {
    expect(categories.map((category) => category.nameKo)).toEqual([
      '커피',
      '음료',
      '베이커리',
      '디저트',
      '상품',
    ])
    expect(products.length).toBeGreaterThanOrEqual(40)
    expect(products.filter((product) => product.isFavourite)).toHaveLength(12)
    for (const { id } of categories)
      expect(products.some((product) => product.categoryId === id)).toBe(true)
  })

  it('names each product once', () => {
    expect(new Set(products.map(({ id }) => id)).size).toBe(products.length)
    expect(new Set(products.map(({ name }) => name)).size).toBe(products.length)
    const barcodes = products.flatMap(({ barcode }) => barcode ?? [])
    expect(barcodes.length).toBeGreaterThan(0)
    expect(new Set(barcodes).size).toBe(barcodes.length)
  })

  it('knows the unprocessed foodstuffs that Korean VAT law exempts, and only those', () => {
    const exempt = products.filter(({ taxType }) => taxType === 'exempt')
    expect(exempt.map(({ id }) => id)).toEqual(['milk', 'eggs', 'banana', 'tangerines'])
  })

  it.each(products)('$id is a product the till can sell', (product) => {
    expect(product.id).toMatch(/^[a-z0-9-]{1,40}$/)
    expect(product.name.trim()).toBe(product.name)
    expect(product.name.length).toBeGreaterThan(0)
    // Toss takes an orderName of at most 100 characters, and " 외 N건" must still fit after it.
    expect(`${product.id}-${product.name} 외 999건`.length).toBeLessThanOrEqual(100)
    expect(isWon(product.price)).toBe(true)
    expect(product.price).toBeGreaterThan(0)
    expect(categories.map(({ id }) => id)).toContain(product.categoryId)
    expect(TAX_TYPES).toContain(product.taxType)
    expect(product.isFavourite).toBeTypeOf('boolean')
  })

  const packaged = products.filter(({ barcode }) => barcode !== null)
  it.each(packaged)('$id carries a Korean EAN-13 that a scanner would accept', ({ barcode }) => {
    expect(barcode).toMatch(/^880/)
    expect(isEan13(barcode ?? '')).toBe(true)
  })

  it('would notice a mistyped barcode', () => {
    expect(isEan13('8801234567893')).toBe(true)
    expect(isEan13('8801234567839')).toBe(false)
    expect(isEan13('880123456789')).toBe(false)
  })
})

describe('the pictures of the sample catalogue', () => {
  it('are one for each product and no more', () => {
    expect(pictureFiles.toSorted()).toEqual(products.map(({ picture }) => picture).toSorted())
  })

  it.each(pictureFiles)('%s is a small drawing of plain shapes', (file) => {
    expect(pictureFaults(readFileSync(join(folder, 'pictures', file), 'utf8'))).toEqual([])
  })

  const drawing = (inside: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 160">${inside}</svg>`

  it.each([
    ['a script', drawing('<script>alert(1)</script>')],
    ['a style', drawing('<style>*{fill:red}</style>')],
    ['a link', drawing('<a href="https://example.com"><path d="M0 0"/></a>')],
    ['an image', drawing('<image href="https://example.com/a.png"/>')],
    ['a reference', drawing('<rect width="9" height="9" fill="url(#a)"/>')],
    ['an event handler', drawing('<path d="M0 0" onload="alert(1)"/>')],
    ['text', drawing('커피')],
    ['a tag left open', drawing('<g>')],
    ['too much', drawing('<path d="M0 0"/>'.repeat(300))],
  ])('may not hold %s', (_, svg) => {
    expect(pictureFaults(svg)).not.toEqual([])
  })
})
