import { eq } from 'drizzle-orm'
import { RecordsCheck } from '#shared/ipc/records.ts'
import type { Records } from '../../application/ports.ts'
import { DatabaseFault } from './database-fault.ts'
import type { TillDatabase } from './open-database.ts'
import { meta } from './schema.ts'
import { RecordsUnavailable, type RecordsToVerify, verifyRecords } from './verify-records.ts'

const KEY = 'records_check'

/** The records of one store's open file. @throws DatabaseFault */
export function createRecords(
  { read, write }: TillDatabase,
  source: Omit<RecordsToVerify, 'isDeep'>,
): Records {
  return {
    async verify() {
      try {
        // SQLite's own check of every page can't be interrupted: a till must go on selling.
        return await verifyRecords({ ...source, isDeep: false })
      } catch (error) {
        if (!(error instanceof RecordsUnavailable)) throw error
        throw new DatabaseFault('DATABASE_DAMAGED', error.message, error)
      }
    },
    lastCheck: () =>
      read((queries) => {
        const row = queries.select().from(meta).where(eq(meta.key, KEY)).get()
        if (row === undefined) return null
        // Another version of the till may have written it otherwise: then there is none.
        const kept = RecordsCheck.safeParse(JSON.parse(row.value))
        return kept.success ? kept.data : null
      }),
    keepCheck: (check) =>
      write((queries) => {
        const value = JSON.stringify(check)
        queries
          .insert(meta)
          .values({ key: KEY, value })
          .onConflictDoUpdate({ target: meta.key, set: { value } })
          .run()
      }),
  }
}
