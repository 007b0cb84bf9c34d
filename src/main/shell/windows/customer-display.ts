import { app, BrowserWindow, type Display, type IpcMainInvokeEvent, screen } from 'electron'
import { CUSTOMER_EVENT } from '#shared/ipc/customer-bridge.ts'
import type { CustomerView } from '#shared/ipc/customer-contract.ts'
import type { CustomerDisplayView } from '#shared/ipc/customer-display-contract.ts'
import type { Result } from '#shared/result.ts'
import type { CustomerDisplayChoice } from '#shared/vocabulary.ts'
import type { CustomerDisplay } from '../../application/ports.ts'
import { createSenders } from '../ipc/senders.ts'
import { guardNavigation, mayCustomerGo } from '../navigation.ts'
import { CUSTOMER_ORIGIN, CUSTOMER_PARTITION } from '../protocol/addresses.ts'
import { secondDisplay } from './second-display.ts'
import { baseWebPreferences } from './web-preferences.ts'

export interface CustomerDisplayParts {
  readonly preload: string
  readonly title: string
  till(): BrowserWindow | null
  /** What it is to show, from the store that is open. */
  show(): Promise<Result<CustomerView>>
  /** It is somewhere else now. */
  onMoved(view: CustomerDisplayView): void
  /** Somebody closed it by hand, which means off. */
  onClosedByHand(): void
  onGone(reason: string): void
  reportBug(where: string, error: unknown): void
}

/** null: no window. */
type Target =
  | { readonly place: 'window' }
  | { readonly place: 'display'; readonly display: Display }

/**
 * The window for whoever buys. Full on the display that isn't the till's, as long as there is one, or a
 * plain window. It takes nothing from the till: neither its focus, nor its life.
 */
export function createCustomerDisplay(parts: CustomerDisplayParts): CustomerDisplay & {
  mayCall(event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>): boolean
  /** Something that it may show has changed. */
  refresh(): void
} {
  const senders = createSenders(mayCustomerGo)
  let choice: CustomerDisplayChoice = 'off'
  let open: { readonly window: BrowserWindow; readonly target: Target } | null = null
  let isQuitting = false
  let told = ''
  let reading: Promise<void> | null = null
  let isAskedAgain = false

  const view = (): CustomerDisplayView => ({
    choice,
    place: open?.target.place ?? (choice === 'display' ? 'waiting' : 'closed'),
  })

  function target(): Target | null {
    const till = parts.till()
    if (choice === 'off' || till === null) return null
    if (choice === 'window') return { place: 'window' }
    const display = secondDisplay(
      screen.getAllDisplays(),
      screen.getDisplayMatching(till.getBounds()),
    )
    return display === null ? null : { place: 'display', display }
  }

  function close(): void {
    const window = open?.window
    // First: what closes now wasn't closed by hand.
    open = null
    if (window !== undefined && !window.isDestroyed()) window.destroy()
  }

  function openAt(next: Target): void {
    const window = new BrowserWindow({
      ...(next.place === 'display'
        ? // Touched, it takes no keys from the till: a scanner types into whatever has the focus.
          { ...next.display.bounds, frame: false, fullscreen: true, focusable: false }
        : { width: 1024, height: 640, minWidth: 640, minHeight: 420, useContentSize: true }),
      show: false,
      title: parts.title,
      autoHideMenuBar: true,
      backgroundColor: '#f2f4f6',
      webPreferences: {
        ...baseWebPreferences,
        preload: parts.preload,
        partition: CUSTOMER_PARTITION,
      },
    })
    const contents = window.webContents
    const { id } = contents
    open = { window, target: next }
    senders.trust(id)
    guardNavigation(contents, mayCustomerGo)
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('page-title-updated', (event) => event.preventDefault())
    contents.on('render-process-gone', (_event, details) => {
      parts.onGone(details.reason)
      // It asks main what to show, as it did the first time.
      if (!window.isDestroyed()) contents.reload()
    })
    window.once('ready-to-show', () => window.showInactive())
    window.on('closed', () => {
      senders.forget(id)
      if (open?.window !== window) return
      open = null
      if (isQuitting) return
      choice = 'off'
      parts.onClosedByHand()
      tell()
    })
    window.loadURL(`${CUSTOMER_ORIGIN}/`).catch((error: unknown) => {
      if (open?.window === window) parts.reportBug('customer display not loaded', error)
    })
  }

  function tell(): void {
    const now = view()
    const text = JSON.stringify(now)
    if (text === told) return
    told = text
    parts.onMoved(now)
  }

  /** Brings the window where it belongs now. */
  function settle(): void {
    const next = target()
    const isThere =
      next !== null &&
      open?.target.place === next.place &&
      (next.place === 'window' ||
        (open.target.place === 'display' && isSame(open.target.display, next.display)))
    if (!isThere) {
      close()
      if (next !== null) openAt(next)
    }
    tell()
  }

  async function read(): Promise<void> {
    try {
      const answer = await parts.show()
      if (!answer.ok || open === null || open.window.isDestroyed()) return
      open.window.webContents.send(CUSTOMER_EVENT, answer.data)
    } catch (error) {
      parts.reportBug('customer display not told', error)
    }
  }

  function refresh(): void {
    if (open === null) return
    // Many changes in a row are read once more, after the reading that is under way.
    isAskedAgain = reading !== null
    reading ??= read().then(() => {
      reading = null
      if (isAskedAgain) refresh()
    })
  }

  app.on('before-quit', () => {
    isQuitting = true
  })
  screen.on('display-added', settle)
  screen.on('display-removed', settle)
  screen.on('display-metrics-changed', settle)

  return {
    mayCall: senders.mayCall,
    view,
    choose(next) {
      choice = next
      settle()
      return view()
    },
    refresh,
  }
}

const isSame = (one: Display, other: Display): boolean =>
  one.id === other.id && JSON.stringify(one.bounds) === JSON.stringify(other.bounds)
