import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { BACKUP_CAUSES, type BackupCause } from '#shared/vocabulary.ts'
import type { Backup } from '../../application/backup-ports.ts'
import { BackupFault, toDatabaseFault } from './database-fault.ts'
import { removeCopy, sizeOf, syncFolder, writeTextDurably } from './durable-files.ts'
import type { FileJobs } from './file-jobs.ts'
import { countRows, type Inspection, type RowCounts } from './inspect-file.ts'

/**
 * How many backups of each cause stay. Two weeks of days reach back over a holiday to before a fault
 * that nobody noticed. A migration's is for going back to the version before. What somebody asked for
 * stays until five newer ones were asked for. Causes don't push each other out: ten presses on a
 * button must not cost the day that is still good.
 */
export const KEPT: Readonly<Record<BackupCause, number>> = { day: 14, migration: 3, request: 5 }

/** Pages copied in one go, between two turns of the event loop: under 5 ms (measured at 400 MB). */
const PAGES_AT_ONCE = 100
const PART = '.part'
const NAME = new RegExp(
  `^till-(\\d{4})(\\d\\d)(\\d\\d)T(\\d\\d)(\\d\\d)(\\d\\d)(\\d{3})Z-(${BACKUP_CAUSES.join('|')})\\.sqlite$`,
)

/** What lies beside each backup as JSON. */
interface Manifest extends Inspection {
  readonly madeAt: string
  readonly cause: BackupCause
}

const manifestOf = (folder: string, name: string) =>
  join(folder, name.replace(/\.sqlite$/, '.json'))

const nameOf = (at: Date, cause: BackupCause) =>
  `till-${at.toISOString().replaceAll(/[-:.]/g, '')}-${cause}.sqlite`

/**
 * Copies the open file between sales into a backup that was read through before it gets its name.
 * Then the oldest of its cause go.
 *
 * @throws DatabaseFault DATABASE_DAMAGED where the copy, and so the file, is damaged, or what the disk says
 */
export async function makeBackup(parts: {
  readonly client: Database
  readonly folder: string
  readonly cause: BackupCause
  readonly at: Date
  readonly jobs: FileJobs
  /** Asked between two steps. */
  isStopped?(): boolean
}): Promise<Backup> {
  const { client, folder, cause, at } = parts
  try {
    mkdirSync(folder, { recursive: true })
    clearLeftovers(folder)
    const name = nameOf(at, cause)
    const part = join(folder, `${name}${PART}`)
    const before = countRows(client)
    await client.backup(part, {
      progress: () => {
        if (parts.isStopped?.() === true) throw new Error('the store is closing')
        return PAGES_AT_ONCE
      },
    })
    const inspection = await parts.jobs('seal', part)
    refuseFewer(inspection, before)
    const manifest: Manifest = { madeAt: at.toISOString(), cause, ...inspection }
    // Before the backup: one without it would have to be read again.
    writeTextDurably(manifestOf(folder, name), JSON.stringify(manifest, null, 2))
    renameSync(part, join(folder, name))
    syncFolder(folder)
    dropOldest(folder, cause)
    return toBackup(name, manifest)
  } catch (error) {
    if (existsSync(folder)) clearLeftovers(folder)
    throw toDatabaseFault(error)
  }
}

/** Rows are only ever added, so a copy that has fewer isn't one. */
function refuseFewer(copy: RowCounts, before: RowCounts): void {
  if (
    copy.orders < before.orders ||
    copy.attempts < before.attempts ||
    copy.refunds < before.refunds
  ) {
    throw new BackupFault('BACKUP_FAILED', 'the copy has fewer rows than the file')
  }
}

/** What a cut left behind. Nobody else makes backups of a store that is open here. */
function clearLeftovers(folder: string): void {
  const names = readdirSync(folder)
  for (const name of names) {
    if (name.endsWith(PART)) removeCopy(join(folder, name))
    const isOrphan = name.endsWith('.json') && !names.includes(name.replace(/\.json$/, '.sqlite'))
    if (isOrphan || name.endsWith('.new')) rmSync(join(folder, name), { force: true })
  }
}

function dropOldest(folder: string, cause: BackupCause): void {
  const ofCause = backupNames(folder).filter((name) => NAME.exec(name)?.at(-1) === cause)
  for (const name of ofCause.slice(KEPT[cause])) {
    rmSync(join(folder, name), { force: true })
    rmSync(manifestOf(folder, name), { force: true })
  }
  syncFolder(folder)
}

/** Newest first: the names begin with the time. */
const backupNames = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => NAME.test(name))
        .sort()
        .reverse()
    : []

/** Newest first. One whose note is lost is read through again; one that can't be read is left out. */
export async function listBackups(folder: string, jobs: FileJobs): Promise<readonly Backup[]> {
  const listed: Backup[] = []
  for (const name of backupNames(folder)) {
    const manifest = readManifest(folder, name) ?? (await inspectAnew(folder, name, jobs))
    if (manifest !== null) listed.push(toBackup(name, manifest))
  }
  return listed
}

/** Whether a backup is still, byte for byte, what it was when it was read through. */
export async function isIntact(folder: string, name: string, jobs: FileJobs): Promise<boolean> {
  try {
    const { sha256 } = await jobs('inspect', join(folder, name))
    return readManifest(folder, name)?.sha256 === sha256
  } catch {
    return false
  }
}

function readManifest(folder: string, name: string): Manifest | null {
  try {
    const manifest = JSON.parse(readFileSync(manifestOf(folder, name), 'utf8')) as Manifest
    const isWhole =
      BACKUP_CAUSES.includes(manifest.cause) &&
      !Number.isNaN(Date.parse(manifest.madeAt)) &&
      [manifest.orders, manifest.attempts, manifest.refunds, manifest.lastNumber].every(
        Number.isSafeInteger,
      )
    return isWhole && manifest.bytes === sizeOf(join(folder, name)) ? manifest : null
  } catch {
    return null
  }
}

async function inspectAnew(folder: string, name: string, jobs: FileJobs): Promise<Manifest | null> {
  try {
    const [, year, month, day, hour, minute, second, ms, cause] = NAME.exec(name) ?? []
    const manifest: Manifest = {
      madeAt: `${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`,
      cause: cause as BackupCause,
      ...(await jobs('inspect', join(folder, name))),
    }
    writeTextDurably(manifestOf(folder, name), JSON.stringify(manifest, null, 2))
    return manifest
  } catch {
    return null
  }
}

const toBackup = (name: string, manifest: Manifest): Backup => ({
  ...factsOf(manifest),
  name,
  madeAt: new Date(manifest.madeAt),
  cause: manifest.cause,
})

export const factsOf = (found: Inspection) => ({
  bytes: found.bytes,
  orders: found.orders,
  attempts: found.attempts,
  refunds: found.refunds,
  lastNumber: found.lastNumber,
  isJournalWhole: found.journalProblem === null,
})
