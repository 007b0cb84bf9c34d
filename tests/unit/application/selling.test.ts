import { beforeEach, describe, expect, it } from 'vitest'
import { contract } from '#shared/ipc/contract.ts'
import { won } from '#shared/money.ts'
import { MemoryTill } from '../../support/memory-till.ts'

let till: MemoryTill
beforeEach(() => {
  till = new MemoryTill()
})

describe('the cart', () => {
  it('prices from the catalogue and tells the page', async () => {
    await till.app.handlers['cart.add']({ productId: 'latte' })
    const cart = await till.app.handlers['cart.add']({ productId: 'ade' })
    expect(cart).toMatchObject({
      ok: true,
      data: { count: 2, total: 10_000, vat: 909, lines: [{ picture: 'latte.svg' }, {}] },
    })
    expect(till.events.at(-1)).toMatchObject({ name: 'cart.changed', data: { total: 10_000 } })
    expect(contract['cart.get'].output.safeParse(cart.ok && cart.data).success).toBe(true)
  })

  it('loses a product that left the catalogue, and takes a new price', async () => {
    await till.app.handlers['cart.add']({ productId: 'latte' })
    await till.app.handlers['cart.add']({ productId: 'ade' })
    till.products = till.products
      .filter(({ id }) => id !== 'ade')
      .map((one) => ({ ...one, price: won(5000) }))
    expect(await till.app.handlers['cart.get']({})).toMatchObject({
      data: { total: 5000, lines: [{ productId: 'latte' }] },
    })
    expect(await till.app.handlers['cart.add']({ productId: 'ade' })).toMatchObject({
      error: { code: 'PRODUCT_NOT_FOUND' },
    })
    // Its line can still be taken out.
    const out = await till.app.handlers['cart.setQuantity']({ productId: 'ade', quantity: 0 })
    expect(out.ok).toBe(true)
    expect(till.cart.lines).toEqual([{ productId: 'latte', quantity: 1 }])
  })

  it('refuses what the till can’t count, and stays as it was', async () => {
    await till.app.handlers['cart.add']({ productId: 'gold' })
    const more = await till.app.handlers['cart.add']({ productId: 'gold' })
    expect(more).toMatchObject({ error: { code: 'AMOUNT_TOO_LARGE' } })
    expect(till.cart.lines).toEqual([{ productId: 'gold', quantity: 1 }])
  })

  it('takes taps at the same moment one after the other', async () => {
    await Promise.all(
      Array.from({ length: 20 }, () => till.app.handlers['cart.add']({ productId: 'latte' })),
    )
    expect(till.cart.lines).toEqual([{ productId: 'latte', quantity: 20 }])
  })

  it('puts the last result away with the next tap', async () => {
    await till.sell()
    expect(await till.stage()).toBe('paid')
    await till.app.handlers['cart.add']({ productId: 'ade' })
    expect(await till.stage()).toBe('idle')
  })
})

describe('결제', () => {
  it('writes the order down before the window opens', async () => {
    let atOpen: unknown = null
    const opened = till.opened.push.bind(till.opened)
    till.opened.push = (...intents) => {
      atOpen = { order: till.orders.all[0], cart: till.cart }
      return opened(...intents)
    }
    const intent = await till.startSale()
    expect(atOpen).toMatchObject({
      order: {
        orderName: 'latte-카페라떼',
        totalAmount: 9000,
        businessDay: '2026-11-23',
        lines: [{ lineNo: 1, productId: 'latte', quantity: 2, unitPrice: 4500, amount: 9000 }],
        attempts: [{ state: { kind: 'awaiting_payment' } }],
      },
      cart: { triedAs: '0001-000001' },
    })
    expect(intent).toMatchObject({ amount: 9000, clientKey: 'test_gck_docs_client' })
    expect(intent.orderId).toMatch(/^[A-Za-z0-9_-]{6,64}$/)
    expect(await till.stage()).toBe('paying')
  })

  it('does nothing at a second press, even at the same moment', async () => {
    await till.app.handlers['cart.add']({ productId: 'latte' })
    const press = () => till.app.handlers['checkout.start']({ total: won(4500) })
    const [first, second] = await Promise.all([press(), press()])
    expect(first.ok).toBe(true)
    expect(second).toMatchObject({ error: { code: 'CHECKOUT_IN_PROGRESS' } })
    expect(await press()).toMatchObject({ error: { code: 'CHECKOUT_IN_PROGRESS' } })
    expect(till.opened).toHaveLength(1)
    expect(till.orders.all).toHaveLength(1)
  })

  it('refuses another total than main’s own, an empty cart and missing keys', async () => {
    const press = (total: number) => till.app.handlers['checkout.start']({ total: won(total) })
    expect(await press(0)).toMatchObject({ error: { code: 'CART_EMPTY' } })
    await till.app.handlers['cart.add']({ productId: 'latte' })
    expect(await press(4499)).toMatchObject({ error: { code: 'CART_CHANGED' } })
    till.clientKey = null
    expect(await press(4500)).toMatchObject({ error: { code: 'KEYS_MISSING' } })
    expect(till.orders.all).toEqual([])
    till.clientKey = 'test_gck_docs_client'
    expect((await press(4500)).ok).toBe(true)
  })

  it('keeps the cart still while the customer pays', async () => {
    await till.startSale()
    const add = await till.app.handlers['cart.add']({ productId: 'ade' })
    expect(add).toMatchObject({ error: { code: 'CHECKOUT_IN_PROGRESS' } })
    expect(await till.app.handlers['checkout.dismiss']({})).toMatchObject({ ok: false })
  })

  it('says so when the window can’t open, and can be tried again', async () => {
    till.windowFails = true
    await till.app.handlers['cart.add']({ productId: 'latte' })
    const view = await till.app.handlers['checkout.start']({ total: won(4500) })
    expect(view).toMatchObject({
      data: { stage: 'not_paid', reason: { kind: 'widget', code: 'WINDOW_NOT_OPENED' } },
    })
    till.windowFails = false
    const again = await till.pressPay(4500)
    expect(till.orders.all[0]!.attempts.map(({ state }) => state.kind)).toEqual([
      'cancelled',
      'awaiting_payment',
    ])
    expect(again.orderId).toBe(till.orders.all[0]!.attempts[1]!.orderId)
  })

  it('makes the same cart a further attempt, a changed one a new order', async () => {
    const first = await till.startSale()
    const refused = await till.comeToFail(first, 'REJECT_CARD_COMPANY')
    if (refused.kind === 'accepted') await refused.settled
    await till.app.handlers['checkout.dismiss']({})
    const second = await till.pressPay(9000)
    expect(till.orders.all).toHaveLength(1)
    expect(second.orderId).not.toBe(first.orderId)
    expect(second.ref).not.toBe(first.ref)

    await till.app.payments.windowClosed(second.ref)
    await till.app.handlers['cart.add']({ productId: 'ade' })
    await till.app.handlers['cart.setQuantity']({ productId: 'ade', quantity: 0 })
    await till.pressPay(9000)
    expect(till.orders.all).toHaveLength(2)
  })

  it('makes a new order where only the price has changed since', async () => {
    const first = await till.startSale()
    await till.app.payments.windowClosed(first.ref)
    till.products = till.products.map((one) => ({ ...one, price: won(5000) }))
    await till.pressPay(10_000)
    expect(till.orders.all.map(({ totalAmount }) => totalAmount)).toEqual([9000, 10_000])
  })

  it('books a sale at two in the morning on the day before', async () => {
    till.timers.time = Date.parse('2026-11-24T02:00:00+09:00')
    await till.startSale()
    expect(till.orders.all[0]!.businessDay).toBe('2026-11-23')
  })
})

describe('every answer fits the contract', () => {
  it('of a sold, partly refunded order', async () => {
    const orderId = await till.sell()
    await till.app.handlers['orders.refund']({
      orderId,
      intentId: '5f0c9c0e-6a0e-4f0e-9d7a-0d8f6f1f0a01',
      amount: won(4500),
      reason: '변심',
      lines: [{ lineNo: 1, quantity: 1 }],
    })
    const { handlers } = till.app
    const answers = {
      'status.get': await handlers['status.get']({}),
      'catalogue.list': await handlers['catalogue.list']({}),
      'checkout.get': await handlers['checkout.get']({}),
      'orders.search': await handlers['orders.search']({}),
      'orders.get': await handlers['orders.get']({ orderId }),
      'orders.lookup': await handlers['orders.lookup']({ orderId, way: 'paymentKey' }),
      'slips.show': await handlers['slips.show']({ orderId, kind: 'receipt', paper: '80' }),
      'settings.get': await handlers['settings.get']({}),
    }
    for (const [name, answer] of Object.entries(answers)) {
      expect(answer.ok, name).toBe(true)
      const parsed = contract[name as keyof typeof answers].output.safeParse(
        answer.ok && answer.data,
      )
      expect(parsed.error?.issues, name).toBeUndefined()
    }
    // Toss's webhook value is a secret of the shop: no page ever gets it.
    expect(JSON.stringify([answers, till.events])).not.toContain('ps_canary')
    expect(JSON.stringify(answers['orders.get'])).toContain('ps_••••')
    expect(answers['orders.get']).toMatchObject({
      data: {
        title: '카페라떼',
        status: 'partly_refunded',
        refundedAmount: 4500,
        refundableAmount: 4500,
        lines: [{ refundedQuantity: 1 }],
        methodText: '카드 국민 ·· 079',
      },
    })
    expect(answers['orders.search']).toMatchObject({
      data: { rows: [{ title: '카페라떼', status: 'partly_refunded' }], summary: { count: 1 } },
    })
    expect(answers['slips.show']).toMatchObject({ data: { kind: 'partly_refunded' } })
    const { text } = answers['slips.show'].ok ? answers['slips.show'].data : { text: '' }
    for (const words of ['연습', '국민', '-4,500', '부분환불 영수증']) expect(text).toContain(words)
  })
})
