/** Numbers that look random and follow from a seed alone. */
export interface Seeded {
  /** From 0 up to, not including, `end`. */
  below(end: number): number
  pick<T>(from: readonly T[]): T
  bytes(length: number): Uint8Array
}

/** mulberry32: small, quick, and good enough to choose cases and ids by. */
export function createSeeded(seed: number): Seeded {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const below = (end: number) => next() % end
  return {
    below,
    pick(from) {
      const picked = from[below(from.length)]
      if (picked === undefined) throw new Error('nothing to pick from')
      return picked
    },
    bytes: (length) => Uint8Array.from({ length }, () => below(256)),
  }
}
