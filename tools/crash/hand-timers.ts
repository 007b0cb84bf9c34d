import type { Timers } from '../../src/main/application/ports.ts'

/** Timers on a clock that the driver moves: nothing becomes due by itself. */
export interface HandTimers extends Timers {
  /** In ms. */
  readonly now: number
  /** When the next one is due; null where none waits. */
  next(): number | null
  /** Puts the clock there and runs what is due, in the order in which it is due. */
  moveTo(now: number): void
}

export function createHandTimers(start: number): HandTimers {
  let now = start
  let waiting: { readonly at: number; readonly run: () => void }[] = []
  return {
    get now() {
      return now
    },
    after(ms, run) {
      const entry = { at: now + ms, run }
      // Behind those that are due at the same moment, as setTimeout does.
      const behind = waiting.findIndex(({ at }) => at > entry.at)
      waiting.splice(behind < 0 ? waiting.length : behind, 0, entry)
      return () => {
        waiting = waiting.filter((other) => other !== entry)
      }
    },
    next: () => waiting[0]?.at ?? null,
    moveTo(to) {
      now = Math.max(now, to)
      for (let first = waiting[0]; first !== undefined && first.at <= now; first = waiting[0]) {
        waiting.shift()
        first.run()
      }
    },
  }
}
