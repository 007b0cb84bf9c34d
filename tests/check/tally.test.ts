import { describe, expect, test } from 'vitest'
import { chooseSteps, STEPS } from '../../tools/check/steps.ts'
import { lastLine, sum, tallyCrash, tallyPlaywright, tallyVitest } from '../../tools/check/tally.ts'

const vitestFile = (name: string, status: string, ...outcomes: string[]) => ({
  name,
  status,
  message: status === 'failed' && outcomes.length === 0 ? 'Cannot find module\nat line 1' : '',
  assertionResults: outcomes.map((outcome) => ({ status: outcome, fullName: `is ${outcome}` })),
})
const vitestReport = (...testResults: unknown[]) => JSON.stringify({ testResults })

describe('a Vitest report', () => {
  test('is counted test by test', () => {
    const json = vitestReport(
      vitestFile('/till/tests/unit/a.test.ts', 'failed', 'passed', 'failed', 'skipped', 'todo'),
      vitestFile('/till/tests/contract/b.test.ts', 'passed', 'passed'),
    )
    const tally = tallyVitest(json, ['tests/unit', 'tests/contract'])
    expect(tally).toMatchObject({ passed: 2, failed: 1, skipped: 2 })
    expect(tally.notes).toEqual(['skipped: is skipped', 'skipped: is todo'])
  })

  test('counts a file that did not load as failed', () => {
    const tally = tallyVitest(vitestReport(vitestFile('/till/tests/unit/a.test.ts', 'failed')), [])
    expect(tally).toMatchObject({ passed: 0, failed: 1 })
    expect(tally.notes[0]).toContain('Cannot find module')
  })

  test('fails when a folder has no test', () => {
    const json = vitestReport(vitestFile('/till/tests/unit/a.test.ts', 'passed', 'passed'))
    expect(tallyVitest(json, ['tests/unit', 'tests/contract'])).toMatchObject({
      passed: 1,
      failed: 1,
      notes: ['no test was found in tests/contract'],
    })
  })
})

describe('a Playwright report', () => {
  const spec = (title: string, status: string, description?: string) => ({
    title,
    tests: [{ projectName: 'e2e', status, annotations: [{ type: 'skip', description }] }],
  })
  const report = (specs: unknown[], errors: unknown[] = []) =>
    JSON.stringify({ suites: [{ title: 'a.spec.ts', suites: [{ title: 'sale', specs }] }], errors })

  test('is counted spec by spec, and what was skipped or repeated is named', () => {
    const tally = tallyPlaywright(
      report([
        spec('pays', 'expected'),
        spec('breaks', 'unexpected'),
        spec('wavers', 'flaky'),
        spec('prints', 'skipped', 'only on Electron'),
      ]),
    )
    expect(tally).toEqual({
      passed: 2,
      failed: 1,
      skipped: 1,
      notes: [
        'passed only when repeated: [e2e] › a.spec.ts › sale › wavers',
        'skipped: [e2e] › a.spec.ts › sale › prints (only on Electron)',
      ],
    })
  })

  test('fails when the runner broke or found nothing', () => {
    expect(tallyPlaywright(report([], [{ message: 'no config' }])).failed).toBe(1)
    expect(tallyPlaywright(report([])).failed).toBe(1)
  })
})

describe('a report of the crash matrix', () => {
  const report = (numbers: object) =>
    tallyCrash(JSON.stringify({ failed: 0, lost: 0, doubled: 0, unsettled: 0, ...numbers }))

  test('counts each run', () => {
    expect(report({ runs: 150 })).toEqual({ passed: 150, failed: 0, skipped: 0, notes: [] })
  })
  test('says what the failing ones found', () => {
    expect(report({ runs: 150, failed: 2, lost: 1, unsettled: 2 })).toEqual({
      passed: 148,
      failed: 2,
      skipped: 0,
      notes: ['crash matrix: lost 1 doubled 0 unsettled 2'],
    })
  })
  test('fails when it ran nothing', () => {
    expect(report({ runs: 0 }).failed).toBe(1)
  })
})

test('the last line is plain', () => {
  const one = { passed: 1, failed: 0, skipped: 2, notes: [] }
  expect(lastLine(sum([one, { ...one, failed: 3 }]))).toBe('2 passed, 3 failed, 4 skipped')
})

describe('chosen steps', () => {
  const names = (only: string[] | null) => chooseSteps(STEPS, only).map(({ name }) => name)

  test('are all of them when nothing is said', () => {
    expect(names(null)).toHaveLength(STEPS.length)
  })
  test('take a group by its first word, in the order of the whole run', () => {
    expect(names(['types', 'lint']).slice(0, 3)).toEqual(['lint', 'types:shared', 'types:main'])
  })
  test('bring what they need', () => {
    expect(names(['end-to-end'])).toEqual(['build', 'end-to-end'])
  })
  test('are refused when there is no such step', () => {
    expect(() => names(['lnit'])).toThrow("there is no step 'lnit'")
  })
})
