import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundleScript } from '../../tools/bundle-script.ts'

export interface Bundle {
  readonly script: string
  remove(): void
}

/** A script of this folder as one file, for tests that start it often. */
export async function openBundle(name: string): Promise<Bundle> {
  const folder = mkdtempSync(join(tmpdir(), 'gyesan-bundle-'))
  const script = await bundleScript(`tests/support/${name}`, folder)
  return { script, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
