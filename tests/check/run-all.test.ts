import { expect, test } from 'vitest'
import { runAll } from '../../tools/check/run-all.ts'
import type { Outcome } from '../../tools/check/run-step.ts'
import type { Step } from '../../tools/check/steps.ts'

const step = (name: string, more: Partial<Step> = {}): Step => ({
  name,
  command: ['true'],
  ...more,
})

/** Runs steps that end a moment later, those named failing, and keeps what ran beside what. */
async function follow(steps: Step[], failing: string[] = []) {
  const now = new Set<string>()
  const together: string[] = []
  const run = async (it: Step): Promise<Outcome> => {
    now.add(it.name)
    together.push([...now].join('+'))
    await Promise.resolve()
    now.delete(it.name)
    const failed = failing.includes(it.name) ? 1 : 0
    const tally = { passed: 1 - failed, failed, skipped: 0, notes: [] }
    return { step: it, tally, output: '', duration: 1 }
  }
  const ended: string[] = []
  const outcomes = await runAll(steps, run, (outcome) => ended.push(outcome.step.name))
  const failed = outcomes.filter(({ tally }) => tally.failed > 0).map((it) => it.step.name)
  return { together, ended, failed }
}

test('a failing step does not stop the others', async () => {
  const { ended, failed } = await follow([step('a'), step('b'), step('c')], ['a'])
  expect(ended).toEqual(['a', 'b', 'c'])
  expect(failed).toEqual(['a'])
})

test('what needs a failing step counts as failed and is not run', async () => {
  const steps = [step('build'), step('package', { needs: ['build'] }), step('after')]
  const { together, ended, failed } = await follow(steps, ['build'])
  expect(ended).toContain('package')
  expect(failed).toEqual(['build', 'package'])
  expect(together.join()).not.toContain('package')
})

test('two run at a time, and one that wants both cores runs alone', async () => {
  const steps = [step('a'), step('b'), step('c'), step('big', { alone: true }), step('d')]
  const { together } = await follow(steps)
  expect(together.slice(0, 2)).toEqual(['a', 'a+b'])
  expect(Math.max(...together.map((names) => names.split('+').length))).toBe(2)
  expect(together.filter((names) => names.includes('big'))).toEqual(['big'])
})
