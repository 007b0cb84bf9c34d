import {
  closeSync,
  fsyncSync,
  lstatSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'

/** What a file holds is on disk. */
export function syncFile(file: string): void {
  // Windows syncs only what is open for writing.
  const handle = openSync(file, 'r+')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** The names in a folder are on disk. Windows can't open folders and doesn't need it. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Moves what is there, whatever it is; what isn't there, isn't missed. */
export function moveDurably(from: string, to: string): void {
  if (!isThere(from)) return
  renameSync(from, to)
  syncFolder(dirname(to))
  syncFolder(dirname(from))
}

/** Also a link that leads nowhere is there. */
export const isThere = (path: string): boolean =>
  lstatSync(path, { throwIfNoEntry: false }) !== undefined

export const sizeOf = (path: string): number =>
  lstatSync(path, { throwIfNoEntry: false })?.size ?? 0

/** Replaces a text file whole or not at all; on disk for good when it returns. */
export function writeTextDurably(file: string, text: string): void {
  const fresh = `${file}.new`
  try {
    writeFileSync(fresh, text)
    syncFile(fresh)
    renameSync(fresh, file)
  } catch (error) {
    rmSync(fresh, { force: true })
    throw error
  }
  syncFolder(dirname(file))
}

/** A database file that isn't in use, and what SQLite may have left beside it. */
export function removeCopy(file: string): void {
  for (const ending of ['', '-journal', '-wal', '-shm']) {
    if (isThere(`${file}${ending}`)) rmSync(`${file}${ending}`, { force: true, recursive: true })
  }
}
