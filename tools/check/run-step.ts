/** Runs one step as a process of its own and says how it went. */
import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Report, Step } from './steps.ts'
import { tallyCrash, tallyPlaywright, tallyVitest, type Tally } from './tally.ts'

export interface Outcome {
  step: Step
  tally: Tally
  /** Everything the step wrote. */
  output: string
  /** How long it took, ms. */
  duration: number
}

/** No step may hold the whole run up for longer than this, ms. */
const LONGEST = 20 * 60_000

/** Steps that run now: they end with us. */
const running = new Set<number>()

/** Ends the steps that still run, with all they started. */
export function endRunningSteps() {
  for (const pid of running) process.kill(-pid, 'SIGKILL')
  running.clear()
}

/** Extra arguments and variables that make a runner write its report to the file. */
function reporting(step: Step, file: string): { args: string[]; env: NodeJS.ProcessEnv } {
  switch (step.report?.runner) {
    case 'vitest':
      return {
        args: ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
        env: {},
      }
    case 'playwright':
      // It sets FORCE_COLOR for its workers, and Node warns of the two together.
      return {
        args: ['--reporter=list,json'],
        env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file, NO_COLOR: undefined },
      }
    case 'crash':
      return { args: ['--report', file], env: {} }
    case undefined:
      return { args: [], env: {} }
  }
}

function tallyOf(report: Report, json: string): Tally {
  switch (report.runner) {
    case 'vitest':
      return tallyVitest(json, report.folders)
    case 'playwright':
      return tallyPlaywright(json)
    case 'crash':
      return tallyCrash(json)
  }
}

function readTally(step: Step, code: number, file: string): Tally {
  const failed: Tally = { passed: 0, failed: 1, skipped: 0, notes: [] }
  if (step.report === undefined) return code === 0 ? { ...failed, passed: 1, failed: 0 } : failed

  let json: string
  try {
    json = readFileSync(file, 'utf8')
  } catch {
    return { ...failed, notes: [`${step.name} ended with ${code} and left no report`] }
  }
  const tally = tallyOf(step.report, json)
  // The runner may have a reason to fail that no single test shows.
  if (code !== 0 && tally.failed === 0) {
    return { ...tally, failed: 1, notes: [...tally.notes, `${step.name} ended with ${code}`] }
  }
  return tally
}

/**
 * Runs a step to its end; never rejects for a failing one.
 * @param reports folder for the runners' reports
 */
export async function runStep(step: Step, reports: string): Promise<Outcome> {
  const file = join(reports, `${step.name}.json`)
  rmSync(file, { force: true })
  const { args, env } = reporting(step, file)
  const [program, ...given] = step.command
  const start = performance.now()

  const { code, output } = await new Promise<{ code: number; output: string }>((resolve) => {
    const child = spawn(program, [...given, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
      // A group of its own, so that a late step can be ended with its browsers.
      detached: true,
    })
    const chunks: string[] = []
    const collect = (chunk: Buffer) => chunks.push(chunk.toString('utf8'))
    const { pid } = child
    if (pid !== undefined) running.add(pid)
    const deadline = setTimeout(() => {
      chunks.push(`\nended: it took longer than ${LONGEST / 1000} s\n`)
      if (pid !== undefined) process.kill(-pid, 'SIGKILL')
    }, LONGEST)
    const end = (exitCode: number) => {
      clearTimeout(deadline)
      if (pid !== undefined) running.delete(pid)
      resolve({ code: exitCode, output: chunks.join('') })
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.on('error', (problem) => {
      chunks.push(problem.message)
      end(127)
    })
    child.on('close', (exitCode) => end(exitCode ?? 1))
  })

  const duration = performance.now() - start
  return { step, tally: readTally(step, code, file), output, duration }
}
