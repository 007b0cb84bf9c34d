import { TILL_POLICY } from './content-security-policy.ts'
import { decodedPath, refuse, serveFile } from './static-files.ts'

const HEADERS = {
  'content-security-policy': TILL_POLICY,
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
}

/** Answers app://till/: the built page and its assets, and the catalogue's pictures. */
export const createTillProtocol =
  (folders: { readonly pages: string; readonly pictures: string }) =>
  async (request: Request): Promise<Response> => {
    const url = new URL(request.url)
    if (request.method !== 'GET') return refuse(405)
    if (url.hostname !== 'till') return refuse(404)
    const path = decodedPath(url)
    if (path === null) return refuse(400)
    if (path === '/' || path === '/till.html') {
      return (await serveFile(folders.pages, '/till.html', HEADERS)) ?? refuse(404)
    }
    if (path.startsWith('/assets/')) {
      return (await serveFile(folders.pages, path, HEADERS)) ?? refuse(404)
    }
    if (path.startsWith('/pictures/')) {
      const name = path.slice('/pictures'.length)
      return (await serveFile(folders.pictures, name, HEADERS)) ?? refuse(404)
    }
    return refuse(404)
  }
