import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { inRoot, lastLines, npm, say, SetupError } from './run.mjs'
import { readState, remember } from './state.mjs'

/**
 * @typedef {{ packages: Record<string, { version?: string, optional?: boolean }> }} Lockfile
 */

/**
 * @param {string} file
 * @returns {Lockfile}
 */
const readLock = (file) => /** @type {Lockfile} */ (JSON.parse(readFileSync(file, 'utf8')))

/** Whether every package the lockfile names is there in its version; those of other platforms aside. */
function isInstalled() {
  const installed = inRoot('node_modules/.package-lock.json')
  if (!existsSync(installed)) return false
  const { packages: wanted } = readLock(inRoot('package-lock.json'))
  const { packages: present } = readLock(installed)
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' || optional || (present[path]?.version === version && existsSync(inRoot(path))),
  )
}

/** Installs what the lockfile says, if it isn't there. */
export async function ensurePackages() {
  const lockHash = createHash('sha256')
    .update(readFileSync(inRoot('package-lock.json')))
    .digest('hex')
  if (readState().lockHash === lockHash) return
  if (!isInstalled()) await install()
  remember({ lockHash })
}

async function install() {
  say('installing the packages of package-lock.json (about a minute)')
  // No install scripts: the native driver ships its binaries, yet npm would compile it anew, and the
  // one script that is needed, Node's own, is done by hand after this.
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const clean = await npm(['ci', ...flags], { tick: 'npm ci' })
  if (clean.ok) return
  if (!clean.output.includes('EUSAGE')) {
    throw new SetupError(`npm ci failed:\n${lastLines(clean.output)}`)
  }
  // A registry that lacks other platforms' binaries makes lockfiles without them.
  say('npm ci refuses the lockfile; installing by it all the same')
  const kept = await npm(['install', '--no-save', ...flags], { tick: 'npm install' })
  if (!kept.ok) throw new SetupError(`npm install failed:\n${lastLines(kept.output)}`)
}
