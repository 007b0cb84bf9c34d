import { mkdirSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a second instance tells the first. */
export interface SecondLaunch {
  readonly argv: string[]
  readonly cwd: string
  readonly data: unknown
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * Takes the one lock of a user-data folder: a file holding the process id, made exclusively. A lock
 * whose process is dead is taken over. A second instance leaves a note in the folder beside it,
 * which the first one watches. Answers how to let go, or undefined where another one has it.
 */
export function takeLock(
  userData: string,
  launch: SecondLaunch,
  onSecond: (launch: SecondLaunch) => void,
): (() => void) | undefined {
  const folder = join(userData, 'single-instance')
  const file = join(folder, 'lock')
  mkdirSync(folder, { recursive: true })
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' })
      break
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const owner = Number(readFileSync(file, 'utf8'))
    if (owner > 0 && owner !== process.pid && isAlive(owner)) {
      writeFileSync(join(folder, `${process.pid}.launch`), JSON.stringify(launch))
      return undefined
    }
    rmSync(file, { force: true })
  }
  const read = () => {
    for (const name of readdirSync(folder)) {
      if (!name.endsWith('.launch')) continue
      const text = readFileSync(join(folder, name), 'utf8')
      if (!text.endsWith('}')) continue
      rmSync(join(folder, name), { force: true })
      onSecond(JSON.parse(text) as SecondLaunch)
    }
  }
  const watcher = watch(folder, read)
  watcher.unref()
  return () => {
    watcher.close()
    rmSync(file, { force: true })
  }
}
