import type { RandomBytes } from './tokens.ts'

/** A stream of numbers that is the same for the same seed, on every machine. */
export interface SeededRandom {
  /** From 0 up to, not including, 1. */
  next(): number
  /** A whole number from 0 up to, not including, `below`. */
  below(below: number): number
  /** One of the list, which must not be empty. */
  pick<T>(list: readonly [T, ...(readonly T[])]): T
}

/** FNV-1a over the text: spreads seeds that differ in one character. */
function hash(text: string): number {
  let state = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) {
    state = Math.imul(state ^ text.charCodeAt(at), 0x01000193)
  }
  return state >>> 0
}

/** Mulberry32: small, quick, and good enough to choose what goes wrong. No secrets from here. */
export function createSeededRandom(seed: string): SeededRandom {
  let state = hash(seed)
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return { next, below, pick: (list) => list[below(list.length)] ?? list[0] }
}

/** Bytes for keys and numbers that come out the same in every run. */
export function seededBytes(seed: string): RandomBytes {
  const random = createSeededRandom(seed)
  return (length) => Uint8Array.from({ length }, () => random.below(256))
}
