import type { Database } from 'better-sqlite3'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { dropGuards } from './guards.ts'
import { hasTable } from './has-table.ts'

/** The file's history isn't the beginning of this till's: it must not be touched. */
class MigrationHistoryError extends Error {
  override readonly name = 'MigrationHistoryError'
}

type Migration = ReturnType<typeof readMigrationFiles>[number]

/** drizzle's own table, as its migrator makes it; ids are null in it and say nothing. */
const HISTORY = '__drizzle_migrations'

/**
 * What this till has and the file lacks, oldest first. Compares the sets of hashes: drizzle itself
 * only looks at the newest time and would silently skip one that was merged later with an earlier time.
 *
 * @throws MigrationHistoryError where the file knows a migration that this till doesn't, or where a
 * missing one is older than one that is there.
 */
export function pendingMigrations(client: Database, folder: string): readonly Migration[] {
  const known = readMigrationFiles({ migrationsFolder: folder })
  const applied = appliedMigrations(client)
  const knownHashes = new Set(known.map(({ hash }) => hash))
  const strangers = applied.filter(({ hash }) => !knownHashes.has(hash))
  if (strangers.length > 0) {
    throw new MigrationHistoryError(
      `the database was changed by another version of the till: ${strangers.length} of its ` +
        `${applied.length} migrations are not among the ${known.length} of this one`,
    )
  }
  const appliedHashes = new Set(applied.map(({ hash }) => hash))
  const pending = known.filter(({ hash }) => !appliedHashes.has(hash))
  const newest = Math.max(...applied.map(({ createdAt }) => createdAt))
  const late = pending.filter(({ folderMillis }) => folderMillis <= newest)
  if (late.length > 0) {
    throw new MigrationHistoryError(
      `the database skipped ${late.length} migration(s) that are older than its newest one`,
    )
  }
  return pending
}

function appliedMigrations(client: Database) {
  if (!hasTable(client, HISTORY)) return []
  return client
    .prepare<[], { hash: string; createdAt: number }>(
      `SELECT hash, created_at AS createdAt FROM ${HISTORY}`,
    )
    .all()
}

/**
 * Runs the migrations in one transaction, with foreign keys off: SQLite ignores that pragma inside
 * a transaction, where drizzle's files put it, and dropping a rebuilt table would then delete its
 * children (drizzle#5782). The keys are checked before the commit; a broken one undoes everything.
 * What SQL alone can't do is done by `finish`, in the same transaction.
 */
export function applyMigrations(
  client: Database,
  pending: readonly Migration[],
  finish?: () => void,
): void {
  client.pragma('foreign_keys = OFF')
  try {
    client
      .transaction(() => {
        client.exec(
          `CREATE TABLE IF NOT EXISTS ${HISTORY} (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric)`,
        )
        dropGuards(client)
        const remember = client.prepare(`INSERT INTO ${HISTORY} (hash, created_at) VALUES (?, ?)`)
        for (const { sql, hash, folderMillis } of pending) {
          for (const statement of sql) client.exec(statement)
          remember.run(hash, folderMillis)
        }
        finish?.()
        const broken = client.pragma('foreign_key_check') as unknown[]
        if (broken.length > 0) {
          throw new Error(`a migration would leave ${broken.length} rows without their parent`)
        }
      })
      .immediate()
  } finally {
    client.pragma('foreign_keys = ON')
  }
}
