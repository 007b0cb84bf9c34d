import { beforeEach, describe, expect, it } from 'vitest'
import type { CartView, InputOf } from '#shared/ipc/contract.ts'
import { won } from '#shared/money.ts'
import type { Result } from '#shared/result.ts'
import { MemoryTill } from '../../support/memory-till.ts'

let till: MemoryTill
beforeEach(() => {
  till = new MemoryTill()
})

const handlers = () => till.app.handlers
const add = (productId: string) => handlers()['cart.add']({ productId })
const off = (input: Partial<InputOf<'cart.discount'>> & { percent?: number; won?: number }) =>
  handlers()['cart.discount']({
    productId: input.productId ?? null,
    discount:
      input.percent === undefined
        ? { kind: 'won', value: input.won ?? 0, reason: '행사' }
        : { kind: 'percent', value: input.percent, reason: '행사' },
    ...(input.pin !== undefined && { pin: input.pin }),
  })
const viewOf = (answer: Result<CartView>): CartView => {
  if (!answer.ok) throw new Error(answer.error.code)
  return answer.data
}
const limitTo = (limitPercent: number) =>
  till.discounts.saveDiscountRule({ limitPercent, newPin: '4821' })

describe('a sale with discounts', () => {
  it('is placed with what was taken off, why, and where it is had', async () => {
    await add('latte')
    await add('latte')
    await add('ade')
    await off({ productId: 'ade', won: 500 })
    await handlers()['cart.note']({ productId: 'latte', note: '얼음 적게' })
    await handlers()['cart.serving']({ serving: 'takeaway' })
    const cart = viewOf(await off({ percent: 10 }))
    expect(cart).toMatchObject({
      discountAmount: 1400,
      total: 12_600,
      vat: 1145,
      serving: 'takeaway',
      lines: [
        { amount: 9000, discountAmount: 0, note: '얼음 적게' },
        { amount: 5000, discountAmount: 500 },
      ],
    })
    const intent = await till.pressPay(12_600)
    expect(intent.amount).toBe(12_600)
    expect(till.orders.all[0]).toMatchObject({
      totalAmount: 12_600,
      discount: 1400,
      discountReason: '행사',
      approvedBy: null,
      serving: 'takeaway',
      lines: [
        {
          discount: 900,
          discountShare: 900,
          discountReason: null,
          amount: 8100,
          note: '얼음 적게',
        },
        { discount: 1000, discountShare: 500, discountReason: '행사', amount: 4500 },
      ],
    })
  })

  it('is another order where only its discount is another', async () => {
    await add('latte')
    await off({ won: 1000 })
    const first = await till.pressPay(3500)
    await handlers()['checkout.abandon']({ orderId: first.orderId })
    await handlers()['checkout.dismiss']({})
    await till.pressPay(3500)
    expect(till.orders.all).toHaveLength(1)
    expect(till.orders.all[0]?.attempts).toHaveLength(2)
    await handlers()['checkout.abandon']({ orderId: till.opened.at(-1)!.orderId })
    await off({ won: 900 })
    await off({ won: 1000 })
    await handlers()['cart.serving']({ serving: 'takeaway' })
    await till.pressPay(3500)
    expect(till.orders.all).toHaveLength(2)
  })

  it('with nothing to pay is no sale', async () => {
    await add('latte')
    await off({ percent: 100 })
    expect(await handlers()['checkout.start']({ total: won(0) })).toMatchObject({
      error: { code: 'CART_EMPTY' },
    })
  })
})

describe('the manager’s word', () => {
  it('is asked for above the limit, and main gives nothing without it', async () => {
    await limitTo(10)
    await add('latte')
    expect((await off({ percent: 10 })).ok).toBe(true)
    expect(await off({ percent: 11 })).toMatchObject({ error: { code: 'APPROVAL_REQUIRED' } })
    expect(await off({ percent: 50, pin: '0000' })).toMatchObject({ error: { code: 'PIN_WRONG' } })
    expect(viewOf(await handlers()['cart.get']({}))).toMatchObject({
      total: 4050,
      approval: 'none',
    })
    expect(viewOf(await off({ percent: 50, pin: '4821' }))).toMatchObject({
      total: 2250,
      approval: 'given',
    })
    await till.pressPay(2250)
    expect(till.orders.all[0]).toMatchObject({ approvedBy: 'manager', totalAmount: 2250 })
  })

  it('was to that discount, not to the next one', async () => {
    await limitTo(10)
    await add('latte')
    await add('ade')
    await off({ productId: 'latte', percent: 50, pin: '4821' })
    expect(await off({ productId: 'ade', percent: 40 })).toMatchObject({
      error: { code: 'APPROVAL_REQUIRED' },
    })
    expect(viewOf(await off({ productId: 'ade', percent: 10 })).approval).toBe('given')
  })

  it('is needed again where other edits make an old discount count for more', async () => {
    await limitTo(10)
    await add('latte')
    for (let piece = 0; piece < 9; piece += 1) await add('ade')
    expect(viewOf(await off({ won: 5000 })).approval).toBe('none')
    const left = viewOf(await handlers()['cart.setQuantity']({ productId: 'ade', quantity: 0 }))
    expect(left).toMatchObject({ total: 0, approval: 'needed' })
    await add('latte')
    expect(await handlers()['checkout.start']({ total: won(4000) })).toMatchObject({
      error: { code: 'APPROVAL_REQUIRED' },
    })
    expect(till.orders.all).toEqual([])
    expect(viewOf(await handlers()['cart.approve']({ pin: '4821' })).approval).toBe('given')
    await till.pressPay(4000)
    expect(till.orders.all[0]?.approvedBy).toBe('manager')
  })

  it('can’t be guessed: after five wrong ones even the right one waits', async () => {
    await limitTo(10)
    await add('latte')
    const guess = (pin: string) => off({ percent: 50, pin })
    // All at once, as a script would.
    const guesses = await Promise.all(['0000', '0001', '0002', '0003', '0004', '4821'].map(guess))
    expect(guesses.map((one) => (one.ok ? 'given' : one.error.code))).toEqual([
      'PIN_WRONG',
      'PIN_WRONG',
      'PIN_WRONG',
      'PIN_WRONG',
      'PIN_LOCKED',
      'PIN_LOCKED',
    ])
    await till.pass(30_000)
    expect((await guess('4821')).ok).toBe(true)
  })

  it('guards its own limit', async () => {
    const save = handlers()['settings.saveDiscounts']
    expect(await save({ limitPercent: 10 })).toMatchObject({ error: { code: 'PIN_MISSING' } })
    expect((await save({ limitPercent: 10, newPin: '4821' })).ok).toBe(true)
    expect(await save({ limitPercent: 100 })).toMatchObject({
      error: { code: 'APPROVAL_REQUIRED' },
    })
    expect(await save({ limitPercent: 100, newPin: '0000', pin: '0000' })).toMatchObject({
      error: { code: 'PIN_WRONG' },
    })
    expect(await save({ limitPercent: 20, pin: '4821' })).toMatchObject({
      data: { discounts: { limitPercent: 20, hasPin: true } },
    })
  })
})

describe('보류', () => {
  const held = async () => viewOf(await handlers()['cart.get']({})).held

  it('empties the counter and brings the same cart back', async () => {
    await add('latte')
    await add('ade')
    const before = viewOf(await off({ percent: 10 }))
    const empty = viewOf(await handlers()['cart.hold']({}))
    expect(empty).toMatchObject({
      lines: [],
      discount: null,
      steps: 0,
      held: [{ total: 9000, count: 2, names: ['카페라떼', '자몽에이드'] }],
    })
    const back = viewOf(await handlers()['cart.recall']({ id: empty.held[0]!.id }))
    expect(back).toEqual({ ...before, steps: 0 })
  })

  it('swaps where the counter isn’t empty, and loses neither', async () => {
    await add('latte')
    await handlers()['cart.hold']({})
    await add('ade')
    const [first] = await held()
    const swapped = viewOf(await handlers()['cart.recall']({ id: first!.id }))
    expect(swapped.lines).toMatchObject([{ productId: 'latte' }])
    expect(swapped.held).toMatchObject([{ names: ['자몽에이드'] }])
    expect(await handlers()['cart.recall']({ id: first!.id })).toMatchObject({
      error: { code: 'HELD_NOT_FOUND' },
    })
    expect(await held()).toHaveLength(1)
  })

  it('holds nothing where there is nothing, and no more than a counter can have', async () => {
    expect(await handlers()['cart.hold']({})).toMatchObject({ error: { code: 'CART_EMPTY' } })
    for (let n = 0; n < 30; n += 1) {
      await add('latte')
      await handlers()['cart.hold']({})
    }
    await add('ade')
    expect(await handlers()['cart.hold']({})).toMatchObject({ error: { code: 'HELD_FULL' } })
    expect(viewOf(await handlers()['cart.get']({})).count).toBe(1)
  })

  it('lets go of a cart that turns out as paid while it waits', async () => {
    const intent = await till.startSale()
    till.toss.authenticate(intent.orderId, intent.amount)
    // It was put on hold while nobody knew.
    till.carts.waiting.push({
      held: { id: 'h', heldAt: new Date(0), total: won(9000), count: 2, names: ['카페라떼'] },
      cart: till.cart,
    })
    till.carts.cart = { lines: [{ productId: 'ade', quantity: 1 }], triedAs: null }
    const outcome = await till.comeBack(intent)
    if (outcome.kind === 'accepted') await outcome.settled
    expect(till.stateOf(intent.orderId).kind).toBe('paid')
    expect(till.carts.waiting).toEqual([])
    expect(till.cart.lines).toEqual([{ productId: 'ade', quantity: 1 }])
  })

  it('does nothing while a customer is paying', async () => {
    await till.startSale()
    for (const route of ['cart.hold', 'cart.undo'] as const) {
      expect(await handlers()[route]({})).toMatchObject({ error: { code: 'CHECKOUT_IN_PROGRESS' } })
    }
    expect(await off({ percent: 10 })).toMatchObject({ error: { code: 'CHECKOUT_IN_PROGRESS' } })
  })
})

describe('되돌리기', () => {
  it('brings nothing of a sold cart back', async () => {
    await till.sell()
    const undone = viewOf(await handlers()['cart.undo']({}))
    expect(undone).toMatchObject({ lines: [], steps: 0 })
    // Also where the emptying couldn't be saved.
    till.carts.cart = {
      lines: [{ productId: 'latte', quantity: 2 }],
      triedAs: till.orders.all[0]!.number,
    }
    till.carts.steps = [{ lines: [{ productId: 'latte', quantity: 1 }], triedAs: null }]
    expect(viewOf(await handlers()['cart.get']({}))).toMatchObject({ lines: [], steps: 0 })
    expect(viewOf(await add('ade')).steps).toBe(0)
    expect(viewOf(await handlers()['cart.undo']({})).lines).toMatchObject([{ productId: 'ade' }])
  })

  it('counts no step where nothing changed', async () => {
    await add('latte')
    await handlers()['cart.setQuantity']({ productId: 'latte', quantity: 1 })
    await handlers()['cart.serving']({ serving: 'here' })
    expect(viewOf(await handlers()['cart.get']({})).steps).toBeLessThanOrEqual(2)
    const back = viewOf(await handlers()['cart.undo']({}))
    expect(viewOf(await handlers()['cart.undo']({})).lines).toEqual([])
    expect(back.steps).toBeLessThanOrEqual(1)
  })
})
