import { expect, navigate, type Paying, type Shop, test } from '../support/e2e.ts'

/** A return that isn't acted on and ends nothing: the same customer can still pay. */
async function isLeftAlone(shop: Shop, paying: Paying, why: string, attack: () => Promise<void>) {
  const refusals = shop.logged('return_refused').length
  const before = shop.sent('confirm')
  await attack()
  await expect
    .poll(() => shop.logged('return_refused').slice(refusals))
    .toEqual([expect.objectContaining({ why })])
  expect(shop.stored(paying.orderId).state).toBe('awaiting_payment')
  expect(shop.sent('confirm')).toBe(before)
}

async function stillPays(shop: Shop, { orderId, payment }: Paying) {
  const before = shop.sent('confirm')
  await payment.end('approve')
  await expect(shop.till.page.getByText('결제했어요')).toBeVisible()
  expect(shop.stored(orderId).state).toBe('paid')
  expect(shop.sent('confirm') - before).toBe(1)
  // The played payment, which a wrongly accepted return would have confirmed, took nothing.
  const played = shop.toss.box.ledger
    .payments()
    .filter((held) => held.orderId === orderId && held.orderName === 'played')
  expect(played.map(({ status }) => status)).toEqual(['IN_PROGRESS'])
}

const TAMPERED: readonly (readonly [name: string, changes: Record<string, string>])[] = [
  ['a smaller amount', { amount: '100' }],
  ['a larger amount', { amount: '7701' }],
  ['the amount written in another way', { amount: '7700.0' }],
  ['no amount', { amount: '' }],
  ['a paymentKey that would leave its path', { paymentKey: '../orders/x' }],
  ['another payment type', { paymentType: 'BRANDPAY' }],
]

for (const [name, changes] of TAMPERED) {
  test(`a return with ${name} is refused and ends the attempt`, async ({ shop }) => {
    const { till } = shop
    const before = shop.sent('confirm')
    const paying = await shop.startPaying('아메리카노', '소금빵')
    await navigate(paying.payment.page, shop.returnOf(paying, changes))
    await expect(till.page.getByText('결제 창에 문제가 생겼어요')).toBeVisible()
    await expect(till.page.getByText('움직인 돈은 없어요')).toBeVisible()
    await expect(till.page.getByText(/이 주문과 달라 받지 않았어요/)).toBeVisible()
    const { attempts } = await shop.order(paying.orderId)
    expect(attempts.at(-1)?.reason?.message).toContain('승인하지 않았어요')
    await expect.poll(() => paying.payment.page.isClosed()).toBe(true)
    expect(shop.stored(paying.orderId)).toMatchObject({
      state: 'cancelled',
      reasonCode: 'RETURN_REFUSED',
    })
    expect(shop.sent('confirm')).toBe(before)
    expect(shop.atToss(paying.orderId)?.status).toBe('IN_PROGRESS')
  })
}

test('a return for another order is refused and touches neither', async ({ shop }) => {
  const { till } = shop
  const first = await shop.startPaying('아메리카노')
  await first.payment.end('close')
  await till.button(/다시 결제$/).click()
  const second = await shop.paymentWindow()
  const before = shop.sent('confirm')
  await navigate(second.payment.page, shop.returnOf(second, { orderId: first.orderId }))
  await expect(till.page.getByText(/이 주문과 달라 받지 않았어요/)).toBeVisible()
  const { attempts } = await shop.order(second.orderId)
  expect(attempts.at(-1)?.reason?.message).toContain('다른 주문의 결제 결과가 돌아와서')
  expect(shop.stored(first.orderId).state).toBe('cancelled')
  expect(shop.stored(second.orderId).state).toBe('cancelled')
  expect(shop.sent('confirm')).toBe(before)
  expect(shop.atToss(second.orderId)?.status).toBe('IN_PROGRESS')
})

test('a payment that paid one order pays no second one', async ({ shop }) => {
  const { till } = shop
  const first = await shop.startPaying('아메리카노')
  await first.payment.end('approve')
  await till.button('다음 주문 받기').click()
  const { paymentKey } = shop.stored(first.orderId)
  const second = await shop.startPaying('아메리카노')
  const before = shop.sent('confirm')
  await navigate(second.payment.page, shop.returnOf(second, { paymentKey: paymentKey ?? '' }))
  await expect(till.page.getByText(/이 주문과 달라 받지 않았어요/)).toBeVisible()
  const { attempts } = await shop.order(second.orderId)
  expect(attempts.at(-1)?.reason?.message).toContain('다른 주문에 쓴 결제가 돌아와서')
  expect(shop.stored(second.orderId).state).toBe('cancelled')
  expect(shop.stored(first.orderId).state).toBe('paid')
  expect(shop.sent('confirm')).toBe(before)
})

test('the same return again sends nothing again', async ({ shop }) => {
  const { till, toss } = shop
  const paying = await shop.startPaying('아메리카노')
  const { page } = paying.payment
  const address = shop.returnOf(paying)
  const before = shop.sent('confirm')
  const replays = shop.logged('return_replayed').length
  // While Toss still works on the first.
  toss.box.orderNext({ on: 'confirm', delayBeforeMs: 2500 })
  await navigate(page, address)
  await expect.poll(() => shop.sent('confirm') - before).toBe(1)
  await navigate(page, address)
  await expect.poll(() => shop.logged('return_replayed').length).toBeGreaterThan(replays)
  await expect(till.page.getByText('결제했어요')).toBeVisible()
  expect(shop.sent('confirm') - before).toBe(1)

  // And once more from the next customer's window: the ref is that of another window.
  await till.button('다음 주문 받기').click()
  const next = await shop.startPaying('소금빵')
  await isLeftAlone(shop, next, 'ref_of_another_window', () => navigate(next.payment.page, address))
  expect(shop.sent('confirm') - before).toBe(1)
  expect(shop.stored(paying.orderId).state).toBe('paid')
  expect(shop.atToss(paying.orderId)?.movements).toHaveLength(1)
})

test('a pop-up of the payment window can’t return for it', async ({ shop }) => {
  const paying = await shop.startPaying('아메리카노')
  const { page } = paying.payment
  const address = shop.returnOf(paying)
  await isLeftAlone(shop, paying, 'not_a_payment_window', () =>
    page.evaluate((to) => void window.open(to, '_blank', 'width=300,height=300'), address),
  )
  const { app } = shop
  const open = () => app.windows().filter((one) => one !== shop.till.page && one !== page)
  await isLeftAlone(shop, paying, 'not_a_payment_window', async () => {
    await page.evaluate(
      () => void Reflect.set(window, 'pop', window.open('about:blank', 'b', 'width=300')),
    )
    await expect.poll(() => open().length).toBeGreaterThan(0)
    await page.evaluate((to) => {
      const popup = Reflect.get(window, 'pop') as Window
      popup.location.href = to
    }, address)
  })
  await stillPays(shop, paying)
  // Pop-ups end with the payment.
  await expect.poll(() => open().length).toBe(0)
})

test('the till window can’t return for the payment window', async ({ shop }) => {
  const { till, app } = shop
  const paying = await shop.startPaying('아메리카노')
  const address = shop.returnOf(paying)
  await navigate(till.page, address)
  await till.page.evaluate((to) => fetch(to).catch(() => undefined), address)
  expect(app.address(till.page)).toMatch(/^app:\/\/till\//)
  expect(shop.stored(paying.orderId).state).toBe('awaiting_payment')
  await stillPays(shop, paying)
})

test('a frame inside the payment window can’t return for it', async ({ shop }) => {
  const paying = await shop.startPaying('아메리카노')
  const { page } = paying.payment
  const address = shop.returnOf(paying)
  const addFrame = (to: string) => {
    const frame = document.createElement('iframe')
    frame.src = to
    document.body.append(frame)
  }
  // The page's own policy lets no such frame begin …
  const blocked = page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) =>
          resolve(event.effectiveDirective),
        )
      }),
  )
  await page.evaluate(addFrame, address)
  expect(await blocked).toBe('frame-src')
  expect(shop.stored(paying.orderId).state).toBe('awaiting_payment')

  // … and main refuses what comes out of a card company's page, which has a policy of its own.
  const checkout = page.url()
  await page.goto(`${shop.toss.url}/card-company`)
  await isLeftAlone(shop, paying, 'not_the_main_frame', () => page.evaluate(addFrame, address))
  await page.goto(checkout)
  await expect(paying.payment.pay).toBeEnabled()
  await stillPays(shop, paying)
})

test('a script’s request can’t return for the payment window', async ({ shop }) => {
  const paying = await shop.startPaying('아메리카노')
  const address = shop.returnOf(paying)
  await isLeftAlone(shop, paying, 'not_the_main_frame', () =>
    paying.payment.page.evaluate(
      (to) =>
        fetch(to).then(
          () => undefined,
          () => undefined,
        ),
      address,
    ),
  )
  await stillPays(shop, paying)
})

const WRONG_REFS: readonly (readonly [name: string, ref: (right: string) => string])[] = [
  ['an unknown ref', () => 'ref=nobody'],
  ['no ref', () => ''],
  ['the right ref after a wrong one', (right) => `ref=nobody&ref=${right}`],
]

for (const [name, refOf] of WRONG_REFS) {
  test(`a return with ${name} is nobody’s`, async ({ shop }) => {
    const { till } = shop
    const paying = await shop.startPaying('아메리카노')
    const address = new URL(shop.returnOf(paying))
    address.searchParams.delete('ref')
    await isLeftAlone(shop, paying, 'unknown_ref', () =>
      navigate(paying.payment.page, `${address.href}&${refOf(paying.ref)}`),
    )
    await till.button('결제 그만두기').click()
    await expect(till.page.getByText('움직인 돈은 없어요')).toBeVisible()
    expect(shop.stored(paying.orderId).state).toBe('cancelled')
  })
}
