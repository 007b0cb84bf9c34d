import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PictureFiles } from '../../application/product-ports.ts'

/** A name of ours, which is no path and no other kind of file. */
const NAME = /^[0-9a-f]{32}\.webp$/

/** Pictures in a folder of one store. A file's time is when it was last kept or released. */
export function createPictureFiles(folder: string): PictureFiles {
  const place = (name: string): string | null => (NAME.test(name) ? join(folder, name) : null)
  const touch = async (file: string): Promise<boolean> => {
    const now = new Date()
    return utimes(file, now, now).then(
      () => true,
      () => false,
    )
  }
  return {
    async keep(webp) {
      const name = `${createHash('sha256').update(webp).digest('hex').slice(0, 32)}.webp`
      const file = join(folder, name)
      if (await touch(file)) return name
      await mkdir(folder, { recursive: true })
      // Under another name first: a cut must not leave half a picture under the one that says it is whole.
      const part = `${file}.part`
      await writeFile(part, webp, { flush: true })
      await rename(part, file)
      return name
    },
    async has(name) {
      const file = place(name)
      return file !== null && (await stat(file).catch(() => null)) !== null
    },
    async read(name) {
      const file = place(name)
      return file === null ? null : readFile(file).catch(() => null)
    },
    async release(name) {
      const file = place(name)
      if (file !== null) await touch(file)
    },
    async sweep(inUse, before) {
      const names = await readdir(folder).catch(() => [])
      const unused = names.filter(
        (name) => !inUse.has(name) && NAME.test(name.replace('.part', '')),
      )
      let removed = 0
      for (const name of unused) {
        const file = join(folder, name)
        const known = await stat(file).catch(() => null)
        if (known === null || known.mtime >= before) continue
        await rm(file, { force: true })
        removed += 1
      }
      return removed
    },
  }
}
