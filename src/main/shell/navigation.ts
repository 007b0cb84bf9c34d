import type { WebContents } from 'electron'
import { CUSTOMER_ORIGIN, PAYMENT_ORIGIN, TILL_ORIGIN } from './protocol/addresses.ts'

/** Where a window of a kind may go. Everything else is refused. */
export type NavigationPolicy = (address: string) => boolean

/** A page that never leaves its own origin. Custom schemes have the origin `null` in URL. */
const staysAt =
  (origin: string): NavigationPolicy =>
  (address) => {
    if (!URL.canParse(address)) return false
    const url = new URL(address)
    return `${url.protocol}//${url.host}` === origin
  }

/** The till page never leaves itself: routes live behind the hash. */
export const mayTillGo: NavigationPolicy = staysAt(TILL_ORIGIN)

export const mayCustomerGo: NavigationPolicy = staysAt(CUSTOMER_ORIGIN)

/**
 * The payment page and the pages card companies open: our own address and any https one. App
 * schemes of card apps (supertoss://, ispmobile:// …) lead nowhere on a desktop and are refused.
 */
export const mayPaymentGo =
  (devOrigins: readonly string[]): NavigationPolicy =>
  (address) => {
    if (address === 'about:blank') return true
    if (!URL.canParse(address)) return false
    const url = new URL(address)
    return (
      url.protocol === 'https:' || url.origin === PAYMENT_ORIGIN || devOrigins.includes(url.origin)
    )
  }

/** Holds a window to its policy: its own navigations, redirects and frames; no webview, ever. */
export function guardNavigation(contents: WebContents, may: NavigationPolicy): void {
  const guard = (event: { preventDefault(): void; readonly url: string }) => {
    if (!may(event.url)) event.preventDefault()
  }
  contents.on('will-navigate', guard)
  contents.on('will-redirect', guard)
  contents.on('will-frame-navigate', guard)
  contents.on('will-attach-webview', (event) => event.preventDefault())
}
