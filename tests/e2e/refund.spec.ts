import type { Fault } from '../../src/main/training/faults.ts'
import { expect, type Shop, test } from '../support/e2e.ts'

/** A paid order, open on the order screen with everything chosen for refund. */
async function readyToRefund(shop: Shop): Promise<string> {
  const { till } = shop
  const { orderId, payment } = await shop.startPaying('아메리카노', '소금빵')
  await payment.end('approve')
  await expect(till.page.getByText('결제했어요')).toBeVisible()
  await till.openNewestOrder()
  await till.chooseFullRefund('단순 변심')
  return orderId
}

test('the refund button pressed twice refunds once', async ({ shop }) => {
  const { till } = shop
  const orderId = await readyToRefund(shop)
  const before = shop.sent('cancel')
  await till.button('7,700원 환불').dblclick()
  await expect(till.page.getByText('7,700원 환불했어요')).toBeVisible()
  await expect(till.page.getByText('모두 환불됐어요.')).toBeVisible()
  expect(shop.sent('cancel') - before).toBe(1)
  expect(shop.atToss(orderId)).toMatchObject({
    status: 'CANCELED',
    cancels: [{ amount: 7700, reason: '단순 변심' }],
  })
  expect(await shop.order(orderId)).toMatchObject({
    status: 'refunded',
    refundedAmount: 7700,
    refunds: [{ state: 'done', amount: 7700, balanceAfter: 0 }],
  })
})

const UNANSWERED: readonly (readonly [name: string, fault: Fault, cancels: 1 | 2])[] = [
  ['that was executed', { on: 'cancel', instead: { noAnswer: true } }, 1],
  ['that never arrived', { on: 'cancel', executed: false }, 2],
  ['that a gateway answered', { on: 'cancel', instead: { status: 504, body: '<html></html>' } }, 1],
]

for (const [name, fault, cancels] of UNANSWERED) {
  test(`a refund without an answer ${name} is 확인중, then refunded once`, async ({ shop }) => {
    const { till, toss } = shop
    const orderId = await readyToRefund(shop)
    const before = shop.sent('cancel')
    toss.box.orderNext(fault)
    toss.box.orderNext({ on: 'lookup', instead: { code: 'COMMON_ERROR' } })
    await till.button('7,700원 환불').click()
    await expect(till.page.getByText('환불됐는지 확인하고 있어요').first()).toBeVisible()
    expect((await shop.order(orderId)).refunds).toMatchObject([
      { state: 'requested', settledAt: null, balanceAfter: null },
    ])
    // While it is unknown, no other refund of it begins.
    expect(
      await till.call('orders.refund', {
        orderId,
        intentId: crypto.randomUUID(),
        amount: 100,
        reason: '주문 실수',
        lines: [],
      }),
    ).toMatchObject({ ok: false })
    expect(shop.sent('cancel') - before).toBe(1)

    await expect(till.page.getByText('7,700원 환불했어요')).toBeVisible()
    expect(await shop.order(orderId)).toMatchObject({
      status: 'refunded',
      refunds: [{ state: 'done', amount: 7700, balanceAfter: 0 }],
    })
    expect(shop.atToss(orderId)?.cancels).toMatchObject([{ amount: 7700 }])
    expect(shop.sent('cancel') - before).toBe(cancels)
    expect(shop.keysSent('cancel', orderId)).toBe(1)
  })
}

test('지금 확인 settles a refund without an answer', async ({ shop }) => {
  const { till, toss } = shop
  const orderId = await readyToRefund(shop)
  const before = shop.sent('cancel')
  toss.box.orderNext({ on: 'cancel', instead: { code: 'FAILED_REFUND_PROCESS' } })
  await till.button('7,700원 환불').click()
  await expect(till.page.getByText('환불됐는지 확인하고 있어요').first()).toBeVisible()
  await till.button('지금 확인').click()
  await expect(till.page.getByText('7,700원 환불했어요')).toBeVisible()
  expect(shop.atToss(orderId)?.cancels).toHaveLength(1)
  expect(shop.sent('cancel') - before).toBe(1)
})
