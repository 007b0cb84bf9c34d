import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { nodePath } from './node24.mjs'
import { inRoot, lastLines, run, say, SetupError } from './run.mjs'
import { readState, remember } from './state.mjs'

const KNOWN_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
]

/** Where a download of Playwright's own lies, whether or not it is there. */
function playwrightPlace() {
  const require = createRequire(import.meta.url)
  const { chromium } = /** @type {typeof import('playwright')} */ (require('playwright'))
  return chromium.executablePath()
}

/**
 * Browsers that may serve, best first: POS_CHROMIUM alone where it is set.
 *
 * @returns {string[]}
 */
export function chromiumPlaces() {
  const chosen = process.env['POS_CHROMIUM']
  if (chosen) return [chosen]
  return [...KNOWN_PLACES, playwrightPlace()].filter((place) => existsSync(place))
}

/**
 * A browser that is there may still not run: Ubuntu's is a script that asks for a snap.
 *
 * @param {string} path
 * @returns {Promise<string | undefined>} its version
 */
async function versionOf(path) {
  const answer = await run(path, ['--version'], { timeout: 20_000 })
  return answer.ok ? /\d+(\.\d+){2,}/.exec(answer.output)?.[0] : undefined
}

/** @returns {Promise<string | undefined>} */
async function find() {
  for (const path of chromiumPlaces()) {
    const version = await versionOf(path)
    if (!version) continue
    remember({ chromium: { path, version } })
    say(`using Chromium ${version} (${path})`)
    return path
  }
  return undefined
}

/**
 * Finds a Chromium, or installs one: Debian's as root, else Playwright's own download.
 *
 * @returns {Promise<string>} its path
 */
export async function ensureChromium() {
  const chosen = process.env['POS_CHROMIUM']
  const { chromium } = readState()
  if (chromium && existsSync(chromium.path) && (chosen ?? chromium.path) === chromium.path) {
    return chromium.path
  }
  const found = await find()
  if (found) return found
  if (chosen) throw new SetupError(`POS_CHROMIUM names ${chosen}, which doesn't run`)

  const viaApt = await installWithApt()
  if (viaApt) return viaApt
  const viaPlaywright = await installWithPlaywright()
  if (viaPlaywright) return viaPlaywright
  throw new SetupError(
    [
      'No Chromium is here and none could be fetched. Install one and run this again:',
      '  Debian:   sudo apt-get install chromium',
      '  Ubuntu:   google-chrome-stable from https://www.google.com/chrome',
      '  Fedora:   sudo dnf install chromium',
      '  macOS:    brew install --cask google-chrome',
      '  Windows:  winget install Google.Chrome',
      'or set POS_CHROMIUM to the program of one that is elsewhere.',
    ].join('\n'),
  )
}

/** @returns {Promise<string | undefined>} */
async function installWithApt() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined
  say('installing Chromium with apt-get (a minute or two)')
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  await run('apt-get', ['update'], { env, timeout: 120_000, tick: 'apt-get update' })
  const installed = await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], {
    env,
    timeout: 600_000,
    tick: 'apt-get install chromium',
  })
  if (!installed.ok) say(`apt-get failed: ${lastLines(installed.output)}`)
  return find()
}

/** @returns {Promise<string | undefined>} */
async function installWithPlaywright() {
  say("fetching Playwright's own Chromium")
  const cli = inRoot('node_modules/playwright/cli.js')
  const fetched = await run(nodePath, [cli, 'install', '--no-shell', 'chromium'], {
    timeout: 300_000,
    tick: 'playwright install chromium',
  })
  if (!fetched.ok) say(`Playwright failed: ${lastLines(fetched.output)}`)
  return find()
}
