import type { CdpEvent, CdpSession } from './cdp.ts'
import { type PausedRequest, throughDoors, type Verdict } from './doors.ts'
import { fromChromium, policyToChromium, toChromium } from './schemes.ts'
import type { RequestDetails, Session } from './session.ts'
import type { WebFrameMain } from './web-frame-main.ts'

type Paused = CdpEvent<'Fetch.requestPaused'>

const TYPES: Readonly<Record<string, RequestDetails['resourceType']>> = {
  Stylesheet: 'stylesheet',
  Script: 'script',
  Image: 'image',
  Font: 'font',
  Media: 'media',
  XHR: 'xhr',
  Fetch: 'xhr',
  EventSource: 'xhr',
  Ping: 'ping',
  CSPViolationReport: 'cspReport',
  WebSocket: 'webSocket',
}

let lastRequestId = 0

/** The request as Electron's listeners see it. */
function describe(
  paused: Paused,
  frame: WebFrameMain | undefined,
  contents: Electron.WebContents,
  byPage: boolean,
): PausedRequest {
  const { request } = paused
  const documentType = frame?.parent === null ? 'mainFrame' : 'subFrame'
  const body = (request.postDataEntries ?? []).map(({ bytes }) =>
    Buffer.from(bytes ?? '', 'base64'),
  )
  const details: RequestDetails = {
    id: ++lastRequestId,
    url: fromChromium(request.url),
    method: request.method,
    webContentsId: contents.id,
    webContents: contents,
    frame: (frame ?? null) as Electron.WebFrameMain | null,
    resourceType:
      paused.resourceType === 'Document' ? documentType : (TYPES[paused.resourceType] ?? 'other'),
    referrer: fromChromium(request.headers['Referer'] ?? ''),
    timestamp: Date.now(),
    uploadData: body.map((bytes) => ({ bytes })) as Electron.UploadData[],
  }
  return {
    details,
    headers: request.headers,
    body: body.length > 0 ? Buffer.concat(body) : undefined,
    byPage,
  }
}

/** Takes one paused request through the doors of its partition and lets Chromium have the result. */
export async function answerRequest(
  partition: Session,
  session: CdpSession,
  paused: Paused,
  asked: { frame: WebFrameMain | undefined; contents: Electron.WebContents; byPage: boolean },
): Promise<void> {
  const request = describe(paused, asked.frame, asked.contents, asked.byPage)
  const verdict = await throughDoors(partition, request)
  // The page may be gone by now; then nobody waits for the answer.
  await carryOut(session, paused, verdict).catch(() => undefined)
}

async function carryOut(session: CdpSession, paused: Paused, verdict: Verdict): Promise<void> {
  const { requestId } = paused
  switch (verdict.kind) {
    case 'continue':
      await session.send('Fetch.continueRequest', { requestId })
      return
    case 'fail':
      await session.send('Fetch.failRequest', { requestId, errorReason: verdict.reason })
      return
    case 'redirect':
      await session.send('Fetch.fulfillRequest', {
        requestId,
        responseCode: 307,
        responseHeaders: [{ name: 'Location', value: toChromium(verdict.url) }],
      })
      return
    case 'respond': {
      const { response } = verdict
      const body = Buffer.from(await response.arrayBuffer())
      await session.send('Fetch.fulfillRequest', {
        requestId,
        responseCode: response.status,
        ...(response.statusText ? { responsePhrase: response.statusText } : {}),
        responseHeaders: headersOf(response),
        body: body.toString('base64'),
      })
      return
    }
    default:
      throw new Error('A verdict nobody knows')
  }
}

function headersOf(response: Response): { name: string; value: string }[] {
  const headers: { name: string; value: string }[] = []
  for (const [name, value] of response.headers) {
    // The body is handed over unpacked and whole.
    if (name === 'content-encoding' || name === 'content-length') continue
    if (name === 'location') headers.push({ name, value: toChromium(value) })
    else if (name === 'content-security-policy') {
      headers.push({ name, value: policyToChromium(value) })
    } else headers.push({ name, value })
  }
  return headers
}
