import { cancelAtToss, expect, payAtToss, type Shop, test } from '../support/e2e.ts'

async function sellAmericano(shop: Shop): Promise<string> {
  const { till } = shop
  await till.open('판매')
  const { orderId, payment } = await shop.startPaying('아메리카노')
  await payment.end('approve')
  await expect(till.page.getByText('결제했어요')).toBeVisible()
  await shop.ask('checkout.dismiss', {})
  return orderId
}
const compare = async ({ till }: Shop) => till.button('토스와 맞추기').click()

test('a day that agrees closes to zero', async ({ open }) => {
  const shop = await open({ behaviour: { transactionsLagMs: 600_000 } })
  const { page } = shop.till
  await shop.till.open('마감')
  await compare(shop)
  await expect(page.getByText('맞춰 볼 거래가 없어요')).toBeVisible()

  const orderId = await sellAmericano(shop)
  await shop.ask('orders.refund', {
    orderId,
    intentId: crypto.randomUUID(),
    amount: 500,
    reason: '단순 변심',
    lines: [],
  })
  await shop.till.open('마감')
  await compare(shop)
  await expect(page.getByText('거래 2건이 모두 맞아요')).toBeVisible()
  await expect(page.getByText('0원 차이', { exact: true })).toBeVisible()
  const sums = page.getByRole('table')
  await expect(sums.getByRole('row', { name: '합계' })).toHaveText('합계4,000원4,000원')
  // The list knows nothing of it yet; each was looked up.
  await expect(
    page.getByText('토스 목록에 아직 없는 2건은 따로 조회해서 확인했어요.'),
  ).toBeVisible()
})

test('what was done behind the till’s back is found, and named or mended', async ({ open }) => {
  const shop = await open()
  const { till } = shop
  const { page } = till
  const orderId = await sellAmericano(shop)
  await sellAmericano(shop)
  await cancelAtToss(shop, orderId, 1500)
  const lostId = `${orderId.slice(0, 14)}000900-LOST`
  const lost = await payAtToss(shop, lostId, 7700)

  await till.open('마감')
  await compare(shop)
  await expect(page.getByText('맞지 않는 것이 1건 있어요')).toBeVisible()
  await expect(page.getByText('7,700원 차이')).toBeVisible()
  await expect(page.getByRole('heading', { name: '여기에 없는 결제' })).toBeVisible()
  const row = page.getByRole('listitem').filter({ hasText: lostId })
  await expect(row).toContainText('토스 7,700원')
  await expect(row).toContainText(lost.paymentKey)
  await row.getByRole('button', { name: 'paymentKey 복사' }).click()
  await expect(row.getByText('복사했어요')).toBeVisible()

  // The cancel in the console is in the order now, and one touch away.
  const mended = page.getByRole('listitem').filter({ hasText: '토스에서 취소한 것을 주문에 적음' })
  await expect(mended).toContainText('1,500원')
  expect(await shop.order(orderId)).toMatchObject({
    status: 'partly_refunded',
    refundedAmount: 1500,
  })
  await mended.getByRole('link', { name: /주문 0001-[0-9]{6} 보기/ }).click()
  await expect(page.getByRole('article')).toContainText(orderId)
  await expect(page.getByRole('article')).toContainText('1,500원')

  // What was found is still there for whoever comes back.
  await till.open('마감')
  await expect(page.getByText('맞지 않는 것이 1건 있어요')).toBeVisible()
  expect(shop.sent('cancel')).toBe(1)
})

test('a Toss that can’t be reached says so, and what to do', async ({ open }) => {
  const shop = await open()
  const { till } = shop
  await till.open('마감')
  shop.toss.box.orderNext({ on: 'transactions', instead: { status: 502, body: '<html></html>' } })
  await compare(shop)
  await expect(till.page.getByRole('alert')).toContainText('맞추지 못했어요')
  await expect(till.page.getByRole('alert')).toContainText('인터넷을 확인')
  await compare(shop)
  await expect(till.page.getByText('0원 차이', { exact: true })).toBeVisible()
  await expect(till.page.getByRole('alert')).toHaveCount(0)
})
