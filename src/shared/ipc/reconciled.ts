/** The part of the contract about reconciliation: our books against Toss's list. */
import { z } from 'zod'
import { ATTEMPT_STATES, DIFFERENCE_KINDS } from '../vocabulary.ts'

const Moved = z.object({ count: z.int(), amount: z.number() })
/** In won. `net` is what was paid less what went back. */
const ReconcileTotals = z.object({ paid: Moved, refunded: Moved, net: z.number() })
const ReconcileDifference = z.object({
  kind: z.enum(DIFFERENCE_KINDS),
  /** Toss's; of another hand's payment not always one that our orders know. */
  orderId: z.string(),
  /** The order's; null where our books know none. */
  number: z.string().nullable(),
  paymentKey: z.string().nullable(),
  /** An instant, ISO 8601 in UTC. */
  at: z.string(),
  /** What it adds to the net of each side, in won. */
  ours: z.number(),
  theirs: z.number(),
  /** Of the attempt here, where Toss took money for one that isn't paid. */
  state: z.enum(ATTEMPT_STATES).nullable(),
  /** A lookup said so too, not the list alone. */
  isConfirmed: z.boolean(),
})
export const Reconciled = z.object({
  fromDay: z.string(),
  toDay: z.string(),
  /** An instant, ISO 8601 in UTC. */
  comparedAt: z.string(),
  /** Movements that both sides have alike. */
  matched: z.int(),
  ours: ReconcileTotals,
  theirs: ReconcileTotals,
  /** Of other tills with the same keys. */
  others: ReconcileTotals,
  /** How many there are; `differences` holds the oldest of them. */
  differenceCount: z.int(),
  differences: z.array(ReconcileDifference),
  /** What was a difference until Toss's word was taken over. */
  mended: z.array(ReconcileDifference),
  /** Movements that the list lacks and a lookup has. */
  confirmedByLookup: z.int(),
  /** Rows of the list that this till can't read. */
  unreadableRows: z.int(),
  /** Orders whose keys aren't held any more, so that Toss can't be asked about them. */
  withoutKeys: z.int(),
  /** Toss's documentation keys are everybody's: payments of strangers can look like ours. */
  hasSharedKeys: z.boolean(),
})
