/**
 * `npm run restore`: puts a backup in the place of a store's file from the command line, where the till
 * itself can't or nobody is at it. Refuses while the till has the store open. The file is set aside,
 * never written over, and the till shows what is missing at its next start.
 *
 * Exit code 0: done, or listed. 1: not done; the file is as it was. 2: asked for in a wrong way.
 */
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { BackupFault, DatabaseFault } from '../src/main/adapters/db/database-fault.ts'
import { listBackups } from '../src/main/adapters/db/backups.ts'
import { damageBeforeOpening } from '../src/main/adapters/db/file-damage.ts'
import { createFileJobs } from '../src/main/adapters/db/file-jobs.ts'
import { createStoreFiles, storePlaces } from '../src/main/adapters/db/store-files.ts'
import { finishSwap } from '../src/main/adapters/db/swap-file.ts'
import type { Backup } from '../src/main/application/backup-ports.ts'
import { orderNumberOf } from '../src/main/domain/order-id.ts'

const STORES = ['training', 'sandbox', 'live']
const USAGE = `npm run restore -- --store training|sandbox|live [--user-data DIR] [--list] [--backup FILE]

  --list          shows the backups there are, newest first
  --backup FILE   the one to go back to: a name from the list; the newest good one where it is left out
  --user-data     the till's data folder; where the installed till keeps it unless said otherwise`

/** Where Electron keeps an app's data. */
function defaultUserData(): string {
  const { APPDATA, XDG_CONFIG_HOME } = process.env
  if (process.platform === 'win32') {
    return join(APPDATA ?? join(homedir(), 'AppData/Roaming'), 'Gyesan')
  }
  if (process.platform === 'darwin') {
    return join(homedir(), 'Library/Application Support/Gyesan')
  }
  return join(XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'Gyesan')
}

function asked() {
  try {
    const { values } = parseArgs({
      options: {
        store: { type: 'string' },
        'user-data': { type: 'string' },
        list: { type: 'boolean', default: false },
        backup: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    })
    if (values.help) {
      process.stdout.write(`${USAGE}\n`)
      process.exit(0)
    }
    if (!STORES.includes(values.store ?? '')) throw new Error(`which store? ${STORES.join(', ')}`)
    return {
      folder: join(resolve(values['user-data'] ?? defaultUserData()), 'stores', values.store ?? ''),
      isList: values.list,
      backup: values.backup === undefined ? null : basename(values.backup),
    }
  } catch (error) {
    process.stderr.write(
      `restore: ${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`,
    )
    process.exit(2)
  }
}

const WORDS: Partial<Record<(DatabaseFault | BackupFault)['code'], string>> = {
  DATABASE_BUSY: 'the till has this store open. Close the till first.',
  DATABASE_FULL: 'the disk is full. Free some space first.',
  DATABASE_READ_ONLY: 'the folder can’t be written to. Check its permissions.',
  BACKUP_NOT_FOUND: 'there is no such backup. --list shows those there are.',
  BACKUP_DAMAGED: 'that backup is damaged. Choose another one: --list shows them.',
}

const describe = (backup: Backup): string =>
  [
    backup.name,
    backup.madeAt.toISOString(),
    backup.cause,
    `${backup.orders} orders`,
    `${backup.refunds} refunds`,
    `${Math.ceil(backup.bytes / 1000)} kB`,
    ...(backup.isJournalWhole ? [] : ['its journal was tampered with']),
  ].join('  ')

const { folder, isList, backup } = asked()
if (!existsSync(folder)) {
  process.stderr.write(`restore: there is no store in ${folder}\n`)
  process.exit(1)
}
const { file, backupsFolder } = storePlaces(folder)
const jobs = createFileJobs(null)
const files = createStoreFiles({
  folder,
  migrationsFolder: fileURLToPath(new URL('../resources/migrations', import.meta.url)),
  jobs,
})

if (isList) {
  const backups = await listBackups(backupsFolder, jobs)
  process.stdout.write(backups.map((one) => `${describe(one)}\n`).join('') || 'no backups\n')
  process.exit(0)
}

try {
  const unlock = files.lock()
  try {
    finishSwap(file)
    const damage = damageBeforeOpening(file, backupsFolder)
    const chosen = backup ?? (await files.choices(damage ?? 'broken')).offered
    if (chosen === null) throw new BackupFault('BACKUP_NOT_FOUND', 'no good backup')
    const report = await files.restore({
      backup: chosen,
      reason: damage === null ? 'chosen' : 'damaged',
      damage,
      at: new Date(),
    })
    process.stdout.write(
      `restore: ${chosen} is in place, with ${report.backup?.orders ?? 0} orders.
restore: the file from before is in ${report.setAside}
restore: ${report.orders.length} payments and ${report.refunds.length} refunds since then are known to be missing; ` +
        `the till asks Toss for more when it starts, and shows them in 설정 › 백업.
restore: new orders begin at ${orderNumberOf(report.nextNumber)}\n`,
    )
  } finally {
    unlock()
  }
} catch (error) {
  if (!(error instanceof DatabaseFault || error instanceof BackupFault)) throw error
  process.stderr.write(`restore: ${WORDS[error.code] ?? error.message}\n`)
  process.exitCode = 1
}
