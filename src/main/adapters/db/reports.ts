import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RecoveryReports } from '../../application/backup-ports.ts'
import type { RecoveryReport } from '../../domain/recovery-report.ts'
import { writeTextDurably } from './durable-files.ts'
import { asideFolder, REPORT } from './swap-file.ts'

/** The reports of a store's recoveries, each beside what it set aside. They stay after they were put away. */
export function createReports(file: string): RecoveryReports {
  const folder = asideFolder(file)
  const read = (id: string): RecoveryReport | null => {
    try {
      return JSON.parse(readFileSync(join(folder, id, REPORT), 'utf8')) as RecoveryReport
    } catch {
      return null
    }
  }
  return {
    // The names begin with the time, so the last one is the newest.
    newest: async () => {
      if (!existsSync(folder)) return null
      const ids = readdirSync(folder).sort()
      const reports = ids.map(read).filter((report) => report !== null)
      const newest = reports.at(-1)
      return newest === undefined || newest.putAwayAt !== null ? null : newest
    },
    save: async (report) =>
      writeTextDurably(join(folder, report.id, REPORT), JSON.stringify(report, null, 2)),
  }
}
