import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { createSeededRandom } from '../../src/main/training/seeded-random.ts'
import { type Bundle, openBundle } from '../support/bundle.ts'
import { type ComposedTill, openComposedTill } from '../support/composed-till.ts'
import { KEYS, LATTE } from '../support/store-parts.ts'

const LIVES = 4
const PRESSES = 25

let bundle: Bundle
beforeAll(async () => {
  bundle = await openBundle('press-refund.ts')
})
afterAll(() => bundle.remove())

let till: ComposedTill
beforeEach(async () => {
  till = await openComposedTill()
})
afterEach(() => till.close())

/** One life of the till's process. `killAt`: the how manieth step after its start is its last; null lets it live. */
async function live(orderId: string, intentId: string, killAt: number | null): Promise<string[]> {
  const args = [bundle.script, till.folder, till.toss.url, orderId, intentId, String(PRESSES)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  const said: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line)
    const startedAt = said.indexOf('started')
    if (startedAt >= 0 && said.length - startedAt === killAt) child.kill('SIGKILL')
  }
  const [code, signal] = (await ended) as [number | null, string | null]
  if (signal === null && code !== 0) throw new Error(`the till ended with ${code}`)
  return said
}

it.each([1])(
  `gives a line back once, pressed ${LIVES * PRESSES} times and killed in between (seed %i)`,
  async (seed) => {
    const seeded = createSeededRandom(`presses ${seed}`)
    const { orderId } = await till.sell()
    await till.app.close()
    const intentId = crypto.randomUUID()

    for (let life = 1; life < LIVES; life += 1) {
      // Each a little later than the one before: between saving and asking, asking and hearing, hearing and saving.
      const said = await live(orderId, intentId, life + seeded.below(3))
      expect(said).toContain('started')
    }
    const last = await live(orderId, intentId, null)
    expect(last.at(-1)).toBe('settled')

    const [atToss] = till.toss.box.ledger.allOfOrder(KEYS.clientKey, orderId)
    expect(atToss?.cancels).toMatchObject([{ amount: LATTE }])
    await till.restart()
    const order = await till.order(orderId)
    expect(order).toMatchObject({ status: 'refunded', refundedAmount: LATTE })
    expect(order.refunds.filter(({ state }) => state === 'done')).toHaveLength(1)
    expect(order.refunds.filter(({ state }) => state === 'requested')).toEqual([])
  },
  // Four processes, on a machine that may be busy with other things.
  240_000,
)
