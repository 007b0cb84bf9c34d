import type { CdpSession } from './cdp.ts'
import { guardedEmitter } from './missing.ts'
import { fromChromium } from './schemes.ts'
import { createCodec } from './page/clone.ts'
import type { ToPreload } from './page/preload-world.ts'

const { encode } = createCodec()

/** Where a frame's scripts can be reached: its DevTools session and the preload's world, if any. */
interface Reach {
  session: CdpSession
  mainContextId: number | undefined
  preloadContextId: number | undefined
}

let lastRoutingId = 0

type Implemented = Pick<
  Electron.WebFrameMain,
  | 'url'
  | 'origin'
  | 'name'
  | 'routingId'
  | 'processId'
  | 'frameToken'
  | 'frameTreeNodeId'
  | 'detached'
  | 'isDestroyed'
  | 'executeJavaScript'
  | 'send'
>

/** One frame of a page. The object stays the same over navigations, as long as the frame lives. */
export class WebFrameMain extends guardedEmitter('WebFrameMain.prototype') implements Implemented {
  readonly routingId = ++lastRoutingId
  readonly frameTreeNodeId = this.routingId
  /** Chromium's real process ids aren't shown outside; all frames share this one. */
  readonly processId = 1
  readonly frameToken: string
  readonly parent: WebFrameMain | null
  readonly #reach: Reach
  readonly #children = new Set<WebFrameMain>()
  #url = ''
  #name = ''
  #destroyed = false

  constructor(frameToken: string, parent: WebFrameMain | null, session: CdpSession) {
    super()
    this.frameToken = frameToken
    this.parent = parent
    this.#reach = { session, mainContextId: undefined, preloadContextId: undefined }
    if (parent) parent.#children.add(this)
  }

  get url(): string {
    return this.#url
  }

  get origin(): string {
    const custom = /^([a-z][a-z0-9+-]*:\/\/[^/?#]*)/.exec(this.#url)?.[1] ?? 'null'
    const { origin } = URL.canParse(this.#url) ? new URL(this.#url) : { origin: 'null' }
    return origin === 'null' ? custom : origin
  }

  get name(): string {
    return this.#name
  }

  get top(): WebFrameMain {
    return this.parent?.top ?? this
  }

  get frames(): WebFrameMain[] {
    return [...this.#children]
  }

  get framesInSubtree(): WebFrameMain[] {
    return [this, ...this.frames.flatMap((frame) => frame.framesInSubtree)]
  }

  get detached(): boolean {
    return this.#destroyed
  }

  isDestroyed(): boolean {
    return this.#destroyed
  }

  async executeJavaScript(code: string, userGesture = false): Promise<unknown> {
    const { session, mainContextId } = this.#reach
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression: code,
      awaitPromise: true,
      returnByValue: true,
      userGesture,
      ...(mainContextId === undefined ? {} : { contextId: mainContextId }),
    })
    if (exceptionDetails) {
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    }
    return result.value
  }

  send(channel: string, ...args: unknown[]): void {
    deliver(this, { kind: 'message', channel, args: encode(args) })
  }

  /** For the page that owns the frame. */
  static update(frame: WebFrameMain, facts: { url?: string; name?: string }): void {
    if (facts.url !== undefined) frame.#url = fromChromium(facts.url)
    if (facts.name !== undefined) frame.#name = facts.name
  }

  /** For the page that owns the frame. */
  static destroy(frame: WebFrameMain): void {
    frame.#destroyed = true
    if (frame.parent) frame.parent.#children.delete(frame)
    for (const child of frame.#children) WebFrameMain.destroy(child)
  }

  /** For the page that owns the frame. */
  static reach(frame: WebFrameMain): Reach {
    return frame.#reach
  }
}

/** Name of the function that takes messages in the preload's world; nobody outside can see it. */
export const DELIVER = `deliver${crypto.randomUUID().replaceAll('-', '')}`

/** Sends to the preload's world of a frame; without one the message is lost, as in Electron. */
export function deliver(frame: WebFrameMain, message: ToPreload): void {
  const { session, preloadContextId } = WebFrameMain.reach(frame)
  if (preloadContextId === undefined) return
  session.tell('Runtime.evaluate', {
    expression: `${DELIVER}(${JSON.stringify(message)})`,
    contextId: preloadContextId,
  })
}
