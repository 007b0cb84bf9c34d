import { rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { build, type Plugin } from 'vite'

/** Bundles the till's process into one file: it is started thousands of times. Gives its path. */
export async function buildTill(
  root: string,
  outDir: string,
  plugins: readonly Plugin[] = [],
): Promise<string> {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    plugins: [...plugins],
    build: {
      ssr: 'tools/crash/till.ts',
      outDir,
      emptyOutDir: true,
      minify: false,
      rolldownOptions: {
        external: ['better-sqlite3'],
        output: { entryFileNames: 'till.mjs' },
      },
    },
    ssr: { noExternal: true, external: ['better-sqlite3'] },
  })
  // The one package that stays outside is found from here.
  const packages = join(outDir, 'node_modules')
  rmSync(packages, { force: true })
  symlinkSync(join(root, 'node_modules'), packages, 'dir')
  return join(outDir, 'till.mjs')
}
