/** Runs the steps of `npm test`, two at a time, and adds up what came of them. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { endRunningSteps, runStep, type Outcome } from './run-step.ts'
import { chooseSteps, STEPS, type Step } from './steps.ts'
import { lastLine, sum } from './tally.ts'

const CORES = 2

const root = resolve(import.meta.dirname, '../..')
/** The runners' reports; a folder of their own, as Playwright empties the one it is given. */
const reports = mkdtempSync(join(tmpdir(), 'gyesan-reports-'))
process.on('exit', () => rmSync(reports, { recursive: true, force: true }))

/**
 * Runs the steps in order, as many at a time as there are cores. One whose need failed counts as
 * failed without being run.
 */
async function runAll(steps: Step[], onEnd: (outcome: Outcome) => void): Promise<Outcome[]> {
  const waiting = [...steps]
  const running = new Map<string, Promise<Outcome>>()
  const done = new Map<string, Outcome>()

  const passed = (name: string) => done.get(name)?.tally.failed === 0
  const finish = (outcome: Outcome) => {
    done.set(outcome.step.name, outcome)
    onEnd(outcome)
  }
  const startable = () =>
    waiting.findIndex((step, at) => {
      const isReady = (step.needs ?? []).every((name) => done.has(name))
      // A step that wants both cores waits for its turn instead of being overtaken for ever.
      const hasRoom = step.alone === true ? running.size === 0 : running.size < CORES
      const isOvertaking = waiting.slice(0, at).some((earlier) => earlier.alone === true)
      return isReady && hasRoom && !isOvertaking
    })

  while (waiting.length > 0 || running.size > 0) {
    const isAlone = [...running.keys()].some((name) => steps.find((s) => s.name === name)?.alone)
    const at = isAlone ? -1 : startable()
    const [step] = at === -1 ? [] : waiting.splice(at, 1)
    if (step === undefined) {
      const outcome = await Promise.race(running.values())
      running.delete(outcome.step.name)
      finish(outcome)
      continue
    }
    const missing = (step.needs ?? []).filter((name) => !passed(name))
    if (missing.length > 0) {
      const notes = [`${step.name} was not run: it needs ${missing.join(', ')}`]
      const tally = { passed: 0, failed: 1, skipped: 0, notes }
      finish({ step, tally, output: '', duration: 0 })
      continue
    }
    running.set(step.name, runStep(step, reports))
  }
  return [...done.values()]
}

function show({ step, tally, output, duration }: Outcome) {
  const time = `${(duration / 1000).toFixed(1)} s`
  const count = step.report === undefined ? '' : `: ${lastLine(tally)}`
  if (tally.failed === 0) {
    console.log(`  ok    ${step.name}${count} (${time})`)
    return
  }
  const line = '─'.repeat(80)
  console.log(`  FAIL  ${step.name}${count} (${time})`)
  console.log(`${line}\n${[...tally.notes, output.trimEnd()].join('\n')}\n${line}`)
}

async function main() {
  const { values } = parseArgs({ options: { only: { type: 'string' } } })
  const steps = chooseSteps(STEPS, values.only?.split(',') ?? null)
  const host = process.env['POS_TEST_HOST'] ?? 'unknown'

  const bins = ['node_modules/node/bin', 'node_modules/.bin'].map((folder) => join(root, folder))
  process.env['PATH'] = [...bins, process.env['PATH']].join(delimiter)
  process.env['NO_COLOR'] = '1'
  // Node's own colour switch contradicts NO_COLOR and warns about it on each start.
  delete process.env['FORCE_COLOR']
  process.chdir(root)

  const start = performance.now()
  const outcomes = await runAll(steps, show)
  const total = sum(outcomes.map(({ tally }) => tally))

  const skipped = total.notes.filter((note) => note.startsWith('skipped: '))
  if (skipped.length > 0) {
    console.log(`\nNOT TESTED HERE (${skipped.length}):\n  ${skipped.join('\n  ')}`)
  }
  const repeated = total.notes.filter((note) => note.startsWith('passed only when repeated'))
  if (repeated.length > 0) console.log(`\n${repeated.join('\n')}`)

  const failing = outcomes.filter(({ tally }) => tally.failed > 0).map(({ step }) => step.name)
  if (failing.length > 0) console.log(`\nFailing: ${failing.join(', ')}`)
  if (steps.some(({ report }) => report?.runner === 'playwright')) {
    console.log(`\nThe end-to-end specs ran on: ${host}`)
  }
  console.log(`Took ${((performance.now() - start) / 1000).toFixed(0)} s.`)
  console.log(lastLine(total))
  process.exitCode = total.failed > 0 ? 1 : 0
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    endRunningSteps()
    process.exit(130)
  })
}
await main()
