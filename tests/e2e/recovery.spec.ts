import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test as base } from 'playwright/test'
import { launchTill, type Till } from '../support/launch.ts'
import { violationsIn } from '../support/looks.ts'
import { PaymentScreen, TillScreen } from '../support/till-screens.ts'

/** Runs of one till after the other on one user-data folder, in the training store: no network at all. */
const test = base.extend<{ readonly userData: string; readonly launch: () => Promise<Till> }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright wants a destructured first parameter
  userData: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'gyesan-recovery-'))
    await use(folder)
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  },
  launch: async ({ userData }, use) => {
    const open: Till[] = []
    await use(async () => {
      const till = await launchTill({ userData, env: { POS_STORE: 'training' } })
      open.push(till)
      return till
    })
    for (const till of open) await till.kill()
  },
})

async function sell(app: Till, name: string): Promise<void> {
  const till = new TillScreen(await app.page('app://till/'))
  await till.sell(name)
  const payment = new PaymentScreen(await app.page('/checkout?ref='))
  await payment.end('approve')
  await expect(till.page.getByText('결제했어요')).toBeVisible()
}

async function openBackups(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.location.hash = '#/settings?section=backup'
  })
  await expect(page.getByRole('heading', { name: '백업', exact: true })).toBeVisible()
}

const fileIn = (userData: string) => join(userData, 'stores', 'training', 'till.sqlite')

test('a damaged file: the till says so, goes back to a backup, sells, and tells what is missing', async ({
  userData,
  launch,
}) => {
  const first = await launch()
  let page = (await TillScreen.ready(await first.page('app://till/'))).page
  await sell(first, '아메리카노')
  await openBackups(page)
  await page.getByRole('button', { name: '지금 백업' }).click()
  await expect(page.getByRole('list', { name: '백업 목록' }).getByRole('listitem')).toHaveCount(1)
  await page.getByRole('link', { name: '판매', exact: true }).click()
  await sell(first, '소금빵')
  await first.close()

  const file = fileIn(userData)
  const bytes = readFileSync(file)
  bytes.fill('garbage ', 0, 4096)
  writeFileSync(file, bytes)

  const second = await launch()
  page = await second.page('app://till/')
  await expect(page.getByRole('heading', { name: '주문 파일을 열 수 없어요' })).toBeVisible()
  await expect(page.getByText('주문을 저장하는 파일이 손상됐어요.')).toBeVisible()
  await expect(page.getByRole('radio')).toBeChecked()
  expect(await violationsIn(page, 'all')).toEqual([])
  await page.getByRole('button', { name: '이 백업으로 되돌리기' }).click()

  // What is missing is the sale after the backup: Toss has its money.
  const report = page.getByRole('region', { name: '되돌린 뒤 확인할 것' })
  await expect(report.getByText('빠진 결제 1건')).toBeVisible()
  await expect(report.getByText('0001-000002', { exact: true })).toBeVisible()
  await expect(report.getByText('3,200원')).toBeVisible()
  await expect(report.getByText('완료', { exact: true })).toBeVisible()

  await report.getByRole('link', { name: '판매하러 가기' }).click()
  await TillScreen.ready(page)
  await sell(second, '아메리카노')
  await page.getByRole('link', { name: '주문', exact: true }).click()
  await expect(page.getByRole('option')).toHaveCount(2)
  await second.close()

  // It stays until somebody has checked it.
  const third = await launch()
  page = (await TillScreen.ready(await third.page('app://till/'))).page
  await openBackups(page)
  const again = page.getByRole('region', { name: '되돌린 뒤 확인할 것' })
  await again.getByRole('button', { name: '확인했어요' }).click()
  await expect(again).toHaveCount(0)
  await third.close()
})

test('going back on purpose says what would go missing, and then names it', async ({ launch }) => {
  const app = await launch()
  const { page } = await TillScreen.ready(await app.page('app://till/'))
  await openBackups(page)
  await page.getByRole('button', { name: '지금 백업' }).click()
  const list = page.getByRole('list', { name: '백업 목록' })
  await expect(list.getByRole('listitem')).toHaveCount(1)
  await page.getByRole('link', { name: '판매', exact: true }).click()
  await sell(app, '아메리카노')
  await openBackups(page)
  await list.getByRole('button').click()
  const dialog = page.getByRole('alertdialog')
  await expect(dialog).toContainText('주문 1건(받은 돈 4,500원)')
  await dialog.getByRole('button', { name: '그대로 두기' }).click()
  await expect(dialog).toHaveCount(0)
  await list.getByRole('button').click()
  await dialog.getByRole('button', { name: '되돌리기' }).click()
  const report = page.getByRole('region', { name: '되돌린 뒤 확인할 것' })
  await expect(report.getByText('0001-000001', { exact: true })).toBeVisible()
  await expect(report.getByText('새 주문은 0001-000002부터')).toBeVisible()
  await app.close()
})
