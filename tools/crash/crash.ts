/**
 * `npm run crash -- --runs N --seed S [--case K]`: sells and refunds with the real application in
 * processes of their own, kills them, damages what Toss answers, and checks that no won is lost or
 * doubled and nothing stays unknown. See docs/crash-matrix.md.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { buildTill } from './build-till.ts'
import type { Case, Course } from './cases.ts'
import { createMatrix } from './matrix.ts'
import { type Outcome, runCase } from './run-case.ts'
import { SCENARIOS } from './scenarios.ts'
import { createTillPool } from './till-pool.ts'
import { startTossServer } from './toss-server.ts'
import type { Surroundings } from './world.ts'

/** As many runs at a time as there are cores here. */
const LANES = 2
/** A failing run is told in full; after so many of them the rest is only counted. */
const MOST_TOLD = 5
const TELL_EVERY = 30_000

interface Wanted {
  readonly runs: number
  readonly seed: number
  /** Only this one, with everything it did. */
  readonly only: number | null
  /** Instead of instants of the clock: the till is killed at these steps. */
  readonly at: readonly number[] | null
}

const total = { runs: 0, kills: 0, faults: 0, lost: 0, doubled: 0, unsettled: 0, failed: 0 }

function readArguments(): Wanted {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '200' },
      seed: { type: 'string', default: '1' },
      case: { type: 'string' },
      at: { type: 'string' },
    },
  })
  const whole = (name: string, text: string) => {
    if (!/^\d{1,7}$/.test(text)) throw new Error(`--${name} must be a whole number, not "${text}"`)
    return Number(text)
  }
  return {
    runs: whole('runs', values.runs),
    seed: whole('seed', values.seed),
    only: values.case === undefined ? null : whole('case', values.case),
    at: values.at?.split(',').map((step) => whole('at', step)) ?? null,
  }
}

function count({ violations, kills, faults }: Outcome): void {
  total.runs += 1
  total.kills += kills
  total.faults += faults
  for (const kind of ['lost', 'doubled', 'unsettled'] as const) {
    total[kind] += violations.some((violation) => violation.kind === kind) ? 1 : 0
  }
  if (violations.length > 0) total.failed += 1
}

function tell(number: number, seed: number, the: Case, outcome: Outcome): void {
  console.log(`\ncase ${number}: ${JSON.stringify(the)}`)
  for (const { kind, what } of outcome.violations) console.log(`  ${kind}: ${what}`)
  console.log(`  replay: npm run crash -- --seed ${seed} --case ${number}`)
  // An instant of the clock doesn't come twice; the step at which it struck does.
  if (the.killAfter.length > 0) {
    const at = outcome.killedAt.join(',')
    console.log(`  exactly: npm run crash -- --seed ${seed} --case ${number} --at ${at}`)
  }
}

const lastLine = () =>
  `runs ${total.runs} kills ${total.kills} faults ${total.faults} ` +
  `lost ${total.lost} doubled ${total.doubled} unsettled ${total.unsettled}`

async function main(): Promise<void> {
  const wanted = readArguments()
  const root = resolve(import.meta.dirname, '../..')
  const work = mkdtempSync(join(tmpdir(), 'gyesan-crash-'))
  // Started thousands of times, the same file is compiled once.
  process.env['NODE_COMPILE_CACHE'] = join(work, 'compiled')
  const pool = createTillPool(await buildTill(root, join(work, 'till')), LANES)
  const start = performance.now()
  try {
    const lanes = await Promise.all(
      Array.from({ length: LANES }, async (_, lane) => ({
        folder: join(work, `store-${lane}`),
        around: {
          pool,
          server: await startTossServer(),
          migrationsFolder: join(root, 'resources/migrations'),
          catalogueFile: join(root, 'resources/sample-catalogue/catalogue.json'),
        } satisfies Surroundings,
      })),
    )
    const [first] = lanes
    if (first === undefined) throw new Error('no lane')

    const courses: Course[] = []
    for (const scenario of Object.keys(SCENARIOS)) {
      const { course, violations } = await runCase(plain(scenario), first.around, first.folder)
      courses.push(course)
      if (violations.length > 0) {
        console.log(`${scenario} goes wrong by itself: ${JSON.stringify(violations)}`)
        total.failed += 1
      }
    }
    const matrix = createMatrix(courses, wanted.seed)

    if (wanted.only !== null) {
      const the = matrix.caseAt(wanted.only)
      const replayed =
        wanted.at === null ? the : { ...the, killAfter: [], killAt: wanted.at, killServed: [] }
      const outcome = await runCase(replayed, first.around, first.folder)
      console.log(outcome.traced.join('\n'))
      count(outcome)
      tell(wanted.only, wanted.seed, replayed, outcome)
    } else {
      let next = 1
      let told = performance.now()
      const runLane = async ({ around, folder }: (typeof lanes)[number]) => {
        for (;;) {
          const number = next
          if (number > wanted.runs) return
          next += 1
          const the = matrix.caseAt(number)
          const outcome = await runCase(the, around, folder)
          count(outcome)
          if (outcome.violations.length > 0 && total.failed <= MOST_TOLD) {
            tell(number, wanted.seed, the, outcome)
          }
          if (performance.now() - told > TELL_EVERY) {
            told = performance.now()
            console.log(`  ${number} of ${wanted.runs}: ${lastLine()}`)
          }
        }
      }
      await Promise.all(lanes.map(runLane))
      if (wanted.runs >= matrix.untilEveryStep) {
        console.log('every write, before and after it is kept, and every request was killed at')
      }
    }
    await Promise.all(lanes.map(({ around }) => around.server.close()))
  } finally {
    await pool.end()
    rmSync(work, { recursive: true, force: true })
  }
  console.log(`took ${((performance.now() - start) / 1000).toFixed(0)} s`)
  console.log(lastLine())
  process.exitCode = total.failed > 0 ? 1 : 0
}

const plain = (scenario: string): Case => ({
  scenario,
  seed: 1,
  killAt: [],
  killServed: [],
  killAfter: [],
  faults: [],
  trouble: [],
})

try {
  await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
}
