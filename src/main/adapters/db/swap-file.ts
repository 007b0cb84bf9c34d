/**
 * Puts another file in a store's place. The old one is set aside, never written over. The order of
 * steps is such that whatever is cut short, the next start finds either the old file untouched, or a
 * written intent that tells it how to go on:
 *
 * 1. the new file is made and checked under a name of its own      (without an intent: thrown away)
 * 2. the intent is written, with the report of what is known lost  (from here on: carried through)
 * 3. the old file goes aside, then its log: the file first, since without its log it would open as
 *    if its last sales had never been
 * 4. the new file takes the name; the old log is gone, or SQLite would play it into the new file
 * 5. the report is written beside what was set aside, and the intent goes
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { RecoveryReport } from '../../domain/recovery-report.ts'
import { isThere, moveDurably, removeCopy, syncFolder, writeTextDurably } from './durable-files.ts'
import { madeMark, suspectMark } from './file-damage.ts'

/** Name of the report in the folder of what was set aside. */
export const REPORT = 'report.json'

/** Where the new file is made ready. */
export const freshFile = (file: string): string => `${file}-fresh`
/** Copies to look into while a recovery is decided on. */
export const trialFile = (file: string): string => `${file}-trial`
export const salvageFile = (file: string): string => `${file}-salvage`
const intentFile = (file: string): string => `${file}-restore.json`
/** Folder of all that was ever set aside of a store. */
export const asideFolder = (file: string): string => join(dirname(file), 'set-aside')

/** Steps 2 to 5. The fresh file lies ready, checked and closed; nobody has either open. */
export function swapFile(file: string, report: RecoveryReport): void {
  writeTextDurably(intentFile(file), JSON.stringify(report))
  finishSwap(file)
}

/** After a cut, whenever: carries an intended swap through, or clears away one that wasn't. */
export function finishSwap(file: string): void {
  const report = readIntent(file)
  for (const scratch of [trialFile(file), salvageFile(file)]) removeCopy(scratch)
  for (const left of [`${intentFile(file)}.new`, madeMark(freshFile(file))]) {
    rmSync(left, { force: true })
  }
  if (report === null) return removeCopy(freshFile(file))
  const aside = join(asideFolder(file), report.id)
  mkdirSync(aside, { recursive: true })
  syncFolder(dirname(aside))
  if (isThere(freshFile(file))) {
    for (const ending of ['', '-wal', '-shm', '-journal']) {
      moveDurably(`${file}${ending}`, join(aside, `till.sqlite${ending}`))
    }
    moveDurably(freshFile(file), file)
  }
  rmSync(suspectMark(file), { force: true })
  writeTextDurably(join(aside, REPORT), JSON.stringify(report, null, 2))
  rmSync(intentFile(file), { force: true })
  syncFolder(dirname(file))
}

/** It was written whole or not at all, so one that can't be read isn't ours. */
function readIntent(file: string): RecoveryReport | null {
  try {
    return JSON.parse(readFileSync(intentFile(file), 'utf8')) as RecoveryReport
  } catch {
    return null
  }
}
