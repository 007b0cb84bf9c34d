import type { Clock, Timers } from './ports.ts'

/** Longest gap between two lookups of something unknown, in ms. */
const LONGEST_GAP = 60_000

/** Gap before the nth lookup (from 1), in ms: 2, 4, 8, 16, 32, 60, 60 … seconds. */
export const gapBefore = (lookup: number): number =>
  Math.min(LONGEST_GAP, 2000 * 2 ** Math.min(lookup - 1, 10))

/** What was hurried is left to its own gaps for so long, in ms: a network that flickers isn't a reason to hammer Toss. */
const HURRY_REST = 20_000

/** Things to be done again later, at most one per key. */
export interface FollowUps {
  /** How often the key was followed up so far. */
  count(key: string): number
  /** When it is followed up next; null while that is under way, or where nothing is to come. */
  dueAt(key: string): Date | null
  /** One more, by timer or by hand. */
  made(key: string): void
  /** The next gap of this key in ms. It grows, and begins small again once Toss can be reached again. */
  gap(key: string): number
  /** Runs once after `ms`; takes the place of an earlier one of this key. */
  later(key: string, ms: number, run: () => void): void
  /** The same for a question to Toss: one that needn't wait for its time when Toss can be reached again. */
  askLater(key: string, ms: number, run: () => void): void
  /** Toss can be reached again: runs every waiting question now, the oldest first. */
  hurry(): void
  /** Nothing more is to come for this key. */
  done(key: string): void
  /** Cancels everything and takes nothing new. */
  stop(): void
}

interface Entry {
  count: number
  /** The count from which gaps grow. */
  growsFrom: number
  hurriedAt: number
  waiting: {
    readonly cancel: () => void
    readonly run: () => void
    readonly asks: boolean
    readonly at: number
  } | null
}

export function createFollowUps(timers: Timers, clock: Clock): FollowUps {
  const entries = new Map<string, Entry>()
  let isStopped = false

  const entryOf = (key: string): Entry => {
    const entry = entries.get(key) ?? {
      count: 0,
      growsFrom: 0,
      hurriedAt: -Infinity,
      waiting: null,
    }
    entries.set(key, entry)
    return entry
  }
  const wait = (key: string, ms: number, run: () => void, asks: boolean) => {
    if (isStopped) return
    const entry = entryOf(key)
    entry.waiting?.cancel()
    const due = () => {
      entry.waiting = null
      run()
    }
    const at = clock.now().getTime() + ms
    entry.waiting = { cancel: timers.after(ms, due), run: due, asks, at }
  }

  return {
    count: (key) => entries.get(key)?.count ?? 0,
    dueAt(key) {
      const waiting = entries.get(key)?.waiting ?? null
      return waiting === null ? null : new Date(waiting.at)
    },
    made(key) {
      entryOf(key).count += 1
    },
    gap(key) {
      const { count = 0, growsFrom = 0 } = entries.get(key) ?? {}
      return gapBefore(count - growsFrom + 1)
    },
    later: (key, ms, run) => wait(key, ms, run, false),
    askLater: (key, ms, run) => wait(key, ms, run, true),
    hurry() {
      const now = clock.now().getTime()
      // A copy: what runs may put itself back at once.
      const all = [...entries.values()]
      for (const entry of all) {
        // A clock that was set back mustn't keep anything waiting.
        if (Math.abs(now - entry.hurriedAt) < HURRY_REST) continue
        entry.hurriedAt = now
        entry.growsFrom = entry.count
        const { waiting } = entry
        if (waiting?.asks !== true) continue
        waiting.cancel()
        waiting.run()
      }
    },
    done(key) {
      entries.get(key)?.waiting?.cancel()
      entries.delete(key)
    },
    stop() {
      isStopped = true
      for (const { waiting } of entries.values()) waiting?.cancel()
      entries.clear()
    },
  }
}
