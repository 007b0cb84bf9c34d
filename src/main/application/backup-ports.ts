/** What the use cases about backups and recovery need from outside. */
import type { BackupCause, Damage } from '#shared/vocabulary.ts'
import type { RecoveryReport } from '../domain/recovery-report.ts'

/** A verified copy of a store's file. */
export interface Backup {
  /** Its name in the folder of backups, or {@link THE_FILE}. */
  readonly name: string
  readonly madeAt: Date
  readonly cause: BackupCause | 'file'
  readonly bytes: number
  readonly orders: number
  readonly attempts: number
  readonly refunds: number
  /** The highest running number in it; 0 where there is no order. */
  readonly lastNumber: number
  /** False where the journal it copies was tampered with. */
  readonly isJournalWhole: boolean
}

/** The damaged file itself, in a list of what to go on with. */
export const THE_FILE = 'till.sqlite'

/** Backups of a store that is open. */
export interface Backups {
  readonly folder: string
  /** How many are kept of each cause. */
  readonly kept: Readonly<Record<BackupCause, number>>
  /** Newest first. */
  list(): Promise<readonly Backup[]>
  /** Copies the open file between sales, reads all of the copy, and drops the oldest of its cause. @throws DatabaseFault */
  make(cause: BackupCause, at: Date): Promise<Backup>
  /** What the open file holds and the backup doesn't. netAmount in won: paid less refunded. */
  compare(
    backup: Backup,
  ): Promise<{ readonly orders: number; readonly netAmount: number; readonly refunds: number }>
  /** Whether there is an order of a business day before this one. */
  holdsBefore(businessDay: string): Promise<boolean>
  /** Which of these Toss order ids the open file knows. */
  known(orderIds: readonly string[]): Promise<ReadonlySet<string>>
  /** Orders get this running number or a higher one from now on. */
  skipNumbersTo(nextNumber: number): Promise<void>
  /** Breaks off one that is being made and waits for its end. */
  stop(): Promise<void>
}

export interface RecoveryReports {
  /** The newest; null where there is none or it was put away. */
  newest(): Promise<RecoveryReport | null>
  save(report: RecoveryReport): Promise<void>
}

/** The files of one store while nobody has them open. */
export interface StoreFiles {
  /**
   * Keeps every other process out until the returned function is called.
   * @throws DatabaseFault DATABASE_BUSY where another one has the store
   */
  lock(): () => void
  /** What a damaged file can be replaced by, newest first, and the newest that was read through and found good. */
  choices(damage: Damage): Promise<{
    readonly backups: readonly Backup[]
    readonly offered: string | null
  }>
  /**
   * Sets the file aside and puts a copy of the backup in its place; null: an empty file.
   * @throws DatabaseFault BACKUP_NOT_FOUND, BACKUP_DAMAGED, or what the disk says; the file is then untouched.
   */
  restore(change: {
    readonly backup: string | null
    readonly reason: RecoveryReport['reason']
    readonly damage: Damage | null
    readonly at: Date
  }): Promise<RecoveryReport>
}
