import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { _electron, chromium, type Page } from 'playwright'

export type Host = 'electron' | 'chromium'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const COMPILED = join(root, 'node_modules/.cache/gyesan-compiled')
const electronFolder = join(root, 'node_modules/electron')

/** POS_TEST_HOST, else Electron where its runtime is there and can show itself, else Chromium. */
export function testHost(): Host {
  const chosen = process.env['POS_TEST_HOST']
  if (chosen === 'electron' || chosen === 'chromium') return chosen
  return hasDisplay() && existsSync(join(electronFolder, 'path.txt')) ? 'electron' : 'chromium'
}

const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'])

export interface LaunchOptions {
  readonly env?: Readonly<Record<string, string>>
  readonly host?: Host
  /** The built main file; the till's own unless said otherwise. */
  readonly main?: string
  /** A folder to keep over several launches; otherwise each has a new one that goes with it. */
  readonly userData?: string
}

/** How the app's process ended. */
export interface Ending {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

/** A dialog's answer, as in `{ dialog: 'showSaveDialog', answer: { filePath } }`. */
export interface DialogAnswer {
  readonly dialog: 'showMessageBox' | 'showOpenDialog' | 'showSaveDialog'
  readonly answer: object
}

/** A running app and a second driver that sees all its windows. */
export interface Till {
  readonly host: Host
  readonly userData: string
  readonly exited: Promise<Ending>
  /**
   * The window whose address holds the text or satisfies the predicate, waited for up to `timeout`
   * ms. Custom schemes read as main knows them, `app://till/`.
   */
  page(match: string | ((url: string) => boolean), timeout?: number): Promise<Page>
  windows(): Page[]
  /** The address of a window as main knows it. */
  address(page: Page): string
  stdout(): string
  stderr(): string
  /** Answers for the dialogs to come, in order. Chromium host only. */
  answerDialogs(answers: readonly DialogAnswer[]): void
  /** Dialogs shown, links opened, pages printed. Chromium host only. */
  recorded(): Record<string, unknown>[]
  /** Quits; rejects with the app's stderr unless it ends with 0. */
  close(): Promise<void>
  /** Ends it as a power cut would, by SIGKILL. */
  kill(): Promise<void>
}

/** Custom schemes live on reserved https origins on the Chromium host. */
const asMainKnows = (url: string) =>
  url.replace(/^https:\/\/([^/?#]*)\.([a-z][a-z0-9+-]*)\.invalid/, '$2://$1')

interface Started {
  readonly exited: Promise<Ending>
  windows(): Page[]
  stdout(): string
  stderr(): string
  disconnect(): Promise<void>
  signal(signal: NodeJS.Signals): void
}

/** Starts the built app on either host. */
export async function launchTill(options: LaunchOptions = {}): Promise<Till> {
  const host = options.host ?? testHost()
  const scratch = mkdtempSync(join(tmpdir(), 'gyesan-test-'))
  const userData = options.userData ?? join(scratch, 'user-data')
  const dialogs = join(scratch, 'dialogs.json')
  const records = join(scratch, 'records.jsonl')
  writeFileSync(dialogs, '[]')
  writeFileSync(records, '')
  const env: Record<string, string> = {
    ...inherited(),
    POS_USER_DATA: userData,
    POS_HOST_DIALOGS: dialogs,
    POS_HOST_RECORD: records,
    ...options.env,
  }
  const main = options.main ?? join(root, 'out/main/main.js')
  const started = await (host === 'electron' ? onElectron(main, env) : onChromium(main, env))
  const { exited } = started
  const windows = () => started.windows().filter((page) => !page.isClosed())
  const address = (page: Page) => asMainKnows(page.url())
  const tidy = () => rmSync(scratch, { recursive: true, force: true, maxRetries: 3 })

  return {
    host,
    userData,
    exited,
    windows,
    address,
    stdout: started.stdout,
    stderr: started.stderr,
    async page(match, timeout = 15_000) {
      const fits = typeof match === 'string' ? (url: string) => url.includes(match) : match
      const end = Date.now() + timeout
      const gone = exited.then(({ code, signal }) => {
        throw new Error(`The app ended (${code ?? signal}):\n${started.stderr()}`)
      })
      gone.catch(() => undefined)
      for (;;) {
        const found = windows().find((page) => fits(address(page)))
        if (found) return found
        if (Date.now() > end) {
          const shown = windows().map(address).join(', ')
          throw new Error(`No window ${String(match)}; there are: ${shown}\n${started.stderr()}`)
        }
        await Promise.race([delay(20), gone])
      }
    },
    answerDialogs(answers) {
      const waiting = JSON.parse(readFileSync(dialogs, 'utf8')) as DialogAnswer[]
      writeFileSync(dialogs, JSON.stringify([...waiting, ...answers]))
    },
    recorded: () =>
      readFileSync(records, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Record<string, unknown>),
    async close() {
      started.signal('SIGTERM')
      const { code, signal } = await exited
      await started.disconnect()
      tidy()
      if (code !== 0) throw new Error(`The app ended with ${code ?? signal}:\n${started.stderr()}`)
    },
    async kill() {
      started.signal('SIGKILL')
      await exited
      await started.disconnect()
      tidy()
    },
  }
}

/** Our own environment without what would steer the app. */
function inherited(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] =>
        entry[1] !== undefined && (!entry[0].startsWith('POS_') || entry[0] === 'POS_CHROMIUM'),
    ),
  )
}

async function onChromium(main: string, env: Record<string, string>): Promise<Started> {
  const child = spawn(
    join(root, 'node_modules/node/bin/node'),
    [join(root, 'tools/chromium-host/run.ts'), main],
    {
      // Started a hundred times, the same files are compiled once.
      env: { NODE_COMPILE_CACHE: COMPILED, ...env, POS_REMOTE_DEBUGGING_PORT: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const killChild = () => child.kill('SIGKILL')
  process.once('exit', killChild)
  const exited = once(child, 'exit').then(([code, signal]): Ending => {
    process.off('exit', killChild)
    return { code: code as number | null, signal: signal as NodeJS.Signals | null }
  })
  const output = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk: Buffer) => {
    output.stdout += chunk.toString()
  })
  const address = await new Promise<string>((resolve, reject) => {
    child.stderr.on('data', (chunk: Buffer) => {
      output.stderr += chunk.toString()
      const found = /DevTools listening on (ws:\S+)\n/.exec(output.stderr)?.[1]
      if (found) resolve(found)
    })
    void exited.then(({ code, signal }) => {
      reject(new Error(`The app ended with ${code ?? signal}:\n${output.stderr}`))
    })
  })
  const browser = await chromium.connectOverCDP(address)
  return {
    exited,
    windows: () => browser.contexts().flatMap((context) => context.pages()),
    stdout: () => output.stdout,
    stderr: () => output.stderr,
    disconnect: () => browser.close(),
    signal: (signal) => void child.kill(signal),
  }
}

async function onElectron(main: string, env: Record<string, string>): Promise<Started> {
  // Without chromiumSandbox Playwright adds --no-sandbox, and the sandbox would not be tested.
  const app = await _electron.launch({ args: [main], env, chromiumSandbox: true, timeout: 60_000 })
  const child = app.process()
  const output = { stdout: '', stderr: '' }
  child.stdout?.on('data', (chunk: Buffer) => {
    output.stdout += chunk.toString()
  })
  child.stderr?.on('data', (chunk: Buffer) => {
    output.stderr += chunk.toString()
  })
  const exited = once(child, 'exit').then(([code, signal]): Ending => ({
    code: code as number | null,
    signal: signal as NodeJS.Signals | null,
  }))
  return {
    exited,
    windows: () => app.windows(),
    stdout: () => output.stdout,
    stderr: () => output.stderr,
    disconnect: async () => undefined,
    signal: (signal) => void child.kill(signal),
  }
}
