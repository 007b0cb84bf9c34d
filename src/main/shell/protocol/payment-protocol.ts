import type { PaymentIntent } from '../../application/ports.ts'
import type { Navigator } from '../payment-return.ts'
import {
  CHECKOUT_PATH,
  INTENT_PATH,
  PAYMENT_ORIGIN,
  RETURNED_PATH,
  returnKind,
  TRAINING_PATH,
} from './addresses.ts'
import { paymentPolicy } from './content-security-policy.ts'
import { decodedPath, refuse, serveFile } from './static-files.ts'

export interface PaymentProtocolParts {
  readonly pages: string
  intentFor(ref: string): PaymentIntent | null
  /** Address of the widget script, or null for Toss's own. */
  sdkUrl(): string | null
  /** The built-in Toss of the training store, or null in the others. */
  training(): ((request: Request) => Promise<Response>) | null
  navigatorTo(address: string): Navigator
  takeReturn(address: string, navigator: Navigator): boolean
  /** A stand-in for Toss's script on plain http, set from outside on an unpackaged till. */
  readonly devOrigin: string | null
  fetchDev(request: Request): Promise<Response>
}

/**
 * Owns the whole http scheme of the payment partition: our payment page, its intent, the two
 * return addresses, the built-in Toss in training. Refuses the rest, so that nothing there ever
 * travels unencrypted.
 */
export const createPaymentProtocol =
  (parts: PaymentProtocolParts) =>
  async (request: Request): Promise<Response> => {
    const url = new URL(request.url)
    if (parts.devOrigin !== null && url.origin === parts.devOrigin) return parts.fetchDev(request)
    if (url.origin !== PAYMENT_ORIGIN) return refuse(403)

    const path = decodedPath(url)
    if (path === null) return refuse(400)
    if (returnKind(request.url) !== null) {
      parts.takeReturn(request.url, parts.navigatorTo(request.url))
      return page(parts)
    }
    if (path.startsWith(`${TRAINING_PATH}/`)) {
      return (await parts.training()?.(request)) ?? refuse(404)
    }
    if (request.method !== 'GET') return refuse(405)
    if (path === CHECKOUT_PATH || path === RETURNED_PATH) return page(parts)
    if (path === INTENT_PATH) {
      const intent = parts.intentFor(url.searchParams.get('ref') ?? '')
      if (intent === null) return refuse(404)
      return Response.json(
        { ...intent, sdkUrl: parts.sdkUrl() },
        { headers: { 'cache-control': 'no-store' } },
      )
    }
    if (path.startsWith('/assets/')) {
      return (await serveFile(parts.pages, path, { 'cache-control': 'no-store' })) ?? refuse(404)
    }
    return refuse(404)
  }

async function page(parts: PaymentProtocolParts): Promise<Response> {
  const sdkUrl = parts.sdkUrl()
  const headers = {
    'content-security-policy': paymentPolicy(sdkUrl === null ? null : new URL(sdkUrl).origin),
    'referrer-policy': 'no-referrer-when-downgrade',
    // Some methods open a window and talk back through window.opener.
    'cross-origin-opener-policy': 'same-origin-allow-popups',
    'cache-control': 'no-store',
  }
  return (await serveFile(parts.pages, '/payment.html', headers)) ?? refuse(404)
}
