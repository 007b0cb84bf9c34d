import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { chromium, type Page } from 'playwright'
import type { CustomerBridge } from '#shared/ipc/customer-bridge.ts'
import type { CustomerView } from '#shared/ipc/customer-contract.ts'
import type { Result } from '#shared/result.ts'
import { expect, type Shop, test } from '../support/e2e.ts'

const TILLS = { id: 1, bounds: { x: 0, y: 0, width: 1366, height: 768 } }
const CUSTOMERS = { id: 2, bounds: { x: 1366, y: 0, width: 1280, height: 800 } }

const isCustomers = (address: string) => address.startsWith('app://customer/')
const screenOf = (shop: Shop): Promise<Page> => shop.app.page(isCustomers)
const isOpen = (shop: Shop) =>
  shop.app.windows().some((page) => isCustomers(shop.app.address(page)))

/** What the page itself could ask of main, by the only way it has. */
const askFrom = (page: Page, name: string, input: unknown) =>
  page.evaluate(
    ([route, data]) => {
      const bridge = Reflect.get(window, 'customer') as CustomerBridge
      return bridge.invoke(route, data)
    },
    [name, input] as const,
  ) as Promise<Result<CustomerView>>

/** What a driver that never saw it die reads on the customer's screen; nothing where it isn't alive yet. */
async function wordsOfLive(shop: Shop): Promise<string> {
  const address = /DevTools listening on (ws:\S+)/.exec(shop.app.stderr())?.[1] ?? ''
  const browser = await chromium.connectOverCDP(address)
  const page = browser
    .contexts()
    .flatMap((context) => context.pages())
    .find((one) => isCustomers(shop.app.address(one)))
  const words = page?.evaluate(() => document.body.innerText).catch(() => '')
  const read = await Promise.race([words ?? '', delay(1000, '')])
  await browser.close()
  return read
}

const scan = (shop: Shop, name: string) => shop.till.product(name).click()

test('the customer follows the sale on a screen that can do nothing else', async ({ open }) => {
  const folder = mkdtempSync(join(tmpdir(), 'gyesan-displays-'))
  const displays = join(folder, 'displays.json')
  const plugged = (...all: object[]) => writeFileSync(displays, JSON.stringify(all))
  plugged(TILLS)
  const shop = await open({ env: { POS_HOST_DISPLAYS: displays } })
  test.skip(shop.app.host !== 'chromium', 'displays are plugged in by hand on Electron')
  const { till } = shop

  // One display: wanted, and waiting for a second one.
  await till.open('설정')
  await till.page.getByRole('tab', { name: /^화면/ }).click()
  await till.page.getByRole('radio', { name: '두 번째 화면' }).click()
  await expect(till.page.getByText(/연결된 화면이 하나뿐이에요/)).toBeVisible()
  expect(isOpen(shop)).toBe(false)
  plugged(TILLS, CUSTOMERS)
  const customer = await screenOf(shop)
  await expect(till.page.getByText('두 번째 화면에 나오고 있어요.')).toBeVisible()
  await expect(customer.getByText('어서 오세요')).toBeVisible()
  expect(await customer.evaluate(() => [innerWidth, innerHeight])).toEqual([1280, 800])
  // The till keeps the keys: a scanner types into it.
  await till.open('판매')

  await scan(shop, '아메리카노')
  await scan(shop, '아메리카노')
  const lines = customer.getByRole('region', { name: '주문 내용' })
  await expect(lines).toContainText('아메리카노')
  await expect(lines).toContainText('2개')
  const total = customer.getByText('9,000원', { exact: true }).last()
  await expect(total).toBeVisible()
  const sizeOf = (words: string) =>
    customer
      .getByText(words, { exact: true })
      .last()
      .evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize))
  expect(await sizeOf('9,000원')).toBeGreaterThanOrEqual(64)

  await customer.getByRole('button', { name: /^English/ }).click()
  await expect(customer.getByText('₩9,000', { exact: true }).last()).toBeVisible()
  await scan(shop, '소금빵')
  await expect(customer.getByRole('region', { name: 'Your order' })).toContainText('소금빵')
  // Nothing of it reaches the till.
  await expect(till.pay).toContainText('원 결제')

  const view = await askFrom(customer, 'customer.get', {})
  if (!view.ok || view.data.sale === null) throw new Error('nothing is shown')
  const { total: asked } = view.data.sale
  await till.page.keyboard.press('F8')
  await till.page.keyboard.type('20000', { delay: 100 })
  await till.page.keyboard.press('Enter')
  await expect(customer.getByRole('heading', { name: 'Your change' })).toBeVisible()
  const change = `₩${(20_000 - asked).toLocaleString('ko-KR')}`
  expect(await sizeOf(change)).toBeGreaterThanOrEqual(64)
  await expect(customer.getByText(/Received ₩20,000/)).toBeVisible()

  // The next customer speaks the shop's language until they say otherwise.
  await scan(shop, '카페라떼')
  await expect(customer.getByRole('region', { name: '주문 내용' })).toContainText('카페라떼')
  await till.pay.click()
  const paying = await shop.paymentWindow()
  await expect(customer.getByRole('heading', { name: '결제를 진행해 주세요' })).toBeVisible()

  // Unplugged and plugged in again in the middle of a payment: the till goes on, and so does the screen.
  plugged(TILLS)
  await expect.poll(() => isOpen(shop)).toBe(false)
  await expect(till.paying).toBeVisible()
  plugged(TILLS, CUSTOMERS)
  const again = await screenOf(shop)
  await expect(again.getByRole('heading', { name: '결제를 진행해 주세요' })).toBeVisible()
  await paying.payment.end('approve')
  await expect(again.getByRole('heading', { name: '결제됐어요' })).toBeVisible()
  await expect(till.page.getByText('결제했어요')).toBeVisible()

  // What the page may ask for is two things, and neither is the till's.
  expect(await again.evaluate(() => 'till' in window)).toBe(false)
  for (const [route, input] of [
    ['cart.clear', {}],
    ['orders.search', { limit: 5 }],
    ['settings.get', {}],
    ['customerDisplay.choose', { choice: 'off' }],
  ] as const) {
    expect(await askFrom(again, route, input)).toMatchObject({ error: { code: 'UNKNOWN_ROUTE' } })
  }
  const text = JSON.stringify(await askFrom(again, 'customer.get', {}))
  for (const word of ['americano', 'cafe-latte', paying.orderId, 'productId', 'note']) {
    expect(text).not.toContain(word)
  }
  // Led to the till's address it finds nothing there, and stays what it is.
  await again.goto('https://till.app.invalid/').catch(() => undefined)
  await expect(again.getByText('상품 검색')).toHaveCount(0)
  expect(shop.app.address(again)).toMatch(/^app:\/\/customer\//)
  expect(await askFrom(again, 'cart.get', {})).toMatchObject({ ok: false })

  // A page that is killed comes back with the sale, and the till notices nothing of it.
  await shop.ask('customerDisplay.choose', { choice: 'off' })
  await expect.poll(() => isOpen(shop)).toBe(false)
  await shop.ask('customerDisplay.choose', { choice: 'window' })
  const victim = await screenOf(shop)
  await scan(shop, '아메리카노')
  await expect(victim.getByRole('region', { name: '주문 내용' })).toContainText('아메리카노')
  const session = await victim.context().newCDPSession(victim)
  void session.send('Page.crash').catch(() => undefined)
  await scan(shop, '소금빵')
  await expect(till.page.getByRole('group', { name: '소금빵 수량' })).toBeVisible()
  await expect.poll(() => wordsOfLive(shop)).toContain('소금빵')
  expect(shop.logged('customer page gone')).toHaveLength(1)
  rmSync(folder, { recursive: true })
})
