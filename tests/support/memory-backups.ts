import type { BackupCause } from '#shared/vocabulary.ts'
import type { Backup, Backups, RecoveryReports } from '../../src/main/application/backup-ports.ts'
import type { RecoveryReport } from '../../src/main/domain/recovery-report.ts'

/** Backups without files. */
export class MemoryBackups implements Backups {
  readonly folder = 'backups'
  readonly kept = { day: 14, migration: 3, request: 5 }
  made: Backup[] = []
  /** Days that have orders. */
  days: string[] = []
  knownIds = new Set<string>()
  nextNumber = 1
  report: RecoveryReport | null = null
  failure: Error | null = null

  readonly reports: RecoveryReports = {
    newest: async () => (this.report?.putAwayAt === null ? this.report : null),
    save: async (report) => {
      this.report = report
    },
  }

  list = async () => [...this.made].reverse()
  make = async (cause: BackupCause, madeAt: Date) => {
    if (this.failure !== null) throw this.failure
    const made: Backup = {
      name: `${madeAt.toISOString()}-${cause}`,
      madeAt,
      cause,
      bytes: 4096,
      orders: 0,
      attempts: 0,
      refunds: 0,
      lastNumber: 0,
      isJournalWhole: true,
    }
    this.made.push(made)
    return made
  }
  compare = async () => ({ orders: 0, netAmount: 0, refunds: 0 })
  holdsBefore = async (day: string) => this.days.some((one) => one < day)
  known = async (orderIds: readonly string[]) =>
    new Set(orderIds.filter((orderId) => this.knownIds.has(orderId)))
  skipNumbersTo = async (nextNumber: number) => {
    this.nextNumber = Math.max(this.nextNumber, nextNumber)
  }
  stop = async () => {}
}
