/** The table of slips on their way to paper. It holds no money: what is lost here is printed again. */
import { sql } from 'drizzle-orm'
import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { PRINT_KINDS, PRINT_PROBLEMS, PRINT_STATES } from '#shared/vocabulary.ts'

const oneOf = (column: string, values: readonly string[]) =>
  check(
    `print_job_${column}_known`,
    sql.raw(`"${column}" IN (${values.map((value) => `'${value}'`).join(', ')})`),
  )
const instantCheck = (column: string) =>
  check(`print_job_${column}_instant`, sql.raw(`"${column}" GLOB '????-??-??T??:??:??.???Z'`))

export const printJob = sqliteTable(
  'print_job',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    kind: text('kind', { enum: PRINT_KINDS }).notNull(),
    /** No reference: orders never go away, and a slip mustn't stand in the way of one. */
    number: text('number'),
    isReissue: integer('is_reissue', { mode: 'boolean' }).notNull(),
    createdAt: text('created_at').notNull(),
    state: text('state', { enum: PRINT_STATES }).notNull(),
    tries: integer('tries').notNull(),
    /** Before its first byte went to the printer. */
    begunAt: text('begun_at'),
    settledAt: text('settled_at'),
    problem: text('problem', { enum: PRINT_PROBLEMS }),
  },
  (table) => [
    index('print_job_of_order').on(table.number, table.kind),
    index('print_job_open')
      .on(table.id)
      .where(sql.raw(`"state" IN ('waiting', 'printing', 'unknown')`)),
    oneOf('kind', PRINT_KINDS),
    oneOf('state', PRINT_STATES),
    oneOf('problem', PRINT_PROBLEMS),
    instantCheck('created_at'),
    instantCheck('begun_at'),
    instantCheck('settled_at'),
    check('print_job_order', sql.raw(`("kind" = 'test') = ("number" IS NULL)`)),
    check(
      'print_job_begun',
      sql.raw(`"state" NOT IN ('printing', 'printed', 'unknown') OR "begun_at" IS NOT NULL`),
    ),
  ],
)
