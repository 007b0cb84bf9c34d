import { copyFileSync } from 'node:fs'
import SqliteDatabase from 'better-sqlite3'
import { BackupFault, DatabaseFault, toDatabaseFault } from './database-fault.ts'
import { isThere, removeCopy, syncFile } from './durable-files.ts'
import { hasTable } from './has-table.ts'
import { type Inspection, sealCopy } from './inspect-file.ts'

/** In `meta`: no order gets a running number below it. Set by a recovery; numbers it lost stay lost. */
export const NUMBER_FLOOR = 'next_order_number'
/** SQL: the floor never sinks. */
export const HIGHER = 'max(CAST(value AS INTEGER), CAST(excluded.value AS INTEGER))'

export interface Preparation {
  /** The file to go on with: a backup, or the damaged file itself with its log. */
  readonly from: string
  /** Where the copy is made; whatever is there goes. */
  readonly to: string
  /** False where the copy is of the file that was open a moment ago. */
  readonly isOld: boolean
}

/** Makes and checks the copy that will take a file's place; touches neither. @throws DatabaseFault */
export function prepareFile({ from, to, isOld }: Preparation): Inspection {
  removeCopy(to)
  try {
    copyFileSync(from, to)
    if (isThere(`${from}-wal`)) copyFileSync(`${from}-wal`, `${to}-wal`)
    return sealCopy(to, (client) => {
      // What was in hand back then may have been sold since: nobody must be charged for it again.
      if (isOld) {
        for (const table of ['cart', 'cart_step', 'held_cart']) {
          // A backup may be older than the table.
          if (hasTable(client, table)) client.exec(`DELETE FROM ${table}`)
        }
      }
    })
  } catch (error) {
    removeCopy(to)
    const fault = toDatabaseFault(error)
    if (isOld && fault instanceof DatabaseFault && fault.code === 'DATABASE_DAMAGED') {
      throw new BackupFault('BACKUP_DAMAGED', fault.message, error)
    }
    throw fault
  }
}

/** Has the orders of a prepared copy numbered from here on. @throws DatabaseFault */
export function numberFrom(file: string, nextNumber: number): void {
  try {
    const client = new SqliteDatabase(file, { fileMustExist: true })
    try {
      client.pragma('journal_mode = DELETE')
      client
        .prepare(
          `INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = ${HIGHER}`,
        )
        .run(NUMBER_FLOOR, String(nextNumber))
    } finally {
      client.close()
    }
    syncFile(file)
  } catch (error) {
    throw toDatabaseFault(error)
  }
}
