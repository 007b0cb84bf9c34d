/**
 * All that may cross between the customer's screen and main: a contract of its own, because what isn't
 * in it can't be asked for from there. Names, pieces and amounts; no codes, notes, reasons or orders.
 */
import { z } from 'zod'
import { LANGUAGES, THEMES } from '../vocabulary.ts'
import { Nothing, route, Won } from './contract-parts.ts'

const Line = z.strictObject({
  name: z.string(),
  quantity: z.int().min(1),
  /** After its own discount. */
  amount: Won,
  /** What that took off. */
  discountAmount: Won,
})
const Sale = z.strictObject({
  lines: z.array(Line),
  /** Before any discount. */
  fullPrice: Won,
  /** All that is taken off: of the lines and of the whole sale. */
  discountAmount: Won,
  total: Won,
  /** What is taken of it already, where it is paid in parts. */
  paid: Won,
  due: Won,
})
const Scene = z.discriminatedUnion('kind', [
  /** Nobody is buying. */
  z.strictObject({ kind: z.literal('idle') }),
  z.strictObject({ kind: z.literal('cart') }),
  /** The payment window is open. */
  z.strictObject({ kind: z.literal('paying'), amount: Won }),
  /** The outcome isn't known yet. isLong: it was asked for already, and takes longer than usual. */
  z.strictObject({ kind: z.literal('checking'), amount: Won, isLong: z.boolean() }),
  z.strictObject({
    kind: z.literal('paid'),
    amount: Won,
    /** Where the last of it was paid in cash. */
    cash: z.strictObject({ received: Won, change: Won }).nullable(),
  }),
  /** An account to pay into. */
  z.strictObject({
    kind: z.literal('deposit'),
    amount: Won,
    bankName: z.string(),
    accountNumber: z.string(),
    /** ISO 8601, as Toss gave it. */
    dueDate: z.string().nullable(),
  }),
  /** Not paid, for whatever reason: that is between the customer and the cashier. */
  z.strictObject({ kind: z.literal('not_paid'), amount: Won }),
])
const CustomerView = z.strictObject({
  /** Name of the shop; empty where it has none yet. */
  shop: z.string(),
  isTraining: z.boolean(),
  /** Of this screen: the customer's own choice, else the shop's. */
  language: z.enum(LANGUAGES),
  theme: z.enum(THEMES),
  scene: Scene,
  /** What is being bought; null where nothing is. */
  sale: Sale.nullable(),
})

export const customerContract = {
  'customer.get': route(Nothing, CustomerView),
  /** The customer's own choice, until the next customer. */
  'customer.setLanguage': route(z.strictObject({ language: z.enum(LANGUAGES) }), CustomerView),
} as const

export type CustomerContract = typeof customerContract
export type CustomerRouteName = keyof CustomerContract
export type CustomerInputOf<K extends CustomerRouteName> = z.output<CustomerContract[K]['input']>
export type CustomerView = z.output<typeof CustomerView>
export type CustomerScene = z.output<typeof Scene>
export type CustomerSale = z.output<typeof Sale>
