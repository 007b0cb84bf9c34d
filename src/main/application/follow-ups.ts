import type { Timers } from './ports.ts'

/** Longest gap between two lookups of something unknown, in ms. */
const LONGEST_GAP = 60_000

/** Gap before the nth lookup (from 1), in ms: 2, 4, 8, 16, 32, 60, 60 … seconds. */
export const gapBefore = (lookup: number): number =>
  Math.min(LONGEST_GAP, 2000 * 2 ** Math.min(lookup - 1, 10))

/** Things to be done again later, at most one per key. */
export interface FollowUps {
  /** How often the key was followed up so far. */
  count(key: string): number
  /** One more, by timer or by hand. */
  made(key: string): void
  /** Runs once after `ms`; takes the place of an earlier one of this key. */
  later(key: string, ms: number, run: () => void): void
  /** Nothing more is to come for this key. */
  done(key: string): void
  /** Cancels everything and takes nothing new. */
  stop(): void
}

export function createFollowUps(timers: Timers): FollowUps {
  const entries = new Map<string, { count: number; cancel: () => void }>()
  let isStopped = false

  return {
    count: (key) => entries.get(key)?.count ?? 0,
    made(key) {
      const entry = entries.get(key)
      entries.set(key, { count: (entry?.count ?? 0) + 1, cancel: entry?.cancel ?? (() => {}) })
    },
    later(key, ms, run) {
      if (isStopped) return
      const entry = entries.get(key)
      entry?.cancel()
      entries.set(key, { count: entry?.count ?? 0, cancel: timers.after(ms, run) })
    },
    done(key) {
      entries.get(key)?.cancel()
      entries.delete(key)
    },
    stop() {
      isStopped = true
      for (const entry of entries.values()) entry.cancel()
      entries.clear()
    },
  }
}
