/** Korea has had no summer time since 1988: the offset is fixed. */
const OFFSET_MS = 9 * 60 * 60 * 1000

/** Where the box reads the time and waits. Milliseconds, as `Date.now()` gives them. */
export interface BoxClock {
  now(): number
  /** Waits `ms` of this clock's time. */
  sleep(ms: number): Promise<void>
}

export const systemClock: BoxClock = {
  now: () => Date.now(),
  sleep: (ms) => new Promise((done) => setTimeout(done, ms)),
}

/** `2025-04-06T19:15:02+09:00`: whole seconds with the offset, as Toss writes times. */
export const kstTime = (at: number): string =>
  `${new Date(at + OFFSET_MS).toISOString().slice(0, 19)}+09:00`

/** `20250406191502`: the part of a paymentKey that tells when the window was opened. */
export const kstDigits = (at: number): string =>
  new Date(at + OFFSET_MS)
    .toISOString()
    .slice(0, 19)
    .replaceAll(/[^0-9]/g, '')

/** `2025-04-06`: the day in Korea. */
export const kstDay = (at: number): string => kstTime(at).slice(0, 10)

/**
 * Reads the list API's `yyyy-MM-dd` or `yyyy-MM-dd'T'HH:mm:ss`, Korean time without an offset. A date alone is
 * midnight. Undefined for anything else, a trailing `Z` too.
 */
export function parseKst(text: string): number | undefined {
  const parts = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2}))?$/.exec(text)
  if (!parts) return undefined
  const at = Date.parse(`${parts[1]}T${parts[2] ?? '00:00:00'}+09:00`)
  return Number.isNaN(at) ? undefined : at
}
