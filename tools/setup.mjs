/**
 * Brings everything the till needs to run from source: packages, Node 24, and Electron's runtime or,
 * where that can't be had, Chromium. Plain JavaScript without dependencies, because it runs before
 * anything is installed. On its own: `npm run setup`, with `-- --electron` to try Electron again.
 */
import { realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ensureChromium } from './setup/chromium.mjs'
import { ensureElectron } from './setup/electron.mjs'
import { hasDisplay } from './setup/display.mjs'
import { ensureNode24, nodePath } from './setup/node24.mjs'
import { ensurePackages } from './setup/packages.mjs'
import { say, SetupError } from './setup/run.mjs'

/**
 * @typedef {object} Setup
 * @property {'electron' | 'chromium'} host what the till runs on here
 * @property {string} nodePath Node 24's program
 * @property {string} [electronPath] Electron's program, on that host
 * @property {string} [chromiumPath] the browser, on that host
 */

/**
 * Does what is missing; a second run finds it done. On trouble it says what is to be done and ends
 * the process with 1. POS_CHROMIUM is set for child processes. POS_TEST_HOST=chromium leaves Electron
 * alone.
 *
 * @param {{ wantHost?: boolean, headless?: boolean, retryElectron?: boolean }} [options] `wantHost: false`
 *   leaves out Electron and Chromium; `headless` where no window will be shown, as without a display
 * @returns {Promise<Setup>}
 */
export async function ensureSetup({
  wantHost = true,
  headless = !hasDisplay(),
  retryElectron = false,
} = {}) {
  try {
    const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
    if (major < 20 || (major === 20 && minor < 11)) {
      throw new SetupError(`Node ${process.versions.node} is too old: install Node 20.11 or newer`)
    }
    await ensurePackages()
    await ensureNode24()
    if (!wantHost) return { host: 'chromium', nodePath }
    if (process.env['POS_TEST_HOST'] !== 'chromium') {
      const electronPath = await ensureElectron(retryElectron)
      // Electron has no headless mode: without a display it can't even start.
      if (electronPath && hasDisplay()) return { host: 'electron', nodePath, electronPath }
    }
    const chromiumPath = await ensureChromium({ headless })
    process.env['POS_CHROMIUM'] = chromiumPath
    return { host: 'chromium', nodePath, chromiumPath }
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    process.stderr.write(`setup: ${error.message}\n`)
    process.exit(1)
  }
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const setup = await ensureSetup({ retryElectron: process.argv.includes('--electron') })
  say(`ready: the till runs on ${setup.host === 'electron' ? 'Electron' : 'Chromium'}`)
}
