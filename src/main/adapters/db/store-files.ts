import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { BackupCause } from '#shared/vocabulary.ts'
import {
  type Backup,
  type Backups,
  type StoreFiles,
  THE_FILE,
} from '../../application/backup-ports.ts'
import { nextNumberAfter, type RecoveryReport } from '../../domain/recovery-report.ts'
import { factsOf, isIntact, KEPT, listBackups } from './backups.ts'
import { BackupFault, toDatabaseFault } from './database-fault.ts'
import { isThere, removeCopy } from './durable-files.ts'
import { madeMark } from './file-damage.ts'
import type { FileJobs } from './file-jobs.ts'
import type { Inspection } from './inspect-file.ts'
import { raiseNumberFloor } from './number-floor.ts'
import { openDatabase, type TillDatabase } from './open-database.ts'
import { numberFrom } from './prepare-file.ts'
import type { Salvaged } from './salvage.ts'
import { holdsBefore, knownOrderIds, lostSince } from './since-backup.ts'
import { lockStore } from './store-lock.ts'
import { asideFolder, freshFile, swapFile, trialFile } from './swap-file.ts'

/** Where everything of a store lies, below its own folder. */
export const storePlaces = (folder: string) => ({
  file: join(folder, THE_FILE),
  backupsFolder: join(folder, 'backups'),
})

/** The files of one store while nobody has them open. */
export function createStoreFiles(parts: {
  readonly folder: string
  readonly migrationsFolder: string
  readonly jobs: FileJobs
}): StoreFiles {
  const { folder, jobs } = parts
  const { file, backupsFolder } = storePlaces(folder)

  /** The damaged file with its log as far as that holds, where it is whole so. */
  async function theFile(): Promise<Backup | null> {
    const trial = trialFile(file)
    try {
      const found = await jobs('prepare', { from: file, to: trial, isOld: false })
      return { ...factsOf(found), name: THE_FILE, madeAt: new Date(), cause: 'file' }
    } catch {
      return null
    } finally {
      removeCopy(trial)
    }
  }

  async function prepare(backup: string): Promise<Inspection> {
    const to = freshFile(file)
    if (backup === THE_FILE) return jobs('prepare', { from: file, to, isOld: false })
    if (!(await isIntact(backupsFolder, backup, jobs))) {
      throw new BackupFault('BACKUP_DAMAGED', `${backup} isn't what it was when it was made`)
    }
    return jobs('prepare', { from: join(backupsFolder, backup), to, isOld: true })
  }

  async function find(
    backup: string,
    at: Date,
  ): Promise<Pick<Backup, 'name' | 'madeAt' | 'cause'>> {
    if (backup === THE_FILE) return { name: backup, madeAt: at, cause: 'file' }
    const chosen = (await listBackups(backupsFolder, jobs)).find(({ name }) => name === backup)
    if (chosen === undefined) throw new BackupFault('BACKUP_NOT_FOUND', `no backup ${backup}`)
    return chosen
  }

  const salvage = async (backup: string | null, { lastNumber }: Inspection): Promise<Salvaged> =>
    isThere(file)
      ? jobs('salvage', { damaged: file, backup })
      : { read: 'none', orders: [], refunds: [], lastNumber }

  return {
    lock() {
      mkdirSync(folder, { recursive: true })
      return lockStore(folder)
    },

    async choices(damage) {
      const backups = await listBackups(backupsFolder, jobs)
      // Only the log is broken: the file is newer than any backup.
      const file = damage === 'broken_log' ? await theFile() : null
      if (file !== null) return { backups: [file, ...backups], offered: THE_FILE }
      // One whose journal was tampered with only where there is no other.
      const best = [
        ...backups.filter(({ isJournalWhole }) => isJournalWhole),
        ...backups.filter(({ isJournalWhole }) => !isJournalWhole),
      ]
      for (const { name } of best) {
        if (await isIntact(backupsFolder, name, jobs)) return { backups, offered: name }
      }
      return { backups, offered: null }
    },

    async restore({ backup, reason, damage, at }) {
      const chosen = backup === null ? null : await find(backup, at)
      const fresh = freshFile(file)
      let report: RecoveryReport
      try {
        const found = backup === null ? EMPTY : await prepare(backup)
        const salvaged = await salvage(backup === null ? null : fresh, found)
        const read = salvaged.read === 'all' && damage === 'broken_log' ? 'part' : salvaged.read
        const others = (await listBackups(backupsFolder, jobs)).map(({ lastNumber }) => lastNumber)
        const nextNumber = nextNumberAfter(
          Math.max(salvaged.lastNumber, found.lastNumber, ...others),
          read === 'all',
        )
        if (backup === null) await makeEmpty(fresh, parts.migrationsFolder)
        numberFrom(fresh, nextNumber)
        const id = freeId(file, at)
        report = {
          id,
          at: at.toISOString(),
          reason,
          damage,
          backup: chosen && {
            name: chosen.name,
            madeAt: chosen.madeAt.toISOString(),
            cause: chosen.cause,
            orders: found.orders,
          },
          setAside: join(asideFolder(file), id),
          read,
          orders: salvaged.orders,
          refunds: salvaged.refunds,
          tossAskedAt: null,
          nextNumber,
          putAwayAt: null,
        }
      } catch (error) {
        removeCopy(fresh)
        throw toDatabaseFault(error)
      }
      // From here on nothing is thrown away: what is cut is finished at the next start.
      swapFile(file, report)
      return report
    },
  }
}

const EMPTY: Inspection = {
  orders: 0,
  attempts: 0,
  refunds: 0,
  lastNumber: 0,
  journalProblem: null,
  bytes: 0,
  sha256: '',
}

async function makeEmpty(file: string, migrationsFolder: string): Promise<void> {
  removeCopy(file)
  const empty = await openDatabase({ file, migrationsFolder, backupsFolder: `${file}-backups` })
  empty.close()
  rmSync(madeMark(file), { force: true })
}

/** A name that says when, and that nothing has yet. */
function freeId(file: string, at: Date): string {
  const stem = at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')
  for (let n = 1; ; n++) {
    const id = n === 1 ? `${stem}Z` : `${stem}Z-${n}`
    if (!isThere(join(asideFolder(file), id))) return id
  }
}

/** The backups of a store that is open. */
export function createBackups(parts: {
  readonly database: TillDatabase
  readonly folder: string
  readonly jobs: FileJobs
}): Backups {
  const { database, jobs } = parts
  const folder = storePlaces(parts.folder).backupsFolder
  let isStopped = false
  let underWay: Promise<unknown> = Promise.resolve()

  const make = (cause: BackupCause, at: Date): Promise<Backup> =>
    database.backUp({ folder, cause, at, jobs, isStopped: () => isStopped })

  return {
    folder,
    kept: KEPT,
    list: () => listBackups(folder, jobs),
    make(cause, at) {
      // One after the other: each clears away what a cut one left.
      const made = underWay.then(() => make(cause, at))
      underWay = made.catch(() => undefined)
      return made
    },
    compare: (backup) => database.read((queries) => lostSince(queries, backup)),
    holdsBefore: (businessDay) => database.read((queries) => holdsBefore(queries, businessDay)),
    known: (orderIds) => database.read((queries) => knownOrderIds(queries, orderIds)),
    skipNumbersTo: (nextNumber) =>
      database.write((queries) => raiseNumberFloor(queries, nextNumber)),
    async stop() {
      isStopped = true
      await underWay
    },
  }
}
