import {
  closeSync,
  existsSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
  statSync,
} from 'node:fs'
import type { Damage } from '#shared/vocabulary.ts'
import { sizeOf } from './durable-files.ts'
import { isLogBroken } from './log-state.ts'

/** Beside a store's file: says that it was made once, so that a missing one isn't taken for a new one. */
export const madeMark = (file: string): string => `${file}-made`
/** Beside a store's file: says that a read failed while it was open, so that the next start checks all of it. */
export const suspectMark = (file: string): string => `${file}-suspect`

/**
 * What is wrong with a store's file before SQLite sees it: it would take an empty or missing file
 * for a new one, and leave a broken log out, both without a word. null where nothing is.
 */
export function damageBeforeOpening(file: string, backupsFolder: string): Damage | null {
  const log = `${file}-wal`
  const wasMade = () =>
    existsSync(madeMark(file)) || sizeOf(log) > 0 || holdsSomething(backupsFolder)
  const entry = lstatSync(file, { throwIfNoEntry: false })
  if (entry === undefined) return wasMade() ? 'missing' : null
  const unreadable = readProblem(file)
  if (unreadable !== null) return unreadable
  if (statSync(file).size === 0) return wasMade() ? 'empty' : null
  return isLogBroken(log) ? 'broken_log' : null
}

function readProblem(file: string): Damage | null {
  try {
    if (!statSync(file).isFile()) return 'not_a_file'
    const handle = openSync(file, 'r')
    try {
      readSync(handle, Buffer.alloc(1))
    } finally {
      closeSync(handle)
    }
    return null
  } catch {
    return 'unreadable'
  }
}

const holdsSomething = (folder: string): boolean =>
  existsSync(folder) && readdirSync(folder).some((name) => name.endsWith('.sqlite'))
