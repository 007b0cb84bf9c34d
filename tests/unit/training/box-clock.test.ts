import { expect, test } from 'vitest'

import { createBoxClock } from '../../../src/main/training/box-clock.ts'

const START = Date.parse('2026-03-02T10:00:00+09:00')
const MINUTE = 60_000

test('a clock that stands still moves only where it is moved, and wakes who is due, in order', async () => {
  const clock = createBoxClock({ startAt: START, factor: 0 })
  const woken: string[] = []
  const sleepers = [
    clock.sleep(10 * MINUTE).then(() => woken.push('10')),
    clock.sleep(30 * MINUTE).then(() => woken.push('30')),
    clock.sleep(5 * MINUTE).then(() => woken.push('5')),
  ]
  clock.jump(10 * MINUTE - 1)
  await sleepers[2]
  expect([clock.now(), woken]).toEqual([START + 10 * MINUTE - 1, ['5']])
  clock.jump(60 * MINUTE)
  await Promise.all(sleepers)
  expect(woken).toEqual(['5', '10', '30'])
})

test('a scaled clock is that much faster', async () => {
  const clock = createBoxClock({ startAt: START, factor: 1000 })
  const began = performance.now()
  await clock.sleep(30 * MINUTE)
  expect(performance.now() - began).toBeGreaterThan(1700)
  expect(clock.now() - START).toBeGreaterThanOrEqual(30 * MINUTE)
})

test('who sleeps when the clock changes its pace wakes by the new one', async () => {
  const clock = createBoxClock({ startAt: START, factor: 1 })
  const sleeping = clock.sleep(365 * 24 * 60 * MINUTE)
  clock.setFactor(0)
  expect(clock.factor()).toBe(0)
  clock.setFactor(1_000_000)
  clock.jump(365 * 24 * 60 * MINUTE - 1000)
  await sleeping
  expect(clock.now() - START).toBeGreaterThanOrEqual(365 * 24 * 60 * MINUTE)
})

test('a clock begins now where nothing else is said', () => {
  expect(Math.abs(createBoxClock().now() - Date.now())).toBeLessThan(1000)
})

test('it never goes back, and never runs backwards', () => {
  const clock = createBoxClock({ startAt: START, factor: 0 })
  expect(() => clock.jump(-1)).toThrow(RangeError)
  expect(() => clock.jump(Number.NaN)).toThrow(RangeError)
  expect(() => clock.setFactor(-1)).toThrow(RangeError)
  expect(() => createBoxClock({ factor: Number.NaN })).toThrow(RangeError)
  expect(clock.now()).toBe(START)
})
