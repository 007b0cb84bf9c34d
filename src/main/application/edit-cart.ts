import type { CartView, ParsedInputOf } from '#shared/ipc/contract.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import type { Serving } from '#shared/vocabulary.ts'
import { addPiece, percentToApprove, setDiscount, setNote, setQuantity } from '../domain/cart.ts'
import type { ApplicationPorts } from './application-ports.ts'
import { cartAtHand, EMPTY_CART } from './cart-at-hand.ts'
import type { Checkout } from './checkout.ts'
import type { KeyedQueue } from './keyed-queue.ts'
import type { ManagerPin } from './manager-pin.ts'
import { priceStored } from './open-cart.ts'
import { CART } from './order-changes.ts'
import type { StoredCart } from './ports.ts'
import { cartView } from './views/cart-view.ts'

type Edited = Promise<Result<CartView>>
type Change = (cart: StoredCart) => StoredCart

export interface EditCart {
  get(): Edited
  add(input: { readonly productId: string }): Edited
  /** One piece of each known product, in this order; all of them or none. */
  addAll(productIds: readonly string[]): Edited
  setQuantity(input: { readonly productId: string; readonly quantity: number }): Edited
  clear(): Edited
  discount(input: ParsedInputOf<'cart.discount'>): Edited
  approve(input: { readonly pin: string }): Edited
  note(input: { readonly productId: string; readonly note: string }): Edited
  serve(input: { readonly serving: Serving }): Edited
  undo(): Edited
  /** The catalogue was edited: shows the page the cart as it comes to now. */
  reprice(): Promise<void>
  /**
   * Runs what changes the open cart, unless a customer is paying it; `work` gives the cart as it then
   * is. `cart` is null where what is stored was sold: an empty one, whose past is nobody's business.
   */
  change(work: (cart: StoredCart | null) => Promise<Result<StoredCart>>): Edited
}

export const tooLarge = () => fail('AMOUNT_TOO_LARGE', 'more than 999 pieces or 9,999,999,999 won')

/** The open cart lives here and on disk, so that a crash of the page or the till loses nothing. */
export function createEditCart(
  ports: Pick<ApplicationPorts, 'carts' | 'orders' | 'catalogue' | 'events' | 'settings'> & {
    readonly checkout: Checkout
    readonly queue: KeyedQueue
    readonly managerPin: ManagerPin
  },
): EditCart {
  const { carts, catalogue, checkout, queue, settings } = ports

  async function viewOf(stored: StoredCart, isSold = false): Edited {
    const open = await priceStored(stored, catalogue)
    if (open === null) return tooLarge()
    const { steps, held } = await carts.aside()
    const { limitPercent } = await settings.discountRule()
    return ok(cartView(open, { steps: isSold ? 0 : steps, held }, limitPercent))
  }

  const change: EditCart['change'] = (work) =>
    queue.run(CART, async () => {
      // What a customer is paying for stays as it is until that is over.
      if (checkout.isBusy()) return fail('CHECKOUT_IN_PROGRESS', 'a customer is paying this cart')
      const { stored, held, partlyTaken, isSold } = await cartAtHand(ports)
      if (held !== null) {
        checkout.show(held, (await settings.preferences()).language)
        return fail('CHECKOUT_IN_PROGRESS', 'nobody knows yet whether this cart is paid')
      }
      if (partlyTaken !== null) {
        return fail('SALE_PARTLY_PAID', `a part of ${partlyTaken.number} is taken`)
      }
      const changed = await work(isSold ? null : stored)
      if (!changed.ok) return changed
      const view = await viewOf(changed.data)
      // The next tap puts the last result away: the next customer has begun.
      checkout.clear()
      if (view.ok) ports.events.publish('cart.changed', view.data)
      return view
    })

  /** Saves an edit as a step that can be taken back. */
  async function keep(before: StoredCart | null, after: StoredCart): Promise<Result<StoredCart>> {
    const open = await priceStored({ ...after, triedAs: null }, catalogue)
    if (open === null) return tooLarge()
    if (before === null || !isSame(before, open.stored)) await carts.edit(open.stored, before)
    return ok(open.stored)
  }

  const edit = (by: Change, productId: string | null = null): Edited =>
    change(async (cart) => {
      const isThere = cart?.lines.some((line) => line.productId === productId) === true
      // What isn't sold any more can still be counted up where it lies already.
      const find = isThere ? catalogue.findEver : catalogue.find
      if (productId !== null && (await find(productId)) === null) {
        return fail('PRODUCT_NOT_FOUND', `no product ${productId}`)
      }
      return keep(cart, by(cart ?? EMPTY_CART))
    })

  /** A new discount above the limit needs the manager's word, here and now. */
  const discount: EditCart['discount'] = async ({ productId, discount: next, pin }) => {
    const pinFailure = pin === undefined ? null : await ports.managerPin.check(pin)
    if (pinFailure !== null) return { ok: false, error: pinFailure }
    return change(async (cart) => {
      const before = cart ?? EMPTY_CART
      const after = setDiscount(before, productId, next)
      const open = await priceStored(after, catalogue)
      if (open === null) return tooLarge()
      const { limitPercent } = await settings.discountRule()
      const percent = percentToApprove(open.priced, productId)
      if (next === null || percent <= limitPercent) return keep(cart, after)
      // An earlier yes was to earlier discounts, not to whatever comes after it.
      if (pin === undefined) return fail('APPROVAL_REQUIRED', `${percent} % is above the limit`)
      return keep(cart, { ...after, approvedPercent: open.priced.percentOff })
    })
  }

  return {
    change,
    get: () =>
      queue.run(CART, async () => {
        const { stored, isSold } = await cartAtHand(ports)
        return viewOf(stored, isSold)
      }),
    add: ({ productId }) => edit((cart) => addPiece(cart, productId), productId),
    addAll: (productIds) => edit((cart) => productIds.reduce(addPiece, cart)),
    setQuantity: ({ productId, quantity }) =>
      edit(
        (cart) => setQuantity(cart, productId, quantity),
        // A line of a product that has gone can still be taken out.
        quantity === 0 ? null : productId,
      ),
    clear: () => edit(() => EMPTY_CART),
    discount,
    async approve({ pin }) {
      const failure = await ports.managerPin.check(pin)
      if (failure !== null) return { ok: false, error: failure }
      return change(async (cart) => {
        const open = await priceStored(cart ?? EMPTY_CART, catalogue)
        if (open === null) return tooLarge()
        const approved = { ...open.stored, approvedPercent: open.priced.percentOff }
        // No step back: it takes nothing off and puts nothing in.
        await carts.save(approved)
        return ok(approved)
      })
    },
    note: ({ productId, note }) => edit((cart) => setNote(cart, productId, note)),
    reprice: () =>
      queue.run(CART, async () => {
        const { stored, isSold } = await cartAtHand(ports)
        const view = await viewOf(stored, isSold)
        if (view.ok) ports.events.publish('cart.changed', view.data)
      }),
    serve: ({ serving }) => edit((cart) => ({ ...cart, serving })),
    undo: () =>
      change(async (cart) => {
        if (cart === null) {
          await carts.edit(EMPTY_CART, null)
          return ok(EMPTY_CART)
        }
        return ok((await carts.undo()) ?? cart)
      }),
  }
}

/** Whether an edit changed nothing that it would take a step to bring back. */
const isSame = ({ triedAs: _, ...before }: StoredCart, { triedAs: __, ...after }: StoredCart) =>
  JSON.stringify(before) === JSON.stringify(after)
