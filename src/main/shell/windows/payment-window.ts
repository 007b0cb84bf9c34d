import { BrowserWindow, type Session, type WebContents } from 'electron'
import type { PaymentIntent, PaymentWindows } from '../../application/ports.ts'
import { guardNavigation, type NavigationPolicy } from '../navigation.ts'
import type { Navigator } from '../payment-return.ts'
import {
  CHECKOUT_PATH,
  PAYMENT_ORIGIN,
  PAYMENT_PARTITION,
  RETURNED_PATH,
} from '../protocol/addresses.ts'
import { baseWebPreferences } from './web-preferences.ts'

interface OpenPayment {
  readonly intent: PaymentIntent
  readonly window: BrowserWindow
  readonly popups: Set<BrowserWindow>
  /** The main-frame address this window last set out for: tells the protocol handler who asks. */
  headingFor: string | null
}

export interface PaymentWindowParts {
  readonly session: Session
  readonly may: NavigationPolicy
  readonly title: string
  parent(): BrowserWindow | null
  /** The window was closed by the customer or the cashier, not by us. */
  onClosed(ref: string): void
}

/**
 * The window the Toss widget runs in: one at a time, no preload, nothing to call. It talks to main
 * only by navigating. Pop-ups that card companies open stay in the same partition and close with it.
 */
export function createPaymentWindows(parts: PaymentWindowParts): PaymentWindows & {
  /** The intent the payment page may read: only that of the window that is open. */
  intentFor(ref: string): PaymentIntent | null
  /** Who a web request comes from. */
  navigatorOf(webContentsId: number | undefined, isMainFrame: boolean): Navigator
  /** Who a request at the protocol handler comes from: the handler itself isn't told. */
  navigatorTo(address: string): Navigator
  /** Shows that the return arrived, in place of whatever the refused navigation left behind. */
  showReturned(navigator: Navigator): void
} {
  let open: OpenPayment | null = null

  const shut = (payment: OpenPayment) => {
    if (open === payment) open = null
    for (const popup of payment.popups) if (!popup.isDestroyed()) popup.destroy()
    if (!payment.window.isDestroyed()) payment.window.destroy()
    // The next customer must not meet this one's cookies or saved cards.
    void parts.session.clearStorageData()
  }

  const guardPopups = (payment: OpenPayment, contents: WebContents) => {
    guardNavigation(contents, parts.may)
    contents.setWindowOpenHandler(({ url }) =>
      parts.may(url)
        ? {
            action: 'allow',
            overrideBrowserWindowOptions: {
              title: parts.title,
              autoHideMenuBar: true,
              webPreferences: { ...baseWebPreferences, partition: PAYMENT_PARTITION },
            },
          }
        : { action: 'deny' },
    )
    contents.on('did-create-window', (popup) => {
      payment.popups.add(popup)
      popup.on('closed', () => payment.popups.delete(popup))
      guardPopups(payment, popup.webContents)
    })
  }

  return {
    async open(intent) {
      if (open !== null) shut(open)
      const parent = parts.parent()
      const window = new BrowserWindow({
        ...(parent === null ? {} : { parent }),
        width: 560,
        height: 720,
        useContentSize: true,
        show: false,
        title: parts.title,
        autoHideMenuBar: true,
        minimizable: false,
        webPreferences: { ...baseWebPreferences, partition: PAYMENT_PARTITION },
      })
      const payment: OpenPayment = { intent, window, popups: new Set(), headingFor: null }
      open = payment
      guardPopups(payment, window.webContents)
      window.webContents.on('did-start-navigation', (details) => {
        if (details.isMainFrame) payment.headingFor = details.url
      })
      window.webContents.on('did-redirect-navigation', (details) => {
        if (details.isMainFrame) payment.headingFor = details.url
      })
      window.webContents.on('page-title-updated', (event) => event.preventDefault())
      window.once('ready-to-show', () => window.show())
      window.on('closed', () => {
        if (open !== payment) return
        shut(payment)
        parts.onClosed(intent.ref)
      })
      await window.loadURL(
        `${PAYMENT_ORIGIN}${CHECKOUT_PATH}?ref=${encodeURIComponent(intent.ref)}`,
      )
    },

    async close(ref) {
      if (open?.intent.ref === ref) shut(open)
    },

    intentFor: (ref) => (open?.intent.ref === ref ? open.intent : null),

    navigatorOf: (webContentsId, isMainFrame) => ({
      windowRef:
        open !== null && !open.window.isDestroyed() && open.window.webContents.id === webContentsId
          ? open.intent.ref
          : null,
      isMainFrame,
    }),

    navigatorTo: (address) => ({
      windowRef: open?.headingFor === address ? open.intent.ref : null,
      isMainFrame: open?.headingFor === address,
    }),

    showReturned(navigator) {
      const payment = open
      if (payment === null || navigator.windowRef !== payment.intent.ref) return
      payment.window
        .loadURL(`${PAYMENT_ORIGIN}${RETURNED_PATH}?lang=${payment.intent.language}`)
        // The window may already be gone: the result is in, which is what counts.
        .catch(() => undefined)
    },
  }
}
