import { createHandTimers } from '../../tools/crash/hand-timers.ts'
import type { ComposedTillOptions } from './composed-till.ts'

/** What a network that is away does with a connection. */
export type Loss = 'reset' | 'hang'
type Call = 'confirm' | 'cancel' | 'lookup'

/** How the next call of a kind loses its network. */
interface Cut {
  readonly on: Call
  readonly when: 'before' | 'after'
  readonly loss: Loss
}

const callOf = ({ method, url }: Request): Call =>
  method === 'GET' ? 'lookup' : url.endsWith('/confirm') ? 'confirm' : 'cancel'

/** As fetch does, for a connection that is refused or reset. */
const reset = () => Promise.reject(new TypeError('fetch failed', { cause: new Error('reset') }))
/** Nothing comes any more, until somebody stops waiting. */
const hang = (request: Request) =>
  new Promise<never>((_resolve, reject) => {
    request.signal.addEventListener('abort', () => reject(request.signal.reason as Error))
  })

/**
 * The way between a till and its Toss, on a clock that is moved by hand: real HTTP while it is there.
 * A connection that was lost stays lost when the network returns.
 */
export function createBrokenNetwork(start = Date.parse('2026-11-23T05:00:00.000Z')) {
  const hand = createHandTimers(start)
  let moving = 0
  let down: Loss | null = null
  let cut: Cut | null = null
  let skipped = 0
  const sent: { readonly call: Call; readonly key: string | null }[] = []

  const lose = (request: Request, loss: Loss) => (loss === 'reset' ? reset() : hang(request))

  async function through(request: Request, send: () => Promise<Response>): Promise<Response> {
    sent.push({ call: callOf(request), key: request.headers.get('idempotency-key') })
    if (down !== null) return lose(request, down)
    const isCut = cut?.on === callOf(request) ? cut : null
    if (isCut?.when === 'before') {
      ;({ loss: down } = isCut)
      cut = null
      return lose(request, isCut.loss)
    }
    moving += 1
    try {
      const response = await send()
      const body = await response.arrayBuffer()
      if (isCut !== null) {
        ;({ loss: down } = isCut)
        cut = null
      } else {
        return new Response(body, { status: response.status, headers: response.headers })
      }
    } finally {
      moving -= 1
    }
    return lose(request, down)
  }

  /** Until nothing is under way and all that waits is waiting for the clock. */
  async function quiet(): Promise<void> {
    for (let calm = 0; calm < 3;) {
      await new Promise((resolve) => setImmediate(resolve))
      calm = moving === 0 ? calm + 1 : 0
    }
  }

  return {
    options: {
      clock: { now: () => new Date(hand.now + skipped) },
      timers: hand,
      boxClock: {
        now: () => hand.now + skipped,
        sleep: (ms) => new Promise<void>((resolve) => void hand.after(ms, resolve)),
      },
      through,
    } satisfies ComposedTillOptions,
    /** In ms. */
    now: () => hand.now,
    isDown: () => down !== null,
    /** Keys of the calls of a kind that went out, in order. */
    keysOf: (call: Call) => sent.filter((one) => one.call === call).map(({ key }) => key),
    /** All clocks jump, and no timer notices: the till was off for so long. */
    skip: (ms: number) => void (skipped += ms),
    cutNext: (next: Cut) => void (cut = next),
    returns: () => void (down = null),
    quiet,
    /** Moves the clock on by `ms`, each timer at its own time, until `isOver`. Gives whether it was. */
    async pass(ms: number, isOver: () => Promise<boolean> | boolean = () => false) {
      const end = hand.now + ms
      await quiet()
      for (;;) {
        if (await isOver()) return true
        const next = hand.next()
        if (next === null || next > end) break
        hand.moveTo(next)
        await quiet()
      }
      hand.moveTo(end)
      return isOver()
    },
  }
}
