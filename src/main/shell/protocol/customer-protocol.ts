import { TILL_POLICY } from './content-security-policy.ts'
import { decodedPath, refuse, serveFile } from './static-files.ts'

const HEADERS = {
  // Our own files only, nothing inline, no network: the same as the till's.
  'content-security-policy': TILL_POLICY,
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
}

/** Answers app://customer/: the customer's page and its assets. */
export const createCustomerProtocol =
  (pages: string) =>
  async (request: Request): Promise<Response> => {
    const url = new URL(request.url)
    if (request.method !== 'GET') return refuse(405)
    if (url.hostname !== 'customer') return refuse(404)
    const path = decodedPath(url)
    if (path === null) return refuse(400)
    if (path === '/') return (await serveFile(pages, '/customer.html', HEADERS)) ?? refuse(404)
    if (path.startsWith('/assets/')) {
      return (await serveFile(pages, path, HEADERS)) ?? refuse(404)
    }
    return refuse(404)
  }
