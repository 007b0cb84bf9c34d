import fc from 'fast-check'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { CartView, InputOf } from '#shared/ipc/contract.ts'
import { won } from '#shared/money.ts'
import type { Result } from '#shared/result.ts'
import { createCarts } from '../../src/main/adapters/db/carts.ts'
import type { Carts, StoredCart } from '../../src/main/application/ports.ts'
import { MemoryTill } from '../support/memory-till.ts'
import { AT, openTestStore, type TestStore } from '../support/store-kit.ts'

let store: TestStore
let carts: Carts
beforeEach(async () => {
  store = await openTestStore()
  carts = createCarts(store.database)
})
afterEach(() => store.end())

const cart = (quantity: number, more: Partial<StoredCart> = {}): StoredCart => ({
  lines: [{ productId: 'latte', quantity }],
  triedAs: null,
  ...more,
})
const toHold = (id: string, waiting: StoredCart) => ({
  held: { id, heldAt: AT, total: won(4500), count: 1, names: ['카페라떼'] },
  cart: waiting,
})

it('keeps what was said of a cart, its steps and what is on hold in the file', async () => {
  const discount = { kind: 'percent' as const, value: 10, reason: '행사' }
  const said = cart(1, { discount, serving: 'takeaway', approvedPercent: 10 })
  await carts.edit(cart(1), cart(0))
  await carts.edit(said, cart(1))
  const again = createCarts((await store.again()).database)
  expect(await again.load()).toEqual(said)
  expect(await again.aside()).toEqual({ steps: 2, held: [] })
  await again.hold(toHold('a', said))
  expect(await carts.load()).toEqual({ lines: [], triedAs: null })
  expect(await carts.aside()).toEqual({ steps: 0, held: [toHold('a', said).held] })
  expect(await carts.recall('a', null)).toEqual(said)
  expect(await carts.recall('a', null)).toBeNull()
  expect(await carts.load()).toEqual(said)
})

it('goes back no further than fifty steps', async () => {
  for (let n = 1; n <= 52; n += 1) await carts.edit(cart(n), cart(n - 1))
  expect((await carts.aside()).steps).toBe(50)
  expect(await carts.undo()).toEqual(cart(51))
  expect((await carts.aside()).steps).toBe(49)
})

it('takes a sold cart off the counter and off hold, and leaves the others', async () => {
  await carts.hold(toHold('paid', cart(1, { triedAs: '0001-000007' })))
  await carts.hold(toHold('other', cart(2, { triedAs: '0001-000008' })))
  await carts.edit(cart(3, { triedAs: '0001-000009' }), cart(2))
  expect(await carts.sold('0001-000007')).toBe(false)
  expect((await carts.aside()).held.map(({ id }) => id)).toEqual(['other'])
  expect((await carts.load()).lines).toHaveLength(1)
  expect(await carts.sold('0001-000009')).toBe(true)
  expect(await carts.load()).toEqual({ lines: [], triedAs: null })
  expect((await carts.aside()).steps).toBe(0)
})

type Edit = {
  [
    K in
      | 'cart.add'
      | 'cart.setQuantity'
      | 'cart.clear'
      | 'cart.discount'
      | 'cart.note'
      | 'cart.serving'
  ]: readonly [K, InputOf<K>]
}['cart.add' | 'cart.setQuantity' | 'cart.clear' | 'cart.discount' | 'cart.note' | 'cart.serving']

const product = fc.constantFrom('latte', 'ade')
const edit: fc.Arbitrary<Edit> = fc.oneof(
  product.map((productId): Edit => ['cart.add', { productId }]),
  fc
    .record({ productId: product, quantity: fc.integer({ min: 0, max: 9 }) })
    .map((input): Edit => ['cart.setQuantity', input]),
  fc.constant<Edit>(['cart.clear', {}]),
  fc
    .record({
      productId: fc.option(product, { nil: null }),
      discount: fc.option(
        fc.record({
          kind: fc.constantFrom('won' as const, 'percent' as const),
          value: fc.integer({ min: 1, max: 100 }),
          reason: fc.constantFrom('행사', '직원'),
        }),
        { nil: null },
      ),
    })
    .map((input): Edit => ['cart.discount', input]),
  fc
    .record({ productId: product, note: fc.constantFrom('', '얼음 적게') })
    .map((input): Edit => ['cart.note', input]),
  fc
    .constantFrom('here' as const, 'takeaway' as const)
    .map((serving): Edit => ['cart.serving', { serving }]),
)

it.each([
  // The file syncs each step to the disk, so it plays fewer.
  ['in memory', 100],
  ['in the file', 8],
])('undoes exactly, %s: each step back shows what was there before', async (where, numRuns) => {
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 10 }), async (edits) => {
      const till = new MemoryTill()
      if (where === 'in the file') {
        await carts.edit({ lines: [], triedAs: null }, null)
        till.carts.port = carts
        till.reopen()
      }
      const ask = async <K extends Edit[0] | 'cart.get' | 'cart.undo'>(
        route: K,
        input: InputOf<K>,
      ) => {
        const answer = (await till.app.handlers[route](input as never)) as Result<CartView>
        if (!answer.ok) throw new Error(answer.error.code)
        return answer.data
      }
      const seen: CartView[] = [await ask('cart.get', {})]
      for (const [route, input] of edits) {
        const view = await ask(route, input as never)
        // An edit that changes nothing leaves nothing to undo.
        if (view.steps > seen.at(-1)!.steps) seen.push(view)
        expect(view).toEqual(seen.at(-1))
      }
      // The page may be gone meanwhile, and the till too: a new one takes the same steps back.
      till.reopen()
      for (const before of seen.slice(0, -1).toReversed()) {
        expect(await ask('cart.undo', {})).toEqual(before)
      }
      expect(await ask('cart.undo', {})).toEqual(seen[0])
    }),
    { numRuns },
  )
})
