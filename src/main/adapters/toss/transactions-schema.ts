/**
 * Reads Toss's transaction list leniently: unknown fields and words of open sets survive, and an odd
 * row costs only itself. What a row can't be without (identity, amount, time) is asked for strictly.
 * Source: toss-api 3.8.
 */
import { z } from 'zod'
import type { Transaction } from '../../domain/transaction.ts'

export type ParsedTransactions =
  | {
      readonly ok: true
      readonly rows: readonly Transaction[]
      /** How many entries came, readable or not: a page shorter than asked for is the last. */
      readonly count: number
      /** Of the last entry, to ask for what comes after it; null where there is none. */
      readonly lastKey: string | null
    }
  /** `reason` holds no value of the answer. */
  | { readonly ok: false; readonly reason: string }

const Id = z.string().min(1)

/** With its offset as a rule; a time without one is Seoul's (toss-api 3.8). */
const Instant = z
  .string()
  .transform((text) => new Date(/(?:Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text}+09:00`))
  .refine((at) => !Number.isNaN(at.getTime()))

const Row = z.object({
  transactionKey: Id,
  paymentKey: Id,
  orderId: Id,
  method: z.string().nullable().catch(null),
  status: Id,
  transactionAt: Instant,
  currency: Id.catch('KRW'),
  amount: z.number(),
})

const List = z.array(z.unknown())
const Keyed = z.object({ transactionKey: Id })

/** Refuses what isn't a list, and a list whose end can't be asked on from. */
export function parseTransactions(answer: unknown): ParsedTransactions {
  const list = List.safeParse(answer)
  if (!list.success) return { ok: false, reason: 'not a list of transactions' }
  const entries = list.data
  const last = Keyed.safeParse(entries.at(-1))
  if (entries.length > 0 && !last.success) {
    return { ok: false, reason: 'a list whose last transactionKey is missing or odd' }
  }
  const rows = entries.map((entry) => Row.safeParse(entry).data)
  return {
    ok: true,
    rows: rows.filter((row): row is Transaction => row !== undefined),
    count: entries.length,
    lastKey: last.data?.transactionKey ?? null,
  }
}
