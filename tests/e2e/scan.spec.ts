import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright/test'
import type { CartView } from '#shared/ipc/contract.ts'
import { koreanShop } from '../../tools/seed/korean-shop.ts'
import { seedFile } from '../../tools/seed/seed-file.ts'
import { expect, openShop, type Shop, test as base } from '../support/e2e.ts'
import { APART, openScanner, scannerOf } from '../support/scanner.ts'

const SCANS = 1000

/** A till whose store sells 1,200 products with barcodes. */
const test = base.extend<{ shop: Shop }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright wants a destructured first parameter
  shop: async ({}, use) => {
    const userData = mkdtempSync(join(tmpdir(), 'gyesan-scan-'))
    const folder = join(userData, 'stores/sandbox')
    mkdirSync(folder, { recursive: true })
    await seedFile(join(folder, 'till.sqlite'), join(folder, 'backups'), 1200, 1)
    const shop = await openShop({ userData, firstProduct: '농심 신라면 120g' })
    await use(shop)
    await shop.close()
    rmSync(userData, { recursive: true, force: true, maxRetries: 3 })
  },
})

/** Keeps the page's one thread busy for half of the time, in pieces of 40 ms. */
const keepBusy = (page: Page) =>
  page.evaluate(() => {
    const work = () => {
      const end = performance.now() + 40
      while (performance.now() < end);
    }
    Reflect.set(window, 'busy', setInterval(work, 80))
  })

test('a thousand scans, 30 ms apart, on a busy page: all there, in order, none in a field', async ({
  shop,
}) => {
  // Thirty seconds on a quiet machine; a busy one delivers the keys later, which is no fault.
  test.setTimeout(300_000)
  const { page } = shop.till
  const barcodes = koreanShop(1200, 1).slice(0, SCANS)
  const search = page.getByRole('searchbox')
  await search.click()
  await search.fill('새우')
  await keepBusy(page)
  const scan = await openScanner(page)
  const began = performance.now()
  const pressed: Promise<unknown>[] = []
  for (const [at, { barcode }] of barcodes.entries()) {
    const wait = began + at * APART - performance.now()
    // The distance between two scans is what is tested; nothing is waited for.
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    pressed.push(scan(barcode))
  }
  await Promise.all(pressed)
  await expect
    .poll(async () => (await shop.ask<CartView>('cart.get', {})).count, { timeout: 60_000 })
    .toBe(SCANS)
  const cart = await shop.ask<CartView>('cart.get', {})
  expect(cart.lines.map(({ productId }) => productId)).toEqual(barcodes.map(({ id }) => id))
  await expect(search).toHaveValue('새우')
  await expect(search).toBeFocused()
  await shop.ask('cart.clear', {})
})

test('in Hangul mode, with a button in focus, an unknown code, and a label of the scale', async ({
  shop,
}) => {
  const { page } = shop.till
  const cdp = await page.context().newCDPSession(page)
  const scan = scannerOf(cdp)
  const [first, second] = koreanShop(1200, 1)

  // As an input method in Hangul mode has it: the key is Process, a syllable is being composed.
  const search = page.getByRole('searchbox')
  await search.click()
  const composedAt = Date.now() / 1000
  await cdp.send('Input.imeSetComposition', { text: 'ㅅ', selectionStart: 1, selectionEnd: 1 })
  await Promise.all([
    ...Array.from(first!.barcode, (digit) =>
      cdp.send('Input.dispatchKeyEvent', {
        type: 'rawKeyDown',
        code: `Digit${digit}`,
        key: 'Process',
        windowsVirtualKeyCode: 229,
        timestamp: composedAt,
      }),
    ),
    cdp.send('Input.dispatchKeyEvent', {
      type: 'rawKeyDown',
      code: 'Enter',
      key: 'Enter',
      windowsVirtualKeyCode: 13,
      timestamp: composedAt,
    }),
  ])
  await expect(page.getByRole('listitem').filter({ hasText: first!.name })).toBeVisible()

  // The Enter of a scan presses nothing, whatever has the focus.
  await shop.till.button('비우기').focus()
  await scan(second!.barcode)
  await expect(page.getByRole('listitem').filter({ hasText: second!.name })).toBeVisible()
  expect((await shop.ask<CartView>('cart.get', {})).count).toBe(2)

  await scan('4006381333931')
  const notice = page.getByRole('alert').filter({ hasText: '등록되지 않은 바코드예요' })
  await expect(notice).toContainText('4006381333931')
  await notice.getByRole('button', { name: '상품 등록' }).click()
  // It is added here and now, and goes into the sale that it was scanned in.
  await expect(page.getByRole('textbox', { name: '바코드' })).toHaveValue('4006381333931')
  await page.getByRole('textbox', { name: '상품명' }).fill('독일 형광펜')
  await page.getByRole('textbox', { name: '가격 (원)' }).fill('2500')
  await page.getByRole('button', { name: /골라 주세요/ }).click()
  await page.getByRole('option').first().click()
  await shop.till.button('추가하고 주문에 담기').click()
  await expect(page.getByRole('listitem').filter({ hasText: '독일 형광펜' })).toBeVisible()
  expect((await shop.ask<CartView>('cart.get', {})).count).toBe(3)
  await expect(search).not.toHaveValue(/\d/)

  // Open, the pad takes every digit for money; a scan's are none.
  await page.keyboard.press('F8')
  const pad = page.getByRole('region', { name: '돈 받기' })
  await page.keyboard.type('50', { delay: 100 })
  await expect(pad.getByRole('status')).toHaveText('50원')
  await scan(first!.barcode)
  await expect.poll(async () => (await shop.ask<CartView>('cart.get', {})).count).toBe(4)
  await expect(pad.getByRole('status')).toHaveText('50원')
  await page.keyboard.press('Escape')
  // Where the pad was opened from, the keyboard goes on.
  await expect(shop.till.button('현금')).toBeFocused()
})
