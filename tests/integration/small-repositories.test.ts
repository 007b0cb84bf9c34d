import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createCarts } from '../../src/main/adapters/db/carts.ts'
import {
  type CatalogueSeed,
  createCatalogue,
  seedCatalogue,
} from '../../src/main/adapters/db/catalogue.ts'
import { createTossJournal } from '../../src/main/adapters/db/toss-journal.ts'
import { answer, call } from '../support/journal-kit.ts'
import {
  AT,
  later,
  line,
  newAttempt,
  newOrder,
  openTestStore,
  placePaid,
  type TestStore,
} from '../support/store-kit.ts'

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
    product('z', { barcode: '8800000000017', code: 'A7', isFavourite: true }),
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
      products: SEED.products.map((one) => ({
        code: null,
        ...one,
        name: one.id === 'm' ? '카페 라떼' : one.name,
      })),
    })
    expect(await catalogue.find('a')).toEqual({ ...SEED.products[1], code: null })
    expect(await catalogue.find('nothing')).toBeNull()
  })

  it('knows what sells: pieces of orders that were paid, not of those that were left', async () => {
    const lines = (quantity: number) => ({ lines: [line({ quantity })] })
    await placePaid(store.orders, lines(2))
    await store.orders.place(newOrder(lines(100)), newAttempt())
    await placePaid(store.orders, lines(3))
    expect(await createCatalogue(store.database).soldLately()).toEqual(new Map([['cafe-latte', 5]]))
  })

  it('is filled once: what the shop took out stays out', async () => {
    await seedCatalogue(store.database, SEED)
    await store.database.write((queries) =>
      queries.run(sql`UPDATE product SET archived_at = ${AT.toISOString()}`),
    )
    await seedCatalogue(store.database, SEED)
    expect((await createCatalogue(store.database).list()).products).toEqual([])
  })

  it.each([
    ['an unknown category', product('x', { categoryId: 'nowhere' }), 'FOREIGN KEY'],
    ['a fraction of a won', product('x', { price: 4500.5 }), 'not an amount in won'],
    ['the same id twice', product('z'), 'UNIQUE'],
    ['a code twice', product('x', { code: 'A7' }), 'UNIQUE'],
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
  const rows = () => store.database.read((queries) => queries.all(sql`SELECT * FROM journal`))

  it('holds the call before its answer, and the answer as it came', async () => {
    const journal = createTossJournal(store.database)
    const first = await journal.begin(call())
    const second = await journal.begin(call({ kind: 'lookup', orderId: null, method: 'GET' }))
    expect([first, second]).toEqual([1, 2])
    expect(await rows()).toMatchObject([{ entry: 'call' }, { entry: 'call' }])
    await journal.answer(second, answer())
    expect(await rows()).toMatchObject([
      {
        seq: 1,
        kind: 'confirm',
        order_id: call().orderId,
        request: call().request,
        at: AT.toISOString(),
      },
      { seq: 2, kind: 'lookup', order_id: null },
      {
        seq: 3,
        entry: 'answer',
        call_seq: second,
        status: 200,
        body: '{"한글":1}',
        trace_id: 'trace',
        error: null,
        at: later(5).toISOString(),
      },
    ])
  })

  it('takes one answer per call, and none to a call that wasn’t made', async () => {
    const journal = createTossJournal(store.database)
    const seq = await journal.begin(call())
    const late = answer({ status: null, body: null, traceId: null, error: 'timeout: x' })
    await journal.answer(seq, late)
    await expect(journal.answer(seq, late)).rejects.toThrow('UNIQUE')
    await expect(journal.answer(999, late)).rejects.toThrow('journal_answer')
  })
})
