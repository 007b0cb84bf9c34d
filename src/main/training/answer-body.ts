import { inVersion } from './api-versions.ts'
import { isTossErrorCode } from './errors.ts'
import { type Instead, NoAnswer } from './faults.ts'
import { parseBody } from './json-body.ts'
import type { BoxClock } from './kst-time.ts'
import { errorReply, type Reply } from './outcome.ts'

/** A reply as it goes out, faults and all. */
export interface Sent extends Reply {
  readonly contentType?: string
  /** The connection breaks at the end of the body. */
  readonly breaks?: boolean
}

/** What goes out in place of `reply`. Throws {@link NoAnswer} where nothing does. */
export function replace(reply: Reply, instead: Instead): Sent {
  if ('noAnswer' in instead) throw new NoAnswer()
  if ('code' in instead) {
    const { code, status, message } = instead
    if (isTossErrorCode(code)) return errorReply(code, status, message)
    return { status: status ?? 400, body: JSON.stringify({ code, message: message ?? code }) }
  }
  if ('cut' in instead) {
    const body = reply.body.slice(0, Math.floor(reply.body.length * instead.cut))
    return { status: reply.status, body, breaks: instead.breaks ?? false }
  }
  if ('body' in instead) {
    return {
      status: instead.status,
      body: instead.body,
      contentType: instead.contentType ?? 'text/html',
    }
  }
  // A list has no fields to set: it stays as it is.
  const body = parseBody(reply.body)
  if (!body) return reply
  const changed = 'set' in instead ? { ...body, ...instead.set } : inVersion(body, instead.version)
  return { status: reply.status, body: JSON.stringify(changed) }
}

const PIECES = 10

/** The body on its way: whole, or in pieces over `trickleMs` of the box's time, or broken off at its end. */
export function bodyOf(
  { body, breaks }: Sent,
  trickleMs: number,
  clock: BoxClock,
): string | ReadableStream<Uint8Array> {
  if (trickleMs === 0 && breaks !== true) return body
  const bytes = new TextEncoder().encode(body)
  const size = Math.max(1, Math.ceil(bytes.length / (trickleMs === 0 ? 1 : PIECES)))
  let sent = 0
  return new ReadableStream(
    {
      async pull(controller) {
        if (sent >= bytes.length) {
          if (breaks === true) controller.error(new NoAnswer())
          else controller.close()
          return
        }
        if (trickleMs > 0) await clock.sleep(trickleMs / PIECES)
        controller.enqueue(bytes.slice(sent, sent + size))
        sent += size
      },
    },
    { highWaterMark: 0 },
  )
}
