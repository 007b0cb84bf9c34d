import { isDeepStrictEqual } from 'node:util'

/** Something is not as it should be; the demo ends with exit code 1. */
class Differs extends Error {
  override name = 'Differs'
}

export function same(what: string, actual: unknown, expected: unknown): void {
  if (isDeepStrictEqual(actual, expected)) return
  throw new Differs(`${what} is ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`)
}

export function holds(what: string, isSo: boolean): asserts isSo {
  if (!isSo) throw new Differs(`not so: ${what}`)
}
