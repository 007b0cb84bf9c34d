import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'

/**
 * One text in one file, replaced whole and synced before the call returns: written beside the old
 * one first, so that a power cut leaves either the old text or the new one.
 */
export const createFileStorage = (file: string) => ({
  /** The text, or null where there is none yet. */
  load(): string | null {
    try {
      return readFileSync(file, 'utf8')
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
      throw error
    }
  },
  save(text: string): void {
    mkdirSync(dirname(file), { recursive: true })
    const beside = `${file}.new`
    const handle = openSync(beside, 'w')
    try {
      writeSync(handle, text)
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    renameSync(beside, file)
  },
})
