import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { chromiumPlaces } from '../setup/chromium.mjs'
import { CdpConnection } from './cdp.ts'

const FLAGS = [
  '--remote-debugging-pipe',
  '--no-startup-window',
  '--no-first-run',
  '--no-default-browser-check',
  '--no-service-autorun',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-client-side-phishing-detection',
  // A page that failed to load stays failed, as in Electron.
  '--disable-auto-reload',
  '--disable-search-engine-choice-screen',
  // The windows of a till are never throttled for being behind one another.
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--disable-background-timer-throttling',
  '--disable-ipc-flooding-protection',
  `--disable-features=${[
    'Translate',
    'OptimizationHints',
    'MediaRouter',
    'HttpsUpgrades',
    'HttpsFirstBalancedModeAutoEnable',
    // Two pages of the address bar that Chromium loads, unseen, with every window: nearly 2 s of
    // processor time for each.
    'WebUIOmniboxPopup',
    'WebUIOmniboxAimPopup',
  ].join(',')}`,
  // Neither the user's keyring nor their proxy-less localhost should be asked for anything.
  '--password-store=basic',
  '--use-mock-keychain',
  '--hide-scrollbars',
  '--mute-audio',
]

/** A running Chromium and the pipe to it. */
export interface Chromium {
  readonly connection: CdpConnection
  readonly version: string
  readonly userAgent: string
  /** Ends it and removes its profile; at most about two seconds. */
  close(): Promise<void>
  /** The same without waiting, for the last moment of the process. */
  kill(): void
}

function findChromium(headless: boolean): string {
  const [place] = chromiumPlaces({ headless })
  if (!place) throw new Error('No Chromium found: run "npm run setup", or set POS_CHROMIUM')
  return place
}

const PROFILE = 'gyesan-chromium-'

/** A profile whose host was killed is left behind; the next start removes it. */
function sweepProfiles(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(
      name.startsWith(PROFILE) ? name.slice(PROFILE.length).split('-')[0] : Number.NaN,
    )
    if (Number.isNaN(pid) || isAlive(pid)) continue
    rmSync(join(tmpdir(), name), { recursive: true, force: true, maxRetries: 2 })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Starts Chromium with a profile of its own, headless unless asked otherwise. */
export async function launchChromium(options: {
  switches: readonly string[]
  headed: boolean
}): Promise<Chromium> {
  sweepProfiles()
  const profile = mkdtempSync(join(tmpdir(), `${PROFILE}${process.pid}-`))
  const isRoot = process.getuid?.() === 0
  const flags = [...FLAGS, `--user-data-dir=${profile}`, ...options.switches]
  if (!options.headed) flags.push('--headless')
  if (isRoot) {
    process.stderr.write('chromium-host: running as root, so Chromium runs with --no-sandbox\n')
    flags.push('--no-sandbox')
  }
  const child = spawn(findChromium(!options.headed), flags, {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  })
  const lastWords = collectErrors(child)
  const [, , , out, input] = child.stdio as unknown as [null, null, Readable, Writable, Readable]
  const connection = new CdpConnection(out, input)
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  const kill = () => {
    child.kill('SIGKILL')
    rmSync(profile, { recursive: true, force: true, maxRetries: 3, retryDelay: 20 })
  }
  const close = async () => {
    connection.browser.tell('Browser.close')
    const timer = setTimeout(() => child.kill('SIGKILL'), 1500)
    await gone
    clearTimeout(timer)
    kill()
  }
  try {
    const { product, userAgent } = await connection.browser.send('Browser.getVersion')
    return { connection, version: product.replace(/^.*\//, ''), userAgent, close, kill }
  } catch (error) {
    kill()
    throw new Error(`Chromium didn't start: ${lastWords()}`, { cause: error })
  }
}

/** Chromium's own log is noise on a till without a desktop bus; kept only for the case it dies. */
function collectErrors(child: ChildProcess): () => string {
  let text = ''
  let toldAddress = false
  child.stderr?.on('data', (chunk: Buffer) => {
    text += chunk.toString()
    // A driver that asked for any free port learns here which one it got.
    const address = toldAddress ? null : /DevTools listening on ws:\S+\n/.exec(text)
    if (address) {
      toldAddress = true
      process.stderr.write(address[0])
    }
    text = text.slice(-2000)
  })
  child.once('error', (error) => {
    text += error.message
  })
  return () => text.trim() || 'it said nothing'
}
