import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createCarts } from '../../src/main/adapters/db/carts.ts'
import {
  type CatalogueSeed,
  createCatalogue,
  seedCatalogue,
} from '../../src/main/adapters/db/catalogue.ts'
import { createTossJournal } from '../../src/main/adapters/db/toss-journal.ts'
import { AT, later, openTestStore, type TestStore } from '../support/store-kit.ts'

let store: TestStore
beforeEach(async () => {
  store = await openTestStore()
})
afterEach(() => store.end())

const product = (id: string, changes: Partial<CatalogueSeed['products'][number]> = {}) => ({
  id,
  name: `상품 ${id}`,
  price: 4500,
  categoryId: 'coffee',
  taxType: 'taxable' as const,
  barcode: null,
  picture: `${id}.svg`,
  isFavourite: false,
  ...changes,
})
const SEED: CatalogueSeed = {
  categories: [
    { id: 'coffee', nameKo: '커피', nameEn: 'Coffee' },
    { id: 'bread', nameKo: '빵', nameEn: 'Bread' },
  ],
  products: [
    product('z', { barcode: '8800000000017', isFavourite: true }),
    product('a', { categoryId: 'bread', taxType: 'exempt', picture: null }),
    product('m', { name: '카페 라떼'.normalize('NFD') }),
  ],
}

describe('the catalogue', () => {
  it('is the sample, in the sample’s order, names in one Unicode form', async () => {
    await seedCatalogue(store.database, SEED)
    const catalogue = createCatalogue(store.database)
    expect(await catalogue.list()).toEqual({
      categories: SEED.categories,
      products: [SEED.products[0], SEED.products[1], { ...SEED.products[2], name: '카페 라떼' }],
    })
    expect(await catalogue.find('a')).toEqual(SEED.products[1])
    expect(await catalogue.find('nothing')).toBeNull()
  })

  it('is filled once: what the shop took out stays out', async () => {
    await seedCatalogue(store.database, SEED)
    await store.database.write((queries) => queries.run(sql`DELETE FROM product`))
    await seedCatalogue(store.database, SEED)
    expect((await createCatalogue(store.database).list()).products).toEqual([])
  })

  it.each([
    ['an unknown category', product('x', { categoryId: 'nowhere' }), 'FOREIGN KEY'],
    ['a fraction of a won', product('x', { price: 4500.5 }), 'not an amount in won'],
    ['the same id twice', product('z'), 'UNIQUE'],
    ['a barcode twice', product('x', { barcode: '8800000000017' }), 'UNIQUE'],
  ])('takes nothing of a sample with %s', async (_name, bad, why) => {
    const seed = { ...SEED, products: [...SEED.products, bad] }
    await expect(seedCatalogue(store.database, seed)).rejects.toThrow(why)
    expect((await createCatalogue(store.database).list()).categories).toEqual([])
    await seedCatalogue(store.database, SEED)
  })
})

describe('the cart', () => {
  it('is empty at first, and is what was saved last, for the next start too', async () => {
    const carts = createCarts(store.database)
    expect(await carts.load()).toEqual({ lines: [], triedAs: null })
    const cart = { lines: [{ productId: 'z', quantity: 2 }], triedAs: '0001-000007' }
    await carts.save({ lines: [], triedAs: null })
    await carts.save(cart)
    const { database } = await store.again()
    expect(await createCarts(database).load()).toEqual(cart)
  })
})

describe('the journal', () => {
  const call = {
    kind: 'confirm' as const,
    orderId: '20261123-0001-000001-A1B2',
    refundId: null,
    idempotencyKey: 'confirm:key',
    method: 'POST' as const,
    path: '/v1/payments/confirm',
    request: '{"amount":1000}',
    at: AT,
  }
  const rows = () =>
    store.database.read((queries) => ({
      calls: queries.all(sql`SELECT * FROM toss_call`),
      answers: queries.all(sql`SELECT * FROM toss_answer`),
    }))

  it('holds the call before its answer, and the answer as it came', async () => {
    const journal = createTossJournal(store.database)
    const first = await journal.begin(call)
    const second = await journal.begin({ ...call, kind: 'lookup', orderId: null, method: 'GET' })
    expect(second).toBe(first + 1)
    expect((await rows()).answers).toEqual([])
    const answer = { status: 200, body: '{"한글":1}', traceId: 'trace', error: null }
    await journal.answer(second, { ...answer, at: later(5) })
    expect(await rows()).toMatchObject({
      calls: [
        {
          id: first,
          kind: 'confirm',
          order_id: call.orderId,
          request: call.request,
          at: AT.toISOString(),
        },
        { id: second, kind: 'lookup', order_id: null },
      ],
      answers: [
        {
          call_id: second,
          status: 200,
          body: '{"한글":1}',
          trace_id: 'trace',
          error: null,
          at: later(5).toISOString(),
        },
      ],
    })
  })

  it('takes one answer per call, and none to a call that wasn’t made', async () => {
    const journal = createTossJournal(store.database)
    const id = await journal.begin(call)
    const answer = { status: null, body: null, traceId: null, error: 'timeout: x', at: AT }
    await journal.answer(id, answer)
    await expect(journal.answer(id, answer)).rejects.toThrow('UNIQUE')
    await expect(journal.answer(999, answer)).rejects.toThrow('FOREIGN KEY')
  })
})
