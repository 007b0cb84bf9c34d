import { eq, max, sql } from 'drizzle-orm'
import type { TossJournal } from '../../application/ports.ts'
import {
  GENESIS,
  hashRow,
  HEAD_KEY,
  type JournalHead,
  readHead,
  writeHead,
} from './journal-chain.ts'
import type { Queries, TillDatabase } from './open-database.ts'
import { preparedOnce } from './prepared-once.ts'
import { journal, meta } from './schema.ts'

type NewRow = Omit<typeof journal.$inferInsert, 'seq' | 'hash'>

const chain = preparedOnce((queries) => ({
  newest: queries
    .select({ newest: max(journal.seq) })
    .from(journal)
    .prepare(),
  head: queries.select().from(meta).where(eq(meta.key, HEAD_KEY)).prepare(),
  keepHead: queries
    .insert(meta)
    .values({ key: HEAD_KEY, value: sql.placeholder('value') })
    .onConflictDoUpdate({ target: meta.key, set: { value: sql`excluded.value` } })
    .prepare(),
}))

/** The calls to Toss and their answers as they came; rows are only ever added. @throws DatabaseFault */
export function createTossJournal({ write }: TillDatabase): TossJournal {
  return {
    begin: ({ at, ...call }) =>
      write((queries) => append(queries, { entry: 'call', ...call, at: at.toISOString() })),
    answer: (callSeq, { at, ...answer }) =>
      write((queries) => {
        append(queries, { entry: 'answer', callSeq, ...answer, at: at.toISOString() })
      }),
  }
}

/** Adds the next row of the chain and remembers it as the last one; gives its number. */
function append(queries: Queries, row: NewRow): number {
  const head = headOf(queries)
  const { newest } = chain(queries).newest.get() ?? {}
  // Rows that are missing, or were put in behind our back, stay visible: the new row neither takes
  // the number of one nor rests on the other.
  const seq = Math.max(head?.seq ?? 0, newest ?? 0) + 1
  const next = Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      // SQLite would write a lone surrogate as something else than what was hashed.
      typeof value === 'string' ? value.toWellFormed() : value,
    ]),
  ) as NewRow
  const hash = hashRow(head?.hash ?? lastHash(queries, newest ?? null), [
    seq,
    next.entry,
    next.callSeq ?? null,
    next.kind ?? null,
    next.orderId ?? null,
    next.refundId ?? null,
    next.idempotencyKey ?? null,
    next.method ?? null,
    next.path ?? null,
    next.request ?? null,
    next.status ?? null,
    next.body ?? null,
    next.traceId ?? null,
    next.error ?? null,
    next.at,
  ])
  queries
    .insert(journal)
    .values({ ...next, seq, hash })
    .run()
  chain(queries).keepHead.run({ value: writeHead({ seq, hash }) })
  return seq
}

function headOf(queries: Queries): JournalHead | null {
  return readHead(chain(queries).head.get()?.value)
}

/** Only where the memory of the last row is gone: the till must go on, and verifying tells of it. */
function lastHash(queries: Queries, newest: number | null): string {
  if (newest === null) return GENESIS
  const row = queries.select().from(journal).where(eq(journal.seq, newest)).get()
  return row?.hash ?? GENESIS
}
