import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { won } from '#shared/money.ts'
import { MemoryTill } from '../../support/memory-till.ts'
import type { Mishap } from '../../support/memory-toss.ts'
import { payment, waitingAccount } from '../../support/payments.ts'

let till: MemoryTill
let orderId: string
beforeEach(async () => {
  till = new MemoryTill()
  orderId = await till.sell()
})

const intents = Array.from({ length: 9 }, (_, n) => `5f0c9c0e-6a0e-4f0e-9d7a-0d8f6f1f0a0${n}`)

const refund = (amount: number, intent = 0, more: object = {}) =>
  till.app.handlers['orders.refund']({
    orderId,
    intentId: intents[intent]!,
    amount: won(amount),
    reason: '변심',
    lines: [],
    ...more,
  })

const stored = () => till.orders.all[0]!.refunds

describe('a refund', () => {
  it('of everything is sent without an amount, so that Toss books it as CANCELED', async () => {
    expect(await refund(9000)).toMatchObject({
      ok: true,
      data: { refund: { state: 'done', balanceAfter: 0 }, order: { status: 'refunded' } },
    })
    expect(till.toss.calls.at(-1)).toMatchObject({ kind: 'cancel', amount: null })
    expect(till.toss.payments.get(orderId)).toMatchObject({ status: 'CANCELED' })
  })

  it('in parts ends at balance 0, refunded by the balance and not by Toss’s status', async () => {
    expect(await refund(4000)).toMatchObject({
      data: { order: { status: 'partly_refunded', refundableAmount: 5000 } },
    })
    expect(await refund(5000, 1)).toMatchObject({
      data: { refund: { balanceAfter: 0 }, order: { status: 'refunded', refundedAmount: 9000 } },
    })
    expect(till.toss.payments.get(orderId)).toMatchObject({ status: 'PARTIAL_CANCELED' })
    expect(await refund(1, 2)).toMatchObject({ error: { code: 'NOT_REFUNDABLE' } })
  })

  it('pressed twice at the same moment, or again later, is one cancel', async () => {
    const answers = await Promise.all([refund(4000), refund(4000)])
    expect(answers).toMatchObject([{ ok: true }, { ok: true }])
    expect(await refund(4000)).toMatchObject({ data: { refund: { state: 'done' } } })
    expect(till.toss.count('cancel')).toBe(1)
    expect(till.toss.payments.get(orderId)).toMatchObject({ balanceAmount: 5000 })
  })

  it('never becomes another one under the same intent', async () => {
    await refund(4000)
    expect(await refund(3000)).toMatchObject({ error: { code: 'REFUND_INTENT_REUSED' } })
    expect(till.toss.count('cancel')).toBe(1)
  })

  it('is saved with its key before Toss is called', async () => {
    till.orders.failNext = 'requestRefund'
    await expect(refund(4000)).rejects.toThrow('disk full')
    expect(till.toss.count('cancel')).toBe(0)
  })

  it('is refused before Toss is asked where it can’t be', async () => {
    expect(await refund(9001)).toMatchObject({ error: { code: 'REFUND_EXCEEDS_BALANCE' } })
    expect(await refund(4500, 0, { lines: [{ lineNo: 1, quantity: 3 }] })).toMatchObject({
      error: { code: 'INVALID_INPUT', fields: { lines: expect.any(String) } },
    })
    expect(till.toss.count('cancel')).toBe(0)
  })

  it('keeps Toss’s words where Toss refuses, and leaves the balance', async () => {
    till.toss.mishaps.cancel.push({ code: 'EXCEED_MAX_REFUND_DUE', message: '기간이 지났습니다.' })
    const answer = {
      error: {
        code: 'REFUND_REFUSED',
        toss: { code: 'EXCEED_MAX_REFUND_DUE', message: '기간이 지났습니다.' },
      },
    }
    expect(await refund(4000)).toMatchObject(answer)
    expect(await refund(4000)).toMatchObject(answer)
    expect(stored()).toMatchObject([{ state: 'refused' }])
    // A new intent may try again.
    expect(await refund(4000, 1)).toMatchObject({ ok: true })
  })

  it('takes the escrow refusal for what it is, whatever its code', async () => {
    till.toss.mishaps.cancel.push({
      code: 'FAILED_INTERNAL_SYSTEM_PROCESSING',
      message: '[ES12] 부분취소 불가한 에스크로 상태 입니다.',
    })
    expect(await refund(4000)).toMatchObject({ error: { code: 'REFUND_REFUSED' } })
  })
})

describe('a refund without an answer', () => {
  it.each<[string, Mishap, number]>([
    ['lost on its way back', 'reply_lost', 1],
    ['lost on its way there', 'request_lost', 2],
  ])('%s stays open and settles by lookup', async (_, mishap, cancels) => {
    till.toss.mishaps.cancel.push(mishap)
    expect(await refund(4000)).toMatchObject({ data: { refund: { state: 'requested' } } })
    expect(await refund(1000, 1)).toMatchObject({ error: { code: 'REFUND_IN_PROGRESS' } })
    await till.pass(2000)
    expect(stored()).toMatchObject([{ state: 'done', amount: 4000, balanceAfter: 5000 }])
    const keys = till.toss.calls
      .filter(({ kind }) => kind === 'cancel')
      .map(({ idempotencyKey }) => idempotencyKey)
    expect(keys).toHaveLength(cancels)
    expect(new Set(keys).size).toBe(1)
    expect(till.timers.pending).toBe(0)
  })

  it('isn’t taken for one of the same amount that was done before', async () => {
    await refund(4000)
    till.toss.mishaps.cancel.push('request_lost')
    await refund(4000, 1)
    till.toss.mishaps.cancel.push('request_lost')
    await till.pass(2000)
    expect(stored()).toMatchObject([{ state: 'done' }, { state: 'requested' }])
    await till.pass(4000)
    expect(stored()).toMatchObject([{ state: 'done' }, { state: 'done' }])
    expect(till.toss.payments.get(orderId)).toMatchObject({ balanceAmount: 1000 })
  })

  it('is refused in the end where Toss answers the same for ever and nothing was given back', async () => {
    const fault = { code: 'FAILED_REFUND_PROCESS', message: '환불요청에 실패했습니다.' }
    till.toss.mishaps.cancel.push(...Array.from({ length: 20 }, () => fault))
    expect(await refund(4000)).toMatchObject({ data: { refund: { state: 'requested' } } })
    await till.pass(30_000)
    expect(stored()).toMatchObject([{ state: 'requested' }])
    await till.pass(60_000)
    expect(stored()).toMatchObject([{ state: 'refused', refusal: fault }])
  })

  it('is never refused while Toss can’t be asked', async () => {
    till.toss.mishaps.cancel.push('request_lost')
    await refund(4000)
    till.toss.mishaps.byPaymentKey.push(
      ...Array.from({ length: 500 }, () => 'request_lost' as const),
    )
    await till.pass(60 * 60_000)
    expect(stored()).toMatchObject([{ state: 'requested' }])
  })

  it('whose answer couldn’t be written down is found again', async () => {
    till.orders.failNext = 'settleRefundDone'
    expect(await refund(4000)).toMatchObject({ data: { refund: { state: 'requested' } } })
    await till.pass(2000)
    expect(stored()).toMatchObject([{ state: 'done' }])
    expect(till.toss.count('cancel')).toBe(1)
  })
})

describe('a refund that Toss takes its time over', () => {
  /** Books the cancel as not finished yet and answers so. */
  const takeOn = (cancelStatus: string) => {
    const known = till.toss.payments.get(orderId)!
    const booked = till.toss.withCancel(known, 4000, '변심')
    const payment = {
      ...(cancelStatus === 'ABORTED' ? known : booked),
      cancels: booked.cancels.map((cancel) => ({ ...cancel, cancelStatus })),
    }
    till.toss.payments.set(orderId, payment)
    return Promise.resolve({ kind: 'payment' as const, payment })
  }
  const end = (cancelStatus: string) => {
    const known = till.toss.payments.get(orderId)!
    const cancels = known.cancels.map((cancel) => ({ ...cancel, cancelStatus }))
    till.toss.payments.set(orderId, {
      ...known,
      cancels,
      ...(cancelStatus === 'ABORTED' && { balanceAmount: 9000, status: 'DONE' }),
    })
  }

  it('is asked after, never sent a second time, and done when Toss says so', async () => {
    till.toss.mishaps.cancel.push(() => takeOn('IN_PROGRESS'))
    expect(await refund(4000)).toMatchObject({ data: { refund: { state: 'requested' } } })
    await till.pass(10 * 60_000)
    expect(till.toss.count('cancel')).toBe(1)
    expect(stored()).toMatchObject([{ state: 'requested' }])
    end('DONE')
    await till.pass(60_000)
    expect(stored()).toMatchObject([{ state: 'done', balanceAfter: 5000 }])
    expect(till.toss.count('cancel')).toBe(1)
  })

  it.each(['at once', 'later'])('is refused when Toss breaks it off %s', async (when) => {
    till.toss.mishaps.cancel.push(() => takeOn(when === 'at once' ? 'ABORTED' : 'IN_PROGRESS'))
    await refund(4000)
    if (when === 'later') {
      end('ABORTED')
      await till.pass(2000)
    }
    expect(stored()).toMatchObject([{ state: 'refused', refusal: { code: 'CANCEL_ABORTED' } }])
    expect(till.toss.count('cancel')).toBe(1)
    expect(till.timers.pending).toBe(0)
    // Nothing was given back, so the money can still be: by a new intent.
    expect(await refund(4000, 1)).toMatchObject({ ok: true, data: { refund: { state: 'done' } } })
  })
})

describe('a balance that somebody else has changed', () => {
  const inConsole = (amount: number) => {
    const known = till.toss.payments.get(orderId)!
    till.toss.payments.set(orderId, till.toss.withCancel(known, amount, '콘솔'))
  }

  it('isn’t refunded on, and is shown as it is', async () => {
    inConsole(2000)
    expect(await refund(4000)).toMatchObject({
      error: { code: 'REFUND_REFUSED', toss: { code: 'NOT_MATCHES_REFUNDABLE_AMOUNT' } },
    })
    expect(till.toss.payments.get(orderId)).toMatchObject({ balanceAmount: 7000 })
    expect(await till.app.handlers['orders.get']({ orderId })).toMatchObject({
      data: { refundedAmount: 2000, refundableAmount: 7000, status: 'partly_refunded' },
    })
  })

  it('isn’t taken for our refund, though it is of the same amount', async () => {
    inConsole(4000)
    expect(await refund(4000)).toMatchObject({
      error: { code: 'REFUND_REFUSED', toss: { code: 'NOT_MATCHES_REFUNDABLE_AMOUNT' } },
    })
    expect(stored()).toMatchObject([{ state: 'refused' }])
  })

  it('shows in a lookup, names what differs, and agrees the next time', async () => {
    inConsole(2000)
    const look = () => till.app.handlers['orders.lookup']({ orderId, way: 'paymentKey' })
    const first = await look()
    expect(first.ok && first.data.differences).toEqual(
      expect.arrayContaining(['balanceAmount', 'cancels[0].cancelAmount']),
    )
    expect(await look()).toMatchObject({ data: { differences: [] } })
    expect(await till.app.handlers['orders.get']({ orderId })).toMatchObject({
      data: { refundedAmount: 2000 },
    })
  })
})

describe('kinds of payment', () => {
  const paidWith = (changes: object) => {
    const [order] = till.orders.all
    const [attempt] = order!.attempts
    const paid = payment({
      ...till.toss.payments.get(orderId),
      ...changes,
    })
    till.toss.payments.set(orderId, paid)
    till.orders.all[0] = {
      ...order!,
      attempts: [{ ...attempt!, state: { kind: 'paid', payment: paid } }],
    }
  }

  it('one that can’t be cancelled in part is refunded as a whole or not', async () => {
    paidWith({ isPartialCancelable: false })
    expect(await refund(4000)).toMatchObject({ error: { code: 'PARTIAL_REFUND_NOT_ALLOWED' } })
    expect(await refund(9000, 1)).toMatchObject({ ok: true })
  })

  it('a deposit goes back to an account that the customer names', async () => {
    paidWith({ ...waitingAccount(), status: 'DONE', approvedAt: '2026-11-23T23:00:10+09:00' })
    expect(await refund(4000)).toMatchObject({ error: { code: 'REFUND_ACCOUNT_REQUIRED' } })
    const refundAccount = { bankCode: '20', accountNumber: '1002123456789', holderName: '김하나' }
    expect(await refund(4000, 1, { refundAccount })).toMatchObject({ ok: true })
  })

  it('an account nobody has paid into is withdrawn, and the order is over', async () => {
    till = new MemoryTill()
    const intent = await till.startSale()
    ;({ orderId } = intent)
    till.toss.authenticate(orderId, intent.amount)
    till.toss.confirmed = (before) => ({ ...before, ...waitingAccount() })
    const outcome = await till.comeBack(intent)
    if (outcome.kind === 'accepted') await outcome.settled
    expect(await refund(4000)).toMatchObject({ error: { code: 'PARTIAL_REFUND_NOT_ALLOWED' } })
    expect(await refund(9000, 1)).toMatchObject({
      data: { refund: { state: 'done' }, order: { status: 'cancelled', refundedAmount: 0 } },
    })
  })
})

describe('a lookup', () => {
  it('says what Toss says when there is no payment to show', async () => {
    const look = (way: 'paymentKey' | 'orderId', id = orderId) =>
      till.app.handlers['orders.lookup']({ orderId: id, way })
    expect(await look('orderId', '20261123-0001-000009-ZZZZ')).toMatchObject({
      error: { code: 'ORDER_NOT_FOUND' },
    })
    till.toss.mishaps.byOrderId.push('request_lost')
    expect(await look('orderId')).toMatchObject({ error: { code: 'TOSS_UNREACHABLE' } })
    till.toss.mishaps.byOrderId.push({ code: 'UNAUTHORIZED_KEY' })
    expect(await look('orderId')).toMatchObject({
      error: { code: 'TOSS_REFUSED', toss: { code: 'UNAUTHORIZED_KEY' } },
    })
    till.toss.payments.clear()
    expect(await look('paymentKey')).toMatchObject({ error: { code: 'PAYMENT_NOT_FOUND_AT_TOSS' } })

    const intent = await till.startSale()
    expect(await look('paymentKey', intent.orderId)).toMatchObject({
      error: { code: 'NO_PAYMENT' },
    })
  })

  it('finds the same payment both ways', async () => {
    const [byKey, byOrder] = await Promise.all([
      till.app.handlers['orders.lookup']({ orderId, way: 'paymentKey' }),
      till.app.handlers['orders.lookup']({ orderId, way: 'orderId' }),
    ])
    expect(byKey).toMatchObject({ ok: true, data: { differences: [] } })
    expect(byKey.ok && byKey.data.payment).toEqual(byOrder.ok && byOrder.data.payment)
  })

  it('doesn’t let another payment overwrite the stored one', async () => {
    const stranger = payment({ orderId, paymentKey: 'other', totalAmount: 1, balanceAmount: 1 })
    till.toss.mishaps.byOrderId.push(async () => ({ kind: 'payment', payment: stranger }))
    const answer = await till.app.handlers['orders.lookup']({ orderId, way: 'orderId' })
    expect(answer.ok && answer.data.differences).toEqual(
      expect.arrayContaining(['paymentKey', 'totalAmount']),
    )
    expect(till.stateOf(orderId)).toMatchObject({ payment: { totalAmount: 9000 } })
  })
})

describe('whatever goes wrong', () => {
  it('no more is given back than was paid, and each intent at most once', async () => {
    const mishap = fc.constantFrom<Mishap>('reply_lost', 'request_lost', {
      code: 'FAILED_REFUND_PROCESS',
    })
    const press = fc.record({ intent: fc.nat(4), amount: fc.integer({ min: 1, max: 9500 }) })
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.option(mishap), { maxLength: 6 }),
        fc.array(press, { minLength: 1, maxLength: 8 }),
        fc.boolean(),
        async (mishaps, presses, restarts) => {
          till = new MemoryTill()
          orderId = await till.sell()
          till.toss.mishaps.cancel.push(...mishaps.filter((one) => one !== null))
          await Promise.all(presses.map(({ intent, amount }) => refund(amount, intent)))
          if (restarts) await till.restart()
          await till.pass(10 * 60_000)
          const atToss = till.toss.payments.get(orderId)!
          const given = atToss.cancels.reduce((sum, { cancelAmount }) => sum + cancelAmount, 0)
          expect(given).toBeLessThanOrEqual(9000)
          const done = stored().filter(({ state }) => state === 'done')
          expect(stored().every(({ state }) => state !== 'requested')).toBe(true)
          expect(done.map(({ amount }) => amount)).toEqual(
            atToss.cancels.map(({ cancelAmount }) => cancelAmount),
          )
          expect(till.stateOf(orderId)).toMatchObject({
            payment: { balanceAmount: 9000 - given },
          })
        },
      ),
      { numRuns: 100 },
    )
  })
})
