import { once } from 'node:events'
import { appEvents } from './app-events.ts'
import { type AttachedPage, currentBrowser, takeStrayPages } from './browser.ts'
import { BrowserWindow } from './browser-window.ts'
import { createEvent } from './event.ts'
import { fromChromium } from './schemes.ts'
import { WebContents } from './web-contents.ts'

/**
 * Pages that main didn't make: a pop-up asks its opener's window-open handler, and becomes a window
 * in the opener's partition or is closed before it has loaded anything. A page another driver opened
 * is let go.
 */
export function adoptPopups(): void {
  takeStrayPages((page) => void adopt(page))
}

async function adopt(attached: AttachedPage): Promise<void> {
  const found = await findOpener(attached)
  if (!found) {
    attached.session.tell('Runtime.runIfWaitingForDebugger')
    return
  }
  const { opener, opened } = found
  const details: Electron.HandlerDetails = {
    url: fromChromium(opened.url || 'about:blank'),
    frameName: opened.windowName,
    features: opened.windowFeatures.join(','),
    disposition: opened.windowFeatures.length > 0 ? 'new-window' : 'foreground-tab',
    referrer: { url: opener.getURL(), policy: 'default' },
  }
  const answer = WebContents.askOpenHandler(opener, details)
  if (answer.action === 'deny') {
    const { targetId } = attached
    currentBrowser()?.connection.browser.tell('Target.closeTarget', { targetId })
    return
  }
  const size = Object.fromEntries(
    opened.windowFeatures
      .map((feature) => feature.split('='))
      .filter(([name]) => name === 'width' || name === 'height')
      .map(([name, value]) => [name, Number(value)]),
  )
  const overrides = answer.overrideBrowserWindowOptions ?? {}
  const options: Electron.BrowserWindowConstructorOptions = {
    ...size,
    ...overrides,
    webPreferences: { ...WebContents.preferences(opener), ...overrides.webPreferences },
  }
  const window = new BrowserWindow(options, { attached, session: opener.session })
  opener.emit('did-create-window', window, { ...details, options })
}

/** The opener reports what it opened on a way of its own, so its word may come a little later. */
async function findOpener(page: AttachedPage) {
  const contexts = await Promise.all(
    WebContents.all().map(async (contents) => ({
      contents,
      id: await contents.session.contextId(),
    })),
  )
  const named = WebContents.byTarget(page.openerId)
  // A link with rel=noopener names no opener; then it is whoever in the partition opened something.
  const candidates = named
    ? [named]
    : contexts.filter(({ id }) => id === page.contextId).map(({ contents }) => contents)
  const look = () => {
    for (const opener of candidates) {
      const opened = WebContents.takeOpened(opener)
      if (opened) return { opener, opened }
    }
    return undefined
  }
  const here = look()
  if (here || candidates.length === 0) return here
  const patience = AbortSignal.timeout(named ? 2000 : 500)
  await Promise.race(
    candidates.map((contents) => once(contents, 'window-open-seen', { signal: patience })),
  ).catch(() => undefined)
  return look()
}

/** Crashes and the like are told to the app as well as to the page. */
appEvents.on('web-contents-created', (_event, contents: WebContents) => {
  contents.on('render-process-gone', (event: object, details: object) => {
    appEvents.emit('render-process-gone', event ?? createEvent({}), contents, details)
  })
})
