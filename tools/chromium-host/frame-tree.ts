import type { CdpEvent, CdpSession } from './cdp.ts'
import { PRELOAD_WORLD } from './preload-script.ts'
import { WebFrameMain } from './web-frame-main.ts'

/** The frames of one page over all its DevTools sessions (frames of other sites have their own). */
export class FrameTree {
  readonly main: WebFrameMain
  readonly #frames = new Map<string, WebFrameMain>()
  readonly #frameOfContext = new WeakMap<CdpSession, Map<number, WebFrameMain>>()

  constructor(mainFrameId: string, session: CdpSession) {
    this.main = new WebFrameMain(mainFrameId, null, session)
    this.#frames.set(mainFrameId, this.main)
  }

  get(frameId: string): WebFrameMain | undefined {
    return this.#frames.get(frameId)
  }

  ofContext(session: CdpSession, contextId: number): WebFrameMain | undefined {
    return this.#frameOfContext.get(session)?.get(contextId)
  }

  /** Follows what a session says about its frames and their script worlds. */
  follow(session: CdpSession): void {
    const contexts = new Map<number, WebFrameMain>()
    this.#frameOfContext.set(session, contexts)
    session.on('Page.frameAttached', ({ frameId, parentFrameId }) => {
      this.#add(frameId, parentFrameId, session)
    })
    session.on('Page.frameNavigated', ({ frame }) => this.#navigated(session, frame))
    session.on('Page.frameDetached', ({ frameId, reason }) => {
      if (reason !== 'swap') this.#remove(frameId)
    })
    session.on('Runtime.executionContextCreated', ({ context }) => {
      const { frameId, isDefault } = (context.auxData ?? {}) as {
        frameId?: string
        isDefault?: boolean
      }
      const frame = this.#frames.get(frameId ?? '')
      if (!frame) return
      contexts.set(context.id, frame)
      const reach = WebFrameMain.reach(frame)
      reach.session = session
      if (isDefault) reach.mainContextId = context.id
      else if (context.name === PRELOAD_WORLD) reach.preloadContextId = context.id
    })
    session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      const frame = contexts.get(executionContextId)
      contexts.delete(executionContextId)
      if (!frame) return
      const reach = WebFrameMain.reach(frame)
      if (reach.session !== session) return
      if (reach.mainContextId === executionContextId) reach.mainContextId = undefined
      if (reach.preloadContextId === executionContextId) reach.preloadContextId = undefined
    })
    session.on('Runtime.executionContextsCleared', () => {
      for (const frame of contexts.values()) {
        const reach = WebFrameMain.reach(frame)
        if (reach.session !== session) continue
        reach.mainContextId = undefined
        reach.preloadContextId = undefined
      }
      contexts.clear()
    })
  }

  /** A frame of another site got a process, and so a session, of its own. */
  adopt(frameId: string, session: CdpSession): void {
    const frame = this.#frames.get(frameId) ?? this.#add(frameId, this.main.frameToken, session)
    const reach = WebFrameMain.reach(frame)
    reach.session = session
    reach.mainContextId = undefined
    reach.preloadContextId = undefined
    this.follow(session)
  }

  destroy(): void {
    WebFrameMain.destroy(this.main)
    this.#frames.clear()
  }

  #add(frameId: string, parentId: string, session: CdpSession): WebFrameMain {
    const known = this.#frames.get(frameId)
    if (known) return known
    const frame = new WebFrameMain(frameId, this.#frames.get(parentId) ?? this.main, session)
    this.#frames.set(frameId, frame)
    return frame
  }

  #navigated(session: CdpSession, facts: CdpEvent<'Page.frameNavigated'>['frame']): void {
    const frame =
      this.#frames.get(facts.id) ??
      this.#add(facts.id, facts.parentId ?? this.main.frameToken, session)
    WebFrameMain.update(frame, {
      url: (facts.unreachableUrl ?? facts.url) + (facts.urlFragment ?? ''),
      name: facts.name ?? '',
    })
  }

  #remove(frameId: string): void {
    const frame = this.#frames.get(frameId)
    if (!frame) return
    for (const gone of frame.framesInSubtree) this.#frames.delete(gone.frameToken)
    WebFrameMain.destroy(frame)
  }
}
