import type { BoxClock } from '../../src/main/training/kst-time.ts'

/** 2026-03-02 10:00:00 in Seoul, a Monday. */
export const START = Date.parse('2026-03-02T10:00:00+09:00')

/** The time of one run, moved by the driver alone. The box reads and sleeps by it. */
export interface WorldClock extends BoxClock {
  /** When the next sleeper wakes; null where none sleeps. */
  next(): number | null
  moveTo(now: number): void
  /** Wakes the first one that is due; false where none is. */
  wakeOne(): boolean
}

/** @param onSleep hears that somebody fell asleep; what it gives back is called at the waking */
export function createWorldClock(onSleep: () => () => void): WorldClock {
  let now = START
  const sleepers: { readonly until: number; readonly wake: () => void }[] = []
  return {
    now: () => now,
    sleep(ms) {
      const onWake = onSleep()
      return new Promise((resolve) => {
        const until = now + ms
        const wake = () => {
          onWake()
          resolve()
        }
        sleepers.push({ until, wake })
        sleepers.sort((a, b) => a.until - b.until)
      })
    },
    next: () => sleepers[0]?.until ?? null,
    moveTo(to) {
      now = Math.max(now, to)
    },
    wakeOne() {
      const [first] = sleepers
      if (first === undefined || first.until > now) return false
      sleepers.shift()
      first.wake()
      return true
    },
  }
}
