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

/** The longest time, in ms, for which nothing else had its turn while `work` went on. */
async function longestPause(work: () => Promise<unknown>): Promise<number> {
  let longest = 0
  let last = performance.now()
  const look = () => {
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
  }
  const timer = setInterval(look, 1)
  await work()
  look()
  clearInterval(timer)
  return longest
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
  const pause = await longestPause(async () => {
    const { preview } = await till.ask('products.readList', {})
    expect(preview?.counts).toEqual({ added: ROWS, changed: 0, unchanged: 0, bad: 0 })
    token = preview?.token ?? ''
  })
  // Read as a whole it would be more than a second; a machine that is busy takes longer for a part.
  expect(pause).toBeLessThan(500)
  expect((await till.ask('catalogue.list', {})).products).toHaveLength(1)

  const begun = performance.now()
  expect(await till.ask('products.applyList', { token })).toEqual({ added: ROWS, changed: 0 })
  console.log(
    `pause ${Math.round(pause)} ms, written in ${Math.round(performance.now() - begun)} ms`,
  )

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
