import { utimes } from 'node:fs/promises'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CartView, InputOf, RouteName } from '#shared/ipc/contract.ts'
import { won } from '#shared/money.ts'
import type { ChosenFile, FileDialogs } from '../../src/main/application/product-ports.ts'
import { type ComposedTill, openComposedTill } from '../support/composed-till.ts'
import { WEBP } from '../support/product-examples.ts'

let till: ComposedTill
let chosen: ChosenFile | null = null
const files: FileDialogs = { open: async () => chosen, save: async () => false }
beforeEach(async () => {
  chosen = null
  till = await openComposedTill({ files })
})
afterEach(() => till.close())

const ADE: InputOf<'products.save'> = {
  productId: null,
  name: '자몽에이드',
  price: won(5500),
  categoryId: 'coffee',
  taxType: 'taxable',
  barcode: '8801234567893',
  code: 'A1',
  picture: null,
  isFavourite: false,
}
const LATTE = { ...ADE, productId: 'latte', name: '카페라떼', barcode: null, code: null }
const save = async (changes: Partial<typeof ADE> = {}) =>
  (await till.ask('products.save', { ...ADE, ...changes })).productId
const names = async () => (await till.ask('catalogue.list', {})).products.map(({ name }) => name)
const refused = async (route: RouteName, input: unknown) => {
  const answer = await till.app.handlers[route](input as never)
  if (answer.ok) throw new Error(`${route} was not refused`)
  return answer.error
}
/** What is in the file, past the till: every row's name and position, archived ones too. */
function placesOf(table: 'product' | 'category'): [name: string, position: number][] {
  const name = table === 'product' ? 'name' : 'name_ko'
  const file = new SqliteDatabase(join(till.folder, 'till.sqlite'), { readonly: true })
  try {
    return file
      .prepare<[], [string, number]>(`SELECT ${name}, position FROM ${table} ORDER BY position`)
      .raw()
      .all()
  } finally {
    file.close()
  }
}
const lastCart = () => till.events.findLast(({ name }) => name === 'cart.changed')?.data as CartView
const clearEvents = () => void till.events.splice(0)

describe('a product', () => {
  it('is added at the end under an id of its own, tidy, and the page hears of it', async () => {
    clearEvents()
    const first = await save({ name: '  자몽\t 에이드 ' })
    const second = await save({ name: '레몬에이드', barcode: null, code: null })
    expect(await names()).toEqual(['카페라떼', '자몽 에이드', '레몬에이드'])
    expect(first).not.toBe(second)
    expect(till.events.map(({ name }) => name)).toContain('catalogue.changed')
  })

  it('never has the barcode or code of another one that is sold, and is told whose it is', async () => {
    const ade = await save()
    expect(await refused('products.save', { ...ADE, name: '다른 것', code: null })).toMatchObject({
      code: 'BARCODE_TAKEN',
      fields: { barcode: '자몽에이드' },
    })
    expect(await refused('products.save', { ...LATTE, code: 'A1' })).toMatchObject({
      code: 'CODE_TAKEN',
      fields: { code: '자몽에이드' },
    })
    await till.ask('products.save', { ...ADE, productId: ade, price: won(5600) })

    await till.ask('products.archive', { productId: ade })
    const other = await save({ name: '다른 것' })
    expect(await refused('products.bringBack', { productId: ade })).toMatchObject({
      code: 'BARCODE_TAKEN',
      fields: { barcode: '다른 것' },
    })
    await till.ask('products.archive', { productId: other })
    await till.ask('products.bringBack', { productId: ade })
    expect(await names()).toEqual(['카페라떼', '자몽에이드'])
  })

  it('is archived and brought back at its place, with all that it was', async () => {
    const ade = await save()
    await save({ name: '레몬에이드', barcode: null, code: null })
    const before = await till.ask('catalogue.list', {})
    await till.ask('products.archive', { productId: ade })
    expect(await names()).toEqual(['카페라떼', '레몬에이드'])
    const { products } = await till.ask('products.archived', {})
    expect(products).toMatchObject([{ id: ade, name: '자몽에이드', price: 5500 }])
    expect((await refused('products.save', { ...ADE, productId: ade })).code).toBe(
      'PRODUCT_NOT_FOUND',
    )
    await till.ask('products.bringBack', { productId: ade })
    expect(await till.ask('catalogue.list', {})).toEqual(before)
  })

  it('is moved before another one, and to the end, each at a position of its own', async () => {
    const ids = new Map([['카페라떼', 'latte']])
    for (const name of ['나', '다', '라', '마']) {
      ids.set(name, await save({ name, barcode: null, code: null }))
    }
    const moves: [what: string, name: string, before: string | null, order: string][] = [
      ['up', '라', '나', '카페라떼 라 나 다 마'],
      ['down', '카페라떼', '다', '라 나 카페라떼 다 마'],
      ['down by one', '나', '다', '라 카페라떼 나 다 마'],
      ['up by one', '다', '나', '라 카페라떼 다 나 마'],
      ['to the front', '마', '라', '마 라 카페라떼 다 나'],
      ['to the end', '라', null, '마 카페라떼 다 나 라'],
      ['to the end, where it is', '라', null, '마 카페라떼 다 나 라'],
      ['before the next one, where it is', '다', '나', '마 카페라떼 다 나 라'],
      ['before itself', '다', '다', '마 카페라떼 다 나 라'],
    ]
    for (const [what, name, before, order] of moves) {
      await till.ask('products.move', {
        productId: ids.get(name)!,
        before: before === null ? null : ids.get(before)!,
      })
      expect(placesOf('product'), what).toEqual(order.split(' ').map((one, at) => [one, at]))
      expect(await names(), what).toEqual(order.split(' '))
    }
  })

  it('wants a category that there is, and a picture that is kept here', async () => {
    expect((await refused('products.save', { ...ADE, categoryId: 'nowhere' })).code).toBe(
      'CATEGORY_NOT_FOUND',
    )
    expect((await refused('products.save', { ...ADE, picture: 'americano.svg' })).code).toBe(
      'PICTURE_NOT_FOUND',
    )
  })
})

describe('a category', () => {
  it('is added, renamed and moved, and has a name of its own', async () => {
    const { categoryId } = await till.ask('categories.save', {
      categoryId: null,
      nameKo: '빵',
      nameEn: '',
    })
    await till.ask('categories.move', { categoryId, before: 'coffee' })
    await till.ask('categories.save', { categoryId: 'coffee', nameKo: '음료', nameEn: 'Drinks' })
    expect((await till.ask('catalogue.list', {})).categories).toEqual([
      { id: categoryId, nameKo: '빵', nameEn: '빵' },
      { id: 'coffee', nameKo: '음료', nameEn: 'Drinks' },
    ])
    const again = { categoryId, nameKo: '음료', nameEn: '' }
    expect((await refused('categories.save', again)).code).toBe('CATEGORY_NAME_TAKEN')
  })
})

describe('a category that is removed', () => {
  const add = async (nameKo: string, nameEn = '') =>
    (await till.ask('categories.save', { categoryId: null, nameKo, nameEn })).categoryId
  const remove = (categoryId: string) => till.ask('categories.remove', { categoryId })
  const categories = async () =>
    (await till.ask('catalogue.list', {})).categories.map(({ nameKo }) => nameKo)
  /** A list of products, read and confirmed. */
  async function bring(text: string): Promise<void> {
    chosen = { name: '상품.csv', read: async () => Buffer.from(text) }
    const { preview } = await till.ask('products.readList', {})
    await till.ask('products.applyList', { token: preview!.token })
  }

  it('is left out, and the page hears of it', async () => {
    const tea = await add('전통차')
    await add('빵')
    clearEvents()
    await remove(tea)
    expect(await categories()).toEqual(['커피', '빵'])
    expect(till.events.map(({ name }) => name)).toContain('catalogue.changed')
    for (const [route, input] of [
      ['categories.remove', { categoryId: tea }],
      ['categories.save', { categoryId: tea, nameKo: '차', nameEn: '' }],
      ['categories.move', { categoryId: tea, before: null }],
      ['categories.move', { categoryId: 'coffee', before: tea }],
      ['categories.remove', { categoryId: 'nowhere' }],
    ] as const) {
      expect((await refused(route, input)).code, route).toBe('CATEGORY_NOT_FOUND')
    }
  })

  it('is none where products in it are sold: it is said how many', async () => {
    const ade = await save()
    const before = await till.ask('catalogue.list', {})
    const ofCoffee = { categoryId: 'coffee' }
    expect(await refused('categories.remove', ofCoffee)).toMatchObject({
      code: 'CATEGORY_IN_USE',
      fields: { products: '2' },
    })
    await till.ask('products.archive', { productId: ade })
    expect(await refused('categories.remove', ofCoffee)).toMatchObject({
      fields: { products: '1' },
    })
    await till.ask('products.bringBack', { productId: ade })
    expect(await till.ask('catalogue.list', {})).toEqual(before)

    const tea = await add('전통차')
    await till.ask('products.archive', { productId: ade })
    await till.ask('products.save', { ...LATTE, categoryId: tea })
    await remove('coffee')
    expect(await categories()).toEqual(['전통차'])
  })

  it('comes back at its place with an archived product that is sold again', async () => {
    const tea = await add('전통차')
    await add('빵')
    const ade = await save({ categoryId: tea })
    await till.ask('products.archive', { productId: ade })
    const before = await till.ask('catalogue.list', {})
    await remove(tea)
    expect(await categories()).toEqual(['커피', '빵'])
    await till.ask('products.bringBack', { productId: ade })
    const { categories: after, products } = await till.ask('catalogue.list', {})
    expect(after).toEqual(before.categories)
    expect(products.at(-1)).toMatchObject({ id: ade, categoryId: tea })
  })

  it('comes back where a form that was open before saves into it', async () => {
    const tea = await add('전통차')
    await remove(tea)
    await save({ categoryId: tea })
    expect(await categories()).toEqual(['커피', '전통차'])
    await till.ask('products.save', { ...LATTE, categoryId: tea })
    await remove('coffee')
    await till.ask('products.save', LATTE)
    expect(await categories()).toEqual(['커피', '전통차'])
  })

  it('gives its products to one that was renamed to its name', async () => {
    const tea = await add('전통차')
    const ade = await save({ categoryId: tea })
    await till.ask('products.archive', { productId: ade })
    await remove(tea)
    await till.ask('categories.save', { categoryId: 'coffee', nameKo: '전통차', nameEn: '' })
    await till.ask('products.bringBack', { productId: ade })
    await till.ask('products.save', { ...LATTE, categoryId: tea })
    const { categories: after, products } = await till.ask('catalogue.list', {})
    expect(after).toMatchObject([{ id: 'coffee', nameKo: '전통차' }])
    expect(products.map(({ categoryId }) => categoryId)).toEqual(['coffee', 'coffee'])
  })

  it('comes back when it is added again, with its English name unless another is given', async () => {
    const tea = await add('전통차', 'Tea')
    await add('빵')
    const { categories: before } = await till.ask('catalogue.list', {})
    await remove(tea)
    expect(await add(' 전통차 ')).toBe(tea)
    expect((await till.ask('catalogue.list', {})).categories).toEqual(before)
    expect((await refused('categories.save', { ...before[1], categoryId: null })).code).toBe(
      'CATEGORY_NAME_TAKEN',
    )
    await remove(tea)
    expect(await add('전통차', 'Herbal tea')).toBe(tea)
    expect((await till.ask('catalogue.list', {})).categories[1]).toMatchObject({
      nameEn: 'Herbal tea',
    })
    await remove(tea)
    const other = await add('전통 차')
    expect(other).not.toBe(tea)
    expect(await categories()).toEqual(['커피', '빵', '전통 차'])
  })

  it('comes back when a list names it, in Korean or English, as a list finds any other', async () => {
    const tea = await add('Tea 차', 'Tea')
    const bread = await add('빵', 'Bread')
    const { categories: before } = await till.ask('catalogue.list', {})
    await remove(tea)
    await remove(bread)
    await bring('상품명,가격,분류\n쌍화차,5000,tea  차\n유자차,5500,TEA\n단팥빵,2000,bread\n')
    const { categories: after, products } = await till.ask('catalogue.list', {})
    expect(after).toEqual(before)
    expect(products.slice(1).map(({ categoryId }) => categoryId)).toEqual([tea, tea, bread])

    await bring('상품명,가격,분류\n식혜,4000,음료\n')
    expect(await categories()).toEqual(['커피', 'Tea 차', '빵', '음료'])
  })

  it('keeps its place while others are moved around it', async () => {
    const tea = await add('전통차')
    const bread = await add('빵')
    await add('과자')
    await remove(tea)
    await till.ask('categories.move', { categoryId: bread, before: 'coffee' })
    expect(await categories()).toEqual(['빵', '커피', '과자'])
    await till.ask('categories.move', { categoryId: bread, before: null })
    await add('전통차')
    expect(await categories()).toEqual(['커피', '전통차', '과자', '빵'])
    expect(placesOf('category')).toEqual([
      ['커피', 0],
      ['전통차', 1],
      ['과자', 2],
      ['빵', 3],
    ])
  })

  it('wants the manager’s PIN, once there is one', async () => {
    const tea = await add('전통차')
    await till.ask('settings.saveDiscounts', { limitPercent: 100, newPin: '4821' })
    expect((await refused('categories.remove', { categoryId: tea })).code).toBe('MANAGER_REQUIRED')
    expect(await categories()).toEqual(['커피', '전통차'])
  })
})

describe('a price', () => {
  it('that changes is written down, and what was sold stays at the price it was sold at', async () => {
    const { orderId } = await till.sell()
    await till.ask('products.save', { ...LATTE, price: won(5000) })
    await till.ask('products.save', { ...LATTE, price: won(5000), name: '라떼' })
    await till.ask('products.save', { ...LATTE, price: won(5200) })
    const { changes } = await till.ask('products.prices', { productId: 'latte' })
    expect(changes.map(({ from, to }) => [from, to])).toEqual([
      [5000, 5200],
      [4500, 5000],
    ])
    expect(await till.order(orderId)).toMatchObject({
      totalAmount: 4500,
      lines: [{ name: '카페라떼', unitPrice: 4500 }],
    })
  })

  it('that changes under an open cart is the cart’s at once, and an old total pays nothing', async () => {
    await till.ask('cart.add', { productId: 'latte' })
    clearEvents()
    await till.ask('products.save', { ...LATTE, price: won(5000) })
    expect(lastCart()).toMatchObject({ total: 5000, lines: [{ unitPrice: 5000 }] })
    expect((await refused('checkout.start', { total: won(4500) })).code).toBe('CART_CHANGED')
  })

  it('that changes while the customer pays changes nothing of what is paid', async () => {
    const { orderId, amount } = await till.begin()
    await till.ask('products.save', { ...LATTE, price: won(9000) })
    expect(amount).toBe(4500)
    expect(await till.order(orderId)).toMatchObject({ totalAmount: 4500 })
  })
})

describe('a product that is archived while it lies in a cart', () => {
  it('stays there and is paid, can be counted up or taken out, and comes into no other cart', async () => {
    const ade = await save()
    await till.ask('cart.add', { productId: ade })
    await till.ask('products.archive', { productId: ade })
    expect(lastCart()).toMatchObject({ total: 5500, lines: [{ productId: ade }] })
    expect(await till.ask('cart.setQuantity', { productId: ade, quantity: 2 })).toMatchObject({
      total: 11_000,
    })
    expect(await till.ask('cart.scan', { codes: ['8801234567893'] })).toMatchObject({
      scanned: [{ kind: 'unknown' }],
    })
    await till.ask('cart.setQuantity', { productId: ade, quantity: 0 })
    expect((await refused('cart.add', { productId: ade })).code).toBe('PRODUCT_NOT_FOUND')
  })
})

describe('the manager’s PIN, once there is one', () => {
  it('opens editing until the manager leaves; what is sold can be looked at without it', async () => {
    await till.ask('settings.saveDiscounts', { limitPercent: 100, newPin: '4821' })
    expect((await refused('products.save', ADE)).code).toBe('MANAGER_REQUIRED')
    expect((await refused('products.readList', {})).code).toBe('MANAGER_REQUIRED')
    expect((await refused('products.unlock', { pin: '1111' })).code).toBe('PIN_WRONG')
    await till.ask('products.unlock', { pin: '4821' })
    await save()
    await till.ask('products.lock', {})
    expect((await refused('products.archive', { productId: 'latte' })).code).toBe(
      'MANAGER_REQUIRED',
    )
    expect(await names()).toHaveLength(2)
  })
})

describe('a picture', () => {
  const file = (bytes: Uint8Array | null): ChosenFile => ({ name: 'a', read: async () => bytes })
  const data = WEBP.toString('base64')

  it('that was chosen is shown as what it is, and nothing that isn’t one ever is', async () => {
    chosen = file(WEBP)
    const { chosen: name } = await till.ask('products.choosePicture', {})
    expect(await till.app.picture(name!)).toEqual({ name, type: 'image/webp', bytes: WEBP })
    for (const text of ['<svg xmlns="http://www.w3.org/2000/svg"/>', '<html></html>', '', 'RIFF']) {
      chosen = file(Buffer.from(text))
      expect((await refused('products.choosePicture', {})).code).toBe('PICTURE_UNREADABLE')
    }
    chosen = file(null)
    expect((await refused('products.choosePicture', {})).code).toBe('FILE_TOO_LARGE')
    chosen = { name: 'gone', read: () => Promise.reject(new Error('ENOENT')) }
    expect((await refused('products.choosePicture', {})).code).toBe('PICTURE_UNREADABLE')
  })

  it('is kept as WebP only, beside the database of its store, and shown by name', async () => {
    const html = Buffer.from('<html>').toString('base64')
    expect((await refused('products.keepPicture', { data: html })).code).toBe('PICTURE_UNREADABLE')
    const { picture } = await till.ask('products.keepPicture', { data })
    expect(await till.ask('products.keepPicture', { data })).toEqual({ picture })
    await save({ picture })
    await till.restart()
    expect(await till.app.picture(picture)).toEqual({ type: 'image/webp', bytes: WEBP })
    for (const name of ['../till.sqlite', 'till.sqlite', '.', '', `../pictures/${picture}`]) {
      expect(await till.app.picture(name)).toBeNull()
    }
  })

  it('goes a month after no product shows it any more, and not before', async () => {
    const { picture } = await till.ask('products.keepPicture', { data })
    const place = join(till.folder, 'pictures', picture)
    const longAgo = new Date(Date.now() - 40 * 24 * 60 * 60_000)
    const ade = await save({ picture })
    await utimes(place, longAgo, longAgo)
    await till.restart()
    expect(await till.app.picture(picture), 'in use').not.toBeNull()

    await till.ask('products.save', { ...ADE, productId: ade })
    await till.restart()
    expect(await till.app.picture(picture), 'just released').not.toBeNull()

    await utimes(place, longAgo, longAgo)
    await till.restart()
    await expect.poll(() => till.app.picture(picture)).toBeNull()
  })
})
