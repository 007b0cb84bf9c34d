/** What crosses between the page and main about the open cart, and the carts on hold. */
import { z } from 'zod'
import { DISCOUNT_KINDS } from '../discount.ts'
import { SERVINGS } from '../vocabulary.ts'
import { Instant, Nothing, route, Won } from './contract-parts.ts'

export const ProductId = z.string().min(1).max(60)
/** A manager's PIN: four to eight digits. */
export const Pin = z.string().regex(/^\d{4,8}$/)

const DiscountPart = {
  /** Won, or whole percent. */
  value: z.int().min(1),
  reason: z.string().trim().min(1).max(40),
}
const Discount = z
  .strictObject({ kind: z.enum(DISCOUNT_KINDS), ...DiscountPart })
  .refine(({ kind, value }) => kind === 'won' || value <= 100, 'more than 100 percent')
  .refine(({ value }) => value <= 9_999_999_999, 'more than the till counts')

const CartLine = z.object({
  productId: ProductId,
  name: z.string(),
  unitPrice: Won,
  quantity: z.int().min(1),
  /** As it was said; null where nothing is taken off this line. */
  discount: Discount.nullable(),
  /** What that takes off. */
  discountAmount: Won,
  /** After it. The discount off the whole sale is not in here. */
  amount: Won,
  note: z.string().nullable(),
  picture: z.string().nullable(),
})
const HeldCart = z.object({
  id: z.string(),
  heldAt: Instant,
  total: Won,
  /** Number of pieces over all lines. */
  count: z.int().min(1),
  /** The first lines' names. */
  names: z.array(z.string()),
})
export const Cart = z.object({
  lines: z.array(CartLine),
  /** Number of pieces over all lines. */
  count: z.int().min(0),
  /** Off the whole sale. */
  discount: Discount.nullable(),
  discountAmount: Won,
  total: Won,
  /** VAT inside the total, by our own rule for our lines. */
  vat: Won,
  serving: z.enum(SERVINGS),
  /** needed: a manager must say yes to the discounts before this is paid. */
  approval: z.enum(['none', 'needed', 'given']),
  /** How many edits can be undone. */
  steps: z.int().min(0),
  /** Carts on hold, the one that waits longest first. */
  held: z.array(HeldCart),
})

export const cartRoutes = {
  'cart.get': route(Nothing, Cart),
  'cart.add': route(z.strictObject({ productId: ProductId }), Cart),
  /** 0 takes the line out. */
  'cart.setQuantity': route(
    z.strictObject({ productId: ProductId, quantity: z.int().min(0).max(999) }),
    Cart,
  ),
  'cart.clear': route(Nothing, Cart),
  /**
   * Off one line, or with `productId` null off the whole sale; null takes it away. One above the limit
   * is refused as APPROVAL_REQUIRED without the manager's PIN.
   */
  'cart.discount': route(
    z.strictObject({
      productId: ProductId.nullable(),
      discount: Discount.nullable(),
      pin: Pin.optional(),
    }),
    Cart,
  ),
  /** A manager says yes to the discounts as they are: other edits may have made them count for more. */
  'cart.approve': route(z.strictObject({ pin: Pin }), Cart),
  /** Empty words take the note away. */
  'cart.note': route(
    z.strictObject({ productId: ProductId, note: z.string().trim().max(100) }),
    Cart,
  ),
  'cart.serving': route(z.strictObject({ serving: z.enum(SERVINGS) }), Cart),
  /** Takes the last edit back. Does nothing where there is none. */
  'cart.undo': route(Nothing, Cart),
  /** 보류: the open cart waits, and the counter is empty. */
  'cart.hold': route(Nothing, Cart),
  /** Brings one back. What is in the open cart is put on hold in its place. */
  'cart.recall': route(z.strictObject({ id: z.string().max(64) }), Cart),
}

export type CartView = z.output<typeof Cart>
