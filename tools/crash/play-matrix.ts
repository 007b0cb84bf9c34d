import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { listen } from '../toss/server.ts'
import { NoAnswer } from '../../src/main/training/faults.ts'
import type { Case, Course } from './cases.ts'
import type { Matrix } from './matrix.ts'
import { type Outcome, runCase } from './run-case.ts'
import { SCENARIOS } from './scenarios.ts'
import { createTillPool } from './till-pool.ts'
import type { TossWorld } from './toss-world.ts'
import type { Surroundings } from './world.ts'

/** As many runs at a time as there are cores where this was measured. */
const LANES = 2

/** Where one run after another is played. */
interface Lane {
  readonly around: Surroundings
  readonly folder: string
}

/** Lends out lanes for a till, and ends everything it started. */
export async function withLanes<T>(
  { root, work, script }: { root: string; work: string; script: string },
  play: (lanes: readonly Lane[]) => Promise<T>,
): Promise<T> {
  // A copy: nobody who edits them meanwhile changes what is played.
  const resources = join(work, 'resources')
  cpSync(join(root, 'resources/migrations'), join(resources, 'migrations'), { recursive: true })
  const catalogueFile = join(resources, 'catalogue.json')
  cpSync(join(root, 'resources/sample-catalogue/catalogue.json'), catalogueFile)
  const pool = createTillPool(script, LANES)
  const lanes = await Promise.all(
    Array.from({ length: LANES }, async (_, lane) => {
      let handle: TossWorld['handle'] = () => Promise.reject(new NoAnswer())
      const server = await listen((request) => handle(request))
      const around: Surroundings = {
        pool,
        tossUrl: server.url,
        answerWith(next) {
          handle = next
        },
        migrationsFolder: join(resources, 'migrations'),
        catalogueFile,
      }
      return { folder: join(work, `store-${lane}`), around, server }
    }),
  )
  try {
    return await play(lanes)
  } finally {
    await Promise.all(lanes.map(({ server }) => server.close()))
    await pool.end()
  }
}

export const playOne = (the: Case, [lane]: readonly Lane[]): Promise<Outcome> => {
  if (lane === undefined) throw new Error('no lane')
  return runCase(the, lane.around, lane.folder)
}

/** What each scenario goes through when nothing goes wrong. Throws where one does go wrong by itself. */
export async function playCourses(lanes: readonly Lane[]): Promise<Course[]> {
  const names = Object.keys(SCENARIOS)
  const courses: Course[] = []
  const plain = { seed: 1, killAt: [], killServed: [], killAfter: [], faults: [], trouble: [] }
  await inLanes(lanes, names.length, async ({ around, folder }, number) => {
    const scenario = names[number - 1] ?? ''
    const { course, violations } = await runCase({ scenario, ...plain }, around, folder)
    if (violations.length > 0) {
      const what = violations.map((one) => `${one.kind}: ${one.what}`).join('; ')
      throw new Error(`"${scenario}" goes wrong by itself: ${what}`)
    }
    courses[number - 1] = course
    return true
  })
  return courses
}

/**
 * Plays these cases, as many at a time as there are lanes.
 * @param hear is told of each; false from it ends the matrix
 */
export async function playMatrix(
  matrix: Matrix,
  numbers: readonly number[],
  lanes: readonly Lane[],
  hear: (number: number, the: Case, outcome: Outcome) => boolean,
): Promise<void> {
  await inLanes(lanes, numbers.length, async ({ around, folder }, at) => {
    const number = numbers[at - 1] ?? at
    const the = matrix.caseAt(number)
    return hear(number, the, await runCase(the, around, folder))
  })
}

/** Plays 1 to `count`, as many at a time as there are lanes, until one says false. */
async function inLanes(
  lanes: readonly Lane[],
  count: number,
  play: (lane: Lane, number: number) => Promise<boolean>,
): Promise<void> {
  let next = 1
  let isWanted = true
  await Promise.all(
    lanes.map(async (lane) => {
      while (isWanted && next <= count) {
        const number = next
        next += 1
        isWanted = (await play(lane, number)) && isWanted
      }
    }),
  )
}
