import type { CdpEvent, CdpSession } from './cdp.ts'
import { type Chromium, launchChromium } from './chromium.ts'

/** A browser page as it came up, still paused: nothing in it has run or loaded yet. */
export interface AttachedPage {
  readonly targetId: string
  readonly session: CdpSession
  readonly contextId: string
  readonly openerId: string | undefined
  readonly url: string
}

type PageListener = (page: AttachedPage) => void

let chromium: Chromium | undefined
const { promise: started, resolve: reportStarted } = Promise.withResolvers<Chromium>()
const claims = new Map<string, PageListener>()
const arrived = new Map<string, AttachedPage>()
let creating = 0
let headed = false
let onStrayPage: PageListener = (page) => page.session.tell('Runtime.runIfWaitingForDebugger')

/** Resolves once Chromium answers. */
export const whenBrowser = (): Promise<Chromium> => started

/** The running Chromium, or undefined before it answered. */
export const currentBrowser = (): Chromium | undefined => chromium

/** Whether there are real windows on a display. */
export const isHeaded = (): boolean => headed

/** Who takes the pages that main didn't open itself: pop-ups, and those of another driver. */
export function takeStrayPages(listener: PageListener): void {
  onStrayPage = listener
}

/**
 * Starts Chromium and pauses every page it opens, pop-ups included, until we have set it up: only so
 * can the first request of a pop-up be seen.
 */
export async function startBrowser(
  switches: readonly string[],
  withWindows: boolean,
): Promise<void> {
  headed = withWindows
  chromium = await launchChromium({ switches, headed })
  process.once('exit', () => chromium?.kill())
  process.stderr.write(`host: chromium ${chromium.version}\n`)
  const { browser } = chromium.connection
  browser.on('Target.attachedToTarget', take)
  browser.onClose(() => {
    if (stopping) return
    process.stderr.write('chromium-host: Chromium ended unexpectedly\n')
    process.exit(1)
  })
  await browser.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: true,
    flatten: true,
    filter: [{ type: 'page' }],
  })
  reportStarted(chromium)
}

let stopping = false

/** Ends Chromium; pages just go away. */
export async function stopBrowser(): Promise<void> {
  stopping = true
  await chromium?.close()
}

interface NewPage {
  readonly contextId: string
  readonly width: number
  readonly height: number
}

/** Opens an empty page in a browser context; it comes paused. */
export async function createPage(options: NewPage): Promise<AttachedPage> {
  const page = await createTab(options)
  return headed ? asAppWindow(page, options) : page
}

async function createTab(options: NewPage): Promise<AttachedPage> {
  const { connection } = await whenBrowser()
  creating += 1
  try {
    const { targetId } = await connection.browser.send('Target.createTarget', {
      url: 'about:blank',
      browserContextId: options.contextId,
      width: options.width,
      height: options.height,
      newWindow: true,
    })
    const here = arrived.get(targetId)
    arrived.delete(targetId)
    return here ?? (await new Promise<AttachedPage>((resolve) => claims.set(targetId, resolve)))
  } finally {
    creating -= 1
    if (creating === 0) {
      for (const page of arrived.values()) onStrayPage(page)
      arrived.clear()
    }
  }
}

/**
 * DevTools can only open a browser's full window, with tabs and an address to type. A page can open
 * one without, in the size of its content; so this one does, and goes.
 */
async function asAppWindow(tab: AttachedPage, { width, height }: NewPage): Promise<AttachedPage> {
  const { connection } = await whenBrowser()
  const opened = new Promise<AttachedPage>((resolve) => claims.set(tab.targetId, resolve))
  tab.session.tell('Runtime.runIfWaitingForDebugger')
  await tab.session.send('Runtime.evaluate', {
    expression: `window.open('about:blank', '_blank', 'popup,noopener,width=${width},height=${height}')`,
    userGesture: true,
  })
  const page = await opened
  connection.browser.tell('Target.closeTarget', { targetId: tab.targetId })
  return page
}

function take({ sessionId, targetInfo }: CdpEvent<'Target.attachedToTarget'>): void {
  if (!chromium) return
  const page: AttachedPage = {
    targetId: targetInfo.targetId,
    session: chromium.connection.session(sessionId),
    contextId: targetInfo.browserContextId ?? '',
    openerId: targetInfo.openerId,
    url: targetInfo.url,
  }
  const claimed = [page.targetId, page.openerId ?? ''].find((id) => claims.has(id)) ?? ''
  const claim = claims.get(claimed)
  claims.delete(claimed)
  if (claim) claim(page)
  // It may be the one we are creating: its id comes with the answer.
  else if (creating > 0 && !page.openerId) arrived.set(page.targetId, page)
  else onStrayPage(page)
}
