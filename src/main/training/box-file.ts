import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs'

import type { BoxStorage } from './journal.ts'

function writeDurably(path: string, flags: 'a' | 'w', text: string): void {
  const file = openSync(path, flags)
  try {
    writeFileSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** Keeps the box in one file, whose folder must be there. Throws what the file system throws. */
export const fileStorage = (path: string): BoxStorage => ({
  load: () => (existsSync(path) ? readFileSync(path, 'utf8') : ''),
  append: (text) => writeDurably(path, 'a', text),
  replace: (text) => {
    writeDurably(`${path}.new`, 'w', text)
    renameSync(`${path}.new`, path)
  },
})
