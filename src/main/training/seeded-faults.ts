import { FAULT_KINDS, type FaultKind, kindsFor } from './fault-kinds.ts'
import type { FaultSource } from './faults.ts'
import { createSeededRandom } from './seeded-random.ts'

export interface SeededFaultOptions {
  readonly seed: string | number
  /** The share of requests that meet a fault, 0 to 1. */
  readonly rate: number
  /** Which kinds may come; every kind where left out. A request draws among those that fit it. */
  readonly kinds?: readonly FaultKind[]
}

/**
 * Faults drawn from a seed. Whether and how the nth request of an operation is struck follows from seed, operation and
 * n alone: the same requests meet the same faults, however requests of different operations fall between each other.
 * @throws {RangeError} for a rate outside 0 to 1
 */
export function createSeededFaults({
  seed,
  rate,
  kinds = FAULT_KINDS,
}: SeededFaultOptions): FaultSource {
  if (!(rate >= 0 && rate <= 1)) throw new RangeError(`a rate is from 0 to 1, not ${rate}`)
  return {
    draw(target) {
      const random = createSeededRandom(`${seed} ${target.operation} ${target.nth}`)
      if (random.next() >= rate) return undefined
      const [first, ...more] = kindsFor(target.operation, target.hasKey, kinds)
      return first && random.pick([first, ...more]).draw(random, target.operation)
    },
  }
}
