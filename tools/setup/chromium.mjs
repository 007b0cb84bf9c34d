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
 * Debian's Chromium without windows: the same engine, and nothing of a browser around it. A till in it
 * starts and sells with less than half the processor time.
 */
const SHELL = '/usr/bin/chromium-headless-shell'

/**
 * Browsers that may serve, best first: POS_CHROMIUM alone where it is set.
 *
 * @param {{ headless: boolean }} wanted `headless`: without windows
 * @returns {string[]}
 */
export function chromiumPlaces({ headless }) {
  const chosen = process.env['POS_CHROMIUM']
  if (chosen) return [chosen]
  const places = [...(headless ? [SHELL] : []), ...KNOWN_PLACES, playwrightPlace()]
  return places.filter((place) => existsSync(place))
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

/**
 * @param {{ headless: boolean }} wanted
 * @returns {Promise<string | undefined>}
 */
async function find(wanted) {
  for (const path of chromiumPlaces(wanted)) {
    const version = await versionOf(path)
    if (!version) continue
    remember({ [wanted.headless ? 'headless' : 'chromium']: { path, version } })
    say(`using Chromium ${version} (${path})`)
    return path
  }
  return undefined
}

/**
 * Finds a Chromium, or installs one: Debian's as root, else Playwright's own download.
 *
 * @param {{ headless: boolean }} wanted `headless`: one without windows is enough, and quicker
 * @returns {Promise<string>} its path
 */
export async function ensureChromium(wanted) {
  const chosen = process.env['POS_CHROMIUM']
  const known = readState()[wanted.headless ? 'headless' : 'chromium']
  if (known && existsSync(known.path) && (chosen ?? known.path) === known.path) return known.path

  if (wanted.headless && !chosen && !existsSync(SHELL)) {
    await installWithApt('chromium-headless-shell', 180_000)
  }
  const found = await find(wanted)
  if (found) return found
  if (chosen) throw new SetupError(`POS_CHROMIUM names ${chosen}, which doesn't run`)

  await installWithApt('chromium', 600_000)
  const viaApt = await find(wanted)
  if (viaApt) return viaApt
  await installWithPlaywright()
  const viaPlaywright = await find(wanted)
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

/**
 * Installs a package where that can be done; says so where it fails.
 *
 * @param {string} name
 * @param {number} timeout ms
 */
async function installWithApt(name, timeout) {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return
  say(`installing ${name} with apt-get (a minute or two)`)
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  await run('apt-get', ['update'], { env, timeout: 60_000, tick: 'apt-get update' })
  const installed = await run('apt-get', ['install', '-y', '--no-install-recommends', name], {
    env,
    timeout,
    tick: `apt-get install ${name}`,
  })
  if (!installed.ok) say(`apt-get failed: ${lastLines(installed.output)}`)
}

async function installWithPlaywright() {
  say("fetching Playwright's own Chromium")
  const cli = inRoot('node_modules/playwright/cli.js')
  const fetched = await run(nodePath, [cli, 'install', '--no-shell', 'chromium'], {
    timeout: 300_000,
    tick: 'playwright install chromium',
  })
  if (!fetched.ok) say(`Playwright failed: ${lastLines(fetched.output)}`)
}
