import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import SqliteDatabase from 'better-sqlite3'
import { chromium, type Page } from 'playwright'
import type { CartView, OrderView } from '#shared/ipc/contract.ts'
import { createSeededRandom } from '../../src/main/training/seeded-random.ts'
import { expect, type Shop, test } from '../support/e2e.ts'
import { TillScreen } from '../support/till-screens.ts'

/** By a driver of its own: one that saw the page die never sees it alive again. */
async function liveTill(address: string): Promise<Page | null> {
  const browser = await chromium.connectOverCDP(address)
  for (const page of browser.contexts().flatMap((context) => context.pages())) {
    const isLive = page.evaluate(() => document.querySelector('aside') !== null).catch(() => false)
    // A page that died just now answers nothing at all.
    if (await Promise.race([isLive, delay(1000, false)])) return page
  }
  await browser.close()
  return null
}

const cartOf = ({ ask }: Shop) => ask<CartView>('cart.get', {})

test('hold is one press, and so is recall; both have a key', async ({ shop }) => {
  const { till } = shop
  await till.product('아메리카노').click()
  await till.product('소금빵').click()
  await till.button(/^보류/).click()
  await expect(till.page.getByText('담긴 상품이 없어요')).toBeVisible()
  await till.product('카페라떼').click()
  await till.button(/^불러오기/).click()
  // The one in hand went on hold in its place.
  await expect(till.pay).toHaveText('7,700원 결제')
  expect((await cartOf(shop)).held).toMatchObject([{ names: ['카페라떼'], total: 5000 }])

  await till.page.keyboard.press('F6')
  await expect.poll(async () => (await cartOf(shop)).held.length).toBe(2)
  await till.page.keyboard.press('F7')
  const list = till.page.getByRole('dialog', { name: '보류한 주문' })
  await list.getByRole('button', { name: /아메리카노, 소금빵/ }).click()
  await expect(till.pay).toHaveText('7,700원 결제')
  await till.button('비우기').click()
  await till.page.keyboard.press('F7')
  await expect(till.pay).toHaveText('5,000원 결제')
})

test('the last edits are taken back, also by a page that didn’t make them', async ({ shop }) => {
  const { till } = shop
  await till.product('아메리카노').click()
  await till.product('아메리카노').click()
  await till.button('비우기').click()
  await expect(till.button('결제')).toBeDisabled()
  await till.page.reload()
  await till.button(/^되돌리기/).click()
  await expect(till.pay).toHaveText('9,000원 결제')
  await till.page.keyboard.press('Control+z')
  await expect(till.pay).toHaveText('4,500원 결제')
  await till.page.keyboard.press('Control+z')
  await expect(till.page.getByText('담긴 상품이 없어요')).toBeVisible()
})

test('a discounted sale is paid, shown and given back at what it came to', async ({ shop }) => {
  const { till } = shop
  const { page } = till
  await till.product('아메리카노').click({ clickCount: 3 })
  await till.product('소금빵').click()
  await till.button(/^고치기: 아메리카노/).click()
  await page.getByRole('radio', { name: '할인', exact: true }).click()
  await page.getByRole('radio', { name: '원', exact: true }).click()
  await page.keyboard.type('1000', { delay: 100 })
  await page.getByRole('radio', { name: '행사' }).click()
  await till.button('1,000원 할인').click()
  await expect(till.pay).toHaveText('15,700원 결제')

  await page.keyboard.press('F3')
  await page.getByRole('radio', { name: '10%' }).click()
  await page.getByRole('radio', { name: '단골 손님' }).click()
  await till.button('1,570원 할인').click()
  await expect(till.pay).toHaveText('14,130원 결제')
  await till.pay.click()
  const { orderId, payment } = await shop.paymentWindow()
  await payment.end('approve')
  await expect(page.getByText('결제했어요')).toBeVisible()
  expect(shop.atToss(orderId)).toMatchObject({ totalAmount: 14_130 })

  await till.openOrder(orderId)
  const order = page.getByRole('article')
  await expect(order.getByText('1,000원 할인 · 행사')).toBeVisible()
  await expect(order.getByText('주문 전체 할인 · 단골 손님')).toBeVisible()
  // 3 × 4,500 − 1,000 − 1,250 is 11,250: a piece of it is 3,750.
  await till.button('환불').click()
  await till.button('아메리카노 하나 더하기').click()
  await page.getByRole('radio', { name: '주문 실수' }).click()
  await till.button('3,750원 환불').click()
  await expect
    .poll(async () => (await shop.ask<OrderView>('orders.get', { orderId })).refundedAmount)
    .toBe(3750)
})

test('a page killed at any instant of a sale comes back with the same cart', async ({ open }) => {
  test.setTimeout(180_000)
  const shop = await open()
  test.skip(shop.app.host !== 'chromium', 'the driver loses a killed page for good on Electron')
  const address = /DevTools listening on (ws:\S+)/.exec(shop.app.stderr())?.[1] ?? ''
  const random = createSeededRandom('killed pages')
  const file = join(shop.app.userData, 'stores', 'sandbox', 'till.sqlite')
  const stored = () => {
    const database = new SqliteDatabase(file, { readonly: true })
    try {
      return database.prepare('SELECT lines, terms FROM cart').get() as Record<string, string>
    } finally {
      database.close()
    }
  }

  let { till } = shop
  let changed = 0
  let most = 0
  for (let round = 0; round < 5; round += 1) {
    const before = JSON.stringify(stored() ?? {})
    // A cashier at work: taps, steppers, 포장, undo, as fast as the page takes them.
    await till.page.evaluate(
      (picks) => {
        let n = 0
        const press = () => {
          const all = [
            ...document.querySelectorAll<HTMLElement>(
              '[data-index], aside [role=group] button:not([disabled]), aside [role=radio]',
            ),
          ].filter((one) => !/^(결제|보류|불러오기|할인)/.test(one.textContent ?? ''))
          all[picks[n % picks.length]! % all.length]?.click()
          n += 1
        }
        setInterval(press, 12)
      },
      Array.from({ length: 97 }, () => random.below(10_000)),
    )
    await delay(random.below(700) + 150)
    const session = await till.page.context().newCDPSession(till.page)
    void session.send('Page.crash').catch(() => undefined)

    let found: Page | null = null
    const isBack = async () => {
      found = await liveTill(address)
      return found !== null
    }
    await expect.poll(isBack).toBe(true)
    const page = found as Page | null
    if (page === null) throw new Error('the page didn’t come back')
    till = await TillScreen.ready(page)
    const main = await till.call<{ data: CartView }>('cart.get', {})
    const kept = stored()
    if (JSON.stringify(kept) !== before) changed += 1
    most = Math.max(most, main.data.lines.length)
    expect(main.data.lines.map(({ productId, quantity }) => ({ productId, quantity }))).toEqual(
      JSON.parse(kept['lines'] ?? '[]'),
    )
    for (const { name, quantity } of main.data.lines) {
      await expect(page.getByRole('group', { name: `${name} 수량` })).toContainText(
        String(quantity),
      )
    }
    await expect(page.getByRole('group', { name: / 수량$/ })).toHaveCount(main.data.lines.length)
    if (main.data.total > 0) {
      await expect(till.pay).toHaveText(`${main.data.total.toLocaleString('ko-KR')}원 결제`)
    }
  }
  // Something was done before the kills, or this shows nothing.
  expect(changed).toBeGreaterThanOrEqual(3)
  expect(most).toBeGreaterThanOrEqual(3)
})
