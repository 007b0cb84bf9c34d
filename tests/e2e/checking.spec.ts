import type { CheckingView } from '#shared/ipc/contract.ts'
import type { Fault } from '../../src/main/training/faults.ts'
import { expect, type Shop, test } from '../support/e2e.ts'
import { violationsInAllLooks } from '../support/looks.ts'

const NO_LOOKUP: Fault = { on: 'lookup', instead: { code: 'COMMON_ERROR' } }
const LONG_SILENCE = 40

/** A sale whose confirm gets no answer, and whose lookups say nothing until `toss` may speak again. */
async function sellIntoSilence(shop: Shop, ...names: string[]): Promise<string> {
  const { orderId, payment } = await shop.startPaying(...names)
  shop.toss.box.orderNext({ on: 'confirm', instead: { noAnswer: true } })
  for (let n = 0; n < LONG_SILENCE; n += 1) shop.toss.box.orderNext(NO_LOOKUP)
  await payment.end('approve')
  await expect(shop.till.checking).toBeVisible()
  return orderId
}

/** Toss speaks again. */
async function endSilence(shop: Shop, orderId: string, status: string): Promise<void> {
  shop.toss.box.faults.clear()
  await expect
    .poll(async () => (await shop.ask<{ status: string }>('orders.settle', { orderId })).status)
    .toBe(status)
}

test('a 확인중 says what is known, how far it got, and offers nothing that charges', async ({
  open,
}) => {
  const shop = await open()
  const { till } = shop
  const orderId = await sellIntoSilence(shop, '아메리카노')
  await expect(till.checking).toContainText('손님이 결제를 마쳤어요')
  await expect(till.checking).toContainText('토스에 승인을 요청했어요')
  await expect(till.checking).toContainText(/\d번 조회 · \d+초 뒤 다시/)
  await expect(till.checking).toContainText(/늦어도 \d\d:\d\d에는 결과를/)
  await expect(till.checking).toContainText('두 번 결제되지 않으니')
  const buttons = await till.checking.getByRole('button').allTextContents()
  expect(buttons).toEqual(['다음 손님 먼저 받기', '지금 조회'])
  await expect(till.page.getByText(/결제되지 않았어요|실패/)).toBeHidden()
  expect(shop.sent('confirm')).toBe(1)
  expect(shop.stored(orderId).state).toBe('confirming')
  expect(await violationsInAllLooks(shop)).toEqual([])
})

test('a code of tomorrow is 확인중 in Toss’s own words, then settles', async ({ shop }) => {
  const { till, toss } = shop
  const { orderId, payment } = await shop.startPaying('아메리카노')
  toss.box.orderNext({
    on: 'confirm',
    instead: {
      status: 400,
      body: '{"code":"A_CODE_OF_TOMORROW","message":"내일의 오류입니다."}',
      contentType: 'application/json',
    },
  })
  toss.box.orderNext(NO_LOOKUP)
  toss.box.orderNext(NO_LOOKUP)
  await payment.end('approve')
  await expect(till.checking).toBeVisible()
  await expect(till.checking).toContainText('“내일의 오류입니다.” (A_CODE_OF_TOMORROW)')
  await expect(till.checking).toContainText('돈이 나갔는지 아직 몰라요.')
  await expect(till.page.getByText('결제했어요')).toBeVisible({ timeout: 15_000 })
  expect(shop.stored(orderId).state).toBe('paid')
  expect(shop.atToss(orderId)?.movements).toHaveLength(1)
})

test('selling goes on, and what became of the first is told until it is read', async ({ open }) => {
  const shop = await open()
  const { till } = shop
  const first = await sellIntoSilence(shop, '아메리카노')
  await till.button('다음 손님 먼저 받기').click()

  // In sight while the next customer is served, with how far it got.
  await till.button('확인중 1').click()
  const list = till.page.getByRole('dialog', { name: '확인하고 있어요 · 1건' })
  await expect(list).toContainText('아메리카노')
  await expect(list).toContainText('4,500원')
  await till.page.keyboard.press('Escape')

  const second = await shop.startPaying('소금빵')
  await second.payment.end('approve')
  await expect(till.page.getByText('결제했어요')).toBeVisible()
  expect(shop.stored(second.orderId).state).toBe('paid')

  await endSilence(shop, first, 'paid')
  const news = till.page.getByRole('region', { name: '새로 알게 된 결과' })
  await expect(news).toContainText('결제된 걸 확인했어요')
  await expect(news).toContainText('4,500원')
  const { number } = await shop.order(first)
  await expect(news).toContainText(number)
  await expect(till.button(/^확인중/)).toBeHidden()

  // Neither the next tap, nor another screen, nor a page that reloads loses it.
  await till.product('카페라떼').click()
  await till.open('주문')
  await expect(news).toContainText('결제된 걸 확인했어요')
  await till.page.reload()
  await expect(news).toContainText('결제된 걸 확인했어요')
  await till.button('읽었어요').click()
  await expect(news).toBeHidden()
  expect((await shop.ask<CheckingView>('checking.get', {})).news).toEqual([])
  expect(shop.atToss(first)?.movements).toHaveLength(1)
})

test('several at once: each is told, the unpaid one as not paid', async ({ open }) => {
  const shop = await open()
  const { till, toss } = shop
  const paid = await sellIntoSilence(shop, '아메리카노')
  await till.button('다음 손님 먼저 받기').click()
  const { orderId: declined, payment } = await shop.startPaying('소금빵')
  toss.box.orderNext({ on: 'confirm', executed: false })
  await payment.end('decline-at-confirm')
  await expect(till.checking).toBeVisible()
  await till.button('다음 손님 먼저 받기').click()
  await expect(till.button('확인중 2')).toBeVisible()

  await endSilence(shop, paid, 'paid')
  await endSilence(shop, declined, 'declined')
  const news = till.page.getByRole('region', { name: '새로 알게 된 결과' })
  await expect(news.getByRole('status')).toContainText('결제된 걸 확인했어요')
  const bad = news.getByRole('alert')
  await expect(bad).toContainText('결제되지 않은 걸 확인했어요')
  await expect(bad).toContainText('움직인 돈은 없어요.')
  await bad.getByRole('link', { name: '주문 보기' }).click()
  await expect(till.page.getByRole('article', { name: /^주문 / })).toContainText('3,200원')
  await expect(bad).toBeHidden()
  await expect(news.getByRole('status')).toBeVisible()
})

test('without a network it says so, and goes on by itself', async ({ open }) => {
  const shop = await open()
  const { till, toss } = shop
  const { orderId, payment } = await shop.startPaying('아메리카노')
  toss.box.orderNext({ on: 'confirm', instead: { noAnswer: true } })
  // Each lookup is tried three times before it counts as not answered.
  for (let n = 0; n < 9; n += 1) toss.box.orderNext({ on: 'lookup', instead: { noAnswer: true } })
  await payment.end('approve')
  await expect(till.checking).toContainText('인터넷이 끊겨 있어요.')
  await expect(till.checking).toContainText('다시 결제하지 마세요')
  await expect(till.page.getByText('결제했어요')).toBeVisible({ timeout: 20_000 })
  expect(shop.stored(orderId).state).toBe('paid')
})
