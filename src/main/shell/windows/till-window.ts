import { BrowserWindow } from 'electron'
import { guardNavigation, mayTillGo } from '../navigation.ts'
import { TILL_ORIGIN } from '../protocol/addresses.ts'
import { baseWebPreferences } from './web-preferences.ts'

/** Opens the till page. A page that dies is loaded again: the cart and the sale live in main. */
export function openTillWindow(parts: {
  readonly preload: string
  readonly title: string
  onGone(reason: string): void
}): BrowserWindow {
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 700,
    useContentSize: true,
    show: false,
    title: parts.title,
    backgroundColor: '#f2f4f6',
    webPreferences: { ...baseWebPreferences, preload: parts.preload },
  })
  // Alt shows the keys of the till; a menu bar would take it away, and the focus with it.
  window.removeMenu()
  const contents = window.webContents
  guardNavigation(contents, mayTillGo)
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('render-process-gone', (_event, details) => {
    parts.onGone(details.reason)
    if (!window.isDestroyed()) contents.reload()
  })
  window.once('ready-to-show', () => window.show())
  return window
}

export const loadTill = (window: BrowserWindow): Promise<void> => window.loadURL(`${TILL_ORIGIN}/`)
