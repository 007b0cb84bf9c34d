import type { CheckoutView, OrderView, StatusView } from '#shared/ipc/contract.ts'
import type { Fault } from '../../src/main/training/faults.ts'
import { expect, OTHER_KEYS, SHOP_KEYS, test } from '../support/e2e.ts'

/** A lookup that tells nothing, so that the first automatic one doesn't settle it at once. */
const NO_LOOKUP: Fault = { on: 'lookup', instead: { code: 'COMMON_ERROR' } }

const WITHOUT_AN_ANSWER: readonly (readonly [name: string, fault: Fault, confirms: 1 | 2])[] = [
  [
    '500 though it was paid',
    { on: 'confirm', instead: { code: 'FAILED_INTERNAL_SYSTEM_PROCESSING' } },
    1,
  ],
  [
    '500 and it wasn’t paid',
    {
      on: 'confirm',
      executed: false,
      instead: { code: 'FAILED_PAYMENT_INTERNAL_SYSTEM_PROCESSING' },
    },
    2,
  ],
  [
    'a gateway’s HTML page',
    { on: 'confirm', instead: { status: 502, body: '<html><h1>Bad Gateway</h1></html>' } },
    1,
  ],
  [
    'HTML with status 200',
    { on: 'confirm', executed: false, instead: { status: 200, body: '<html>Hello</html>' } },
    2,
  ],
  ['nothing, before it was paid', { on: 'confirm', executed: false }, 2],
  ['nothing, after it was paid', { on: 'confirm', instead: { noAnswer: true } }, 1],
]

for (const [name, fault, confirms] of WITHOUT_AN_ANSWER) {
  test(`Toss answers with ${name}: 확인중, then paid by lookup`, async ({ shop }) => {
    const { till, toss } = shop
    const before = shop.sent('confirm')
    const { orderId, payment } = await shop.startPaying('아메리카노')
    toss.box.orderNext(fault)
    toss.box.orderNext(NO_LOOKUP)
    await payment.end('approve')
    await expect(till.checking).toBeVisible()
    await expect(till.checking).toContainText('두 번 결제되지 않으니')
    await expect(till.page.getByText('움직인 돈은 없어요')).toBeHidden()
    expect(shop.stored(orderId).state).toBe('confirming')

    await till.button('지금 조회').click()
    await expect(till.page.getByText('결제했어요')).toBeVisible()
    expect((await shop.order(orderId)).status).toBe('paid')
    expect(shop.atToss(orderId)?.movements).toMatchObject([{ status: 'DONE', amount: 4500 }])
    expect(shop.sent('confirm') - before).toBe(confirms)
    expect(shop.keysSent('confirm', orderId)).toBe(1)
  })
}

test('no answer settles to declined where the card company says no', async ({ shop }) => {
  const { till, toss } = shop
  const { orderId, payment } = await shop.startPaying('아메리카노')
  toss.box.orderNext({ on: 'confirm', executed: false })
  // Lookups say nothing until 확인중 has been seen.
  toss.box.orderNext({ ...NO_LOOKUP, times: 100 })
  await payment.end('decline-at-confirm')
  await expect(till.checking).toBeVisible()
  toss.box.faults.clear()
  await till.button('지금 조회').click()
  await expect(till.page.getByText('결제되지 않았어요')).toBeVisible()
  await expect(till.page.getByText('움직인 돈은 없어요')).toBeVisible()
  expect(shop.stored(orderId)).toMatchObject({
    state: 'declined',
    reasonCode: 'REJECT_CARD_PAYMENT',
  })
  expect(shop.atToss(orderId)?.status).toBe('ABORTED')
})

test('no answer settles by itself', async ({ shop }) => {
  const { till, toss } = shop
  const { orderId, payment } = await shop.startPaying('아메리카노')
  toss.box.orderNext({ on: 'confirm', instead: { noAnswer: true } })
  await payment.end('approve')
  await expect(till.page.getByText('결제했어요')).toBeVisible()
  expect(shop.stored(orderId).state).toBe('paid')
  expect(shop.keysSent('confirm', orderId)).toBe(1)
})

test('while one is 확인중 the next customer is served', async ({ shop }) => {
  const { till, toss } = shop
  const first = await shop.startPaying('아메리카노')
  toss.box.orderNext({ on: 'confirm', instead: { noAnswer: true } })
  toss.box.orderNext(NO_LOOKUP)
  toss.box.orderNext(NO_LOOKUP)
  await first.payment.end('approve')
  await expect(till.checking).toBeVisible()
  expect(await till.call('checkout.start', { total: 4500 })).toMatchObject({
    ok: false,
    error: { code: 'CHECKOUT_IN_PROGRESS' },
  })
  await till.button('다음 손님 먼저 받기').click()
  await expect(till.button('결제')).toBeVisible()
  await expect(till.button('확인중 1')).toBeVisible()
  expect(shop.stored(first.orderId).state).toBe('confirming')

  const second = await shop.startPaying('소금빵')
  await second.payment.end('approve')
  await expect(till.page.getByText('결제했어요')).toBeVisible()
  expect(await shop.order(second.orderId)).toMatchObject({ status: 'paid', totalAmount: 3200 })

  await expect
    .poll(
      async () => (await shop.ask<OrderView>('orders.settle', { orderId: first.orderId })).status,
    )
    .toBe('paid')
  expect(shop.atToss(first.orderId)?.movements).toHaveLength(1)
  await expect(till.button(/^확인중/)).toBeHidden()
  // What became of the first doesn't take the second's place.
  const checkout = await shop.ask<CheckoutView>('checkout.get', {})
  expect(checkout).not.toMatchObject({ orderId: first.orderId })
})

test('401 is said to be the shop’s set-up, and nothing is taken', async ({ shop }) => {
  const { till, toss } = shop
  const { orderId, payment } = await shop.startPaying('아메리카노')
  // Of both calls, as keys that Toss doesn't know are known to none.
  toss.box.orderNext({ on: 'confirm', executed: false, instead: { code: 'UNAUTHORIZED_KEY' } })
  await payment.end('approve')
  await expect(till.page.getByText('결제되지 않았어요')).toBeVisible()
  await expect(till.page.getByText('토스가 이 매장의 키를 모른대요.')).toBeVisible()
  await expect(till.page.getByText(/\(UNAUTHORIZED_KEY\)/)).toBeVisible()
  expect(shop.stored(orderId)).toMatchObject({ state: 'declined', reasonCode: 'UNAUTHORIZED_KEY' })
  expect(shop.atToss(orderId)?.status).toBe('IN_PROGRESS')
  expect((await shop.ask<StatusView>('status.get', {})).toss).toBe('keys_refused')
})

test('404 says that the time ran out, and nothing is taken', async ({ shop }) => {
  const { till, toss } = shop
  const { orderId, payment } = await shop.startPaying('아메리카노')
  toss.box.orderNext({
    on: 'confirm',
    executed: false,
    instead: { code: 'NOT_FOUND_PAYMENT_SESSION' },
  })
  await payment.end('approve')
  await expect(till.page.getByText('결제 시간이 지났어요')).toBeVisible()
  await expect(till.page.getByText('움직인 돈은 없어요')).toBeVisible()
  expect(shop.stored(orderId).state).toBe('expired')
  expect(shop.atToss(orderId)?.status).toBe('IN_PROGRESS')
})

const MIXED_UP = [
  ['NOT_FOUND_PAYMENT_SESSION', 'expired'],
  ['UNAUTHORIZED_KEY', 'declined'],
] as const

for (const [wrongPair, state] of MIXED_UP) {
  test(`a secret key of another pair takes nothing (${wrongPair})`, async ({ open }) => {
    const shop = await open({
      behaviour: { wrongPair },
      keys: { clientKey: SHOP_KEYS.clientKey, secretKey: OTHER_KEYS.secretKey },
    })
    const { till } = shop
    const { orderId, payment } = await shop.startPaying('아메리카노')
    await payment.end('approve')
    await expect(till.page.getByText('움직인 돈은 없어요')).toBeVisible()
    expect(shop.stored(orderId).state).toBe(state)
    expect(shop.atToss(orderId)?.status).toBe('IN_PROGRESS')
    expect(shop.sent('confirm')).toBe(1)
    const answered = shop.toss.seen.filter(({ path }) => path.startsWith('/v1/'))
    const basic = `Basic ${btoa(`${OTHER_KEYS.secretKey}:`)}`
    expect(new Set(answered.map(({ authorization }) => authorization))).toEqual(new Set([basic]))
  })
}
