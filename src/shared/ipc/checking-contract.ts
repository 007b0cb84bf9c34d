/** The part of the contract about what isn't known yet, and what became known meanwhile. */
import { z } from 'zod'
import { NEWS_KINDS } from '../vocabulary.ts'
import { Instant, OrderId, Won } from './contract-parts.ts'

const Answer = z.object({ code: z.string(), message: z.string() })
export const OpenOutcome = z.object({
  kind: z.enum(['payment', 'refund']),
  /** Of the order's last attempt. */
  orderId: OrderId,
  number: z.string(),
  title: z.string(),
  amount: Won,
  /** When Toss was first asked to take it or to give it back. */
  since: Instant,
  lookups: z.int().min(0),
  /** When it is asked next; null while it is being asked. */
  nextLookupAt: Instant.nullable(),
  /** When Toss, if it can be reached, surely knows; null for a refund. */
  knownBy: Instant.nullable(),
  /** What Toss last said instead of an answer. */
  answer: Answer.nullable(),
})
export const News = z.object({
  id: z.string(),
  kind: z.enum(NEWS_KINDS),
  orderId: OrderId,
  number: z.string(),
  title: z.string(),
  amount: Won,
  at: Instant,
  /** Why, where Toss said so with a code. */
  reason: Answer.nullable(),
})
export const Checking = z.object({
  /** Oldest first. */
  open: z.array(OpenOutcome),
  /** Newest first. */
  news: z.array(News),
})
