import { afterEach, beforeEach, expect, it } from 'vitest'
import { shopCatalogue } from '../../tools/seed/korean-shop.ts'
import type { FileDialogs } from '../../src/main/application/product-ports.ts'
import { type ComposedTill, openComposedTill } from '../support/composed-till.ts'

const ROWS = 50_000

let till: ComposedTill
let text = ''
let saved = Buffer.alloc(0)
const files: FileDialogs = {
  open: async () => ({ name: '상품.csv', read: async () => Buffer.from(text) }),
  save: async (_name, bytes) => {
    saved = Buffer.from(bytes)
    return true
  },
}
beforeEach(async () => {
  till = await openComposedTill({ files })
})
afterEach(() => till.close())

/** How often other work had its turn while `work` went on: a count, for how long a turn takes is the machine's. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let turns = 0
  let isOver = false
  const take = () => {
    turns += 1
    if (!isOver) setTimeout(take)
  }
  setTimeout(take)
  await work()
  isOver = true
  return turns
}

it(`reads ${ROWS} rows while the till goes on, writes them in one step, and gives them all back`, async () => {
  const { products, categories } = shopCatalogue(ROWS, 3)
  const nameOf = new Map(categories.map(({ id, nameKo }) => [id, nameKo]))
  text = [
    '상품명,가격,분류,바코드',
    ...products.map((one) =>
      [`"${one.name}"`, one.price, nameOf.get(one.categoryId), one.barcode].join(','),
    ),
  ].join('\n')
  let token = ''
  const turns = await turnsDuring(async () => {
    const { preview } = await till.ask('products.readList', {})
    expect(preview?.counts).toEqual({ added: ROWS, changed: 0, unchanged: 0, bad: 0 })
    token = preview?.token ?? ''
  })
  // Read as a whole it would be a second or more without one.
  expect(turns).toBeGreaterThan(50)
  expect((await till.ask('catalogue.list', {})).products).toHaveLength(1)

  expect(await till.ask('products.applyList', { token })).toEqual({ added: ROWS, changed: 0 })
  // The words of 50,000 new names are made in parts, too.
  expect(await turnsDuring(() => till.ask('catalogue.list', {}))).toBeGreaterThan(50)

  await till.ask('products.export', {})
  text = saved.toString('utf8')
  const { preview } = await till.ask('products.readList', {})
  expect(preview?.counts).toEqual({ added: 0, changed: 0, unchanged: ROWS + 1, bad: 0 })
}, 120_000)

it('is refused where the catalogue was changed since it was looked at, and after it was done', async () => {
  text = '상품명,가격,분류\n수정과,5000,전통차'
  const { preview } = await till.ask('products.readList', {})
  const token = preview?.token ?? ''
  await till.ask('products.move', { productId: 'latte', before: null })
  const apply = () => till.app.handlers['products.applyList']({ token })
  expect(await apply()).toMatchObject({ error: { code: 'IMPORT_OUTDATED' } })
  const again = (await till.ask('products.readList', {})).preview?.token ?? ''
  await till.ask('products.applyList', { token: again })
  expect(await till.app.handlers['products.applyList']({ token: again })).toMatchObject({
    error: { code: 'IMPORT_OUTDATED' },
  })
  expect((await till.ask('catalogue.list', {})).products).toHaveLength(2)
})
