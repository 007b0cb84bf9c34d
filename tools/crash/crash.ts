/**
 * `npm run crash -- --runs N --seed S [--case K]`: sells and refunds with the real application in
 * processes of their own, kills them, damages what Toss answers, and checks that no won is lost or
 * doubled and nothing stays unknown. See docs/crash-matrix.md.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { bundleScript } from '../bundle-script.ts'
import type { Case, Course } from './cases.ts'
import { type Guard, GUARDS, withoutGuard } from './guards.ts'
import { createMatrix, type Matrix } from './matrix.ts'
import { COMPILES } from './messages.ts'
import { playCourses, playMatrix, playOne, withLanes } from './play-matrix.ts'
import type { Outcome } from './run-case.ts'
import { startTill } from './till-process.ts'

/** A failing run is told in full; after so many of them the rest is only counted. */
const MOST_TOLD = 5
const TELL_EVERY = 30_000
/**
 * Files in memory where the system has a place for them: what a killed process leaves behind is the
 * same there as on a disk, and a disk would only be worn out.
 */
const MEMORY = '/dev/shm'

interface Wanted {
  readonly runs: number
  readonly seed: number
  /** Only this one, with everything it did. */
  readonly only: number | null
  /** Instead of its own kills: it is killed at these steps. */
  readonly at: readonly number[] | null
  /** A case as it was printed, whatever matrix it comes from. */
  readonly plan: Case | null
  /** Takes the guards away, one after the other; empty where the till stays whole. */
  readonly guards: readonly Guard[]
  /** Where the numbers go, as JSON. */
  readonly report: string | null
}

function readArguments(): Wanted {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '200' },
      seed: { type: 'string', default: '1' },
      case: { type: 'string' },
      at: { type: 'string' },
      plan: { type: 'string' },
      guards: { type: 'boolean', default: false },
      guard: { type: 'string' },
      report: { type: 'string' },
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
    plan: values.plan === undefined ? null : (JSON.parse(values.plan) as Case),
    guards: GUARDS.filter(({ name }) =>
      values.guard === undefined ? values.guards : name.includes(values.guard),
    ),
    report: values.report ?? null,
  }
}

const root = resolve(import.meta.dirname, '../..')
const TILL = 'tools/crash/till.ts'
const total = { runs: 0, kills: 0, faults: 0, lost: 0, doubled: 0, unsettled: 0, failed: 0 }

function count({ violations, kills, faults }: Outcome): void {
  total.runs += 1
  total.kills += kills
  total.faults += faults
  for (const kind of ['lost', 'doubled', 'unsettled'] as const) {
    total[kind] += violations.some((violation) => violation.kind === kind) ? 1 : 0
  }
  if (violations.length > 0) total.failed += 1
}

const upTo = (runs: number): number[] => Array.from({ length: runs }, (_, at) => at + 1)

const lastLine = () =>
  `runs ${total.runs} kills ${total.kills} faults ${total.faults} ` +
  `lost ${total.lost} doubled ${total.doubled} unsettled ${total.unsettled}`

function tell(number: number, seed: number, the: Case, outcome: Outcome): void {
  console.log(`\ncase ${number}: ${JSON.stringify(the)}`)
  for (const { kind, what } of outcome.violations) console.log(`  ${kind}: ${what}`)
  const replay = `npm run crash -- --seed ${seed} --case ${number}`
  console.log(`  replay: ${replay}`)
  // An instant of the clock doesn't come twice; the step at which it struck does.
  if (the.killAfter.length > 0) {
    console.log(`  exactly: ${replay} --at ${outcome.killedAt.join(',')}`)
  }
}

type Lanes = Parameters<typeof playOne>[1]

async function replay(wanted: Wanted, the: Case, lanes: Lanes): Promise<void> {
  const { at } = wanted
  const replayed = at === null ? the : { ...the, killAfter: [], killServed: [], killAt: at }
  const outcome = await playOne(replayed, lanes)
  console.log(outcome.traced.join('\n'))
  count(outcome)
  tell(wanted.only ?? 0, wanted.seed, replayed, outcome)
}

async function playAll({ runs, seed }: Wanted, matrix: Matrix, lanes: Lanes): Promise<void> {
  let told = performance.now()
  await playMatrix(matrix, upTo(runs), lanes, (number, the, outcome) => {
    count(outcome)
    if (outcome.violations.length > 0 && total.failed <= MOST_TOLD) {
      tell(number, seed, the, outcome)
    }
    if (performance.now() - told > TELL_EVERY) {
      told = performance.now()
      console.log(`  ${number} of ${runs}: ${lastLine()}`)
    }
    return true
  })
  if (runs >= matrix.untilEveryStep) {
    console.log('killed at every step of every scenario, and in every request')
  }
}

/** Fails where the matrix doesn't notice that a guard is gone. */
async function breakGuards(
  { runs, seed, guards }: Wanted,
  work: string,
  courses: Course[],
): Promise<void> {
  for (const [at, guard] of guards.entries()) {
    const { seen } = guard
    const matrix = createMatrix(courses, seed)
    const numbers = upTo(runs).filter((number) => seen?.(matrix.caseAt(number)) ?? true)
    console.log(`\nwithout: ${guard.name} (${numbers.length} of ${runs} cases could see it)`)
    const script = await bundleScript(TILL, join(work, `without-${at}`), [withoutGuard(guard)])
    let isNoticed = false
    let played = 0
    await withLanes({ root, work, script }, (lanes) =>
      playMatrix(matrix, numbers, lanes, (number, { scenario }, outcome) => {
        played += 1
        total.runs += 1
        const [first] = outcome.violations
        if (first === undefined) return true
        if (!isNoticed) console.log(`  case ${number}, ${scenario}: ${first.kind}: ${first.what}`)
        isNoticed = true
        return false
      }),
    )
    if (isNoticed) continue
    console.log(`  NOT NOTICED in ${played} runs`)
    total.failed += 1
  }
}

/** Loads the till once and keeps what that compiled: thousands of starts are that much shorter. */
async function compileOnce(script: string): Promise<void> {
  process.env[COMPILES] = '1'
  const till = await startTill(script)
  delete process.env[COMPILES]
  till.kill()
  await till.ended
}

async function main(): Promise<void> {
  const wanted = readArguments()
  const work = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'gyesan-crash-'))
  // Started thousands of times, the same file is compiled once.
  process.env['NODE_COMPILE_CACHE'] = join(work, 'compiled')
  const start = performance.now()
  try {
    const script = await bundleScript(TILL, join(work, 'till'))
    await compileOnce(script)
    const courses = await withLanes({ root, work, script }, async (lanes) => {
      if (wanted.plan !== null) {
        await replay(wanted, wanted.plan, lanes)
        return []
      }
      const played = await playCourses(lanes)
      const matrix = createMatrix(played, wanted.seed)
      if (wanted.only !== null) await replay(wanted, matrix.caseAt(wanted.only), lanes)
      else if (wanted.guards.length === 0) await playAll(wanted, matrix, lanes)
      return played
    })
    if (wanted.guards.length > 0) await breakGuards(wanted, work, courses)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
  if (wanted.report !== null) writeFileSync(wanted.report, JSON.stringify(total))
  console.log(`took ${((performance.now() - start) / 1000).toFixed(0)} s`)
  console.log(
    wanted.guards.length > 0
      ? `${wanted.guards.length - total.failed} of ${wanted.guards.length} guards are missed when they are gone`
      : lastLine(),
  )
  process.exitCode = total.failed > 0 ? 1 : 0
}

try {
  await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
}
