import type { CheckoutView, OrderView } from '#shared/ipc/contract.ts'
import type { Result } from '#shared/result.ts'
import { expect, test } from '../support/e2e.ts'

test('two taps, one press of 결제 and a card make a paid order', async ({ shop }) => {
  const { till } = shop
  const confirmsBefore = shop.sent('confirm')
  await till.page.evaluate(() => {
    const taps: string[] = []
    Reflect.set(window, 'taps', taps)
    document.addEventListener('click', () => taps.push('tap'), true)
  })
  const { orderId, payment } = await shop.startPaying('아메리카노', '소금빵')
  expect(await till.page.evaluate(() => (Reflect.get(window, 'taps') as string[]).length)).toBe(3)
  await expect(till.paying).toContainText('손님이 결제하고 있어요')
  await expect(till.paying).toContainText('7,700원')
  expect(shop.stored(orderId)).toMatchObject({ state: 'awaiting_payment', amount: 7700 })

  await payment.end('approve')
  await expect(till.page.getByText('결제했어요')).toBeVisible()
  await expect.poll(() => payment.page.isClosed()).toBe(true)

  const order = await shop.order(orderId)
  expect(order).toMatchObject({
    status: 'paid',
    orderName: 'americano-아메리카노 외 1건',
    totalAmount: 7700,
    refundedAmount: 0,
    lines: [
      { name: '아메리카노', unitPrice: 4500, quantity: 1, amount: 4500 },
      { name: '소금빵', unitPrice: 3200, quantity: 1, amount: 3200 },
    ],
    attempts: [{ orderId, state: 'paid' }],
  })
  const atToss = shop.atToss(orderId)
  expect(atToss).toMatchObject({
    status: 'DONE',
    totalAmount: 7700,
    orderName: order.orderName,
    paymentKey: order.payment?.paymentKey,
  })
  expect(shop.stored(orderId)).toMatchObject({ state: 'paid', paymentKey: atToss?.paymentKey })
  expect(shop.sent('confirm') - confirmsBefore).toBe(1)
  // The next customer finds an empty counter.
  await expect(till.button('결제')).toBeVisible()
})

test('easy pay makes a paid order that says which one', async ({ shop }) => {
  const { till } = shop
  const { orderId, payment } = await shop.startPaying('카페라떼')
  await payment.choose('KAKAOPAY')
  await payment.end('approve')
  await expect(till.page.getByText('결제했어요')).toBeVisible()
  await expect(till.page.getByText(/카카오페이/).first()).toBeVisible()
  const order = await shop.order(orderId)
  expect(order).toMatchObject({ status: 'paid', orderName: 'cafe-latte-카페라떼' })
  expect(order.methodText).toContain('카카오페이')
  expect(shop.atToss(orderId)).toMatchObject({
    status: 'DONE',
    means: { method: '간편결제', easyPay: { provider: '카카오페이' } },
  })
})

test('a second press of 결제 does nothing', async ({ shop }) => {
  const { till, app } = shop
  const before = shop.countOrders()
  await till.product('아메리카노').click()
  await till.pay.dblclick()
  const { orderId, payment } = await shop.paymentWindow()
  // And past the page: main itself takes one customer at a time.
  expect(await till.call('checkout.start', { total: 4500 })).toMatchObject({
    ok: false,
    error: { code: 'CHECKOUT_IN_PROGRESS' },
  })
  expect(shop.countOrders() - before).toBe(1)
  expect((await shop.order(orderId)).attempts).toHaveLength(1)
  const open = app.windows().filter((page) => app.address(page).startsWith('http://localhost/'))
  expect(open).toEqual([payment.page])
})

test('twenty fast taps are twenty pieces', async ({ shop }) => {
  const { till } = shop
  await till.product('아메리카노').click({ clickCount: 20 })
  await till.pay.click()
  const { orderId } = await shop.paymentWindow()
  expect(await shop.order(orderId)).toMatchObject({
    totalAmount: 90_000,
    lines: [{ name: '아메리카노', quantity: 20, amount: 90_000 }],
  })
})

test('prices come from the catalogue, not from the page', async ({ shop }) => {
  const { till } = shop
  const before = shop.countOrders()
  await till.product('아메리카노').click()
  await expect(till.pay).toHaveText('4,500원 결제')
  for (const total of [1, 4499, 9000]) {
    expect(await till.call('checkout.start', { total })).toMatchObject({
      ok: false,
      error: { code: 'CART_CHANGED' },
    })
  }
  expect(
    await till.call('checkout.start', { total: 4500, lines: [{ unitPrice: 1 }] }),
  ).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT' } })
  expect(shop.countOrders()).toBe(before)
  const started = await till.call<Result<CheckoutView>>('checkout.start', { total: 4500 })
  expect(started).toMatchObject({ ok: true, data: { stage: 'paying', amount: 4500 } })
})

test('a virtual account is shown and awaited, and a deposit makes it paid', async ({ shop }) => {
  const { till, toss } = shop
  const { orderId, payment } = await shop.startPaying('아메리카노')
  await payment.choose('VIRTUAL_ACCOUNT')
  await payment.end('approve')
  await expect(till.page.getByText('손님이 입금하면 끝나요')).toBeVisible()
  const atToss = shop.atToss(orderId)
  expect(atToss?.status).toBe('WAITING_FOR_DEPOSIT')
  const account = atToss?.means?.virtualAccount
  await expect(till.page.getByText(account?.accountNumber ?? 'no account')).toBeVisible()
  expect((await shop.order(orderId)).status).toBe('awaiting_deposit')

  // Nobody has paid yet, so asking changes nothing.
  expect((await shop.ask<OrderView>('orders.settle', { orderId })).status).toBe('awaiting_deposit')
  await till.button('다음 주문 받기').click()
  expect(toss.box.deposit(atToss?.paymentKey ?? '', 4500)).toBe('deposited')
  expect((await shop.ask<OrderView>('orders.settle', { orderId })).status).toBe('paid')
  expect(shop.stored(orderId).state).toBe('paid')
  await till.open('주문')
  await expect(till.page.getByRole('option').first()).toContainText('완료')
})
