import type { Picture } from '../../application/product-ports.ts'
import { TILL_POLICY } from './content-security-policy.ts'
import { decodedPath, refuse, serveFile } from './static-files.ts'

const HEADERS = {
  'content-security-policy': TILL_POLICY,
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
}

/** A page may be given these and nothing else that somebody brought along, whatever is in it. */
const PICTURE_TYPES: ReadonlySet<string> = new Set([
  'image/png',
  'image/jpeg',
  'image/webp',
  'image/gif',
  'image/bmp',
  'image/avif',
])
/** Pictures of the open store, and the one that was just chosen. */
const OWN_PICTURE = /^(?:[0-9a-f]{32}\.webp|chosen-[0-9a-f-]{36})$/

/** Answers app://till/: the built page and its assets, the sample's pictures, and the open store's own. */
export const createTillProtocol =
  (parts: {
    readonly pages: string
    readonly samplePictures: string
    picture(name: string): Promise<Picture | null>
  }) =>
  async (request: Request): Promise<Response> => {
    const url = new URL(request.url)
    if (request.method !== 'GET') return refuse(405)
    if (url.hostname !== 'till') return refuse(404)
    const path = decodedPath(url)
    if (path === null) return refuse(400)
    if (path === '/' || path === '/till.html') {
      return (await serveFile(parts.pages, '/till.html', HEADERS)) ?? refuse(404)
    }
    if (path.startsWith('/assets/')) {
      return (await serveFile(parts.pages, path, HEADERS)) ?? refuse(404)
    }
    if (path.startsWith('/pictures/')) {
      const name = path.slice('/pictures/'.length)
      if (!OWN_PICTURE.test(name)) {
        return (await serveFile(parts.samplePictures, `/${name}`, HEADERS)) ?? refuse(404)
      }
      const picture = await parts.picture(name)
      return picture === null || !PICTURE_TYPES.has(picture.type) ? refuse(404) : shown(picture)
    }
    return refuse(404)
  }

const shown = ({ type, bytes }: Picture): Response =>
  new Response(new Uint8Array(bytes), {
    headers: { ...HEADERS, 'content-type': type, 'x-content-type-options': 'nosniff' },
  })
