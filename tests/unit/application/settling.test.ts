import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { mayMove } from '../../../src/main/domain/attempt.ts'
import { MemoryTill } from '../../support/memory-till.ts'
import type { Mishap } from '../../support/memory-toss.ts'
import { waitingAccount } from '../../support/payments.ts'

let till: MemoryTill
beforeEach(() => {
  till = new MemoryTill()
})

const minutes = (count: number) => count * 60_000

/** A sale whose first confirm met this; gives its orderId. */
async function confirmWith(mishap: Mishap): Promise<string> {
  const intent = await till.startSale()
  till.toss.authenticate(intent.orderId, intent.amount)
  till.toss.mishaps.confirm.push(mishap)
  const outcome = await till.comeBack(intent)
  if (outcome.kind !== 'accepted') throw new Error(outcome.kind)
  await outcome.settled
  return intent.orderId
}

describe('an unknown confirm', () => {
  it('is paid after a lost reply: found by lookup, not sent again', async () => {
    const orderId = await confirmWith('reply_lost')
    expect(till.stateOf(orderId).kind).toBe('confirming')
    await till.pass(2000)
    expect(till.stateOf(orderId).kind).toBe('paid')
    expect(till.toss.count('confirm')).toBe(1)
    expect(till.cart.lines).toEqual([])
    expect(till.timers.pending).toBe(0)
  })

  it('is sent again with the same key after a lost request', async () => {
    const orderId = await confirmWith('request_lost')
    await till.pass(2000)
    expect(till.stateOf(orderId).kind).toBe('paid')
    const keys = till.toss.calls
      .filter(({ kind }) => kind === 'confirm')
      .map(({ idempotencyKey }) => idempotencyKey)
    expect(keys).toHaveLength(2)
    expect(new Set(keys).size).toBe(1)
  })

  it.each(['ALREADY_PROCESSED_PAYMENT', 'PROVIDER_ERROR', 'COMMON_ERROR', 'A_CODE_OF_TOMORROW'])(
    '%s decides nothing',
    async (code) => {
      const orderId = await confirmWith({ code })
      expect(till.stateOf(orderId).kind).toBe('confirming')
    },
  )

  it('asks in growing gaps and shows how often and when next', async () => {
    const orderId = await confirmWith('request_lost')
    till.toss.isThere = false
    till.toss.mishaps.byOrderId.push(...Array.from({ length: 20 }, () => 'request_lost' as const))
    const start = till.timers.time
    const asked: number[] = []
    for (let n = 0; n < 8; n += 1) {
      const view = await till.app.handlers['checkout.get']({})
      const due = Date.parse(
        (view.ok && view.data.stage === 'confirming' && view.data.nextLookupAt) || '',
      )
      asked.push((due - start) / 1000)
      await till.pass(due - till.timers.time)
    }
    expect(asked).toEqual([2, 6, 14, 30, 62, 122, 182, 242])
    expect(await till.app.handlers['checkout.get']({})).toMatchObject({
      data: {
        stage: 'confirming',
        lookups: 8,
        nextLookupAt: new Date(till.timers.time + 60_000).toISOString(),
      },
    })
    expect(till.stateOf(orderId).kind).toBe('confirming')
  })

  it('isn’t over because Toss doesn’t know it yet, only when its time is over', async () => {
    const orderId = await confirmWith('request_lost')
    till.toss.payments.clear()
    await till.pass(minutes(10))
    expect(till.stateOf(orderId).kind).toBe('confirming')
    await till.pass(minutes(3))
    expect(till.stateOf(orderId).kind).toBe('expired')
  })

  it('is not confirmed again once Toss’s ten minutes are over', async () => {
    const orderId = await confirmWith('request_lost')
    till.toss.isThere = false
    till.toss.mishaps.byOrderId.push(...Array.from({ length: 14 }, () => 'request_lost' as const))
    await till.pass(minutes(30))
    expect(till.toss.count('confirm')).toBe(1)
    till.toss.payments.set(orderId, { ...till.toss.payments.get(orderId)!, status: 'EXPIRED' })
    await till.pass(minutes(1))
    expect(till.stateOf(orderId).kind).toBe('expired')
  })

  it('is declined with Toss’s words where a lookup shows ABORTED', async () => {
    const orderId = await confirmWith('request_lost')
    till.toss.payments.set(orderId, {
      ...till.toss.payments.get(orderId)!,
      status: 'ABORTED',
      failure: { code: 'REJECT_CARD_COMPANY', message: '결제 승인이 거절되었습니다.' },
    })
    await till.pass(2000)
    expect(till.stateOf(orderId)).toMatchObject({
      kind: 'declined',
      reason: { code: 'REJECT_CARD_COMPANY' },
    })
  })

  it('is not declined by refused keys once a confirm may have gone out', async () => {
    const orderId = await confirmWith('request_lost')
    till.toss.mishaps.confirm.push({ code: 'UNAUTHORIZED_KEY' })
    await till.pass(2000)
    expect(till.stateOf(orderId).kind).toBe('confirming')
    await till.pass(4000)
    expect(till.stateOf(orderId).kind).toBe('paid')
  })

  it('is declined by refused keys at the first confirm', async () => {
    const orderId = await confirmWith({ code: 'UNAUTHORIZED_KEY', message: '인증되지 않은 키' })
    expect(till.stateOf(orderId).kind).toBe('declined')
  })

  it('지금 조회 twice at once confirms at most once more', async () => {
    const orderId = await confirmWith('request_lost')
    await Promise.all([
      till.app.handlers['orders.settle']({ orderId }),
      till.app.handlers['orders.settle']({ orderId }),
    ])
    expect(till.toss.count('confirm')).toBe(2)
    expect(till.stateOf(orderId).kind).toBe('paid')
  })

  it('leaves the till free when put away, and settles by itself', async () => {
    const orderId = await confirmWith('request_lost')
    expect((await till.app.handlers['cart.add']({ productId: 'ade' })).ok).toBe(false)
    await till.app.handlers['checkout.dismiss']({})
    expect(await till.stage()).toBe('idle')
    expect(till.cart.lines).toEqual([])
    await till.app.handlers['cart.add']({ productId: 'ade' })
    await till.pass(2000)
    expect(till.stateOf(orderId).kind).toBe('paid')
    // The next customer's cart is left alone.
    expect(till.cart.lines).toEqual([{ productId: 'ade', quantity: 1 }])
  })
})

describe('after a restart', () => {
  it('finds a confirm that was under way, and shows it before anything else is charged', async () => {
    const orderId = await confirmWith('reply_lost')
    till.toss.mishaps.byOrderId.push('request_lost')
    await till.restart()
    expect(await till.stage()).toBe('confirming')
    const pressed = await till.app.handlers['checkout.start']({ total: 9000 as never })
    expect(pressed).toMatchObject({ ok: false, error: { code: 'CHECKOUT_IN_PROGRESS' } })
    await till.pass(4000)
    expect(till.stateOf(orderId).kind).toBe('paid')
    expect(till.toss.count('confirm')).toBe(1)
    expect(till.cart.lines).toEqual([])
  })

  it('ends a window that was open, and keeps the cart for a further attempt', async () => {
    const intent = await till.startSale()
    await till.restart()
    expect(till.stateOf(intent.orderId).kind).toBe('cancelled')
    expect(await till.stage()).toBe('idle')
    const again = await till.pressPay(9000)
    expect(till.orders.all).toHaveLength(1)
    expect(again.orderId).not.toBe(intent.orderId)
  })

  it('calls it expired where the window’s time is over too', async () => {
    const intent = await till.startSale()
    till.timers.time += minutes(31)
    await till.restart()
    expect(till.stateOf(intent.orderId).kind).toBe('expired')
  })

  it('empties a cart that was sold just before the power went', async () => {
    const orderId = await till.sell()
    const order = till.orders.all[0]!
    till.cart = { lines: [{ productId: 'latte', quantity: 2 }], triedAs: order.number }
    await till.restart()
    expect(till.cart.lines).toEqual([])
    expect(till.stateOf(orderId).kind).toBe('paid')
  })

  it('goes on where a refund had no answer', async () => {
    const orderId = await till.sell()
    till.toss.mishaps.cancel.push('reply_lost')
    await till.app.handlers['orders.refund']({
      orderId,
      intentId: '5f0c9c0e-6a0e-4f0e-9d7a-0d8f6f1f0a01',
      amount: 4500 as never,
      reason: '변심',
      lines: [],
    })
    await till.restart()
    expect(till.orders.all[0]!.refunds).toMatchObject([{ state: 'done', amount: 4500 }])
    expect(till.toss.count('cancel')).toBe(1)
  })
})

describe('a deposit', () => {
  const issue = async () => {
    const intent = await till.startSale()
    till.toss.authenticate(intent.orderId, intent.amount)
    till.toss.confirmed = (before) => ({ ...before, ...waitingAccount() })
    const outcome = await till.comeBack(intent)
    if (outcome.kind === 'accepted') await outcome.settled
    return intent.orderId
  }
  const nowAtToss = (orderId: string, changes: object) =>
    till.toss.payments.set(orderId, { ...till.toss.payments.get(orderId)!, ...changes })

  it('is paid when Toss says DONE', async () => {
    const orderId = await issue()
    await till.pass(30_000)
    expect(till.stateOf(orderId).kind).toBe('awaiting_deposit')
    nowAtToss(orderId, { status: 'DONE', approvedAt: '2026-11-24T10:00:00+09:00' })
    await till.pass(30_000)
    expect(till.stateOf(orderId).kind).toBe('paid')
  })

  it('is cancelled when Toss withdraws the account', async () => {
    const orderId = await issue()
    nowAtToss(orderId, { status: 'CANCELED', balanceAmount: 0 })
    await till.pass(30_000)
    expect(till.stateOf(orderId).kind).toBe('cancelled')
  })

  it('expires by its due date, as Toss never says so', async () => {
    const orderId = await issue()
    await till.pass(7 * 24 * 60 * 60_000)
    expect(till.stateOf(orderId).kind).toBe('awaiting_deposit')
    // Toss's flag never comes here, so the date has to be past without a doubt.
    await till.pass(4 * 24 * 60 * 60_000)
    expect(till.stateOf(orderId).kind).toBe('expired')
  })
})

describe('an attempt that was ended elsewhere', () => {
  const elsewhere = (changes: (orders: MemoryTill['orders']['port'], at: Date) => unknown) =>
    changes(till.orders.port, new Date(till.timers.time))

  it('leaves the screen when its window closes', async () => {
    const { orderId, ref } = await till.startSale()
    await elsewhere((orders, at) => orders.markCancelled(orderId, null, at))
    expect(await till.stage()).toBe('paying')
    await till.app.payments.windowClosed(ref)
    expect(await till.stage()).toBe('not_paid')
    await till.pressPay(9000)
  })

  it('leaves the screen when its customer comes back, whose return is refused', async () => {
    const intent = await till.startSale()
    await elsewhere((orders, at) => orders.markCancelled(intent.orderId, null, at))
    expect(await till.comeBack(intent)).toMatchObject({ kind: 'refused', why: 'attempt_ended' })
    expect(till.closed).toContain(intent.ref)
    expect(await till.stage()).toBe('not_paid')
  })

  it('is asked about when it turns out to be confirmed there', async () => {
    const { orderId, ref } = await till.startSale()
    await elsewhere((orders, at) =>
      orders.beginConfirm(orderId, { paymentKey: 'key-1', idempotencyKey: 'k', returnedAt: at }),
    )
    await till.app.payments.windowClosed(ref)
    await till.pass(minutes(12))
    expect(till.stateOf(orderId).kind).toBe('expired')
  })
})

describe('an end that can’t be saved', () => {
  it('comes later', async () => {
    const { orderId, ref } = await till.startSale()
    const { markCancelled } = till.orders.port
    till.orders.port.markCancelled = () => Promise.reject(new Error('the disk is full'))
    await expect(till.app.payments.windowClosed(ref)).rejects.toThrow('the disk is full')
    expect(till.stateOf(orderId).kind).toBe('awaiting_payment')
    till.orders.port.markCancelled = markCancelled
    await till.pass(minutes(1))
    expect(till.stateOf(orderId).kind).toBe('cancelled')
  })

  it('comes for an order whose cart couldn’t be saved, so that no window opened', async () => {
    await till.app.handlers['cart.add']({ productId: 'latte' })
    till.carts.port.save = async () => {
      throw new Error('the disk is full')
    }
    await expect(till.pressPay(4500)).rejects.toThrow('the disk is full')
    const [order] = till.orders.all
    await till.pass(minutes(1))
    expect(till.stateOf(order!.attempts[0]!.orderId)).toMatchObject({
      kind: 'cancelled',
      reason: { code: 'WINDOW_NOT_OPENED' },
    })
  })
})

describe('whatever goes wrong', () => {
  it('states move by the table only, and money is taken once at most', async () => {
    const mishap = fc.constantFrom<Mishap | null>(
      null,
      'reply_lost',
      'request_lost',
      { code: 'PROVIDER_ERROR' },
      { code: 'ALREADY_PROCESSED_PAYMENT' },
      { code: 'REJECT_CARD_PAYMENT' },
      { code: 'UNAUTHORIZED_KEY' },
      { code: 'NEW_CODE' },
    )
    const step = fc.constantFrom('return', 'close', 'fail', 'settle', 'restart', 'wait')
    await fc.assert(
      fc.asyncProperty(
        fc.array(mishap, { maxLength: 4 }),
        fc.array(mishap, { maxLength: 4 }),
        fc.array(step, { minLength: 1, maxLength: 8 }),
        async (confirms, lookups, steps) => {
          const till = new MemoryTill()
          const intent = await till.startSale()
          const { orderId } = intent
          till.toss.authenticate(orderId, intent.amount)
          let taken = 0
          till.toss.confirmed = (before) => {
            taken += 1
            return { ...before, status: 'DONE', approvedAt: '2026-11-23T23:00:10+09:00' }
          }
          till.toss.mishaps.confirm.push(...confirms.filter((one) => one !== null))
          till.toss.mishaps.byOrderId.push(...lookups.filter((one) => one !== null))
          for (const one of steps) {
            if (one === 'return') void till.comeBack(intent)
            if (one === 'close') void till.app.payments.windowClosed(intent.ref)
            if (one === 'fail') void till.comeToFail(intent, 'REJECT_CARD_COMPANY')
            if (one === 'settle') void till.app.handlers['orders.settle']({ orderId })
            if (one === 'restart') await till.restart()
            if (one === 'wait') await till.pass(10_000)
          }
          await till.pass(minutes(15))
          for (const { from, to } of till.orders.moves) {
            expect(mayMove(from as never, to as never)).toBe(true)
          }
          expect(taken).toBeLessThanOrEqual(1)
          const { kind } = till.stateOf(orderId)
          const isLeftOpen = kind === 'awaiting_payment' || kind === 'confirming'
          const wasLeftAlone = steps.every((one) => one === 'wait' || one === 'settle')
          expect(isLeftOpen).toBe(wasLeftAlone)
          // Said to be unpaid, but paid at Toss: the one thing that must never be.
          const isMadeUp = confirms.some((one) => isDefinite(one))
          expect(taken === 1 && !isMadeUp && kind !== 'paid').toBe(false)
        },
      ),
      { numRuns: 150 },
    )
  })
})

/** Refusals that a test double makes up without looking at its own ledger. */
const isDefinite = (mishap: Mishap | null): boolean =>
  typeof mishap === 'object' &&
  mishap !== null &&
  ['REJECT_CARD_PAYMENT', 'UNAUTHORIZED_KEY'].includes(mishap.code)
