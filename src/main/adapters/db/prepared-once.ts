import type { Queries } from './open-database.ts'

/**
 * A query that is built, and compiled by SQLite, once for each open file. Building one takes drizzle
 * longer than SQLite takes to run it (docs/adr/0029-queries-built-once.md), and these run at every look.
 *
 * @param build ends in `.prepare()`; what changes from run to run stands there as `sql.placeholder`
 */
export function preparedOnce<T>(build: (queries: Queries) => T): (queries: Queries) => T {
  const built = new WeakMap<Queries, T>()
  return (queries) => {
    const known = built.get(queries)
    if (known !== undefined) return known
    const made = build(queries)
    built.set(queries, made)
    return made
  }
}
