import { beforeEach, describe, expect, it } from 'vitest'
import type { CartView } from '#shared/ipc/contract.ts'
import { won } from '#shared/money.ts'
import { CallError } from '../../src/renderer/till/ipc/call.ts'
import {
  applyTap,
  type CartProduct,
  type CartTap,
  createCartStore,
} from '../../src/renderer/till/ipc/cart-store.ts'

const EMPTY: CartView = {
  lines: [],
  count: 0,
  discount: null,
  discountAmount: won(0),
  total: won(0),
  vat: won(0),
  serving: 'here',
  approval: 'none',
  steps: 0,
  held: [],
}
const coffee: CartProduct = { id: 'coffee', name: '아메리카노', price: won(4500), picture: null }
const bread: CartProduct = { id: 'bread', name: '소금빵', price: won(3200), picture: null }

/** Main as the store meets it: each request waits until the test answers it. */
function createMain() {
  let cart = EMPTY
  let tell: (cart: CartView) => void = () => {}
  const waiting: { answer: () => void; refuse: () => void; answerLate: () => void }[] = []
  const taps: CartTap[] = []
  return {
    taps,
    cart: () => cart,
    /** Resolves once a request has arrived, then lets it through. */
    next: async (how: 'answer' | 'refuse' | 'answerLate' = 'answer') => {
      await expect.poll(() => waiting.length).toBeGreaterThan(0)
      waiting.shift()?.[how]()
    },
    waiting: () => waiting.length,
    /** Hears of each change, as the page does, before the answer arrives. */
    follow: (listener: (cart: CartView) => void) => {
      tell = listener
    },
    calls: {
      get: () => Promise.resolve(cart),
      send: (tap: CartTap) =>
        new Promise<CartView>((resolve, reject) => {
          taps.push(tap)
          waiting.push({
            answer: () => {
              cart = applyTap(cart, tap)
              tell(cart)
              resolve(cart)
            },
            // The sale ended while the answer was under way: it is old when it comes.
            answerLate: () => {
              const answered = applyTap(cart, tap)
              cart = EMPTY
              tell(cart)
              resolve(answered)
            },
            refuse: () => reject(new CallError({ code: 'PRODUCT_NOT_FOUND', message: 'gone' })),
          })
        }),
    },
  }
}

describe('the cart on the page', () => {
  let main: ReturnType<typeof createMain>
  let store: ReturnType<typeof createCartStore>
  let counts: number[]
  const shown = () => store.getSnapshot().cart

  beforeEach(async () => {
    main = createMain()
    store = createCartStore(main.calls)
    main.follow(store.receive)
    await store.reload()
    counts = []
    store.subscribe(() => counts.push(shown()?.count ?? -1))
  })

  it('shows a tap before main has answered', () => {
    store.add(coffee)
    expect(shown()).toMatchObject({ count: 1, total: 4500 })
    expect(main.cart().count).toBe(0)
  })

  it('makes twenty fast taps twenty pieces, sent one after another, never counting back', async () => {
    for (let tap = 0; tap < 20; tap += 1) store.add(coffee)
    expect(shown()?.count).toBe(20)
    for (let tap = 0; tap < 20; tap += 1) {
      await main.next()
      expect(main.waiting()).toBeLessThanOrEqual(1)
    }
    await expect.poll(() => store.getSnapshot().pending).toBe(0)
    expect(main.cart().count).toBe(20)
    expect(shown()).toEqual(main.cart())
    expect(counts).toEqual(counts.toSorted((a, b) => a - b))
  })

  it('takes a refused tap back and keeps the others', async () => {
    store.add(coffee)
    store.add(bread)
    store.add(coffee)
    await main.next()
    await main.next('refuse')
    await expect.poll(() => store.getSnapshot().failure?.code).toBe('PRODUCT_NOT_FOUND')
    await main.next()
    await expect.poll(() => store.getSnapshot().pending).toBe(0)
    expect(shown()?.lines.map((line) => [line.productId, line.quantity])).toEqual([['coffee', 2]])
  })

  it('runs what needs all taps after them', async () => {
    store.add(coffee)
    const total = store.afterTaps(() => Promise.resolve(main.cart().total))
    await main.next()
    expect(await total).toBe(4500)
  })

  it('believes main where its answer to a tap is older than an event', async () => {
    store.add(coffee)
    await main.next('answerLate')
    await expect.poll(() => store.getSnapshot().pending).toBe(0)
    expect(shown()).toEqual(EMPTY)
  })

  it('shows discounts in the same frame as main will work them out', () => {
    const off = (value: number) => ({ kind: 'percent' as const, value, reason: '행사' })
    const line = {
      ...applyTap(EMPTY, { kind: 'add', product: coffee }).lines[0]!,
      discount: off(10),
    }
    const cart = { ...EMPTY, lines: [line], discount: off(50) }
    expect(applyTap(cart, { kind: 'set', productId: 'coffee', quantity: 3 })).toMatchObject({
      lines: [{ quantity: 3, discountAmount: 1350, amount: 12_150 }],
      discountAmount: 6075,
      total: 6075,
      steps: 1,
    })
    expect(applyTap(cart, { kind: 'clear' })).toEqual({ ...EMPTY, steps: 1 })
  })

  it('tells the panel that asked why a discount was refused, and not the cart', async () => {
    const asked = store.discount({ productId: null, discount: null })
    await main.next('refuse')
    expect(await asked).toMatchObject({ code: 'PRODUCT_NOT_FOUND' })
    expect(store.getSnapshot().failure).toBeNull()
  })
})
