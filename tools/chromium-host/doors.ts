import { fromChromium, isPrivilegedScheme } from './schemes.ts'
import type { RequestDetails, Session } from './session.ts'

/**
 * Which of an app's two doors sees a request to a scheme it handles, and which first. Electron
 * changed its mind between versions; see README.md.
 */
export type DoorOrder = 'webrequest-first' | 'protocol-first' | 'webrequest-only' | 'protocol-only'

const ORDERS: readonly DoorOrder[] = [
  'webrequest-first',
  'protocol-first',
  'webrequest-only',
  'protocol-only',
]

const order: DoorOrder = (() => {
  const chosen = process.env['POS_HOST_DOOR_ORDER'] ?? 'webrequest-first'
  const known = ORDERS.find((name) => name === chosen)
  if (!known) throw new Error(`POS_HOST_DOOR_ORDER must be one of ${ORDERS.join(', ')}`)
  return known
})()

/** One request as Chromium paused it, with Electron's names. */
export interface PausedRequest {
  readonly details: RequestDetails
  readonly headers: Record<string, string>
  readonly body: Buffer | undefined
  /** Made by the page (a link, a script, a form) or by a redirect, not by main. */
  readonly byPage: boolean
}

/** What is to become of a request. */
export type Verdict =
  | { kind: 'continue' }
  | { kind: 'fail'; reason: 'BlockedByClient' | 'Failed' | 'AddressUnreachable' }
  | { kind: 'redirect'; url: string }
  | { kind: 'respond'; response: Response }

const CONTINUE: Verdict = { kind: 'continue' }

/** Takes a request through webRequest.onBeforeRequest and protocol.handle. */
export async function throughDoors(session: Session, request: PausedRequest): Promise<Verdict> {
  const scheme = request.details.url.slice(0, request.details.url.indexOf(':')).toLowerCase()
  const isCustom = isPrivilegedScheme(scheme)
  const isHandled = session.protocol.isProtocolHandled(scheme)
  const webRequest = () => askWebRequest(session, request.details)
  const protocol = () => askHandler(session, scheme, request)

  if (isCustom && !isHandled) return { kind: 'fail', reason: 'Failed' }
  if (!isHandled) return webRequest()
  if (!isCustom && order === 'protocol-only') return protocol()
  if (!isCustom && order === 'webrequest-only' && isPageNavigation(request)) return webRequest()
  if (!isCustom && order === 'protocol-first') {
    const answer = await protocol()
    const verdict = await webRequest()
    return verdict.kind === 'continue' ? answer : verdict
  }
  const verdict = await webRequest()
  return verdict.kind === 'continue' ? protocol() : verdict
}

const isPageNavigation = ({ details, byPage }: PausedRequest) =>
  byPage && (details.resourceType === 'mainFrame' || details.resourceType === 'subFrame')

async function askWebRequest(session: Session, details: RequestDetails): Promise<Verdict> {
  const { cancel, redirectURL } = await session.webRequest.ask(details)
  if (cancel) return { kind: 'fail', reason: 'BlockedByClient' }
  return redirectURL ? { kind: 'redirect', url: redirectURL } : CONTINUE
}

async function askHandler(
  session: Session,
  scheme: string,
  { details, headers, body }: PausedRequest,
): Promise<Verdict> {
  try {
    const request = new Request(details.url, {
      method: details.method,
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name, fromChromium(value)]),
      ),
      ...(body && details.method !== 'GET' && details.method !== 'HEAD'
        ? { body: new Uint8Array(body) }
        : {}),
      ...(details.referrer && URL.canParse(details.referrer)
        ? { referrerPolicy: 'unsafe-url' }
        : {}),
    })
    const response = await session.protocol.ask(scheme, request)
    if (response.type === 'error') return { kind: 'fail', reason: 'Failed' }
    return { kind: 'respond', response }
  } catch (error) {
    process.stderr.write(`chromium-host: the ${scheme} handler failed: ${String(error)}\n`)
    return { kind: 'fail', reason: 'Failed' }
  }
}
