import type { BoxClock } from './kst-time.ts'

/** The one clock of a box: every time limit, delay and date in it follows this. */
export interface MovableClock extends BoxClock {
  /** How many times faster than the real time it runs; 0 stands still. */
  factor(): number
  /** @throws {RangeError} for what is no factor from 0 to 1,000,000 */
  setFactor(factor: number): void
  /**
   * Moves on by `ms` at once and wakes whoever slept until then.
   * @throws {RangeError} for less than 0: Toss's clock never goes back
   */
  jump(ms: number): void
}

export interface BoxClockOptions {
  /** Milliseconds since 1970, as `Date.now()` gives them; the real time where left out. */
  readonly startAt?: number
  /** 1 where left out. */
  readonly factor?: number
}

interface Sleeper {
  readonly until: number
  readonly wake: () => void
}

/** Timers can't wait longer than this; a longer wait is begun anew. */
const LONGEST_TIMER_MS = 2 ** 31 - 1
const MAX_FACTOR = 1_000_000

export function createBoxClock({ startAt = Date.now(), factor = 1 }: BoxClockOptions = {}) {
  // The real time is taken from a source that no change of the machine's clock can move.
  let pace = 0
  let base = startAt
  let basedAt = performance.now()
  let timer: ReturnType<typeof setTimeout> | undefined
  let sleepers: Sleeper[] = []

  const now = () => base + (performance.now() - basedAt) * pace

  /** Wakes who is due, and sets the one timer for who is next. */
  const settle = () => {
    clearTimeout(timer)
    const at = now()
    const due = sleepers.filter(({ until }) => until <= at)
    sleepers = sleepers.filter(({ until }) => until > at)
    for (const { wake } of due.sort((a, b) => a.until - b.until)) wake()
    if (sleepers.length === 0 || pace === 0) return
    const next = Math.min(...sleepers.map(({ until }) => until))
    timer = setTimeout(settle, Math.min(Math.ceil((next - at) / pace), LONGEST_TIMER_MS))
  }

  const moveTo = (at: number) => {
    base = at
    basedAt = performance.now()
  }

  const clock: MovableClock = {
    now: () => Math.floor(now()),
    sleep: (ms) =>
      new Promise((wake) => {
        sleepers.push({ until: now() + ms, wake })
        settle()
      }),
    factor: () => pace,
    setFactor(next) {
      if (!(next >= 0 && next <= MAX_FACTOR)) {
        throw new RangeError(`a clock runs 0 to ${MAX_FACTOR} times as fast, not ${next}`)
      }
      moveTo(now())
      pace = next
      settle()
    },
    jump(ms) {
      if (!(ms >= 0)) throw new RangeError(`a clock can't be moved by ${ms} ms`)
      moveTo(now() + ms)
      settle()
    },
  }
  clock.setFactor(factor)
  return clock
}
