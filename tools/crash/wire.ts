import { REQUEST_HEADER, TILL_HEADER } from './messages.ts'
import type { Steps } from './steps.ts'
import { wholeAnswer } from './whole-answer.ts'

/**
 * Real HTTP, one request at a time unless the box lets one sleep: the same run gives the same order
 * of requests and answers every time.
 */
export interface Wire {
  readonly fetch: (request: Request) => Promise<Response>
  /** Whether something is on its way that no time has to pass for. */
  isBusy(): boolean
  /** Resolves when that may have changed. */
  changed(): Promise<void>
  setAsleep(request: number, isAsleep: boolean): void
  /** Grows with everything that happens on it. */
  readonly activity: number
}

export function createWire(steps: Steps): Wire {
  const open = new Map<number, { isAsleep: boolean; letNextGo: () => void }>()
  let turn: Promise<void> = Promise.resolve()
  let waiting = 0
  let activity = 0
  let count = 0
  let change = Promise.withResolvers<void>()
  const changed = () => {
    activity += 1
    change.resolve()
    change = Promise.withResolvers<void>()
  }

  async function takeTurn(): Promise<() => void> {
    const before = turn
    const { promise, resolve } = Promise.withResolvers<void>()
    turn = promise
    waiting += 1
    await before
    waiting -= 1
    return resolve
  }

  return {
    get activity() {
      return activity
    },
    changed: () => change.promise,
    isBusy: () => waiting > 0 || [...open.values()].some(({ isAsleep }) => !isAsleep),
    setAsleep(request, isAsleep) {
      const entry = open.get(request)
      if (entry === undefined) return
      entry.isAsleep = isAsleep
      if (isAsleep) entry.letNextGo()
      changed()
    },
    async fetch(request) {
      const letNextGo = await takeTurn()
      count += 1
      const number = count
      open.set(number, { isAsleep: false, letNextGo })
      const name = `${request.method} ${new URL(request.url).pathname}`
      try {
        await steps.reach(`before ${name}`)
        const headers = new Headers(request.headers)
        headers.set(REQUEST_HEADER, String(number))
        headers.set(TILL_HEADER, String(process.pid))
        const response = await wholeAnswer(await fetch(new Request(request, { headers })))
        await steps.reach(`after ${name}: ${response.status}`)
        return response
      } catch (error) {
        await steps.reach(`after ${name}: no answer`)
        throw error
      } finally {
        open.delete(number)
        letNextGo()
        changed()
      }
    },
  }
}
