/** Runs steps in order, as many at a time as there are cores. */
import type { Outcome } from './run-step.ts'
import type { Step } from './steps.ts'

const CORES = 2

/**
 * Runs every step, whatever becomes of the others. One whose need failed counts as failed without
 * being run.
 * @param run runs one step to its end and never rejects
 * @param onEnd hears of each step as it ends
 */
export async function runAll(
  steps: Step[],
  run: (step: Step) => Promise<Outcome>,
  onEnd: (outcome: Outcome) => void,
): Promise<Outcome[]> {
  const waiting = [...steps]
  const running = new Map<Step, Promise<Outcome>>()
  const done = new Map<string, Outcome>()

  const finish = (outcome: Outcome) => {
    done.set(outcome.step.name, outcome)
    onEnd(outcome)
  }
  const needs = (step: Step) => step.needs ?? []

  const nextStartable = (): Step | undefined => {
    if ([...running.keys()].some(({ alone }) => alone === true)) return undefined
    for (const step of waiting) {
      const hasRoom = step.alone === true ? running.size === 0 : running.size < CORES
      if (hasRoom && needs(step).every((name) => done.has(name))) return step
      // Nothing overtakes a step that wants both cores, or it would wait for ever.
      if (step.alone === true) return undefined
    }
    return undefined
  }

  while (waiting.length > 0 || running.size > 0) {
    const step = nextStartable()
    if (step === undefined) {
      const outcome = await Promise.race(running.values())
      running.delete(outcome.step)
      finish(outcome)
      continue
    }
    waiting.splice(waiting.indexOf(step), 1)
    const missing = needs(step).filter((name) => done.get(name)?.tally.failed !== 0)
    if (missing.length > 0) {
      const notes = [`${step.name} was not run: it needs ${missing.join(', ')}`]
      const tally = { passed: 0, failed: 1, skipped: 0, notes }
      finish({ step, tally, output: '', duration: 0 })
    } else running.set(step, run(step))
  }
  return [...done.values()]
}
