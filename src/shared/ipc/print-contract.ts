/** The part of the contract about slips and the printer. */
import { z } from 'zod'
import {
  PAPERS,
  PRINT_KINDS,
  PRINT_PROBLEMS,
  PRINTER_KINDS,
  PRINTER_STATES,
  SLIP_KINDS,
} from '../vocabulary.ts'
import { Instant, Nothing, OrderId, route } from './contract-parts.ts'

const PrinterSettings = z
  .strictObject({
    kind: z.enum(PRINTER_KINDS),
    /** Name or address in the shop's network; may be empty where the printer isn't one of it. */
    host: z
      .string()
      .trim()
      .max(253)
      .regex(/^[A-Za-z0-9.:_-]*$/),
    port: z.int().min(1).max(65_535),
    paper: z.enum(PAPERS),
    /** Whether each sale prints its slip by itself. */
    autoPrint: z.boolean(),
  })
  .refine(({ kind, host }) => kind !== 'network' || host !== '', { path: ['host'] })

const PrintJob = z.object({
  id: z.int().min(1),
  kind: z.enum(PRINT_KINDS),
  /** What staff say aloud: 0001-000123; null for the printer's test. */
  number: z.string().nullable(),
  isReissue: z.boolean(),
  state: z.enum(['waiting', 'printing', 'unknown']),
  createdAt: Instant,
  tries: z.int().min(0),
  problem: z.enum(PRINT_PROBLEMS).nullable(),
})
const Printing = z.object({
  settings: PrinterSettings,
  /** What it last said of itself, and when. */
  printer: z.object({ state: z.enum(PRINTER_STATES), askedAt: Instant.nullable() }),
  /** When what waits is tried next; null where nothing waits, or it is being tried. */
  nextTryAt: Instant.nullable(),
  /** What isn't on paper or may not be, oldest first. `waiting` counts them all; these are at most 50. */
  waiting: z.int().min(0),
  jobs: z.array(PrintJob),
})
const Slip = z.object({
  kind: z.enum(SLIP_KINDS),
  svg: z.string(),
  /** The same in words, row by row. */
  text: z.string(),
  /** Of Toss's own receipt; null where it has none. */
  tossReceiptUrl: z.string().nullable(),
  /** A slip of it may be on paper already: the next one says 재발행. */
  wasPrinted: z.boolean(),
})
const Which = {
  orderId: OrderId,
  kind: z.enum(['receipt', 'exchange']),
}
const OneJob = z.strictObject({ id: z.int().min(1) })

export const printRoutes = {
  'slips.show': route(z.strictObject({ ...Which, paper: z.enum(PAPERS) }), Slip),
  /** Asks where to. `saved` is false where nobody chose a place. */
  'slips.savePdf': route(
    z.strictObject({ ...Which, paper: z.enum(PAPERS) }),
    z.object({ saved: z.boolean() }),
  ),
  /** Answers once it is in the queue; it prints by itself. */
  'slips.print': route(z.strictObject(Which), Printing),
  /** The last sale's receipt once more. */
  'slips.printLast': route(Nothing, Printing),

  'printing.get': route(Nothing, Printing),
  'printing.saveSettings': route(PrinterSettings, Printing),
  'printing.test': route(Nothing, Printing),
  /** Tries now what waits. */
  'printing.retry': route(Nothing, Printing),
  /** Of one whose outcome isn't known: prints it once more, marked 재발행. */
  'printing.reprint': route(OneJob, Printing),
  'printing.putAway': route(OneJob, Printing),
} as const

export type PrinterSettings = z.output<typeof PrinterSettings>
export type PrintingView = z.output<typeof Printing>
export type PrintJobView = z.output<typeof PrintJob>
export type SlipView = z.output<typeof Slip>
