import { afterEach, beforeEach, expect, it } from 'vitest'
import { createSeededRandom } from '../../src/main/training/seeded-random.ts'
import { createBrokenNetwork, type Loss } from '../support/broken-network.ts'
import { type ComposedTill, openComposedTill } from '../support/composed-till.ts'

const SECOND = 1000
const CASES = 200
const SEED = 1

let network: ReturnType<typeof createBrokenNetwork>
let till: ComposedTill
beforeEach(async () => {
  network = createBrokenNetwork()
  till = await openComposedTill(network.options)
})
afterEach(() => till.close())

interface Case {
  readonly on: 'confirm' | 'cancel'
  readonly when: 'before' | 'after'
  readonly loss: Loss
  /** How long the network is away, in ms. */
  readonly outage: number
}

function drawCases(count: number): Case[] {
  const seeded = createSeededRandom(`${SEED}`)
  const either = <T>(a: T, b: T): T => (seeded.below(2) === 0 ? a : b)
  return Array.from({ length: count }, () => ({
    on: either('confirm' as const, 'cancel' as const),
    when: either('before' as const, 'after' as const),
    loss: either('reset' as const, 'hang' as const),
    // From a second to a minute and a half, as many of 2 to 4 s as of 30 to 60 s.
    outage: SECOND * 90 ** (seeded.below(1000) / 1000),
  }))
}

/** Plays one case on the till's own clock; gives the ms from the network's return to the outcome on disk. */
async function play({ on, when, loss, outage }: Case): Promise<number> {
  let orderId = ''
  const isSettled = async () => {
    const order = await till.order(orderId)
    return on === 'confirm'
      ? order.status === 'paid'
      : order.refunds.length === 1 && order.refunds[0]?.state === 'done'
  }
  let begun: Promise<unknown>
  if (on === 'cancel') {
    ;({ orderId } = await till.sell())
    network.cutNext({ on, when, loss })
    begun = till.refund(orderId)
  } else {
    network.cutNext({ on, when, loss })
    begun = till.sell()
  }
  while (!network.isDown()) await network.quiet()
  if (on === 'confirm') {
    const view = await till.ask('checkout.get', {})
    if (view.stage === 'idle') throw new Error('nothing is being paid')
    ;({ orderId } = view)
  }
  await network.pass(outage)
  expect(await isSettled()).toBe(false)
  network.returns()
  const returnedAt = network.now()
  expect(await network.pass(600 * SECOND, isSettled)).toBe(true)
  await begun
  return network.now() - returnedAt
}

it(`settles within 10 s of the network's return, without staff, in ${CASES} cases`, async () => {
  const took: number[] = []
  for (const drawn of drawCases(CASES)) took.push(await play(drawn))
  took.sort((a, b) => a - b)
  const seconds = (share: number) =>
    ((took[Math.ceil(took.length * share) - 1] ?? Number.NaN) / SECOND).toFixed(1)
  process.stdout.write(
    `after an outage (${CASES} cases, seed ${SEED}): settled in s, median ${seconds(0.5)}, p95 ${seconds(0.95)}, longest ${seconds(1)}\n`,
  )
  expect(took).toHaveLength(CASES)
  expect(Number(seconds(0.95))).toBeLessThanOrEqual(10)
  // Nothing was taken or given back twice on the way.
  const payments = till.toss.box.ledger.payments()
  for (const payment of payments) {
    expect(payment.movements.filter(({ status }) => status === 'DONE')).toHaveLength(1)
    expect(payment.cancels.length).toBeLessThanOrEqual(1)
  }
  expect((await till.ask('status.get', {})).unsettledPayments).toBe(0)
}, 240_000)
