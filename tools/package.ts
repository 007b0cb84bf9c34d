/**
 * `npm run package`: builds the bundle and packs it.
 *
 *   npm run package                     installers for this system, signed
 *   npm run package -- --unsigned       the same without certificates, for trying
 *   npm run package -- --stand-in       the unpacked tree around a stand-in for Electron
 *   … --platform win32 --arch arm64     for another system (linux, win32, darwin; x64, arm64)
 */
import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { packInstallers, packStandIn, type ArchName } from './package/pack.ts'
import type { Platform } from './package/stand-in-electron.ts'

const PLATFORMS: Platform[] = ['linux', 'win32', 'darwin']
const ARCHS: ArchName[] = ['x64', 'arm64']

function oneOf<T extends string>(known: T[], asked: string, what: string): T {
  const found = known.find((name) => name === asked)
  if (found === undefined) throw new Error(`${what} '${asked}' is none of ${known.join(', ')}`)
  return found
}

const { values } = parseArgs({
  options: {
    'stand-in': { type: 'boolean', default: false },
    unsigned: { type: 'boolean', default: false },
    platform: { type: 'string', default: process.platform },
    arch: { type: 'string', default: process.arch },
  },
})
const platform = oneOf(PLATFORMS, values.platform, 'platform')
const arch = oneOf(ARCHS, values.arch, 'arch')

process.chdir(resolve(import.meta.dirname, '..'))
const built = spawnSync('electron-vite', ['build'], { stdio: 'inherit' })
if (built.status !== 0) throw new Error('the bundle could not be built')

if (values['stand-in']) {
  await packStandIn(platform, arch, 'dist')
  console.log(`The unpacked tree for ${platform} ${arch} is in dist/. It has no Electron in it.`)
} else {
  for (const file of await packInstallers(platform, values.unsigned)) console.log(file)
}
