/**
 * The cart as the cashier sees it: main's cart with the taps on top that main hasn't answered yet.
 * Taps go to main one after another in the order they were made, so none is lost or doubled; a
 * refused one is taken back and its failure shown.
 */
import type { CartView, ProductView } from '#shared/ipc/contract.ts'
import { MAX_WON, type Won } from '#shared/money.ts'
import type { Failure } from '#shared/result.ts'
import { call, failureOf } from './call.ts'

export type CartTap =
  | { readonly kind: 'add'; readonly product: CartProduct }
  | { readonly kind: 'set'; readonly productId: string; readonly quantity: number }
  | { readonly kind: 'clear' }

export type CartProduct = Pick<ProductView, 'id' | 'name' | 'price' | 'picture'>

export interface CartSnapshot {
  /** Null until main has answered for the first time. */
  readonly cart: CartView | null
  /** Taps that main hasn't answered yet. VAT is only as fresh as main's last answer. */
  readonly pending: number
  /** Why the last tap was refused. */
  readonly failure: Failure | null
}

/** What main is asked through; a parameter so that tests can answer late and out of step. */
export interface CartCalls {
  get(): Promise<CartView>
  send(tap: CartTap): Promise<CartView>
}

const EMPTY: CartView = { lines: [], count: 0, total: 0 as Won, vat: 0 as Won }

const withLines = (cart: CartView, lines: CartView['lines']): CartView => ({
  lines,
  count: lines.reduce((sum, line) => sum + line.quantity, 0),
  total: Math.min(
    MAX_WON,
    lines.reduce((sum, line) => sum + line.amount, 0),
  ) as Won,
  vat: lines.length === 0 ? EMPTY.vat : cart.vat,
})

const withQuantity = (line: CartView['lines'][number], quantity: number) => ({
  ...line,
  quantity,
  amount: Math.min(MAX_WON, line.unitPrice * quantity) as Won,
})

/** What main will answer, worked out ahead so that the tap is seen in the same frame. */
export function applyTap(cart: CartView, tap: CartTap): CartView {
  if (tap.kind === 'clear') return EMPTY
  if (tap.kind === 'set') {
    const lines = cart.lines.flatMap((line) => {
      if (line.productId !== tap.productId) return [line]
      return tap.quantity === 0 ? [] : [withQuantity(line, tap.quantity)]
    })
    return withLines(cart, lines)
  }
  const { id, name, price, picture } = tap.product
  const isThere = cart.lines.some((line) => line.productId === id)
  const lines = isThere
    ? cart.lines.map((line) =>
        line.productId === id ? withQuantity(line, line.quantity + 1) : line,
      )
    : [
        ...cart.lines,
        { productId: id, name, unitPrice: price, quantity: 1, amount: price, picture },
      ]
  return withLines(cart, lines)
}

export function createCartStore(calls: CartCalls) {
  let truth: CartView | null = null
  let pending: readonly CartTap[] = []
  let failure: Failure | null = null
  /** An event that came while taps were on their way may be older or newer than their answers. */
  let isEventSkipped = false
  let tail: Promise<unknown> = Promise.resolve()
  let snapshot: CartSnapshot = { cart: null, pending: 0, failure: null }
  const listeners = new Set<() => void>()

  const publish = () => {
    const cart = truth === null ? null : pending.reduce(applyTap, truth)
    snapshot = { cart, pending: pending.length, failure }
    for (const listener of listeners) listener()
  }

  const inOrder = <T>(work: () => Promise<T>): Promise<T> => {
    const run = tail.then(work)
    tail = run.catch(() => undefined)
    return run
  }

  const reload = () =>
    inOrder(async () => {
      truth = await calls.get()
      publish()
    })

  const tap = (next: CartTap): void => {
    pending = [...pending, next]
    failure = null
    publish()
    void inOrder(async () => {
      try {
        truth = await calls.send(next)
      } catch (error) {
        failure = failureOf(error)
      }
      pending = pending.filter((one) => one !== next)
      if (pending.length === 0 && isEventSkipped) {
        isEventSkipped = false
        // Where this fails, the answer to the last tap is still what main said.
        truth = await calls.get().catch(() => truth)
      }
      publish()
    })
  }

  return {
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    getSnapshot: () => snapshot,
    reload,
    /** Main's `cart.changed`. */
    receive: (cart: CartView) => {
      if (pending.length > 0) {
        isEventSkipped = true
        return
      }
      truth = cart
      publish()
    },
    add: (product: CartProduct) => tap({ kind: 'add', product }),
    /** 0 takes the line out. */
    setQuantity: (productId: string, quantity: number) => tap({ kind: 'set', productId, quantity }),
    clear: () => tap({ kind: 'clear' }),
    /** Puts a cleared cart back, at today's prices: main looks each product up again. */
    restore: (cart: CartView) => {
      for (const { productId, name, unitPrice, picture, quantity } of cart.lines) {
        tap({ kind: 'add', product: { id: productId, name, price: unitPrice, picture } })
        if (quantity > 1) tap({ kind: 'set', productId, quantity })
      }
    },
    /** Runs something that must see all taps so far, such as 결제. Later taps don't wait for it. */
    afterTaps: <T>(work: () => Promise<T>): Promise<T> => tail.then(work),
    forgetFailure: () => {
      failure = null
      publish()
    },
  }
}

export const cartStore = createCartStore({
  get: () => call('cart.get', {}),
  send: (tap) => {
    switch (tap.kind) {
      case 'add':
        return call('cart.add', { productId: tap.product.id })
      case 'set':
        return call('cart.setQuantity', { productId: tap.productId, quantity: tap.quantity })
      case 'clear':
        return call('cart.clear', {})
    }
  },
})
