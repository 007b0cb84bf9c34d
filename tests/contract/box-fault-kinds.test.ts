import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { TRAINING_KEYS } from '../../src/main/training/auth.ts'
import type { SuccessReturn } from '../../src/main/training/box.ts'
import { FAULT_KINDS, faultOfKind, type FaultKind } from '../../src/main/training/fault-kinds.ts'
import type { Fault, Operation } from '../../src/main/training/faults.ts'
import { createSeededRandom } from '../../src/main/training/seeded-random.ts'
import {
  createBoxKit,
  createFakeClock,
  type FakeClock,
  MINUTE,
  nextOrderId,
  requestOf,
} from '../support/box-kit.ts'
import { type BoxServer, startBoxServer } from '../support/box-server.ts'

let server: BoxServer
let clock: FakeClock
beforeEach(async () => {
  clock = createFakeClock()
  server = await startBoxServer({ keys: [TRAINING_KEYS], clock })
})
afterEach(() => server.close())

const faultOf = (kind: FaultKind, on?: Operation): Fault => {
  const fault = faultOfKind(kind, createSeededRandom('1'), on)
  if (!fault) throw new Error(`${kind} doesn't strike ${on}`)
  return fault
}

function authenticated(method: 'CARD' | 'VIRTUAL_ACCOUNT' = 'CARD'): SuccessReturn {
  const back = server.box.play(
    {
      clientKey: TRAINING_KEYS.clientKey,
      orderId: nextOrderId(),
      orderName: '커피',
      amount: 11_700,
    },
    { method },
  )
  if (!('paymentKey' in back)) throw new Error(back.code)
  return back
}

interface Seen {
  /** Null where no answer came, or it broke off. */
  readonly status: number | null
  readonly text: string
}

/** One confirm over real HTTP, as a till would send it. The clock is moved past what the fault waits for. */
async function confirm(
  { paymentKey, orderId, amount }: SuccessReturn,
  key = 'key-1',
): Promise<Seen> {
  const body = { paymentKey, orderId, amount }
  const moving = setInterval(() => clock.advance(1000), 5)
  try {
    const answered = await fetch(
      requestOf(`${server.url}/v1/payments/confirm`, {
        body,
        headers: { 'idempotency-key': key },
      }),
    )
    return { status: answered.status, text: await answered.text() }
  } catch {
    return { status: null, text: '' }
  } finally {
    clearInterval(moving)
  }
}

const statusOf = (paymentKey: string) => server.box.ledger.findAnywhere(paymentKey)?.status
const codeOf = ({ text }: Seen) => (JSON.parse(text) as Record<string, unknown>)['code']

/** What a caller sees, what Toss did, and what the same key brings next. */
const AT_CONFIRM: readonly [FaultKind, seen: number | null | RegExp, did: string, next: number][] =
  [
    ['delay_before', 200, 'DONE', 200],
    ['delay_after', 200, 'DONE', 200],
    ['slow_answer', 200, 'DONE', 200],
    ['dropped_before', null, 'IN_PROGRESS', 200],
    ['dropped_after', null, 'DONE', 200],
    ['dropped_midway', null, 'DONE', 200],
    ['error_500_before', 500, 'IN_PROGRESS', 200],
    ['error_500_after', 500, 'DONE', 200],
    ['error_500_kept', 500, 'DONE', 500],
    ['provider_error_kept', 400, 'IN_PROGRESS', 400],
    ['too_many_429', 429, 'IN_PROGRESS', 200],
    ['html', 502, 'DONE', 200],
    ['truncated_json', 200, 'DONE', 200],
    ['empty_body', 200, 'DONE', 200],
    ['unknown_fields', 200, 'DONE', 200],
    ['unknown_enums', 200, 'DONE', 200],
    ['wrong_amount', 200, 'DONE', 200],
    ['older_version', 200, 'DONE', 200],
    ['expired', 404, 'EXPIRED', 404],
  ]

describe('a fault by its kind, at a confirm over HTTP', () => {
  it.each(AT_CONFIRM)('%s: the till sees %s, Toss made it %s', async (kind, seen, did, next) => {
    const back = authenticated()
    server.box.orderNext(faultOf(kind, 'confirm'))
    const answered = await confirm(back)
    expect([answered.status, statusOf(back.paymentKey)]).toEqual([seen, did])
    // The same key again, without a fault: what really happened, unless Toss keeps the error.
    expect((await confirm(back)).status).toBe(next)
    expect(server.box.ledger.movements(TRAINING_KEYS.clientKey).length).toBeLessThanOrEqual(1)
  })

  it('truncated_json and empty_body can’t be read; dropped_midway ends in the middle', async () => {
    for (const kind of ['truncated_json', 'empty_body'] as const) {
      server.box.orderNext(faultOf(kind, 'confirm'))
      const { text } = await confirm(authenticated(), kind)
      expect(() => JSON.parse(text) as unknown, kind).toThrow(SyntaxError)
    }
    server.box.orderNext({ on: 'confirm', instead: { cut: 0.5, breaks: true } })
    const back = authenticated()
    const answered = await fetch(
      requestOf(`${server.url}/v1/payments/confirm`, { body: { ...back } }),
    )
    expect(answered.status).toBe(200)
    await expect(answered.text()).rejects.toThrow('terminated')
  })

  it('slow_answer sends its headers at once and its body in pieces', async () => {
    server.box.orderNext({ on: 'confirm', trickleMs: 1000 })
    const answered = await fetch(
      requestOf(`${server.url}/v1/payments/confirm`, { body: { ...authenticated() } }),
    )
    const reader = answered.body!.getReader()
    for (let pieces = 0; pieces < 10; pieces += 1) {
      const piece = reader.read()
      await clock.asleep()
      clock.advance(100)
      expect((await piece).value?.length).toBeGreaterThan(0)
    }
    expect((await reader.read()).done).toBe(true)
  })

  it('unknown_fields, unknown_enums, wrong_amount and unknown_code say what the next lookup doesn’t', async () => {
    const bodies: Record<string, unknown>[] = []
    for (const kind of ['unknown_fields', 'unknown_enums', 'wrong_amount'] as const) {
      server.box.orderNext(faultOf(kind, 'confirm'))
      bodies.push(
        JSON.parse((await confirm(authenticated(), kind)).text) as Record<string, unknown>,
      )
    }
    expect(bodies[0]).toMatchObject({ loyalty: { points: 12 }, totalAmount: 11_700 })
    expect(bodies[1]).toMatchObject({ type: 'SUBSCRIPTION', totalAmount: 11_700 })
    expect(bodies[2]?.['totalAmount']).not.toBe(11_700)
    server.box.orderNext(faultOf('unknown_code', 'confirm'))
    expect(codeOf(await confirm(authenticated(), 'unknown'))).toBe('SOMETHING_NEW_AT_TOSS')
  })

  it('running_409 says so until the first try is done, then repeats its answer', async () => {
    const kit = createBoxKit()
    const back = kit.authenticated()
    const keyed = { headers: { 'idempotency-key': 'confirm-1' } }
    kit.box.orderNext(faultOf('running_409', 'confirm'))
    expect((await kit.confirm(back, keyed)).body['code']).toBe('IDEMPOTENT_REQUEST_PROCESSING')
    expect((await kit.confirm(back, keyed)).status).toBe(409)
    expect((await kit.lookup(back.paymentKey)).body['status']).toBe('IN_PROGRESS')
    kit.clock.advance(5000)
    await expect.poll(async () => (await kit.confirm(back, keyed)).status).toBe(200)
    expect((await kit.lookup(back.paymentKey)).body['status']).toBe('DONE')
  })

  it('too_often_403 strikes lookups and cancels', async () => {
    const kit = createBoxKit()
    const paymentKey = await kit.paid()
    kit.box.orderNext(faultOf('too_often_403', 'lookup'))
    expect((await kit.lookup(paymentKey)).body['code']).toBe('FORBIDDEN_CONSECUTIVE_REQUEST')
    expect((await kit.lookup(paymentKey)).status).toBe(200)
  })
})

describe('a fault of time and of the way back', () => {
  it('late_deposit comes by itself, long after', async () => {
    const fault = faultOf('late_deposit', 'confirm')
    server.box.orderNext(fault)
    const back = authenticated('VIRTUAL_ACCOUNT')
    await confirm(back)
    expect(statusOf(back.paymentKey)).toBe('WAITING_FOR_DEPOSIT')
    clock.advance(fault.deposit!.afterMs)
    expect(statusOf(back.paymentKey)).toBe('DONE')
  })

  it('deposit_reversed comes and goes again', async () => {
    const fault = faultOf('deposit_reversed', 'confirm')
    server.box.orderNext(fault)
    const back = authenticated('VIRTUAL_ACCOUNT')
    await confirm(back)
    clock.advance(fault.deposit!.afterMs)
    expect(statusOf(back.paymentKey)).toBe('DONE')
    clock.advance(fault.deposit!.reversedAfterMs!)
    expect(statusOf(back.paymentKey)).toBe('WAITING_FOR_DEPOSIT')
    clock.advance(60 * MINUTE)
    expect(statusOf(back.paymentKey)).toBe('WAITING_FOR_DEPOSIT')
  })

  it.each([
    ['all', [0, 1], 'FAILED'],
    ['part', [0], 'PARTIAL_FAILED'],
  ])(
    'refund_failed of %s: told days later, by the refund’s state alone',
    async (_name, failing, told) => {
      const kit = createBoxKit()
      const paymentKey = await kit.paid({ method: 'VIRTUAL_ACCOUNT' })
      kit.box.deposit(paymentKey, 11_700)
      const refundReceiveAccount = {
        bank: '88',
        accountNumber: '110123456789',
        holderName: '김토스',
      }
      for (const part of [0, 1]) {
        if (failing.includes(part)) kit.box.orderNext(faultOf('refund_failed'))
        const cancelled = await kit.cancel(paymentKey, {
          cancelReason: '변심',
          cancelAmount: 1000,
          refundReceiveAccount,
        })
        expect(cancelled.body).toMatchObject({
          cancels: Array.from({ length: part + 1 }, () => ({ cancelStatus: 'DONE' })),
          virtualAccount: { refundStatus: 'PENDING' },
        })
      }
      kit.clock.advance(3 * 24 * 60 * MINUTE)
      expect((await kit.lookup(paymentKey)).body).toMatchObject({
        balanceAmount: 9700,
        virtualAccount: { refundStatus: told },
      })
    },
  )

  it('a deposit that would come after the due date never does', async () => {
    const kit = createBoxKit()
    const day = 24 * 60 * MINUTE
    const paymentKey = await kit.paid({ method: 'VIRTUAL_ACCOUNT', depositAfterMs: 8 * day })
    kit.clock.advance(9 * day)
    expect((await kit.lookup(paymentKey)).body['status']).toBe('WAITING_FOR_DEPOSIT')
  })

  it('window_expired refuses the customer, and the payment is EXPIRED', () => {
    server.box.orderNext(faultOf('window_expired'))
    const refused = server.box.play(
      {
        clientKey: TRAINING_KEYS.clientKey,
        orderId: nextOrderId(),
        orderName: '커피',
        amount: 1000,
      },
      { method: 'CARD' },
    )
    expect(refused).toMatchObject({ ok: false, code: 'NOT_FOUND_PAYMENT_SESSION' })
    expect(server.box.ledger.payments().map(({ status }) => status)).toEqual(['EXPIRED'])
  })

  it('redirect_lost and redirect_twice are told to whoever plays the browser', () => {
    server.box.orderNext(faultOf('redirect_lost'))
    server.box.orderNext(faultOf('redirect_twice'))
    const times = [authenticated(), authenticated(), authenticated()].map(({ paymentKey }) =>
      server.box.redirectsOf(paymentKey),
    )
    expect(times).toEqual([0, 2, 1])
  })

  it('every kind is tried by one of these tests', () => {
    const tried = new Set<FaultKind>([
      ...AT_CONFIRM.map(([kind]) => kind),
      'unknown_code',
      'running_409',
      'too_often_403',
      'late_deposit',
      'deposit_reversed',
      'refund_failed',
      'window_expired',
      'redirect_lost',
      'redirect_twice',
    ])
    expect(FAULT_KINDS.filter((kind) => !tried.has(kind))).toEqual([])
  })
})
