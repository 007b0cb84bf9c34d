import { readdirSync, readFileSync } from 'node:fs'
import axe from 'axe-core'
import type { Page } from 'playwright'
import type { CheckoutView, PreferencesView } from '#shared/ipc/contract.ts'
import { cancelAtToss, expect, navigate, payAtToss, type Shop, test } from '../support/e2e.ts'

const WORDS = new URL('../../src/shared/i18n/ko/', import.meta.url)
const WIDE = { width: 1366, height: 768 }
const NARROW = { width: 1024, height: 768 }

/** Every key of the language files, as i18next would show it where a word is missing. */
const KEYS = new Set(
  readdirSync(WORDS).flatMap((file) => {
    const paths = (value: unknown, path: string): string[] =>
      typeof value === 'string'
        ? [path, path.replace(/_other$/, '')]
        : Object.entries(value as object).flatMap(([key, part]) =>
            paths(part, path === '' ? key : `${path}.${key}`),
          )
    const words = JSON.parse(readFileSync(new URL(file, WORDS), 'utf8')) as unknown
    return paths(words, '').filter((path) => path.includes('.'))
  }),
)

/** All that can be read or heard: text, and the names that only screen readers get. */
const wordsOf = (page: Page) =>
  page.evaluate(() => [
    document.body.innerText,
    ...[...document.querySelectorAll('[aria-label], [placeholder], [title]')].flatMap((element) =>
      ['aria-label', 'placeholder', 'title'].flatMap((name) => element.getAttribute(name) ?? []),
    ),
  ])

const rawKeysIn = (texts: readonly string[]) =>
  texts
    .flatMap((text) => text.split(/\s+/))
    .filter((word) => word.includes('{{') || KEYS.has(word.replace(/^[a-z]+:/, '')))

/**
 * Elements that would have to be scrolled sideways, the page first. A list lays its rows out anew some
 * frames after its size has changed, so it is looked at until nothing is over, or a second has passed.
 */
const sidewaysIn = (page: Page) =>
  page.evaluate(async () => {
    const over = () =>
      [...document.querySelectorAll('*')]
        .filter((element) => {
          const isOver = element.scrollWidth > element.clientWidth + 1
          if (element === document.documentElement) return isOver
          return isOver && /auto|scroll/.test(getComputedStyle(element).overflowX)
        })
        .map((element) => `${element.tagName} ${element.className}`)
    const begun = performance.now()
    let found = over()
    while (found.length > 0 && performance.now() - begun < 1000) {
      await new Promise(requestAnimationFrame)
      found = over()
    }
    return found
  })

/** What axe, put into the page once, finds to be serious or worse. Our pages have no frames. */
async function violationsIn(page: Page): Promise<string[]> {
  await expect(page.locator('iframe')).toHaveCount(0)
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  return page.evaluate(async () => {
    // What fades in is looked at once it is there; what turns for good isn't waited for.
    const passing = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
    await Promise.allSettled(passing.map(({ finished }) => finished))
    const { run } = Reflect.get(window, 'axe') as typeof axe
    const { violations } = await run({ resultTypes: ['violations'] })
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`),
      )
  })
}

/** What the pages complained of: console errors (refused by CSP among them) and exceptions. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  return complaints
}

/** Goes through the screens; `look` is called at each. Language-neutral: by addresses and the bridge. */
async function walk(shop: Shop, look: (screen: string, page?: Page) => Promise<void>) {
  const { till, ask } = shop
  const { page } = till
  const go = (hash: string) => page.evaluate((to) => window.location.assign(to), hash)
  const { stage } = await ask<CheckoutView>('checkout.get', {})
  expect(stage).toBe('idle')

  await go('#/')
  await expect(till.product('아메리카노')).toBeVisible()
  await look('sell, empty')
  await till.product('아메리카노').click()
  await till.product('카페라떼').click()
  await expect(page.getByText('9,500').first()).toBeVisible()
  await look('sell')

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
  await look('payment window', first.window)
  await ask('checkout.abandon', { orderId: first.orderId })
  await expect(till.paying).toHaveCount(0)
  await look('not paid')

  await ask('checkout.dismiss', {})
  const { orderId, ref, window: payment } = await start()
  await navigate(payment, shop.returnOf({ orderId, ref })).catch(() => undefined)
  await expect.poll(async () => (await ask<CheckoutView>('checkout.get', {})).stage).toBe('paid')
  await expect(till.paying).toHaveCount(0)
  await look('paid')
  await ask('checkout.dismiss', {})

  await go('#/orders')
  await expect(page.getByRole('option').first()).toBeVisible()
  await look('orders')
  await page.getByRole('option').first().click()
  const order = page.getByRole('article')
  await expect(order.getByText(orderId).first()).toBeVisible()
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

  for (const section of ['store', 'keys', 'shop', 'display']) {
    await go(`#/settings?section=${section}`)
    await expect(page.getByRole('tabpanel').getByRole('heading').first()).toBeVisible()
    await look(`settings, ${section}`)
  }
}

test.describe.configure({ mode: 'parallel' })

// Each language meets each theme; axe sees each theme and language at each size once.
for (const [language, theme, size] of [
  ['ko', 'light', WIDE],
  ['ko', 'dark', NARROW],
  ['en', 'light', NARROW],
  ['en', 'dark', WIDE],
] as const) {
  test(`every screen is usable by everybody: ${language}, ${theme}, ${size.width} wide`, async ({
    shop,
  }) => {
    test.setTimeout(300_000)
    const { page } = shop.till
    const preferences: PreferencesView = { language, theme, closingHour: 4, sounds: false }
    await shop.ask('settings.savePreferences', preferences)
    const complaints = complaintsOf(page)
    await page.setViewportSize(size)
    await page.reload()
    await expect(shop.till.product('아메리카노')).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(language)

    const found: string[] = []
    await walk(shop, async (screen, at = page) => {
      const tell = (what: string, all: readonly string[]) =>
        found.push(...all.map((one) => `${screen}: ${what}: ${one}`))
      tell('axe', await violationsIn(at))
      tell('raw key', rawKeysIn(await wordsOf(at)))
      if (at !== page) return
      const other = size === WIDE ? NARROW : WIDE
      for (const each of [other, size]) {
        await page.setViewportSize(each)
        tell(`sideways at ${each.width}`, await sidewaysIn(page))
      }
    })
    expect(found).toEqual([])
    expect(complaints).toEqual([])
    await shop.ask('settings.savePreferences', { ...preferences, language: 'ko', theme: 'light' })
    await page.reload()
  })
}
