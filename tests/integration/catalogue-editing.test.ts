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
