/** The part of the contract about what a scanner reads, and how a scale's labels are to be read. */
import { z } from 'zod'
import { ITEM_LENGTHS, LABEL_PREFIXES, PRICE_UNITS } from '../scale-label.ts'
import { Nothing, route, Won } from './contract-parts.ts'

const ScannedCode = z.string().min(1).max(80)
const Scanned = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('added'), code: ScannedCode, name: z.string(), price: Won }),
  /** No product has this barcode, and by the rule it is no label of one. */
  z.object({ kind: z.literal('unknown'), code: ScannedCode }),
  z.object({ kind: z.literal('refused'), code: ScannedCode, why: z.string(), message: z.string() }),
])
const LabelRule = z.strictObject({
  holds: z.partialRecord(z.enum(LABEL_PREFIXES), z.enum(['price', 'weight'])),
  itemLength: z.literal(ITEM_LENGTHS),
  priceUnit: z.literal(PRICE_UNITS),
})

export const findRoutes = {
  /** Adds what was scanned, in this order. The cart comes with `cart.changed`. */
  'cart.scan': route(
    z.strictObject({ codes: z.array(ScannedCode).min(1).max(100) }),
    z.object({ scanned: z.array(Scanned) }),
  ),
  'labels.get': route(Nothing, LabelRule),
  'labels.save': route(LabelRule, LabelRule),
} as const

export type ScannedView = z.output<typeof Scanned>
