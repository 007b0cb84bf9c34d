import { and, asc, count, desc, eq, inArray, isNotNull, lt, or } from 'drizzle-orm'
import type { PrintJobs } from '../../application/print-ports.ts'
import type { PrintJob } from '../../domain/print-job.ts'
import type { Queries, TillDatabase } from './open-database.ts'
import { printJob } from './print-schema.ts'
import { orders } from './schema.ts'

const jobOf = (row: typeof printJob.$inferSelect): PrintJob => ({
  id: row.id,
  kind: row.kind,
  number: row.number,
  isReissue: row.isReissue,
  createdAt: new Date(row.createdAt),
  state: row.state,
  tries: row.tries,
  problem: row.problem,
})

const OPEN = inArray(printJob.state, ['waiting', 'printing', 'unknown'])

/** Whether a slip of this kind may be in somebody's hand, or is on its way there. */
const wasPrinted = (queries: Queries, number: string, kind: PrintJob['kind']): boolean =>
  queries
    .select({ id: printJob.id })
    .from(printJob)
    .where(
      and(
        eq(printJob.number, number),
        eq(printJob.kind, kind),
        or(isNotNull(printJob.begunAt), eq(printJob.state, 'waiting')),
      ),
    )
    .limit(1)
    .get() !== undefined

/** The slips of one store on their way to paper. @throws DatabaseFault */
export function createPrintJobs({ read, write }: TillDatabase): PrintJobs {
  const move = (id: number, changes: Partial<typeof printJob.$inferInsert>): Promise<void> =>
    write((queries) => {
      queries.update(printJob).set(changes).where(eq(printJob.id, id)).run()
    })
  return {
    add: ({ kind, number, at }) =>
      write((queries) => {
        const isReissue = number !== null && wasPrinted(queries, number, kind)
        return jobOf(
          queries
            .insert(printJob)
            .values({
              kind,
              number,
              isReissue,
              createdAt: at.toISOString(),
              state: 'waiting',
              tries: 0,
            })
            .returning()
            .get(),
        )
      }),
    addFirst: (number, at) =>
      write((queries) => {
        if (wasPrinted(queries, number, 'receipt')) return false
        const createdAt = at.toISOString()
        const first = { kind: 'receipt', number, createdAt, state: 'waiting', tries: 0 } as const
        queries
          .insert(printJob)
          .values({ ...first, isReissue: false })
          .run()
        return true
      }),
    next: () =>
      read((queries) => {
        const row = queries
          .select()
          .from(printJob)
          .where(eq(printJob.state, 'waiting'))
          .orderBy(asc(printJob.id))
          .limit(1)
          .get()
        return row === undefined ? null : jobOf(row)
      }),
    find: (id) =>
      read((queries) => {
        const row = queries.select().from(printJob).where(eq(printJob.id, id)).get()
        return row === undefined ? null : jobOf(row)
      }),
    ofOrder: (number) =>
      read((queries) =>
        queries
          .select()
          .from(printJob)
          .where(eq(printJob.number, number))
          .orderBy(asc(printJob.id))
          .all()
          .map(jobOf),
      ),
    open: (limit) =>
      read((queries) => ({
        waiting: queries.select({ all: count() }).from(printJob).where(OPEN).get()?.all ?? 0,
        jobs: queries
          .select()
          .from(printJob)
          .where(OPEN)
          .orderBy(asc(printJob.id))
          .limit(limit)
          .all()
          .map(jobOf),
      })),
    wasPrinted: (number, kind) => read((queries) => wasPrinted(queries, number, kind)),
    lastSold: () =>
      read(
        (queries) =>
          queries
            .select({ number: orders.number })
            .from(orders)
            .where(inArray(orders.status, ['paid', 'partly_refunded', 'refunded']))
            .orderBy(desc(orders.businessDay), desc(orders.createdAt), desc(orders.number))
            .limit(1)
            .get()?.number ?? null,
      ),
    begin: (job, at) =>
      move(job.id, {
        state: 'printing',
        tries: job.tries + 1,
        begunAt: at.toISOString(),
        problem: null,
      }),
    notPrinted: (job, problem) => move(job.id, { tries: job.tries + 1, problem }),
    settle: (id, state, problem, at) => move(id, { state, problem, settledAt: at.toISOString() }),
    putAway: (id, at) =>
      write(
        (queries) =>
          queries
            .update(printJob)
            .set({ state: 'put_away', settledAt: at.toISOString() })
            .where(and(eq(printJob.id, id), inArray(printJob.state, ['waiting', 'unknown'])))
            .run().changes > 0,
      ),
    resume: (at, staleBefore) =>
      write((queries) => {
        const settledAt = at.toISOString()
        queries
          .update(printJob)
          .set({ state: 'unknown', problem: 'till_ended', settledAt })
          .where(eq(printJob.state, 'printing'))
          .run()
        queries
          .update(printJob)
          .set({ state: 'put_away', settledAt })
          .where(
            and(
              inArray(printJob.state, ['waiting', 'unknown']),
              lt(printJob.createdAt, staleBefore.toISOString()),
            ),
          )
          .run()
      }),
    putAllWaitingAway: (at) =>
      write((queries) => {
        queries
          .update(printJob)
          .set({ state: 'put_away', settledAt: at.toISOString() })
          .where(eq(printJob.state, 'waiting'))
          .run()
      }),
  }
}
