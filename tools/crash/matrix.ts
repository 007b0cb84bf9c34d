/** Which cases a matrix is made of. Case K of a seed is the same whatever the number of runs. */
import { createSeededRandom, type SeededRandom } from '../../src/main/training/seeded-random.ts'
import { type Call, faultNames } from './answer-faults.ts'
import type { Case, Course, Trouble } from './cases.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** Steps of a scenario that are tried one by one; of a longer one, as many spread over it. */
const MOST_STEPS = 90
const MOST_REQUESTS = 12

/** How the groups follow each other, over and over. */
const RHYTHM = 'KFKRKFTKRKFKRTKFKRFT'

export interface Matrix {
  /** From 1. */
  caseAt(number: number): Case
  /** Cases that it takes until each step and each request has been killed at once. */
  readonly untilEveryStep: number
}

const spread = (count: number, most: number): number[] =>
  Array.from({ length: Math.min(count, most) }, (_, at) =>
    count <= most ? at + 1 : 1 + Math.floor((at * count) / most),
  )

function pick<T>(random: SeededRandom, from: readonly T[]): T {
  const [first, ...more] = from
  if (first === undefined) throw new Error('nothing to pick from')
  return random.pick([first, ...more])
}

type Plan = Pick<Case, 'scenario'> & Partial<Case>

/** Killed once, at each step at which something is or isn't on disk yet, or has or hasn't gone out. */
const kills = ({ scenario, steps, requests }: Course): Plan[] => [
  ...spread(steps.length, MOST_STEPS)
    // Just before a transaction the disk is as it is inside of it.
    .filter((at) => steps[at - 1]?.startsWith('before write') !== true)
    .map((at) => ({ scenario, killAt: [at] })),
  ...spread(requests.length, MOST_REQUESTS).map((at) => ({ scenario, killServed: [at] })),
]

/** One answer damaged, in each way. */
const faults = ({ scenario, requests }: Course): Plan[] =>
  spread(requests.length, MOST_REQUESTS).flatMap((request) =>
    faultNames(requests[request - 1] ?? 'lookup').map((name) => ({
      scenario,
      faults: [{ request, name }],
    })),
  )

const troublesOf = (steps: readonly string[]): { at: number; trouble: Trouble }[] =>
  spread(steps.length, MOST_STEPS).flatMap((at) => {
    const name = steps[at - 1] ?? ''
    const here = (...troubles: Trouble[]) => troubles.map((trouble) => ({ at, trouble }))
    if (name.startsWith('before write')) {
      return here({ is: 'full', steps: 2 }, { is: 'full', steps: 12 }, { is: 'locked', steps: 1 })
    }
    if (name.startsWith('inside')) return []
    return here(
      { is: 'locked', steps: 5 },
      { is: 'clock', by: 3 * HOUR },
      { is: 'clock', by: -3 * HOUR },
      { is: 'clock', by: -400 * DAY },
      { is: 'off', ms: 16 * DAY },
      { is: 'second till', stays: false },
      { is: 'second till', stays: true },
      { is: 'truncated', keep: 400 },
      { is: 'garbage', from: (at * 97) % 1000 },
    )
  })

const troubles = ({ scenario, steps }: Course): Plan[] =>
  troublesOf(steps).map((trouble) => ({ scenario, trouble: [trouble] }))

function shuffled<T>(all: readonly T[], random: SeededRandom): T[] {
  const mixed = [...all]
  for (let at = mixed.length - 1; at > 0; at -= 1) {
    const other = random.below(at + 1)
    const [a, b] = [mixed[at], mixed[other]]
    if (a !== undefined && b !== undefined) [mixed[at], mixed[other]] = [b, a]
  }
  return mixed
}

/** Several things at once: kills in a row, also while it settles, damaged answers, trouble, kills from outside. */
function randomPlan(courses: readonly Course[], random: SeededRandom): Plan {
  const course = pick(random, courses)
  const steps = Math.min(course.steps.length, MOST_STEPS)
  const some = <T>(most: number, make: () => T): T[] =>
    Array.from({ length: random.below(most + 1) }, make)
  const call = (): Call => pick(random, ['confirm', 'cancel', 'lookup', 'lookup'] as const)
  return {
    scenario: course.scenario,
    killAt: some(3, () => 1 + random.below(steps + 20)),
    killServed: some(1, () => 1 + random.below(course.requests.length + 4)),
    faults: some(4, () => ({
      request: 1 + random.below(course.requests.length + 6),
      name: pick(random, faultNames(call())),
    })),
    killAfter: random.below(4) === 0 ? [random.below(120_000), random.below(60_000)] : [],
    trouble: random.below(4) === 0 ? [pick(random, troublesOf(course.steps))] : [],
  }
}

/** @param courses what each scenario goes through when nothing goes wrong */
export function createMatrix(courses: readonly Course[], seed: number): Matrix {
  const random = createSeededRandom(`matrix ${seed}`)
  const groups = {
    K: shuffled(courses.flatMap(kills), random),
    F: shuffled(courses.flatMap(faults), random),
    T: shuffled(courses.flatMap(troubles), random),
  }
  const made: Plan[] = []
  let used = 0
  const nextOf = (group: string): Plan | undefined =>
    group === 'K' || group === 'F' || group === 'T' ? groups[group].shift() : undefined

  const make = () => {
    const group = RHYTHM[used % RHYTHM.length] ?? 'R'
    used += 1
    made.push(nextOf(group) ?? randomPlan(courses, random))
  }
  while (groups.K.length > 0) make()
  return {
    untilEveryStep: used,
    caseAt(number) {
      while (made.length < number) make()
      const plan = made[number - 1]
      if (plan === undefined) throw new Error('cases are counted from 1')
      return {
        seed: seed * 100_000 + number,
        killAt: [],
        killServed: [],
        killAfter: [],
        faults: [],
        trouble: [],
        ...plan,
      }
    },
  }
}
