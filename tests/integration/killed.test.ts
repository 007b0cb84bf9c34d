import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Bundle, openBundle } from '../support/bundle.ts'
import { MIGRATIONS, openTestStore, type TestStore } from '../support/store-kit.ts'

let bundle: Bundle
beforeAll(async () => {
  bundle = await openBundle('place-and-wait.ts')
})
afterAll(() => bundle.remove())

let store: TestStore
let children: ChildProcess[]
beforeEach(async () => {
  store = await openTestStore()
  children = []
})
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  await store.end()
})

/** Runs a till until it has answered `count` orders, kills it on the spot, and gives what it had answered. */
async function killAfter(count: number): Promise<string[]> {
  const child = spawn(process.execPath, [bundle.script, store.places.file, MIGRATIONS], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  const answered: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    answered.push(line)
    if (answered.length === count) child.kill('SIGKILL')
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  expect(child.signalCode).toBe('SIGKILL')
  return answered
}

const kept = async () => {
  const { orders } = await store.again()
  const attempts = await orders.unsettledAttempts()
  return new Set(attempts.map(({ orderId, ref }) => `${orderId.slice(9, 20)} ${ref}`))
}

it.each([1, 2, 9])('keeps every order that was answered before a kill after %i', async (count) => {
  const answered = await killAfter(count)
  expect(answered.length).toBeGreaterThanOrEqual(count)
  const found = await kept()
  for (const line of answered) expect(found).toContain(line)
  // The next till goes on counting where this one stopped.
  const next = await killAfter(1)
  expect(Number(next[0]?.slice(5, 11))).toBe(found.size + 1)
})

it('gives no number twice when two tills run on one file by mistake', async () => {
  const answered = (await Promise.all([killAfter(20), killAfter(20)])).flat()
  const numbers = answered.map((line) => line.slice(0, 11))
  expect(new Set(numbers).size).toBe(numbers.length)
  const found = await kept()
  for (const line of answered) expect(found).toContain(line)
})
