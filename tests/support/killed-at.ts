/**
 * Makes a backup, or goes back to one, and kills itself at the nth step: before each call that changes
 * something in the file system (of syncs, a kill sees nothing). Arguments: what to do, folder of the store, migrations folder, n.
 * Ends by itself, with 0, where there is no nth step.
 */
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { listBackups } from '../../src/main/adapters/db/backups.ts'
import { createFileJobs } from '../../src/main/adapters/db/file-jobs.ts'
import { openDatabase } from '../../src/main/adapters/db/open-database.ts'
import { createStoreFiles, storePlaces } from '../../src/main/adapters/db/store-files.ts'

const [what = '', folder = '', migrationsFolder = '', killAt = ''] = process.argv.slice(2)
let steps = 0

function step(): void {
  steps += 1
  if (steps === Number(killAt)) process.kill(process.pid, 'SIGKILL')
}

function watch(): void {
  for (const name of [
    'renameSync',
    'copyFileSync',
    'writeFileSync',
    'mkdirSync',
    'rmSync',
  ] as const) {
    const real = fs[name] as (...args: unknown[]) => unknown
    Object.assign(fs, {
      [name]: (...args: unknown[]) => {
        step()
        return real(...args)
      },
    })
  }
  syncBuiltinESMExports()
}

const jobs = createFileJobs(null)
const { file, backupsFolder } = storePlaces(folder)
if (what === 'backup') {
  const database = await openDatabase({ file, backupsFolder, migrationsFolder })
  watch()
  const isStopped = () => {
    step()
    return false
  }
  await database.backUp({
    folder: backupsFolder,
    cause: 'request',
    at: new Date(),
    jobs,
    isStopped,
  })
  database.close()
} else {
  const files = createStoreFiles({ folder, migrationsFolder, jobs })
  const [newest] = await listBackups(backupsFolder, jobs)
  watch()
  await files.restore({
    backup: what === 'empty' ? null : (newest?.name ?? ''),
    reason: 'chosen',
    damage: null,
    at: new Date(),
  })
}
process.stdout.write(`${steps}\n`)
