/** `npm test` after the set-up: runs the steps and adds up what came of them. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { runAll } from './run-all.ts'
import { endRunningSteps, runStep, type Outcome } from './run-step.ts'
import { chooseSteps, STEPS, type Step } from './steps.ts'
import { lastLine, sum } from './tally.ts'

const root = resolve(import.meta.dirname, '../..')
/** The runners' reports; a folder of their own, as Playwright empties the one it is given. */
const reports = mkdtempSync(join(tmpdir(), 'gyesan-reports-'))
process.on('exit', () => rmSync(reports, { recursive: true, force: true }))

function show({ step, tally, output, duration }: Outcome) {
  const time = `${(duration / 1000).toFixed(1)} s`
  const count = step.report === undefined ? '' : `: ${lastLine(tally)}`
  if (tally.failed === 0) {
    console.log(`  ok    ${step.name}${count} (${time})`)
    return
  }
  const line = '─'.repeat(80)
  // What was skipped is told once, at the end.
  const notes = tally.notes.filter((note) => !note.startsWith('skipped: '))
  console.log(`  FAIL  ${step.name}${count} (${time})`)
  console.log(`${line}\n${[...notes, output.trimEnd()].join('\n')}\n${line}`)
}

/** The steps that the command line asks for; says what is wrong with it and ends, otherwise. */
function askedFor(): Step[] {
  try {
    const { values } = parseArgs({ options: { only: { type: 'string' } } })
    return chooseSteps(STEPS, values.only?.split(',') ?? null)
  } catch (problem) {
    console.error(problem instanceof Error ? problem.message : problem)
    process.exit(2)
  }
}

async function main() {
  const steps = askedFor()
  const host = process.env['POS_TEST_HOST'] ?? 'unknown'

  const bins = ['node_modules/node/bin', 'node_modules/.bin'].map((folder) => join(root, folder))
  process.env['PATH'] = [...bins, process.env['PATH']].join(delimiter)
  process.env['NO_COLOR'] = '1'
  // Node's own colour switch contradicts NO_COLOR and warns about it on each start.
  delete process.env['FORCE_COLOR']
  process.chdir(root)

  const start = performance.now()
  const outcomes = await runAll(steps, (step) => runStep(step, reports), show)
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
