import { beforeEach, describe, expect, it } from 'vitest'
import { won } from '#shared/money.ts'
import { MemoryTill } from '../../support/memory-till.ts'
import type { Mishap } from '../../support/memory-toss.ts'

let till: MemoryTill
beforeEach(() => {
  till = new MemoryTill()
})

/** A sale of two lattes whose confirm met this, left as 확인중; gives its orderId. */
async function leaveUnknown(mishap: Mishap): Promise<string> {
  const intent = await till.startSale()
  till.toss.authenticate(intent.orderId, intent.amount)
  till.toss.mishaps.confirm.push(mishap)
  const outcome = await till.comeBack(intent)
  if (outcome.kind === 'accepted') await outcome.settled
  return intent.orderId
}
const unreachable = () => {
  till.toss.isThere = false
  till.toss.mishaps.byOrderId.push(...Array.from({ length: 500 }, () => 'request_lost' as const))
}
const reachable = () => {
  till.toss.isThere = true
  till.toss.mishaps.byOrderId.length = 0
}
const dismiss = () => till.app.handlers['checkout.dismiss']({})
const pay = (total: number) => till.app.handlers['checkout.start']({ total: won(total) })

describe('a 확인중', () => {
  it('never blocks selling: several at once are left, and each settles and is told', async () => {
    unreachable()
    const left: string[] = []
    for (const mishap of ['reply_lost', 'request_lost', 'reply_lost'] as const) {
      left.push(await leaveUnknown(mishap))
      expect(await dismiss()).toMatchObject({ ok: true, data: { stage: 'idle' } })
    }
    reachable()
    expect(till.stateOf(await till.sell()).kind).toBe('paid')
    await till.pass(5000)
    for (const orderId of left) {
      expect(till.stateOf(orderId).kind).toBe('paid')
      expect(till.events).toContainEqual({ name: 'order.changed', data: { orderId } })
    }
    expect(till.toss.count('confirm')).toBe(5)
  })

  it('never blocks selling after a restart either', async () => {
    unreachable()
    const first = await leaveUnknown('reply_lost')
    await dismiss()
    const second = await leaveUnknown('reply_lost')
    await till.restart()
    // The one whose cart is still there is on the screen, and can be left like before.
    expect(await till.app.handlers['checkout.get']({})).toMatchObject({
      data: { stage: 'confirming', orderId: second },
    })
    await dismiss()
    reachable()
    const third = await till.sell()
    await till.pass(65_000)
    for (const orderId of [first, second, third]) expect(till.stateOf(orderId).kind).toBe('paid')
  })

  it('that is declined while it is being left keeps its cart', async () => {
    const orderId = await leaveUnknown('request_lost')
    till.toss.payments.set(orderId, {
      ...till.toss.payments.get(orderId)!,
      status: 'ABORTED',
      failure: { code: 'REJECT_CARD_COMPANY', message: '' },
    })
    await Promise.all([till.app.handlers['orders.settle']({ orderId }), till.pass(0)])
    await dismiss()
    expect(till.cart.lines).toHaveLength(1)
    expect((await till.pressPay(9000)).orderId).not.toBe(orderId)
    expect(till.orders.all).toHaveLength(1)
  })
})

describe('a cart that may be paid', () => {
  /** Nobody looks at it any more, but the cart still says what it was tried as. */
  const forget = async () => {
    const orderId = await leaveUnknown('reply_lost')
    const { cart } = till
    await dismiss()
    till.cart = cart
    return orderId
  }

  it('is neither charged nor changed, and is shown instead', async () => {
    const orderId = await forget()
    expect(await pay(9000)).toMatchObject({ error: { code: 'CHECKOUT_IN_PROGRESS' } })
    expect(await till.app.handlers['checkout.get']({})).toMatchObject({
      data: { stage: 'confirming', orderId },
    })
    await dismiss()
    expect(till.cart.lines).toEqual([])
    expect((await till.app.handlers['cart.add']({ productId: 'ade' })).ok).toBe(true)
  })

  it('can’t be changed into another one', async () => {
    await forget()
    expect(await till.app.handlers['cart.add']({ productId: 'ade' })).toMatchObject({
      error: { code: 'CHECKOUT_IN_PROGRESS' },
    })
    expect(till.cart.lines).toEqual([{ productId: 'latte', quantity: 2 }])
  })

  it('is empty once it was sold, though the emptying couldn’t be written', async () => {
    const orderId = await till.sell()
    till.cart = {
      lines: [{ productId: 'latte', quantity: 2 }],
      triedAs: till.orders.all[0]!.number,
    }
    expect(await till.app.handlers['cart.get']({})).toMatchObject({ data: { count: 0 } })
    expect(await pay(9000)).toMatchObject({ error: { code: 'CART_EMPTY' } })
    await till.app.handlers['cart.add']({ productId: 'ade' })
    expect(till.cart.lines).toEqual([{ productId: 'ade', quantity: 1 }])
    expect(till.stateOf(orderId).kind).toBe('paid')
  })

  it('is emptied when it turns out as sold, also where nobody was looking', async () => {
    const intent = await till.startSale()
    till.toss.authenticate(intent.orderId, intent.amount, {
      status: 'DONE',
      approvedAt: '2026-11-23T23:00:10+09:00',
    })
    // The window went with the last run; a lookup finds what it had brought.
    await till.restart()
    expect(till.stateOf(intent.orderId).kind).toBe('paid')
    expect(till.cart.lines).toEqual([])
  })

  it('isn’t the next customer’s', async () => {
    const orderId = await till.sell()
    await till.app.handlers['cart.add']({ productId: 'ade' })
    await till.app.handlers['orders.refund']({
      orderId,
      intentId: '5f0c9c0e-6a0e-4f0e-9d7a-0d8f6f1f0a01',
      amount: won(9000),
      reason: '변심',
      lines: [],
    })
    expect(till.cart.lines).toEqual([{ productId: 'ade', quantity: 1 }])
  })
})
