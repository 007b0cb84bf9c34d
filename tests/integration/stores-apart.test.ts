import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { contract, type RouteName } from '#shared/ipc/contract.ts'
import type { Result } from '#shared/result.ts'
import type { Store } from '#shared/vocabulary.ts'
import { createStoreFiles } from '../../src/main/adapters/db/store-files.ts'
import { createRunStore, type RunStore } from '../../src/main/application/run-store.ts'
import { composeStore } from '../../src/main/compose-store.ts'
import { createTossBox } from '../../src/main/training/box.ts'
import { KEYS, storeParts } from '../support/store-parts.ts'

let userData: string
let stores: RunStore
const events: { readonly name: string; readonly data: unknown }[] = []
afterEach(async () => {
  await stores.close()
  rmSync(userData, { recursive: true })
})

/** One till with both stores, each with a product of its own to tell them by. */
async function open(): Promise<void> {
  userData = mkdtempSync(join(tmpdir(), 'gyesan-apart-'))
  const box = createTossBox({ keys: [KEYS] })
  const parts = storeParts(userData, 'http://toss.test')
  const files = (store: Store) => ({ ...parts, folder: join(userData, 'stores', store) })
  stores = createRunStore({
    ...parts,
    files: (store) => createStoreFiles(files(store)),
    compose: (store, all) =>
      composeStore({
        ...files(store),
        store,
        stores: all,
        tossApiUrl: store === 'training' ? null : parts.tossApiUrl,
        fetch: (request) => box.handle(request),
        events: { publish: (name, data) => void events.push({ name, data }) },
        seed: {
          ...parts.seed,
          products: parts.seed.products.map((product) => ({
            ...product,
            name: store === 'training' ? '연습라떼' : '진짜라떼',
            price: store === 'training' ? 1_234_567 : 4500,
          })),
        },
      }),
  })
}

const answer = (route: string, input: unknown) =>
  (Reflect.get(stores.current().handlers, route) as (input: unknown) => Promise<Result<unknown>>)(
    input,
  )
async function ask<T>(route: RouteName, input: unknown): Promise<T> {
  const result = await answer(route, input)
  if (!result.ok) throw new Error(`${route}: ${result.error.code}`)
  return result.data as T
}

/** A latte in cash; gives its orderId, whose end is drawn and therefore nobody else's. */
async function sell(): Promise<string> {
  await ask('checkout.dismiss', {})
  const { total } = await ask<{ total: number }>('cart.add', { productId: 'latte' })
  const intentId = crypto.randomUUID()
  const taken = { intentId, total, amount: total, received: total }
  return (await ask<{ orderId: string }>('cash.take', taken)).orderId
}

/** What a report may be asked with. A route that takes one of these is asked with it, whatever it is called. */
const askable = (day: string) => [
  {},
  { fromDay: day, toDay: day },
  { day },
  { businessDay: day },
  { fromDay: day, toDay: day, limit: 200 },
  { text: '라떼' },
]
/** Closes the store that is looked at, or waits for a person. */
const NOT_ASKED = new Set<string>(['settings.openStore'])

it('no training row reaches another store, whatever is asked there', async () => {
  await open()
  await stores.open('training')
  await ask('lessons.start', { id: 'first_sale' })
  const practised = await sell()
  await expect
    .poll(async () => (await ask<{ done: string[] }>('lessons.get', {})).done)
    .toEqual(['first_sale'])
  await stores.open('sandbox')
  const sold = await sell()
  const { businessDay } = await ask<{ businessDay: string }>('status.get', {})
  events.length = 0

  const asked: string[] = []
  const told: string[] = []
  for (const [name, { input }] of Object.entries(contract)) {
    if (NOT_ASKED.has(name)) continue
    for (const one of askable(businessDay)) {
      const parsed = input.safeParse(one)
      if (!parsed.success) continue
      asked.push(name)
      told.push(`${name} ${JSON.stringify(await answer(name, parsed.data))}`)
    }
  }
  const said = [...told, ...events.map((event) => JSON.stringify(event))]
  const training = /연습라떼|1[,_]?234[,_]?567/
  expect(said.filter((text) => text.includes(practised) || training.test(text))).toEqual([])
  // It isn't that nothing was asked: the store's own sale is there.
  expect(asked).toEqual(expect.arrayContaining(['orders.search', 'reconcile.run', 'backups.make']))
  expect(told.filter((text) => text.includes(sold)).length).toBeGreaterThan(0)
})

it('nor do the files of one store hold a row of another', async () => {
  await open()
  await stores.open('training')
  const practised = await sell()
  await stores.open('sandbox')
  const sold = await sell()
  await ask('backups.make', {})
  await stores.close()
  const bytesOf = (store: Store) =>
    readdirSync(join(userData, 'stores', store), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
      .join()
  const training = bytesOf('training')
  const sandbox = bytesOf('sandbox')
  expect([training.includes(practised), training.includes(sold)]).toEqual([true, false])
  expect([sandbox.includes(sold), sandbox.includes(practised)]).toEqual([true, false])
  await stores.open('sandbox')
})
