import type { ApplicationPorts } from '../../src/main/application/application-ports.ts'
import type { FileDialogs } from '../../src/main/application/product-ports.ts'

/** Nobody chooses a file. */
export const noFiles: FileDialogs = { open: async () => null, save: async () => false }

/** All of editing for a test that is about something else: it is tested over a real file. */
export function noEditing(): Pick<
  ApplicationPorts,
  'catalogueEdits' | 'pictures' | 'sheets' | 'files'
> {
  const never = () => {
    throw new Error('this catalogue is not edited')
  }
  return {
    catalogueEdits: {
      add: never,
      change: never,
      archive: never,
      bringBack: never,
      move: never,
      archived: async () => [],
      prices: async () => [],
      saveCategory: never,
      moveCategory: never,
      removeCategory: never,
      apply: never,
      picturesInUse: async () => new Set(),
    },
    pictures: {
      keep: never,
      has: async () => false,
      read: async () => null,
      release: never,
      sweep: async () => 0,
    },
    sheets: { read: never, write: never },
    files: noFiles,
  }
}
