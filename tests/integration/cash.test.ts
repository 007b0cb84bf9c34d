import { afterEach, expect, it } from 'vitest'
import { won } from '#shared/money.ts'
import { type ComposedTill, openComposedTill } from '../support/composed-till.ts'
import { LATTE } from '../support/store-parts.ts'

let till: ComposedTill
afterEach(() => till.close())

const cash = (amount: number, received = amount, total = LATTE) => ({
  intentId: crypto.randomUUID(),
  total: won(total),
  amount: won(amount),
  received: won(received),
})

/** A latte in the cart. */
async function fill(): Promise<void> {
  await till.ask('checkout.dismiss', {})
  await till.ask('cart.clear', {})
  await till.ask('cart.add', { productId: 'latte' })
}

/** Pays what is due by card, up to Toss's answer. */
async function payRest(choice = {}): Promise<string> {
  await till.ask('checkout.start', { total: won(LATTE) })
  const intent = till.opened()
  const played = till.toss.box.play(intent, { method: 'CARD', ...choice })
  if (!('paymentKey' in played)) throw new Error('not played')
  const returned = await till.app.payments.acceptReturn({
    query: new URLSearchParams({
      ref: intent.ref,
      paymentType: 'NORMAL',
      orderId: intent.orderId,
      paymentKey: played.paymentKey,
      amount: String(intent.amount),
    }),
    from: { isPaymentWindow: true, isMainFrame: true, ref: intent.ref },
  })
  if (returned.kind === 'accepted') await returned.settled
  return intent.orderId
}

it('is taken with no network and no keys, is paid on disk, and empties the cart', async () => {
  till = await openComposedTill({ through: () => Promise.reject(new Error('no network')) })
  await fill()
  const taken = await till.ask('cash.take', cash(LATTE, 10_000))
  expect(taken).toMatchObject({ change: 10_000 - LATTE, due: 0 })
  expect(await till.ask('checkout.get', {})).toMatchObject({
    stage: 'paid',
    cash: { received: 10_000, change: 10_000 - LATTE },
  })
  expect((await till.ask('cart.get', {})).lines).toEqual([])
  await till.restart()
  expect(await till.order(taken.orderId)).toMatchObject({
    status: 'paid',
    methodText: '현금',
    payment: null,
    attempts: [],
    tenders: [{ kind: 'cash', amount: LATTE, left: LATTE, received: 10_000 }],
  })
  const found = await till.ask('orders.search', {})
  expect(found.summary).toMatchObject({ count: 1, netAmount: LATTE })
  expect(found.rows[0]).toMatchObject({
    orderId: taken.orderId,
    methodText: '현금',
    status: 'paid',
  })
  expect(till.sent('confirm') + till.sent('lookup')).toBe(0)
})

it('the same press twice takes once; too little, too much or another total takes nothing', async () => {
  till = await openComposedTill()
  await fill()
  const press = cash(LATTE)
  const [one, two] = await Promise.all([
    till.ask('cash.take', press),
    till.app.handlers['cash.take'](press),
  ])
  const again = await till.ask('cash.take', press)
  expect(again).toEqual(one)
  // The second of two presses is told the same, or that the first is at it.
  expect(two.ok ? two.data : two.error.code).toEqual(two.ok ? one : 'CHECKOUT_IN_PROGRESS')
  expect((await till.ask('orders.search', {})).summary?.count).toBe(1)

  await fill()
  const code = async (asked: ReturnType<typeof cash>) => {
    const answer = await till.app.handlers['cash.take'](asked)
    return answer.ok ? 'ok' : answer.error.code
  }
  expect(await code(cash(LATTE, LATTE - 1))).toBe('CASH_TOO_LITTLE')
  expect(await code(cash(LATTE, LATTE + 100_000))).toBe('CASH_TOO_MUCH')
  expect(await code(cash(LATTE, LATTE, LATTE + 1))).toBe('CART_CHANGED')
  expect(await code(cash(LATTE + 1))).toBe('CART_CHANGED')
  expect((await till.ask('orders.search', {})).summary?.count).toBe(1)
})

it('a part is taken, survives a restart, locks the cart, and is completed by card', async () => {
  till = await openComposedTill()
  await fill()
  const part = await till.ask('cash.take', cash(1500))
  expect(part.due).toBe(3000)
  await till.restart()
  expect(await till.ask('sale.get', {})).toMatchObject({
    sale: { total: LATTE, held: 1500, due: 3000, takesMore: true, tenders: [{ amount: 1500 }] },
  })
  const add = await till.app.handlers['cart.add']({ productId: 'latte' })
  expect(add).toMatchObject({ ok: false, error: { code: 'SALE_PARTLY_PAID' } })
  expect((await till.order(part.orderId)).status).toBe('partly_paid')
  const held = await till.ask('orders.search', { statuses: ['partly_paid'] })
  expect(held.summary).toMatchObject({ count: 1, netAmount: 1500 })
  expect((await till.ask('orders.search', { statuses: ['awaiting_payment'] })).rows).toEqual([])

  const orderId = await payRest()
  expect(till.opened().amount).toBe(3000)
  const order = await till.order(orderId)
  expect(order).toMatchObject({ status: 'paid', totalAmount: LATTE, refundableAmount: LATTE })
  expect(order.tenders.map(({ kind, amount }) => [kind, amount])).toEqual([
    ['cash', 1500],
    ['toss', 3000],
  ])
  expect((await till.ask('cart.get', {})).lines).toEqual([])
  expect(await till.ask('sale.get', {})).toEqual({ sale: null })
})

it('a card that is refused leaves what was taken in sight, to be completed in cash', async () => {
  till = await openComposedTill()
  await fill()
  await till.ask('cash.take', cash(1500))
  till.testCode('confirm', 'REJECT_CARD_PAYMENT')
  await payRest()
  expect(await till.ask('sale.get', {})).toMatchObject({ sale: { held: 1500, due: 3000 } })
  await till.ask('checkout.dismiss', {})
  const rest = await till.ask('cash.take', cash(3000, 5000))
  expect(rest).toMatchObject({ change: 2000, due: 0 })
  expect((await till.order(rest.orderId)).status).toBe('paid')
})

it('each tender gives back its own, and never more than it took', async () => {
  till = await openComposedTill()
  await fill()
  const part = await till.ask('cash.take', cash(1500))
  const orderId = await payRest()
  const back = (
    tender: string,
    amount: number,
    lines: { lineNo: number; quantity: number }[] = [],
  ) => till.refund(orderId, { tender, amount: won(amount), lines })
  expect(await back(part.orderId, 1501)).toMatchObject({
    error: { code: 'REFUND_EXCEEDS_BALANCE' },
  })
  expect(await back(orderId, 3001)).toMatchObject({ error: { code: 'REFUND_EXCEEDS_BALANCE' } })
  const cancels = till.sent('cancel')
  expect(await back(part.orderId, 500)).toMatchObject({
    ok: true,
    data: { refund: { state: 'done', isCash: true }, order: { status: 'partly_refunded' } },
  })
  expect(till.sent('cancel')).toBe(cancels)
  expect(await back(orderId, 3000, [{ lineNo: 1, quantity: 1 }])).toMatchObject({
    ok: true,
    data: { order: { refundedAmount: 3500, refundableAmount: 1000 } },
  })
  expect(await back(part.orderId, 1000, [{ lineNo: 1, quantity: 1 }])).toMatchObject({ ok: false })
  expect(await back(part.orderId, 1000)).toMatchObject({
    ok: true,
    data: { order: { status: 'refunded', refundableAmount: 0 } },
  })
  expect((await till.ask('orders.search', {})).summary?.netAmount).toBe(0)
})

it('a sale left half paid is given back whole, and the cart is free for another sale', async () => {
  till = await openComposedTill()
  await fill()
  const part = await till.ask('cash.take', cash(1500))
  await till.refund(part.orderId, { tender: part.orderId, amount: won(1500), lines: [] })
  expect((await till.order(part.orderId)).status).toBe('cancelled')
  expect(await till.ask('sale.get', {})).toEqual({ sale: null })
  const whole = await till.ask('cash.take', cash(LATTE))
  expect(whole.number).not.toBe(part.number)
})

it('is unknown to the comparison with Toss, which finds no difference', async () => {
  till = await openComposedTill()
  await fill()
  await till.ask('cash.take', cash(1500))
  await payRest()
  const day = (await till.ask('status.get', {})).businessDay
  const compared = await till.ask('reconcile.run', { fromDay: day, toDay: day })
  expect(compared.differences).toEqual([])
  const { check } = await till.ask('records.verify', {})
  expect(check.findings).toEqual([])
})
