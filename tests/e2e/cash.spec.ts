import type { CheckoutView } from '#shared/ipc/contract.ts'
import { expect, test } from '../support/e2e.ts'

test('exact cash is two keys after the last product, and change is the largest number in sight', async ({
  shop,
}) => {
  const { till } = shop
  await till.product('아메리카노').click()
  await till.page.keyboard.press('F8')
  await till.page.keyboard.press('Enter')
  await expect(till.page.getByText('현금으로 받았어요')).toBeVisible()
  const exact = await shop.ask<CheckoutView>('checkout.get', {})
  if (exact.stage !== 'paid') throw new Error(exact.stage)
  expect(await shop.order(exact.orderId)).toMatchObject({ status: 'paid', methodText: '현금' })

  await till.product('아메리카노').click()
  await till.page.keyboard.press('F8')
  // As people type: faster, it would be a scanner's.
  await till.page.keyboard.type('10000', { delay: 100 })
  await till.page.keyboard.press('Enter')
  const change = till.page.getByRole('complementary').getByText('5,500원', { exact: true })
  await expect(change).toBeVisible()
  // Drawn anew while the result comes in: one that has just gone has no size.
  const size = () =>
    change.evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize))
  await expect.poll(size).toBeGreaterThanOrEqual(64)
  // Stays until the next customer, who begins by a tap.
  await till.product('소금빵').click()
  await expect(change).toBeHidden()
})

test('a part in cash and the rest by card, given back each to its own', async ({ shop }) => {
  const { till } = shop
  await till.product('아메리카노').click()
  await till.page.keyboard.press('F8')
  await till.page.keyboard.type('2000', { delay: 100 })
  await till.button('2,000원 먼저 받기').click()
  const parts = till.page.getByRole('region', { name: '일부를 받았어요' })
  await expect(parts).toContainText('현금2,000원')
  await till.button('2,500원 결제').click()
  const { orderId, payment } = await shop.paymentWindow()
  await payment.end('approve')
  await expect(till.page.getByText('결제했어요')).toBeVisible()
  await till.openOrder(orderId)

  for (const [tender, amount] of [
    [/^카드/, '2,500원'],
    [/^현금/, '2,000원'],
  ] as const) {
    await till.button('환불').click()
    const choice = till.page.getByRole('radio', { name: tender })
    if ((await choice.count()) > 0) await choice.click()
    const all = till.button('모두 고르기')
    if ((await all.count()) > 0) await all.click()
    await till.page.getByRole('radio', { name: '단순 변심' }).click()
    await till.button(`${amount} 환불`).click()
    await expect(till.page.getByText(`${amount} 환불했어요`)).toBeVisible()
    await till.button('주문 보기').click()
  }
  expect(await shop.order(orderId)).toMatchObject({ status: 'refunded', refundableAmount: 0 })
  expect(shop.atToss(orderId)).toMatchObject({ cancels: [{ amount: 2500 }] })
})

test('현금영수증 afterwards: two presses and the number', async ({ shop }) => {
  const { till } = shop
  await till.product('아메리카노').click()
  await till.page.keyboard.press('F8')
  await till.page.keyboard.press('Enter')
  await expect(till.page.getByText('현금으로 받았어요')).toBeVisible()
  await till.openNewestOrder()
  await till.button('현금영수증 발급').click()
  await till.page.keyboard.type('01012345678', { delay: 60 })
  await expect(till.page.getByLabel('휴대폰 번호')).toHaveValue('010-1234-5678')
  await till.page.keyboard.press('Enter')
  await expect(till.page.getByText('010-****-5678')).toBeVisible()
  await expect(till.page.getByText('발급됨')).toBeVisible()
  expect(shop.logged('receipt_settle_broke')).toEqual([])
})
