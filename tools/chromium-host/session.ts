import { whenBrowser } from './browser.ts'
import type { CdpSession } from './cdp.ts'
import { guarded, guardedEmitter, missing } from './missing.ts'

export type RequestDetails = Electron.OnBeforeRequestListenerDetails

type Handler = (request: Request) => Response | Promise<Response>
type BeforeRequest = (
  details: RequestDetails,
  callback: (response: Electron.CallbackResponse) => void,
) => void
type Filter = Electron.WebRequestFilter

/** Every permission a page could ask for; none is ever given. */
const PERMISSIONS = [
  'accelerometer',
  'camera',
  'clipboard-read',
  'geolocation',
  'gyroscope',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'notifications',
  'persistent-storage',
  'storage-access',
  'window-management',
] as const

class Protocol
  extends guarded('Session.protocol')
  implements Pick<Electron.Protocol, 'handle' | 'unhandle' | 'isProtocolHandled'>
{
  readonly #handlers = new Map<string, Handler>()

  handle(scheme: string, handler: Handler): void {
    if (this.#handlers.has(scheme)) {
      throw new Error(`Failed to register protocol: ${scheme} is handled already`)
    }
    this.#handlers.set(scheme, handler)
  }

  unhandle(scheme: string): void {
    if (!this.#handlers.delete(scheme)) {
      throw new Error(`Failed to unhandle protocol: ${scheme} isn't handled`)
    }
  }

  isProtocolHandled(scheme: string): boolean {
    return this.#handlers.has(scheme)
  }

  /** Host's own: the handler's answer. */
  async ask(scheme: string, request: Request): Promise<Response> {
    const handler = this.#handlers.get(scheme)
    if (!handler) throw new Error(`${scheme} isn't handled`)
    const response: unknown = await handler(request)
    if (!(response instanceof Response)) throw new TypeError('The answer is not a Response')
    return response
  }
}

class WebRequest extends guarded('Session.webRequest') {
  #filter: Filter | undefined
  #listener: BeforeRequest | undefined

  /** One listener for a session: the last one wins, null takes it away. */
  onBeforeRequest(...args: [Filter, BeforeRequest | null] | [BeforeRequest | null]): void {
    const listener = args.length === 1 ? args[0] : args[1]
    this.#filter = args.length === 1 ? undefined : args[0]
    this.#listener = listener ?? undefined
  }

  /** Host's own: what the listener decides, or nothing where none is concerned. */
  async ask(details: RequestDetails): Promise<Electron.CallbackResponse> {
    const listener = this.#listener
    if (!listener || (this.#filter && !concerns(this.#filter, details))) return {}
    return new Promise((resolve) => listener(details, resolve))
  }
}

function concerns(filter: Filter, { url, resourceType }: RequestDetails): boolean {
  if (filter.types && !filter.types.some((type) => type === resourceType)) return false
  if (filter.excludeUrls?.some((pattern) => matches(pattern, url))) return false
  return filter.urls.length === 0 || filter.urls.some((pattern) => matches(pattern, url))
}

/** Chromium's match patterns: scheme://host/path with stars; a host without port means any port. */
function matches(pattern: string, url: string): boolean {
  if (pattern === '<all_urls>') return true
  const parts = /^(\*|[a-z][a-z0-9+.-]*):\/\/([^/]*)(\/.*)$/.exec(pattern)
  const real = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)([^#]*)/.exec(url)
  if (!parts) throw new Error(`Invalid url pattern ${pattern}`)
  if (!real) return false
  const [, scheme = '', host = '', path = ''] = parts
  const [, realScheme = '', realHost = '', realPath = ''] = real
  if (scheme === '*' ? !/^(https?|wss?)$/.test(realScheme) : scheme !== realScheme) return false
  const bareHost = /:\d+$/.test(host) ? realHost : realHost.replace(/:\d+$/, '')
  const hostMatches =
    host === '*' ||
    host === bareHost ||
    (host.startsWith('*.') && (bareHost === host.slice(2) || bareHost.endsWith(host.slice(1))))
  return hostMatches && glob(path).test(realPath || '/')
}

const glob = (text: string) =>
  new RegExp(`^${text.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`, 's')

type Implemented = Pick<
  Electron.Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'clearStorageData'
  | 'clearCache'
  | 'setUserAgent'
  | 'getUserAgent'
  | 'isPersistent'
  | 'fetch'
>

/** One partition: a browser context of its own. All of them live in memory, "persist:" too. */
export class Session extends guardedEmitter('Session.prototype') implements Implemented {
  readonly partition: string
  readonly protocol = new Protocol()
  readonly webRequest = new WebRequest()
  readonly #pages = new Set<CdpSession>()
  #context: Promise<string> | undefined
  #userAgent: string | undefined

  constructor(partition: string) {
    super()
    this.partition = partition
  }

  /** Host's own: the id of the browser context, made when first asked for. */
  contextId(): Promise<string> {
    this.#context ??= createContext()
    return this.#context
  }

  /** Host's own: a page that lives in this partition. */
  addPage(page: CdpSession): void {
    this.#pages.add(page)
  }

  /** Host's own: the page is gone, or about to be. */
  removePage(page: CdpSession): void {
    this.#pages.delete(page)
  }

  /** Host's own: what setUserAgent was given. */
  get ownUserAgent(): string | undefined {
    return this.#userAgent
  }

  isPersistent(): boolean {
    return this.partition === '' || this.partition.startsWith('persist:')
  }

  setPermissionRequestHandler(): void {}
  setPermissionCheckHandler(): void {}
  setDevicePermissionHandler(): void {}

  setUserAgent(userAgent: string): void {
    this.#userAgent = userAgent
  }

  getUserAgent(): string {
    if (this.#userAgent === undefined) throw missing('Session.getUserAgent before setUserAgent')
    return this.#userAgent
  }

  async clearStorageData(options?: Electron.ClearStorageDataOptions): Promise<void> {
    if (options) throw missing('Session.clearStorageData with options')
    const context = this.#context
    if (!context) return
    const { browser } = (await whenBrowser()).connection
    const browserContextId = await context
    if (this.#pages.size === 0) {
      // With no page in it, a new context is the surest way to an empty one.
      this.#context = undefined
      await browser.send('Target.disposeBrowserContext', { browserContextId })
      return
    }
    await browser.send('Storage.clearCookies', { browserContextId })
    for (const page of this.#pages) {
      const { result } = await page.send('Runtime.evaluate', { expression: 'location.origin' })
      const origin = String(result.value)
      if (origin === 'null') continue
      await page.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' })
    }
  }

  async clearCache(): Promise<void> {}

  async fetch(
    input: string | Request,
    init?: RequestInit & { bypassCustomProtocolHandlers?: boolean },
  ): Promise<Response> {
    const { bypassCustomProtocolHandlers, ...rest } = init ?? {}
    const request = new Request(input, rest)
    const scheme = request.url.slice(0, request.url.indexOf(':'))
    if (!bypassCustomProtocolHandlers && this.protocol.isProtocolHandled(scheme)) {
      return this.protocol.ask(scheme, request)
    }
    return fetch(request)
  }
}

async function createContext(): Promise<string> {
  const { connection } = await whenBrowser()
  const { browserContextId } = await connection.browser.send('Target.createBrowserContext', {
    disposeOnDetach: true,
  })
  for (const name of PERMISSIONS) {
    connection.browser.tell('Browser.setPermission', {
      permission: { name },
      setting: 'denied',
      browserContextId,
    })
  }
  return browserContextId
}

const sessions = new Map<string, Session>()

/** The one session of a partition; '' is the default one. */
export function sessionOf(partition: string): Session {
  const known = sessions.get(partition)
  if (known) return known
  const session = new Session(partition)
  sessions.set(partition, session)
  return session
}
