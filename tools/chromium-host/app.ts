import { readFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { appEvents } from './app-events.ts'
import { startBrowser, stopBrowser } from './browser.ts'
import { BrowserWindow } from './browser-window.ts'
import { createEvent } from './event.ts'
import { guardedEmitter, only } from './missing.ts'
import { adoptPopups } from './popups.ts'
import { takeLock } from './single-instance.ts'

type PathName = Parameters<Electron.App['getPath']>[0]

type Implemented = Pick<
  Electron.App,
  | 'name'
  | 'getName'
  | 'setName'
  | 'isPackaged'
  | 'getVersion'
  | 'getAppPath'
  | 'getPath'
  | 'setPath'
  | 'setAppLogsPath'
  | 'getLocale'
  | 'getSystemLocale'
  | 'getPreferredSystemLanguages'
  | 'getLocaleCountryCode'
  | 'isReady'
  | 'whenReady'
  | 'quit'
  | 'exit'
  | 'requestSingleInstanceLock'
  | 'hasSingleInstanceLock'
  | 'releaseSingleInstanceLock'
  | 'enableSandbox'
  | 'disableHardwareAcceleration'
  | 'setAppUserModelId'
  | 'setDesktopName'
  | 'focus'
>

interface Manifest {
  readonly name?: string
  readonly productName?: string
  readonly version?: string
}

/** How long an app may take to quit after SIGINT or SIGTERM, in ms. */
const PATIENCE = 5000

class App extends guardedEmitter('app') implements Implemented {
  readonly isPackaged = false
  readonly #paths = new Map<string, string>()
  readonly #switches = new Map<string, string | undefined>()
  readonly #ready = Promise.withResolvers<void>()
  readonly commandLine = only('app.commandLine', {
    appendSwitch: (name: string, value?: string) => void this.#switches.set(name, value),
    hasSwitch: (name: string) => this.#switches.has(name),
    getSwitchValue: (name: string) => this.#switches.get(name) ?? '',
    removeSwitch: (name: string) => void this.#switches.delete(name),
    appendArgument: () => undefined,
  })
  #folder = process.cwd()
  #manifest: Manifest = {}
  #name: string | undefined
  #isReady = false
  #isQuitting = false
  #isEnding = false
  #unlock: (() => void) | undefined

  constructor() {
    super()
    for (const event of [
      'browser-window-created',
      'browser-window-focus',
      'web-contents-created',
      'render-process-gone',
    ]) {
      appEvents.on(event, (...args: unknown[]) => this.emit(event, ...args))
    }
    appEvents.on('last-window-closed', () => this.#lastWindowClosed())
  }

  get name(): string {
    return this.#name ?? this.#manifest.productName ?? this.#manifest.name ?? 'Electron'
  }

  set name(name: string) {
    this.#name = name
  }

  getName(): string {
    return this.name
  }

  setName(name: string): void {
    this.#name = name
  }

  getVersion(): string {
    return this.#manifest.version ?? '0.0.0'
  }

  getAppPath(): string {
    return this.#folder
  }

  getPath(name: PathName): string {
    const set = this.#paths.get(name)
    if (set !== undefined) return set
    switch (name) {
      case 'home':
        return homedir()
      case 'appData':
        return appData()
      case 'assets':
        return this.#folder
      case 'userData':
      case 'sessionData':
        return join(this.getPath('appData'), this.name)
      case 'logs':
        return join(this.getPath('userData'), 'logs')
      case 'crashDumps':
        return join(this.getPath('userData'), 'Crashpad')
      case 'temp':
        return tmpdir()
      case 'exe':
      case 'module':
        return process.execPath
      case 'desktop':
      case 'documents':
      case 'downloads':
      case 'music':
      case 'pictures':
      case 'videos':
      case 'recent':
        return join(homedir(), name.charAt(0).toUpperCase() + name.slice(1))
      default:
        throw new Error(`Failed to get '${String(name)}' path`)
    }
  }

  setPath(name: string, path: string): void {
    this.#paths.set(name, path)
  }

  setAppLogsPath(path?: string): void {
    this.setPath('logs', path ?? join(this.getPath('userData'), 'logs'))
  }

  getLocale(): string {
    return (process.env['LC_ALL'] ?? process.env['LANG'] ?? '').startsWith('ko') ? 'ko' : 'en-US'
  }

  getSystemLocale(): string {
    return Intl.DateTimeFormat().resolvedOptions().locale
  }

  getPreferredSystemLanguages(): string[] {
    return [this.getLocale()]
  }

  getLocaleCountryCode(): string {
    return this.getLocale() === 'ko' ? 'KR' : 'US'
  }

  isReady(): boolean {
    return this.#isReady
  }

  whenReady(): Promise<void> {
    return this.#ready.promise
  }

  requestSingleInstanceLock(data: Record<string, unknown> = {}): boolean {
    if (this.#unlock) return true
    const launch = { argv: process.argv, cwd: process.cwd(), data }
    this.#unlock = takeLock(this.getPath('userData'), launch, (second) => {
      this.emit('second-instance', createEvent({}), second.argv, second.cwd, second.data)
    })
    return this.#unlock !== undefined
  }

  hasSingleInstanceLock(): boolean {
    return this.#unlock !== undefined
  }

  releaseSingleInstanceLock(): void {
    this.#unlock?.()
    this.#unlock = undefined
  }

  quit(): void {
    if (this.#isQuitting) return
    this.#isQuitting = true
    setImmediate(() => {
      if (!this.#asks('before-quit')) return
      for (const window of BrowserWindow.getAllWindows()) window.close()
      if (BrowserWindow.getAllWindows().length > 0) this.#isQuitting = false
      else this.#finish()
    })
  }

  exit(code = 0): void {
    if (this.#isEnding) return
    this.#isEnding = true
    for (const window of BrowserWindow.getAllWindows()) window.destroy()
    this.emit('quit', createEvent({}), code)
    this.releaseSingleInstanceLock()
    void stopBrowser().finally(() => process.exit(code))
  }

  // Nothing to do here: Chromium's pages are always sandboxed, and the rest is the desktop's.
  enableSandbox(): void {}
  disableHardwareAcceleration(): void {}
  setAppUserModelId(): void {}
  setDesktopName(): void {}
  focus(): void {}

  /** Host's own: the folder with the app's package.json. */
  setFolder(folder: string): void {
    this.#folder = folder
    this.#manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest
  }

  /** Host's own: the main file has run, so its switches are known. */
  start(headed: boolean): void {
    if (this.#isEnding) return
    adoptPopups()
    const switches = [...this.#switches].map(([name, value]) =>
      value === undefined ? `--${name}` : `--${name}=${value}`,
    )
    startBrowser(switches, headed).catch((error: unknown) => {
      process.stderr.write(
        `chromium-host: ${error instanceof Error ? error.message : String(error)}\n`,
      )
      process.exit(1)
    })
    process.on('exit', () => this.releaseSingleInstanceLock())
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => this.#obey())
    this.#isReady = true
    this.emit('ready', createEvent({}), {})
    this.#ready.resolve()
  }

  #asks(event: string): boolean {
    const asked = createEvent({})
    this.emit(event, asked)
    if (asked.defaultPrevented) this.#isQuitting = false
    return !asked.defaultPrevented
  }

  #finish(): void {
    if (this.#asks('will-quit')) this.exit(0)
  }

  #lastWindowClosed(): void {
    if (this.#isEnding || this.#isQuitting || BrowserWindow.getAllWindows().length > 0) return
    if (!this.emit('window-all-closed')) this.quit()
  }

  #obey(): void {
    setTimeout(() => this.exit(1), PATIENCE).unref()
    this.quit()
  }
}

function appData(): string {
  if (process.platform === 'darwin') return join(homedir(), 'Library/Application Support')
  if (process.platform === 'win32') return process.env['APPDATA'] ?? homedir()
  return process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config')
}

export const app = new App()
