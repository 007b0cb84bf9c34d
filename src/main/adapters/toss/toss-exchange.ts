/** One HTTP exchange with Toss: a deadline over all of it, no redirects, a limit on the body. */
import type { Timers } from '../../application/ports.ts'

export type Exchanged =
  | {
      readonly kind: 'answered'
      readonly status: number
      readonly body: string
      readonly traceId: string | null
    }
  | {
      readonly kind: 'broken'
      readonly why: 'unreachable' | 'timeout' | 'unreadable' | 'broken_off'
      readonly detail: string
      readonly status: number | null
      /** As much of it as came, where some came. */
      readonly body: string | null
      readonly traceId: string | null
    }

export interface Outgoing {
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
  /** For connecting, answering and reading the body together, in ms. */
  readonly timeout: number
  /** Ends the wait before its time. */
  readonly breakOff?: AbortSignal
}

/** A payment is about 2 KB. Anything near this isn't one. */
const MAX_BODY = 1024 * 1024

export async function exchange(
  { fetch, timers }: { fetch: (request: Request) => Promise<Response>; timers: Timers },
  outgoing: Outgoing,
): Promise<Exchanged> {
  const timeout = new AbortController()
  const cancel = timers.after(outgoing.timeout, () => {
    timeout.abort(new DOMException('no answer in time', 'TimeoutError'))
  })
  const { breakOff } = outgoing
  const deadline =
    breakOff === undefined ? timeout.signal : AbortSignal.any([timeout.signal, breakOff])
  try {
    const exchanged = await exchangeUntil(deadline, fetch, outgoing)
    const wasBrokenOff = breakOff?.aborted === true && !timeout.signal.aborted
    return exchanged.kind === 'broken' && wasBrokenOff
      ? { ...exchanged, why: 'broken_off' }
      : exchanged
  } finally {
    cancel()
  }
}

async function exchangeUntil(
  deadline: AbortSignal,
  fetch: (request: Request) => Promise<Response>,
  { url, method, headers, body }: Outgoing,
): Promise<Exchanged> {
  const request = new Request(url, {
    method,
    headers,
    body,
    // A redirect would carry the secret key to another address.
    redirect: 'manual',
    credentials: 'omit',
    cache: 'no-store',
    signal: deadline,
  })
  let response: Response
  try {
    response = await before(deadline, fetch(request))
  } catch (error) {
    const why = deadline.aborted ? 'timeout' : 'unreachable'
    return { kind: 'broken', why, detail: words(error), status: null, body: null, traceId: null }
  }
  const { status } = response
  const traceId = response.headers.get('x-tosspayments-trace-id')
  const broken = (
    why: 'timeout' | 'unreadable',
    detail: string,
    partOfBody: string | null,
  ): Exchanged => ({ kind: 'broken', why, detail, status, body: partOfBody, traceId })

  if (response.type === 'opaqueredirect' || (status >= 300 && status < 400)) {
    // Whatever stands in it is not Toss's answer.
    response.body?.cancel().catch(() => undefined)
    return broken('unreadable', `redirected (${status})`, null)
  }
  const read: string[] = []
  try {
    let size = 0
    const decoder = new TextDecoder()
    const reader: ReadableStreamDefaultReader<Uint8Array> | undefined = response.body?.getReader()
    for (;;) {
      const chunk = await before(deadline, reader?.read() ?? Promise.resolve(END))
      if (chunk.done) break
      size += chunk.value.byteLength
      if (size > MAX_BODY) {
        reader?.cancel().catch(() => undefined)
        return broken('unreadable', `the answer is longer than ${MAX_BODY} bytes`, null)
      }
      read.push(decoder.decode(chunk.value, { stream: true }))
    }
    return { kind: 'answered', status, body: read.join('') + decoder.decode(), traceId }
  } catch (error) {
    return broken(deadline.aborted ? 'timeout' : 'unreadable', words(error), read.join(''))
  }
}

const END = { done: true, value: undefined } as const

/** Also ends a wait for something that doesn't listen to the signal. */
async function before<T>(deadline: AbortSignal, waited: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const late = () => reject(new Error('no answer in time'))
  deadline.addEventListener('abort', late)
  if (deadline.aborted) late()
  try {
    return await Promise.race([waited, promise])
  } finally {
    deadline.removeEventListener('abort', late)
  }
}

/** fetch hides what happened in `cause`: "fetch failed: connect ECONNREFUSED 127.0.0.1:1". */
function words(error: unknown): string {
  const said: string[] = []
  for (let link: unknown = error; link instanceof Error && said.length < 4; link = link.cause) {
    said.push(link.message || link.name)
  }
  return said.join(': ') || 'no answer'
}
