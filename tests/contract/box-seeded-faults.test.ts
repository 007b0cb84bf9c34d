import { afterEach, describe, expect, it } from 'vitest'

import { TRAINING_KEYS } from '../../src/main/training/auth.ts'
import { FAULT_KINDS, faultOfKind, type FaultKind } from '../../src/main/training/fault-kinds.ts'
import {
  createFaultDesk,
  createReplayedFaults,
  OPERATIONS,
  type FaultSource,
} from '../../src/main/training/faults.ts'
import type { BoxClock } from '../../src/main/training/kst-time.ts'
import { createSeededFaults } from '../../src/main/training/seeded-faults.ts'
import { createSeededRandom } from '../../src/main/training/seeded-random.ts'
import { createBoxKit, requestOf, START } from '../support/box-kit.ts'
import { type BoxServer, startBoxServer } from '../support/box-server.ts'

/** Whoever sleeps moves the clock: nothing depends on how busy the machine is. */
function hastyClock(): BoxClock {
  let time = START
  return {
    now: () => time,
    sleep: async (ms) => {
      time += ms
    },
  }
}

const drawn = (source: FaultSource, count = 300) =>
  Array.from({ length: count }, (_, index) =>
    OPERATIONS.map((operation) => source.draw({ operation, nth: index + 1, hasKey: true })),
  ).flat()

describe('seeded faults', () => {
  it('are the same for the same seed and others for another', () => {
    const first = drawn(createSeededFaults({ seed: 1, rate: 0.5 }))
    expect(drawn(createSeededFaults({ seed: 1, rate: 0.5 }))).toEqual(first)
    expect(drawn(createSeededFaults({ seed: 2, rate: 0.5 }))).not.toEqual(first)
  })

  it('follow from operation and number, not from what came in between', () => {
    const desk = () => createFaultDesk(createSeededFaults({ seed: 7, rate: 0.5 }))
    const [one, other] = [desk(), desk()]
    const confirms = Array.from({ length: 50 }, () => one.take('confirm', true))
    const between = Array.from({ length: 50 }, (_, index) => {
      for (let count = 0; count < index % 3; count += 1) other.take('lookup', false)
      return other.take('confirm', true)
    })
    expect(between).toEqual(confirms)
  })

  it('come at the rate that is asked for, from never to always', () => {
    const share = (rate: number) => {
      const faults = drawn(createSeededFaults({ seed: 'rate', rate }))
      return faults.filter(Boolean).length / faults.length
    }
    expect([share(0), share(1)]).toEqual([0, 1])
    expect(share(0.2)).toBeGreaterThan(0.17)
    expect(share(0.2)).toBeLessThan(0.23)
    expect(() => createSeededFaults({ seed: 1, rate: 20 })).toThrow(RangeError)
  })

  it('are of the chosen kinds only, and of each of them', () => {
    const kinds: FaultKind[] = ['dropped_after', 'html', 'redirect_lost']
    const faults = drawn(createSeededFaults({ seed: 3, rate: 1, kinds }))
    expect(new Set(faults.map((fault) => fault?.name))).toEqual(new Set(kinds))
    const all = drawn(createSeededFaults({ seed: 3, rate: 1 }))
    expect(new Set(all.map((fault) => fault?.name))).toEqual(new Set(FAULT_KINDS))
  })

  it('that need an idempotency key never meet a request without one', () => {
    const source = createSeededFaults({ seed: 4, rate: 1, kinds: ['running_409'] })
    expect(source.draw({ operation: 'confirm', nth: 1, hasKey: false })).toBeUndefined()
    expect(source.draw({ operation: 'confirm', nth: 1, hasKey: true })?.runsForMs).toBeTypeOf(
      'number',
    )
  })

  it('see whether a request has its key', async () => {
    const faults = createSeededFaults({ seed: 4, rate: 1, kinds: ['provider_error_kept'] })
    const kit = createBoxKit({ faults })
    const keyed = { headers: { 'idempotency-key': 'confirm-1' } }
    expect((await kit.confirm(kit.authenticated(), keyed)).status).toBe(400)
    expect((await kit.confirm(kit.authenticated())).status).toBe(200)
  })

  it('are plain data, every kind of them', () => {
    for (const kind of FAULT_KINDS) {
      const fault = faultOfKind(kind, createSeededRandom(kind))
      expect(JSON.parse(JSON.stringify(fault)), kind).toEqual(fault)
      expect(fault).toMatchObject({ name: kind })
    }
    expect(faultOfKind('redirect_lost', createSeededRandom('1'), 'confirm')).toBeUndefined()
  })
})

describe('a run with seeded faults', () => {
  let server: BoxServer | null = null
  afterEach(() => server?.close())

  /** Pays and refunds over real HTTP with faults at each step; tells each answer. */
  async function run(faults: FaultSource): Promise<{ told: string[]; server: BoxServer }> {
    server = await startBoxServer({
      keys: [TRAINING_KEYS],
      clock: hastyClock(),
      faults,
    })
    const { box, url } = server
    const told: string[] = []
    const send = async (path: string, body: unknown, key: string) => {
      try {
        const headers = { 'idempotency-key': key }
        const answered = await fetch(requestOf(`${url}${path}`, { body, headers }))
        const text = await answered.text()
        const status = /"status":"(\w+)"|"code":"(\w+)"/.exec(text)
        told.push(`${answered.status} ${status?.[1] ?? status?.[2] ?? text.length > 0}`)
      } catch {
        told.push('no answer')
      }
    }
    for (let sale = 1; sale <= 15; sale += 1) {
      const orderId = `order-${String(sale).padStart(3, '0')}`
      const back = box.play(
        { clientKey: TRAINING_KEYS.clientKey, orderId, orderName: '커피', amount: 1000 },
        { method: 'CARD' },
      )
      if (!('paymentKey' in back)) {
        told.push(back.code)
        continue
      }
      const { paymentKey, amount } = back
      await send('/v1/payments/confirm', { paymentKey, orderId, amount }, `confirm-${sale}`)
      await send(`/v1/payments/${paymentKey}/cancel`, { cancelReason: '변심' }, `cancel-${sale}`)
    }
    return { told, server }
  }

  it('is the same again from its seed, and from its log', async () => {
    const first = await run(createSeededFaults({ seed: 11, rate: 0.6 }))
    const log = first.server.box.faults.struck()
    expect(log.length).toBeGreaterThan(10)
    expect(new Set(first.told).size).toBeGreaterThan(4)
    await first.server.close()

    const again = await run(createSeededFaults({ seed: 11, rate: 0.6 }))
    expect(again.told).toEqual(first.told)
    expect(again.server.box.faults.struck()).toEqual(log)
    await again.server.close()

    const kept = JSON.parse(JSON.stringify(log)) as typeof log
    const replayed = await run(createReplayedFaults(kept))
    expect(replayed.told).toEqual(first.told)
  })

  it('ends with a ledger that adds up, whatever went wrong', async () => {
    const { server: ended } = await run(createSeededFaults({ seed: 5, rate: 0.8 }))
    const taken = ended.box.ledger.payments().map((payment) => {
      const paid = payment.movements.filter(({ status }) => status === 'DONE').length
      const back = payment.cancels.reduce((sum, cancel) => sum + cancel.amount, 0)
      return [paid <= 1, back <= payment.totalAmount * paid]
    })
    expect(taken.flat()).not.toContain(false)
    expect(taken.length).toBeGreaterThan(10)
  })
})

describe('ordered faults', () => {
  it('come before drawn ones, and may strike several times', () => {
    const desk = createFaultDesk(createSeededFaults({ seed: 1, rate: 1, kinds: ['html'] }))
    desk.order({ name: 'first', on: 'lookup', times: 2 })
    const names = Array.from({ length: 3 }, () => desk.take('lookup', false)?.name)
    expect(names).toEqual(['first', 'first', 'html'])
    expect(desk.struck().map(({ nth, fault }) => [nth, fault.name])).toEqual([
      [1, 'first'],
      [2, 'first'],
      [3, 'html'],
    ])
  })

  it('without an operation strike any call, but not the window', async () => {
    const kit = createBoxKit()
    kit.box.orderNext({ instead: { code: 'COMMON_ERROR' } })
    const back = kit.authenticated()
    expect((await kit.lookup(back.paymentKey)).status).toBe(500)
  })

  it('can be taken back, and others drawn from then on', () => {
    const desk = createFaultDesk()
    desk.order({})
    expect(desk.ordered()).toHaveLength(1)
    desk.clear()
    expect(desk.take('confirm', true)).toBeUndefined()
    desk.drawFrom(createSeededFaults({ seed: 1, rate: 1, kinds: ['dropped_after'] }))
    expect(desk.take('confirm', true)?.name).toBe('dropped_after')
    expect(desk.struck()).toMatchObject([{ nth: 1 }])
    desk.drawFrom(null)
    expect(desk.take('confirm', true)).toBeUndefined()
  })
})
