import type { Fault } from '../../src/main/training/faults.ts'
import { expect, test } from '../support/e2e.ts'

/** The call is under way when the power goes: Toss has done it, or not, and the answer is lost. */
const IN_THE_CALL: readonly (readonly [name: string, fault: Fault, confirms: 1 | 2])[] = [
  ['after Toss took the money', { on: 'confirm', delayAfterMs: 20_000 }, 1],
  ['before Toss took the money', { on: 'confirm', executed: false, delayAfterMs: 20_000 }, 2],
]

for (const [name, fault, confirms] of IN_THE_CALL) {
  test(`a power cut between return and answer, ${name}`, async ({ open }) => {
    const first = await open()
    const { orderId, payment } = await first.startPaying('아메리카노')
    first.toss.box.orderNext(fault)
    await payment.end('approve')
    await expect.poll(() => first.sent('confirm')).toBe(1)
    await first.kill()

    const second = await open()
    await expect.poll(() => second.stored(orderId).state).toBe('paid')
    expect((await second.order(orderId)).status).toBe('paid')
    expect(second.atToss(orderId)?.movements).toMatchObject([{ status: 'DONE', amount: 4500 }])
    expect(second.sent('confirm')).toBe(confirms)
    expect(second.keysSent('confirm', orderId)).toBe(1)
    // Its cart is sold, and nobody is asked to pay it again.
    expect(await second.ask('cart.get', {})).toMatchObject({ lines: [], total: 0 })
    await second.till.open('주문')
    await expect(second.till.page.getByRole('option').first()).toContainText('완료')
  })
}

test('a power cut while 확인중 is shown', async ({ open }) => {
  const first = await open()
  const { orderId, payment } = await first.startPaying('아메리카노')
  first.toss.box.orderNext({ on: 'confirm', instead: { noAnswer: true } })
  first.toss.box.orderNext({ on: 'lookup', instead: { code: 'COMMON_ERROR' } })
  await payment.end('approve')
  await expect(first.till.checking).toBeVisible()
  await first.kill()
  expect(first.stored(orderId).state).toBe('confirming')

  const second = await open()
  await expect.poll(() => second.stored(orderId).state).toBe('paid')
  expect(second.atToss(orderId)?.movements).toHaveLength(1)
  expect(second.sent('confirm')).toBe(1)
})

test('a power cut while the customer pays takes nothing and keeps the cart', async ({ open }) => {
  const first = await open()
  const paying = await first.startPaying('아메리카노', '소금빵')
  await first.kill()

  const second = await open()
  const { till } = second
  await expect.poll(() => second.stored(paying.orderId).state).toBe('cancelled')
  await expect(till.pay).toHaveText('7,700원 결제')
  await till.pay.click()
  const again = await second.paymentWindow()
  await again.payment.end('approve')
  await expect(till.page.getByText('결제했어요')).toBeVisible()
  expect(await second.order(again.orderId)).toMatchObject({
    status: 'paid',
    attempts: [
      { orderId: paying.orderId, state: 'cancelled' },
      { orderId: again.orderId, state: 'paid' },
    ],
  })
  expect(second.sent('confirm')).toBe(1)
})

test('a power cut in a refund gives the money back once', async ({ open }) => {
  const first = await open()
  const { orderId, payment } = await first.startPaying('아메리카노', '소금빵')
  await payment.end('approve')
  await expect(first.till.page.getByText('결제했어요')).toBeVisible()
  await first.till.openNewestOrder()
  first.toss.box.orderNext({ on: 'cancel', delayAfterMs: 20_000 })
  await first.till.chooseFullRefund('단순 변심')
  await first.till.button('7,700원 환불').click()
  await expect.poll(() => first.sent('cancel')).toBe(1)
  await first.kill()

  const second = await open()
  await expect
    .poll(async () => (await second.order(orderId)).refunds)
    .toMatchObject([{ state: 'done', amount: 7700, balanceAfter: 0 }])
  expect(second.atToss(orderId)).toMatchObject({ status: 'CANCELED', cancels: [{ amount: 7700 }] })
  expect(second.sent('cancel')).toBe(1)
})
