import { EventEmitter } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import type { CDPSession } from 'playwright'

/** The typed command surface of the DevTools protocol, borrowed from Playwright's own types. */
export type CdpSend = CDPSession['send']

declare const typed: CDPSession
/** The DevTools events this host listens to. */
type EventName =
  | 'Fetch.requestPaused'
  | 'Inspector.targetCrashed'
  | 'Inspector.targetReloadedAfterCrash'
  | 'Network.loadingFailed'
  | 'Page.domContentEventFired'
  | 'Page.frameAttached'
  | 'Page.frameDetached'
  | 'Page.frameNavigated'
  | 'Page.loadEventFired'
  | 'Page.navigatedWithinDocument'
  | 'Page.windowOpen'
  | 'Runtime.bindingCalled'
  | 'Runtime.executionContextCreated'
  | 'Runtime.executionContextDestroyed'
  | 'Runtime.executionContextsCleared'
  | 'Target.attachedToTarget'
  | 'Target.detachedFromTarget'
/** What the DevTools event `E` carries. */
export type CdpEvent<E extends EventName> = Parameters<
  Parameters<typeof typed.addListener<E>>[1]
>[0]

/** The browser or the page went away before it answered. */
class CdpClosed extends Error {}

interface Pending {
  method: string
  resolve(value: unknown): void
  reject(reason: Error): void
}

interface Message {
  id?: number
  sessionId?: string
  method?: string
  params?: unknown
  result?: unknown
  error?: { message: string }
}

/** One DevTools target we are attached to (or the browser itself). */
export class CdpSession {
  readonly id: string | undefined
  readonly #events = new EventEmitter()
  readonly #post: (message: object, pending: Pending, id: string | undefined) => void
  #closed = false

  constructor(
    id: string | undefined,
    post: (message: object, pending: Pending, id: string | undefined) => void,
  ) {
    this.id = id
    this.#post = post
    this.#events.setMaxListeners(0)
  }

  get closed(): boolean {
    return this.#closed
  }

  /** Rejects with `CdpClosed` when the target goes away first. */
  readonly send = ((method: string, params: object = {}) =>
    new Promise((resolve, reject) => {
      if (this.#closed) {
        reject(new CdpClosed(`${method}: the page is gone`))
        return
      }
      this.#post({ method, params }, { method, resolve, reject }, this.id)
    })) as CdpSend

  /** For commands whose failure only means that the page is gone or has moved on. */
  readonly tell = ((method: never, params: never) => {
    this.send(method, params).catch(() => undefined)
  }) as (...command: Parameters<CdpSend>) => void

  on<E extends EventName>(event: E, listener: (payload: CdpEvent<E>) => void): void {
    this.#events.on(event, listener)
  }

  onClose(listener: () => void): void {
    if (this.#closed) listener()
    else this.#events.once('closed', listener)
  }

  /** For the connection only. */
  deliver(event: string, params: unknown): void {
    this.#events.emit(event, params)
  }

  /** For the connection only. */
  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#events.emit('closed')
  }
}

/**
 * The DevTools protocol over a pair of pipes. A pipe, not a socket: Chromium ends by itself when the
 * other end goes away, even by SIGKILL.
 */
export class CdpConnection {
  readonly browser: CdpSession
  readonly #out: Writable
  readonly #sessions = new Map<string, CdpSession>()
  readonly #pending = new Map<number, Pending & { session: string | undefined }>()
  #lastId = 0
  #chunks: Buffer[] = []

  constructor(out: Writable, input: Readable) {
    this.#out = out
    this.browser = this.#open(undefined)
    out.on('error', () => this.#end())
    input.on('data', (chunk: Buffer) => this.#read(chunk))
    input.on('close', () => this.#end())
    input.on('error', () => this.#end())
  }

  /** The session of an attached target; it exists from its `Target.attachedToTarget` on. */
  session(id: string): CdpSession {
    const session = this.#sessions.get(id)
    if (!session) throw new CdpClosed(`No DevTools session ${id}`)
    return session
  }

  #open(id: string | undefined): CdpSession {
    return new CdpSession(id, (message, pending, session) => {
      const messageId = ++this.#lastId
      this.#pending.set(messageId, { ...pending, session })
      const full = { id: messageId, ...message, ...(session ? { sessionId: session } : {}) }
      this.#out.write(`${JSON.stringify(full)}\0`)
    })
  }

  #read(chunk: Buffer): void {
    let rest = chunk
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      const text = Buffer.concat([...this.#chunks, rest.subarray(0, end)]).toString('utf8')
      this.#chunks = []
      rest = rest.subarray(end + 1)
      this.#take(JSON.parse(text) as Message)
    }
    if (rest.length > 0) this.#chunks.push(rest)
  }

  #take(message: Message): void {
    if (message.id !== undefined) {
      const pending = this.#pending.get(message.id)
      this.#pending.delete(message.id)
      if (message.error) pending?.reject(new Error(`${pending.method}: ${message.error.message}`))
      else pending?.resolve(message.result)
      return
    }
    if (!message.method) return
    if (message.method === 'Target.attachedToTarget') {
      const { sessionId } = message.params as CdpEvent<'Target.attachedToTarget'>
      this.#sessions.set(sessionId, this.#open(sessionId))
    }
    const session = message.sessionId ? this.#sessions.get(message.sessionId) : this.browser
    session?.deliver(message.method, message.params)
    if (message.method === 'Target.detachedFromTarget') {
      this.#drop((message.params as CdpEvent<'Target.detachedFromTarget'>).sessionId)
    }
  }

  #drop(sessionId: string): void {
    const session = this.#sessions.get(sessionId)
    this.#sessions.delete(sessionId)
    session?.close()
    for (const [id, pending] of this.#pending) {
      if (pending.session !== sessionId) continue
      this.#pending.delete(id)
      pending.reject(new CdpClosed(`${pending.method}: the page is gone`))
    }
  }

  #end(): void {
    for (const id of this.#sessions.keys()) this.#drop(id)
    this.browser.close()
    for (const [id, pending] of this.#pending) {
      this.#pending.delete(id)
      pending.reject(new CdpClosed(`${pending.method}: the browser is gone`))
    }
  }
}
