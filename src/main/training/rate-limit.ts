const MINUTE_MS = 60_000

/** Counts requests within the last minute. `limit` 0 counts nothing. Answers whether one more is too many. */
export function createRateLimit(): (name: string, limit: number, now: number) => boolean {
  const seen = new Map<string, number[]>()
  return (name, limit, now) => {
    if (limit === 0) return false
    const recent = (seen.get(name) ?? []).filter((at) => now - at < MINUTE_MS)
    if (recent.length >= limit) {
      seen.set(name, recent)
      return true
    }
    seen.set(name, [...recent, now])
    return false
  }
}
