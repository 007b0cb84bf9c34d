import { expect, test } from 'vitest'
import type { Course } from '../../../tools/crash/cases.ts'
import { createMatrix } from '../../../tools/crash/matrix.ts'

const COURSES: Course[] = [
  {
    scenario: 'a sale',
    steps: ['before write 1', 'inside write 1', 'after write 1', 'before POST', 'after POST: 200'],
    requests: ['confirm'],
  },
  {
    scenario: 'a refund',
    steps: ['before write 1', 'inside write 1', 'after write 1', 'before POST', 'after POST: 200'],
    requests: ['confirm', 'cancel'],
  },
]

test('a case of a seed is the same in every run, alone or in a row', () => {
  const row = createMatrix(COURSES, 7)
  const cases = Array.from({ length: 300 }, (_, at) => row.caseAt(at + 1))
  expect(createMatrix(COURSES, 7).caseAt(300)).toEqual(cases[299])
  expect(createMatrix(COURSES, 8).caseAt(300)).not.toEqual(cases[299])
})

test('kills at each step and after each request before it says that it has', () => {
  const matrix = createMatrix(COURSES, 1)
  const cases = Array.from({ length: matrix.untilEveryStep }, (_, at) => matrix.caseAt(at + 1))
  for (const { scenario, steps, requests } of COURSES) {
    const alone = cases.filter((one) => one.scenario === scenario && one.faults.length === 0)
    for (const [at, name] of steps.entries()) {
      if (name.startsWith('before write')) continue
      expect(alone.some(({ killAt }) => killAt.length === 1 && killAt[0] === at + 1)).toBe(true)
    }
    for (const at of requests.keys()) {
      expect(alone.some(({ killServed }) => killServed[0] === at + 1)).toBe(true)
    }
  }
})

test('has every kind of trouble', () => {
  const matrix = createMatrix(COURSES, 1)
  const kinds = new Set(
    Array.from({ length: 2000 }, (_, at) => matrix.caseAt(at + 1)).flatMap(({ trouble }) =>
      trouble.map((one) => one.trouble.is),
    ),
  )
  expect([...kinds].sort()).toEqual([
    'clock',
    'full',
    'garbage',
    'locked',
    'off',
    'second till',
    'truncated',
  ])
})
