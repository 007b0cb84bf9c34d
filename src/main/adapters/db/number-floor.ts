import { eq, sql } from 'drizzle-orm'
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import { HIGHER, NUMBER_FLOOR } from './prepare-file.ts'
import { meta } from './schema.ts'

type Queries = Pick<BetterSQLite3Database, 'select' | 'insert'>

/** On the open file, once Toss has told of a number that nothing else did. */
export function raiseNumberFloor(queries: Queries, nextNumber: number): void {
  queries
    .insert(meta)
    .values({ key: NUMBER_FLOOR, value: String(nextNumber) })
    .onConflictDoUpdate({ target: meta.key, set: { value: sql.raw(HIGHER) } })
    .run()
}

/** 1 where no recovery set one. */
export function numberFloor(queries: Queries): number {
  const row = queries.select().from(meta).where(eq(meta.key, NUMBER_FLOOR)).get()
  return row === undefined ? 1 : Number(row.value)
}
