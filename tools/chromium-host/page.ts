import { type AttachedPage, currentBrowser, isHeaded } from './browser.ts'
import type { CdpEvent, CdpSession } from './cdp.ts'
import { FrameTree } from './frame-tree.ts'
import { BINDING, PRELOAD_WORLD, preloadScripts } from './preload-script.ts'
import type { FromPreload } from './page/preload-world.ts'
import { WebFrameMain } from './web-frame-main.ts'

export interface PageOptions {
  readonly preload: string | undefined
  readonly preloadInSubFrames: boolean
  readonly width: number
  readonly height: number
  readonly userAgent: string | undefined
}

/** What a page reports, from whichever of its DevTools sessions. */
export interface PageListener {
  onSession(session: CdpSession): void
  onRequest(session: CdpSession, request: CdpEvent<'Fetch.requestPaused'>): void
  onMessage(message: FromPreload, frame: WebFrameMain | undefined, session: CdpSession): void
  onCrash(): void
  onClose(): void
}

/** The DevTools side of one WebContents: the page's session and those of its foreign frames. */
export class Page {
  readonly targetId: string
  readonly session: CdpSession
  readonly frames: FrameTree
  readonly #openSession: (id: string) => CdpSession
  readonly #options: PageOptions
  readonly #listener: PageListener

  constructor(
    attached: AttachedPage,
    openSession: (id: string) => CdpSession,
    options: PageOptions,
    listener: PageListener,
  ) {
    this.targetId = attached.targetId
    this.session = attached.session
    this.frames = new FrameTree(attached.targetId, attached.session)
    this.#openSession = openSession
    this.#options = options
    this.#listener = listener
  }

  /**
   * Sets the paused page up and lets it run. All commands go out at once: they are carried out in
   * order, and some are answered only when the page runs.
   */
  async start(): Promise<void> {
    const { session } = this
    this.frames.follow(session)
    session.on('Inspector.targetCrashed', () => this.#listener.onCrash())
    session.onClose(() => {
      this.frames.destroy()
      this.#listener.onClose()
    })
    const { width, height, userAgent } = this.#options
    await Promise.all([
      ...this.#setUp(session),
      session.send('Emulation.setFocusEmulationEnabled', { enabled: true }),
      // On a display the window was opened in its size.
      isHeaded() ? undefined : this.resize(width, height),
      userAgent ? session.send('Emulation.setUserAgentOverride', { userAgent }) : undefined,
      ...this.#installPreload(session),
      session.send('Runtime.runIfWaitingForDebugger'),
    ])
  }

  /** The size of the content. Without a display, whatever size Chromium's own window has. */
  async resize(width: number, height: number): Promise<void> {
    if (!isHeaded()) {
      await this.session.send('Emulation.setDeviceMetricsOverride', {
        width,
        height,
        deviceScaleFactor: 0,
        mobile: false,
      })
      return
    }
    const { result } = await this.session.send('Runtime.evaluate', {
      expression: '[outerWidth - innerWidth, outerHeight - innerHeight]',
      returnByValue: true,
    })
    const [sides = 0, bars = 0] = result.value as number[]
    await this.#setWindow({ width: width + sides, height: height + bars })
  }

  /** Puts the window on the display or off it; nothing to do where there is none. */
  async setVisible(isVisible: boolean): Promise<void> {
    if (isHeaded()) await this.#setWindow({ windowState: isVisible ? 'normal' : 'minimized' })
  }

  async #setWindow(bounds: { width: number; height: number } | { windowState: string }) {
    const browser = currentBrowser()?.connection.browser
    if (!browser) return
    const { targetId } = this
    const { windowId } = await browser.send('Browser.getWindowForTarget', { targetId })
    await browser.send('Browser.setWindowBounds', { windowId, bounds: bounds as object })
  }

  #setUp(session: CdpSession): Promise<unknown>[] {
    this.#listener.onSession(session)
    session.on('Fetch.requestPaused', (request) => this.#listener.onRequest(session, request))
    session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      const child = this.#openSession(sessionId)
      if (targetInfo.type === 'iframe') void this.#startFrame(child, targetInfo.targetId)
      else child.tell('Runtime.runIfWaitingForDebugger')
    })
    return [
      session.send('Page.enable'),
      session.send('Runtime.enable'),
      session.send('Network.enable', { maxTotalBufferSize: 0, maxResourceBufferSize: 0 }),
      session.send('Fetch.enable', { patterns: [{ urlPattern: '*', requestStage: 'Request' }] }),
      session.send('Target.setAutoAttach', {
        autoAttach: true,
        waitForDebuggerOnStart: true,
        flatten: true,
        filter: [{ type: 'iframe' }],
      }),
    ]
  }

  async #startFrame(session: CdpSession, frameId: string): Promise<void> {
    this.frames.adopt(frameId, session)
    const steps = [
      ...this.#setUp(session),
      ...(this.#options.preloadInSubFrames ? this.#installPreload(session) : []),
      session.send('Runtime.runIfWaitingForDebugger'),
    ]
    // A frame may be gone again before it was set up.
    await Promise.allSettled(steps)
  }

  #installPreload(session: CdpSession): Promise<unknown>[] {
    const { preload, preloadInSubFrames } = this.#options
    if (preload === undefined) return []
    const scripts = preloadScripts(preload, preloadInSubFrames)
    session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name !== BINDING) return
      const message = JSON.parse(payload) as FromPreload
      const frame = this.frames.ofContext(session, executionContextId)
      if (frame) WebFrameMain.update(frame, { url: message.url })
      this.#listener.onMessage(message, frame, session)
    })
    return [
      session.send('Runtime.addBinding', { name: BINDING, executionContextName: PRELOAD_WORLD }),
      session.send('Page.addScriptToEvaluateOnNewDocument', { source: scripts.page }),
      session.send('Page.addScriptToEvaluateOnNewDocument', {
        source: scripts.preload,
        worldName: PRELOAD_WORLD,
      }),
    ]
  }
}
