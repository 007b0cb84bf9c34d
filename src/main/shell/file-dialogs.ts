import { readFile, stat, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { type BrowserWindow, dialog } from 'electron'
import type { FileDialogs } from '../application/product-ports.ts'

const MB = 1024 * 1024
const KINDS = {
  picture: {
    filters: [
      { name: '사진 · Pictures', extensions: ['jpg', 'jpeg', 'png', 'webp', 'gif', 'bmp', 'avif'] },
    ],
    mostBytes: 20 * MB,
  },
  list: {
    filters: [{ name: 'CSV', extensions: ['csv', 'tsv', 'txt'] }],
    mostBytes: 20 * MB,
  },
} as const

/** The system's own dialogs over the till's window: a page never sees a path, nor names one. */
export const createFileDialogs = (parent: () => BrowserWindow | null): FileDialogs => ({
  async open(kind) {
    const { filters, mostBytes } = KINDS[kind]
    const options = {
      filters: filters.map(({ name, extensions }) => ({ name, extensions: [...extensions] })),
      properties: ['openFile' as const],
    }
    const window = parent()
    const { filePaths } = await (window === null
      ? dialog.showOpenDialog(options)
      : dialog.showOpenDialog(window, options))
    const [path] = filePaths
    if (path === undefined) return null
    return {
      name: basename(path),
      // The size first: a film is never read.
      read: async () => ((await stat(path)).size > mostBytes ? null : readFile(path)),
    }
  },
  async save(name, bytes) {
    const options = { defaultPath: name, filters: [{ name: 'CSV', extensions: ['csv'] }] }
    const window = parent()
    const { canceled, filePath } = await (window === null
      ? dialog.showSaveDialog(options)
      : dialog.showSaveDialog(window, options))
    if (canceled || filePath === '') return false
    await writeFile(filePath, bytes)
    return true
  },
})
