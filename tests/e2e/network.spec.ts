import { expect, test } from '../support/e2e.ts'

test('the network goes and returns: an unknown outcome settles without anybody', async ({
  shop,
}) => {
  const { till, toss } = shop
  const { orderId, payment } = await shop.startPaying('아메리카노')
  toss.box.orderNext({ on: 'confirm', instead: { noAnswer: true } })
  // The network is away for these: each automatic lookup tries three times, and probes ask between.
  toss.box.orderNext({ on: 'lookup', instead: { noAnswer: true }, times: 5 })
  await payment.end('approve')
  await expect(till.page.getByText('토스에 연결되지 않아요')).toBeVisible()
  expect(shop.stored(orderId).state).toBe('confirming')
  await expect(till.page.getByText('결제했어요')).toBeVisible({ timeout: 20_000 })
  expect(shop.stored(orderId).state).toBe('paid')
  expect(shop.keysSent('confirm', orderId)).toBe(1)
})

test('the page’s word that the network is back is tried out at once', async ({ shop }) => {
  const { till, toss } = shop
  const { orderId, payment } = await shop.startPaying('아메리카노')
  toss.box.orderNext({ on: 'confirm', instead: { noAnswer: true } })
  toss.box.orderNext({ on: 'lookup', instead: { noAnswer: true }, times: 3 })
  await payment.end('approve')
  await expect(till.page.getByText('토스에 연결되지 않아요')).toBeVisible()
  const context = till.page.context()
  await context.setOffline(true)
  await context.setOffline(false)
  await expect(till.page.getByText('결제했어요')).toBeVisible()
  expect(shop.stored(orderId).state).toBe('paid')
})
