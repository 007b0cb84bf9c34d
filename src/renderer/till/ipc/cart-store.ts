/**
 * The cart as the cashier sees it: main's cart with the taps on top that main hasn't answered yet.
 * Taps go to main one after another in the order they were made, so none is lost or doubled; a
 * refused one is taken back and its failure shown.
 */
import { priceSale } from '#shared/discount.ts'
import type { CartView, InputOf, ProductView } from '#shared/ipc/contract.ts'
import { MAX_WON, type Won, ZERO_WON } from '#shared/money.ts'
import type { Failure } from '#shared/result.ts'
import type { Serving } from '#shared/vocabulary.ts'
import { call, failureOf } from './call.ts'

export type CartTap =
  | { readonly kind: 'add'; readonly product: CartProduct }
  | { readonly kind: 'set'; readonly productId: string; readonly quantity: number }
  | { readonly kind: 'clear' }
  | ({ readonly kind: 'discount' } & InputOf<'cart.discount'>)
  | ({ readonly kind: 'approve' } & InputOf<'cart.approve'>)
  | ({ readonly kind: 'note' } & InputOf<'cart.note'>)
  | ({ readonly kind: 'serving' } & InputOf<'cart.serving'>)
  | { readonly kind: 'undo' }
  | { readonly kind: 'hold' }
  | ({ readonly kind: 'recall' } & InputOf<'cart.recall'>)

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

const reprice = (cart: CartView, lines: CartView['lines']): CartView => {
  const sale = priceSale(lines.map(toPrice), cart.discount ?? undefined)
  return {
    ...cart,
    lines: lines.map((line, index) => {
      const { gross = 0, own = 0 } = sale.lines[index] ?? {}
      return { ...line, discountAmount: most(own), amount: most(gross - own) }
    }),
    count: lines.reduce((sum, line) => sum + line.quantity, 0),
    discountAmount: most(sale.discount),
    total: most(sale.total),
    vat: lines.length === 0 ? ZERO_WON : cart.vat,
    steps: cart.steps + 1,
  }
}

const toPrice = ({ unitPrice, quantity, discount }: CartView['lines'][number]) => ({
  unitPrice,
  quantity,
  ...(discount !== null && { discount }),
})

const most = (amount: number) => Math.min(MAX_WON, amount) as Won

/** What main will answer, worked out ahead by main's own rules, so that the tap is seen in the same frame. */
export function applyTap(cart: CartView, tap: CartTap): CartView {
  const change = (productId: string, by: Partial<CartView['lines'][number]>) =>
    cart.lines.map((line) => (line.productId === productId ? { ...line, ...by } : line))
  switch (tap.kind) {
    case 'clear':
      return {
        ...reprice({ ...cart, discount: null }, []),
        serving: 'here',
        approval: 'none',
      }
    case 'set':
      return reprice(
        cart,
        tap.quantity === 0
          ? cart.lines.filter((line) => line.productId !== tap.productId)
          : change(tap.productId, { quantity: tap.quantity }),
      )
    case 'add': {
      const { id, name, price, picture } = tap.product
      const there = cart.lines.find((line) => line.productId === id)
      if (there !== undefined) return reprice(cart, change(id, { quantity: there.quantity + 1 }))
      const line = { ...NEW_LINE, productId: id, name, unitPrice: price, amount: price, picture }
      return reprice(cart, [...cart.lines, line])
    }
    case 'note':
      return reprice(cart, change(tap.productId, { note: tap.note === '' ? null : tap.note }))
    case 'serving':
      return { ...cart, serving: tap.serving, steps: cart.steps + 1 }
    // Main alone knows what these bring: whether a manager must say yes, what there was before.
    case 'discount':
    case 'approve':
    case 'undo':
    case 'hold':
    case 'recall':
      return cart
  }
}

const NEW_LINE = { quantity: 1, discount: null, discountAmount: ZERO_WON, note: null }

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

  /** Gives why it was refused, or null; `isToldHere` keeps a refusal from the cart's own banner. */
  const tap = (next: CartTap, isToldHere = false): Promise<Failure | null> => {
    pending = [...pending, next]
    failure = null
    publish()
    return inOrder(async () => {
      let refusal: Failure | null = null
      try {
        truth = await calls.send(next)
      } catch (error) {
        refusal = failureOf(error)
        if (!isToldHere) failure = refusal
      }
      pending = pending.filter((one) => one !== next)
      if (pending.length === 0 && isEventSkipped) {
        isEventSkipped = false
        // Where this fails, the answer to the last tap is still what main said.
        truth = await calls.get().catch(() => truth)
      }
      publish()
      return refusal
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
    add: (product: CartProduct) => void tap({ kind: 'add', product }),
    /** 0 takes the line out. */
    setQuantity: (productId: string, quantity: number) =>
      void tap({ kind: 'set', productId, quantity }),
    clear: () => void tap({ kind: 'clear' }),
    note: (productId: string, note: string) => void tap({ kind: 'note', productId, note }),
    serve: (serving: Serving) => void tap({ kind: 'serving', serving }),
    undo: () => void tap({ kind: 'undo' }),
    hold: () => void tap({ kind: 'hold' }),
    recall: (id: string) => void tap({ kind: 'recall', id }),
    /** Resolves with why not, for the panel that asked: above the limit it then asks for the PIN. */
    discount: (input: InputOf<'cart.discount'>) => tap({ kind: 'discount', ...input }, true),
    approve: (pin: string) => tap({ kind: 'approve', pin }, true),
    /** Runs something that must see all taps so far, such as 결제. Later taps don't wait for it. */
    afterTaps: <T>(work: () => Promise<T>): Promise<T> => tail.then(work),
    forgetFailure: () => {
      failure = null
      publish()
    },
  }
}

const SENDERS: {
  readonly [K in CartTap['kind']]: (
    tap: Omit<Extract<CartTap, { kind: K }>, 'kind'>,
  ) => Promise<CartView>
} = {
  add: ({ product }) => call('cart.add', { productId: product.id }),
  set: (tap) => call('cart.setQuantity', tap),
  clear: () => call('cart.clear', {}),
  discount: (tap) => call('cart.discount', tap),
  approve: (tap) => call('cart.approve', tap),
  note: (tap) => call('cart.note', tap),
  serving: (tap) => call('cart.serving', tap),
  undo: () => call('cart.undo', {}),
  hold: () => call('cart.hold', {}),
  recall: (tap) => call('cart.recall', tap),
}

export const cartStore = createCartStore({
  get: () => call('cart.get', {}),
  send: ({ kind, ...tap }) => SENDERS[kind](tap as never),
})
