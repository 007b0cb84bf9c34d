import { z } from 'zod'
import { RECORD_FINDINGS } from '../vocabulary.ts'

/** One thing that a check of the records found. Rows are the journal's, by number. */
const RecordFinding = z.object({
  kind: z.enum(RECORD_FINDINGS),
  /** The first row it is about, or the only one; null where it is about none. */
  from: z.int().nullable(),
  to: z.int().nullable(),
  /** The attempt it is about, and the number of its order where the file holds it. */
  orderId: z.string().nullable(),
  number: z.string().nullable(),
})

/** What the last check of the records showed. */
export const RecordsCheck = z.object({
  checkedAt: z.iso.datetime(),
  /** Journal rows that were read; attempts and refunds that were held against them. */
  rows: z.int().min(0),
  orders: z.int().min(0),
  /** How many things are wrong; `findings` are the first of them. */
  count: z.int().min(0),
  findings: z.array(RecordFinding),
})

export type RecordFindingView = z.output<typeof RecordFinding>
export type RecordsCheckView = z.output<typeof RecordsCheck>
