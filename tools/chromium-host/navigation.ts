import type { CdpEvent, CdpSession } from './cdp.ts'
import { createEvent } from './event.ts'
import { type NetError, netError } from './net-errors.ts'
import type { FrameTree } from './frame-tree.ts'
import { fromChromium } from './schemes.ts'
import { WebFrameMain } from './web-frame-main.ts'

type Paused = CdpEvent<'Fetch.requestPaused'>

/** A load of the main frame that hasn't ended yet. */
interface Load {
  url: string
  networkId: string | undefined
  settle: ((error: NetError | undefined) => void) | undefined
}

/**
 * Turns what Chromium says about navigations into Electron's events. The start of a navigation is
 * told when its request is paused, so that it comes before any door sees the request.
 */
export class Navigation {
  readonly #emit: (event: string, ...args: unknown[]) => boolean
  readonly #frames: () => FrameTree | undefined
  #load: Load | undefined
  #byMain: string | undefined
  #hasLoaded = false
  #isLoading = false

  constructor(
    emit: (event: string, ...args: unknown[]) => boolean,
    frames: () => FrameTree | undefined,
  ) {
    this.#emit = emit
    this.#frames = frames
  }

  get isLoading(): boolean {
    return this.#isLoading
  }

  /** Main is about to load this address; the promise ends with the load. */
  begin(url: string): Promise<NetError | undefined> {
    this.#byMain = url
    return new Promise((resolve) => {
      this.#load?.settle?.({ name: 'ERR_ABORTED', code: -3 })
      this.#load = { url, networkId: undefined, settle: resolve }
    })
  }

  /** The load is over, or never became a request (the same document, a refused address). */
  end(error: NetError | undefined): void {
    const load = this.#load
    this.#byMain = undefined
    this.#load = undefined
    load?.settle?.(error)
  }

  follow(session: CdpSession): void {
    session.on('Page.frameNavigated', ({ frame }) => this.#didNavigate(frame))
    session.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      const frame = this.#frames()?.get(frameId)
      if (!frame) return
      WebFrameMain.update(frame, { url })
      const isMainFrame = frame.parent === null
      const address = fromChromium(url)
      this.#tell('did-start-navigation', frame, address, true)
      this.#emit('did-navigate-in-page', createEvent({}), address, isMainFrame, 1, frame.routingId)
      if (isMainFrame && this.#byMain === address) this.end(undefined)
    })
    session.on('Page.domContentEventFired', () => {
      if (this.#isMain(session)) this.#emit('dom-ready', createEvent({}))
    })
    session.on('Page.loadEventFired', () => {
      if (this.#isMain(session)) this.#didLoad()
    })
    session.on('Network.loadingFailed', ({ requestId, errorText }) => {
      if (this.#load && requestId === this.#load.networkId) this.#didFail(netError(errorText))
    })
  }

  /**
   * Tells about the request of a document. False where a listener prevented it. Everything that main
   * didn't ask for counts as the page's own doing, also what another driver does.
   */
  mayRequest(paused: Paused): { isAllowed: boolean; byPage: boolean } {
    const frame = this.#frames()?.get(paused.frameId)
    if (paused.resourceType !== 'Document' || !frame) return { isAllowed: true, byPage: true }
    const url = fromChromium(paused.request.url + (paused.request.urlFragment ?? ''))
    const isMainFrame = frame.parent === null
    if (paused.redirectedRequestId) {
      if (isMainFrame && this.#load) this.#load.url = url
      const isAllowed = this.#ask('will-redirect', frame, url)
      if (isAllowed) this.#tell('did-redirect-navigation', frame, url, false)
      return { isAllowed, byPage: true }
    }
    const byPage = !isMainFrame || this.#byMain === undefined
    if (isMainFrame) {
      if (byPage) this.#load?.settle?.({ name: 'ERR_ABORTED', code: -3 })
      const settle = byPage ? undefined : this.#load?.settle
      this.#load = { url, networkId: paused.networkId, settle }
      this.#byMain = undefined
      this.#isLoading = true
      this.#emit('did-start-loading', createEvent({}))
    }
    this.#tell('did-start-navigation', frame, url, false)
    let isAllowed = true
    if (byPage) {
      isAllowed = this.#ask('will-frame-navigate', frame, url)
      if (isAllowed && isMainFrame) isAllowed = this.#ask('will-navigate', frame, url)
    }
    return { isAllowed, byPage }
  }

  #isMain(session: CdpSession): boolean {
    const frames = this.#frames()
    return frames !== undefined && WebFrameMain.reach(frames.main).session === session
  }

  #didNavigate(facts: CdpEvent<'Page.frameNavigated'>['frame']): void {
    const frame = this.#frames()?.get(facts.id)
    if (!frame || facts.unreachableUrl) return
    const isMainFrame = frame.parent === null
    // The empty document every page begins with is no navigation.
    if (isMainFrame && !this.#load && !this.#hasLoaded && facts.url === 'about:blank') return
    const url = fromChromium(facts.url + (facts.urlFragment ?? ''))
    if (isMainFrame) this.#emit('did-navigate', createEvent({}), url, 200, 'OK')
    this.#emit(
      'did-frame-navigate',
      createEvent({}),
      url,
      200,
      'OK',
      isMainFrame,
      1,
      frame.routingId,
    )
  }

  #didLoad(): void {
    if (!this.#load) return
    this.#isLoading = false
    this.#hasLoaded = true
    this.end(undefined)
    this.#emit('did-stop-loading', createEvent({}))
    this.#emit('did-finish-load', createEvent({}))
  }

  #didFail(error: NetError): void {
    const { url } = this.#load ?? { url: '' }
    this.#isLoading = false
    this.end(error)
    this.#emit('did-stop-loading', createEvent({}))
    this.#emit('did-fail-load', createEvent({}), error.code, error.name, url, true, 1, 1)
  }

  #facts(frame: WebFrameMain, url: string, isSameDocument: boolean) {
    const isMainFrame = frame.parent === null
    const event = createEvent({ url, isSameDocument, isMainFrame, frame, initiator: null })
    return { event, rest: [url, isSameDocument, isMainFrame, 1, frame.routingId] as const }
  }

  #tell(name: string, frame: WebFrameMain, url: string, isSameDocument: boolean): void {
    const { event, rest } = this.#facts(frame, url, isSameDocument)
    this.#emit(name, event, ...rest)
  }

  #ask(name: string, frame: WebFrameMain, url: string): boolean {
    const { event, rest } = this.#facts(frame, url, false)
    this.#emit(name, event, ...rest)
    return !event.defaultPrevented
  }
}
