import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'
import type { CartView, CatalogueView, CheckoutView, SettingsView } from '#shared/ipc/contract.ts'
import { cancelAtToss, expect, navigate, payAtToss, type Shop } from './e2e.ts'

/** A list that adds, changes and is wrong. */
const LIST = `상품명,가격,분류,바코드
아메리카노,4800,커피,
유자차,5200,차,
수정과,5000,전통차,
식혜,오천원,전통차,
밀크티,5500,차,8.80123E+12
`

/** The manager's, from the cart on. */
const PIN = '2468'

type Look = (screen: string, page?: Page) => Promise<void>

/** What is said of a barcode that nobody knows. */
async function walkUnknownCode(page: Page, look: Look) {
  const search = page.getByRole('searchbox')
  await search.fill('8801234567893')
  await search.press('Enter')
  const notice = page.getByRole('alert').filter({ hasText: '8801234567893' })
  await expect(notice).toBeVisible()
  await look('unknown barcode')
  await notice.getByRole('button').last().click()
  await expect(notice).toHaveCount(0)
}

/** The caps while Alt is held, and all keys on one page. */
async function walkKeys(page: Page, look: Look) {
  await page.keyboard.down('Alt')
  await expect(page.locator('html[data-keycaps]')).toBeAttached()
  await look('sell, Alt held')
  await page.keyboard.up('Alt')
  await page.keyboard.press('F1')
  await expect(page.getByRole('dialog')).toBeVisible()
  await look('keys')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

/** What opens over a cart: a line, a discount, the manager's approval, orders on hold. The cart stays as it was. */
async function walkCart({ till, ask }: Shop, look: Look) {
  const { page } = till
  const dialogs = page.getByRole('dialog')
  await page.keyboard.press('Alt+e')
  await expect(dialogs).toBeVisible()
  await look('line')
  await page.keyboard.press('Escape')
  await expect(dialogs).toHaveCount(0)

  const { discounts } = await ask<SettingsView>('settings.get', {})
  await ask('settings.saveDiscounts', {
    limitPercent: 0,
    ...(discounts.hasPin ? { pin: PIN } : { newPin: PIN }),
  })
  await page.keyboard.press('F3')
  const choices = dialogs.getByRole('radiogroup')
  await choices.nth(1).getByRole('radio').first().click()
  await choices.nth(2).getByRole('radio').first().click()
  await look('discount')
  await dialogs.locator('button[type=submit]').click()
  await expect(dialogs).toHaveCount(2)
  await look('approval')
  await page.keyboard.press('Escape')
  await expect(dialogs).toHaveCount(1)
  await page.keyboard.press('Escape')
  await ask('settings.saveDiscounts', { limitPercent: 100, pin: PIN })

  await ask('cart.hold', {})
  await ask('cart.add', {
    productId: (await ask<CatalogueView>('catalogue.list', {})).products[4]!.id,
  })
  await ask('cart.hold', {})
  await expect.poll(async () => (await ask<CartView>('cart.get', {})).held.length).toBe(2)
  await page.keyboard.press('F7')
  await expect(dialogs).toBeVisible()
  await look('on hold')
  await page.keyboard.press('Escape')
  const { held } = await ask<CartView>('cart.get', {})
  const [own, other] = held.toSorted((one, two) => two.count - one.count)
  await ask('cart.recall', { id: other!.id })
  await ask('cart.clear', {})
  await ask('cart.recall', { id: own!.id })
}

/** Cash with change, and a cash receipt for it. The sale of it is done afterwards, and the cart is as it was. */
async function walkCash({ till, ask }: Shop, look: Look) {
  const { page } = till
  const before = await ask<CartView>('cart.get', {})
  await page.keyboard.press('F8')
  await page.keyboard.type('20000', { delay: 100 })
  await expect(page.getByText('10,500').first()).toBeVisible()
  await look('cash')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await ask<CheckoutView>('checkout.get', {})).stage).toBe('paid')
  await look('paid in cash')
  await page.keyboard.press('Alt+c')
  await expect(page.getByRole('dialog')).toBeVisible()
  await look('cash receipt')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await ask('checkout.dismiss', {})
  for (const { productId, quantity } of before.lines) {
    await ask('cart.add', { productId })
    await ask('cart.setQuantity', { productId, quantity })
  }
  await expect(page.getByText('9,500').first()).toBeVisible()
}

/** Goes through the screens; `look` is called at each. Language-neutral: by addresses and the bridge. */
export async function walk(shop: Shop, look: Look) {
  const { till, ask } = shop
  const { page } = till
  const go = (hash: string) => page.evaluate((to) => window.location.assign(to), hash)
  const { stage } = await ask<CheckoutView>('checkout.get', {})
  expect(stage).toBe('idle')

  await go('#/')
  await expect(till.product('아메리카노')).toBeVisible()
  await look('sell, empty')
  await ask('customerDisplay.choose', { choice: 'window' })
  const customer = await shop.app.page((address) => address.startsWith('app://customer/'))
  /** The customer's screen, once it shows what the till does. */
  const lookAtCustomer = async (screen: string, words: RegExp) => {
    await expect(customer.getByText(words).first()).toBeVisible()
    await look(`customer, ${screen}`, customer)
  }
  await lookAtCustomer('idle', /어서 오세요|Welcome/)
  const { total } = await ask<CartView>('cart.add', { productId: 'americano' })
  const intentId = crypto.randomUUID()
  await ask('cash.take', { intentId, total, amount: total, received: 10_000 })
  await lookAtCustomer('change', /5,500/)
  await ask('checkout.dismiss', {})
  await till.product('아메리카노').click()
  await till.product('카페라떼').click()
  await expect(page.getByText('9,500').first()).toBeVisible()
  await look('sell')
  await lookAtCustomer('cart', /9,500/)
  await walkUnknownCode(page, look)
  await walkKeys(page, look)
  await walkCart(shop, look)
  await walkCash(shop, look)

  const start = async () => {
    await ask('checkout.start', { total: 9500 })
    await expect(till.paying).toBeVisible()
    const checkout = await ask<CheckoutView>('checkout.get', {})
    if (checkout.stage !== 'paying') throw new Error(checkout.stage)
    const { orderId } = checkout
    const { ref } = shop.stored(orderId)
    const window = await shop.app.page(`/checkout?ref=${encodeURIComponent(ref)}`)
    await expect(window.getByRole('button', { name: /9,500/ })).toBeEnabled()
    return { orderId, ref, window }
  }
  const first = await start()
  await look('paying')
  await lookAtCustomer('paying', /진행해 주세요|Please pay now/)
  await look('payment window', first.window)
  await ask('checkout.abandon', { orderId: first.orderId })
  await expect(till.paying).toHaveCount(0)
  await look('not paid')
  await lookAtCustomer('not paid', /끝나지 않았어요|isn’t finished/)

  await ask('checkout.dismiss', {})
  const { orderId, ref, window: payment } = await start()
  await navigate(payment, shop.returnOf({ orderId, ref })).catch(() => undefined)
  await expect.poll(async () => (await ask<CheckoutView>('checkout.get', {})).stage).toBe('paid')
  await expect(till.paying).toHaveCount(0)
  await look('paid')
  await ask('customerDisplay.choose', { choice: 'off' })
  await ask('checkout.dismiss', {})

  await go('#/orders')
  await expect(page.getByRole('option').first()).toBeVisible()
  await look('orders')
  await page.getByRole('option').first().click()
  const order = page.getByRole('article')
  await expect(order.getByText(orderId).first()).toBeVisible()
  await order.getByRole('button', { name: /^(영수증|Receipt)$/ }).click()
  await expect(page.getByRole('dialog').locator('svg text').first()).toBeVisible()
  // The slip has letters of its own, which come a moment after it.
  await page.evaluate(() => document.fonts.load("22px 'Slip'", '가'))
  await look('receipt')
  await page.keyboard.press('Escape')
  await order.getByRole('button', { name: /^(paymentKey로 조회|By paymentKey)$/ }).click()
  await expect(order.getByRole('status').getByRole('group')).toBeVisible()
  await look('order, looked up')
  await order.getByRole('button', { name: /^(환불|Refund)$/ }).click()
  await expect(page.getByRole('region', { name: /^(환불|Refund)$/ })).toBeVisible()
  await look('refund')

  // A day without sales: what is planted below stays at this Toss.
  await go('#/close?from=2026-01-02&to=2026-01-02')
  const compare = page.getByRole('button', { name: /^(토스와 맞추기|Compare with Toss)$/ })
  await expect(compare).toBeVisible()
  await look('close')
  await compare.click()
  await expect(page.getByText(/^(0원 차이|₩0 difference)$/)).toBeVisible()
  await look('close, agrees')
  await go('#/close')
  const lostId = `${orderId.slice(0, 14)}000900-${crypto.randomUUID().slice(0, 4).toUpperCase()}`
  const { paymentKey } = await payAtToss(shop, lostId, 9500)
  await cancelAtToss(shop, orderId, 500)
  await compare.click()
  await expect(page.getByText(paymentKey)).toBeVisible()
  await look('close, differs')

  await go('#/products')
  await expect(page.getByRole('button', { name: /^(내보내기|Export)$/ })).toBeVisible()
  await look('products')
  await go('#/products?product=americano')
  await expect(page.getByRole('textbox', { name: /^(상품명|Name)$/ })).not.toHaveValue('')
  await look('product')
  await go('#/products?product=new&barcode=%228801234567890%22')
  await expect(page.getByText('8801234567893')).toBeVisible()
  await page.getByRole('button', { name: /^(추가|Add)$/ }).click()
  await look('product, new')
  await page.getByRole('button', { name: /^(분류|Categories)$/ }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await look('product categories')
  await page.keyboard.press('Escape')
  if (shop.app.host === 'chromium') {
    const list = join(shop.app.userData, '상품.csv')
    writeFileSync(list, LIST)
    shop.app.answerDialogs([{ dialog: 'showOpenDialog', answer: { filePaths: [list] } }])
    await page.getByRole('button', { name: /^(가져오기|Import)$/ }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await look('products, manager')
    await page.keyboard.type(PIN, { delay: 60 })
    await page.keyboard.press('Enter')
    await expect(page.getByText('상품.csv')).toBeVisible()
    await look('products, import')
    await page.getByRole('button', { name: /^(그만두기|Cancel)$/ }).click()
  }

  await go('#/settings')
  await expect(page.getByRole('tab').first()).toBeVisible()
  for (const tab of await page.getByRole('tab').all()) {
    await tab.click()
    await expect(page.getByRole('tabpanel').getByRole('heading').first()).toBeVisible()
    await look(`settings, ${await tab.getAttribute('data-key')}`)
  }
}
