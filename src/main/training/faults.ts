import type { TossErrorCode } from './errors.ts'
import { errorReply, type Reply } from './outcome.ts'

export type Operation = 'confirm' | 'lookup' | 'cancel' | 'transactions' | 'settlements'

/** What comes in place of the true answer. */
export type Instead =
  /** The connection breaks: `handle` rejects as fetch does, the HTTP server drops the socket. */
  | { readonly noAnswer: true }
  /** A Toss code, with its own status unless another is given. */
  | { readonly code: TossErrorCode; readonly status?: number }
  /** Anything, such as a gateway's HTML page. */
  | { readonly status: number; readonly body: string; readonly contentType?: string }
  /** The true answer, changed: unknown fields, another order, a wrong amount. */
  | { readonly change: (body: Record<string, unknown>) => unknown }

/** Something that goes wrong once, on the next request it fits. */
export interface Fault {
  /** Which call; any call of the API where left out. */
  readonly on?: Operation
  /** Whether Toss still does what was asked. True where left out. */
  readonly executed?: boolean
  /** Time lost before Toss acts: the request counts as running, a second one gets 409. */
  readonly delayBeforeMs?: number
  /** Time lost after Toss acted, on the way back. */
  readonly delayAfterMs?: number
  readonly instead?: Instead
}

/** The connection broke: what `fetch` rejects with, told apart from a bug by its class. */
export class NoAnswer extends TypeError {
  override readonly name = 'TypeError'
  constructor() {
    super('fetch failed', { cause: new Error('the box dropped the connection as ordered') })
  }
}

export interface FaultQueue {
  order(fault: Fault): void
  /** Takes the first ordered fault that fits. */
  take(operation: Operation): Fault | undefined
}

export function createFaultQueue(): FaultQueue {
  const ordered: Fault[] = []
  return {
    order: (fault) => void ordered.push(fault),
    take: (operation) => {
      const at = ordered.findIndex(({ on }) => on === undefined || on === operation)
      return at < 0 ? undefined : ordered.splice(at, 1)[0]
    },
  }
}

/** What goes out in place of `reply`. Throws {@link NoAnswer} where nothing does. */
export function replace(reply: Reply, instead: Instead): Reply & { contentType?: string } {
  if ('noAnswer' in instead) throw new NoAnswer()
  if ('code' in instead) return errorReply(instead.code, instead.status)
  if ('change' in instead) {
    const body = JSON.parse(reply.body) as Record<string, unknown>
    return { status: reply.status, body: JSON.stringify(instead.change(body)) }
  }
  return {
    status: instead.status,
    body: instead.body,
    contentType: instead.contentType ?? 'text/html',
  }
}
