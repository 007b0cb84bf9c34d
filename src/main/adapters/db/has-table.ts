import type { Database } from 'better-sqlite3'

export function hasTable(client: Database, name: string): boolean {
  return (
    client.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?`).get(name) !==
    undefined
  )
}
