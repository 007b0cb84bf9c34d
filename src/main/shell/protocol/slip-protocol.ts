import { SLIP_PAGE } from './addresses.ts'
import { SLIP_POLICY } from './content-security-policy.ts'
import { decodedPath, refuse, serveFile } from './static-files.ts'

const HEADERS = {
  'content-security-policy': SLIP_POLICY,
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
}

export interface SlipOnPage {
  readonly svg: string
  /** The page has drawn it, with its letters. */
  onDrawn(): void
}

/** Answers app://slip/: the page that draws one slip for paper, and that slip. */
export const createSlipProtocol =
  (parts: { readonly pages: string; slip(token: string): SlipOnPage | null }) =>
  async (request: Request): Promise<Response> => {
    const url = new URL(request.url)
    if (request.method !== 'GET') return refuse(405)
    if (url.hostname !== 'slip') return refuse(404)
    const path = decodedPath(url)
    if (path === null) return refuse(400)
    if (path === SLIP_PAGE || path.startsWith('/assets/')) {
      return (await serveFile(parts.pages, path, HEADERS)) ?? refuse(404)
    }
    const [, token = '', what = ''] = /^\/slips\/([0-9a-f-]+)\/(svg|drawn)$/.exec(path) ?? []
    const slip = parts.slip(token)
    if (slip === null) return refuse(404)
    if (what === 'drawn') {
      slip.onDrawn()
      return new Response(null, { status: 204, headers: HEADERS })
    }
    return new Response(slip.svg, { headers: { ...HEADERS, 'content-type': 'image/svg+xml' } })
  }
