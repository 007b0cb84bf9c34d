import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startFakePrinter } from '../support/fake-printer.ts'
import { expect, type Shop, test } from '../support/e2e.ts'

async function sell(shop: Shop): Promise<string> {
  const { orderId, payment } = await shop.startPaying('아메리카노')
  await payment.end('approve')
  await expect(shop.till.page.getByText('결제했어요')).toBeVisible()
  return orderId
}

test('a slip prints behind the sale, once more by one key, and the strip says what is wrong', async ({
  shop,
}) => {
  const printer = await startFakePrinter()
  const { till } = shop
  const { page } = till
  try {
    await till.open('설정')
    await page.getByRole('tab', { name: /프린터/ }).click()
    await page.getByRole('radio', { name: '네트워크 프린터' }).click()
    await page.getByRole('textbox', { name: '주소' }).fill(printer.host)
    await page.getByRole('textbox', { name: '포트' }).fill(String(printer.port))
    await till.button('프린터 저장').click()
    await expect(page.getByRole('main').getByText('프린터 준비됨')).toBeVisible()
    await till.button('시험 인쇄').click()
    await expect.poll(() => printer.slips.length).toBe(1)

    await till.open('판매')
    const orderId = await sell(shop)
    await expect.poll(() => printer.slips.length).toBe(2)
    const { number } = await shop.order(orderId)
    expect(printer.slips[1]?.barcodes).toEqual([number])

    await page.keyboard.press('F9')
    await expect.poll(() => printer.slips.length).toBe(3)
    expect(printer.slips[2]?.rows.some((row) => row.text.includes('재발행'))).toBe(true)

    printer.paper = 'out'
    await till.button(/마지막 영수증|인쇄를 맡겼어요/).click()
    const alert = page.getByRole('link', { name: /프린터 종이가 없어요 · 기다리는 영수증/ })
    await expect(alert).toBeVisible()
    await sell(shop)
    await alert.click()
    printer.paper = 'ok'
    await till.button('지금 다시 시도').click()
    await expect.poll(() => printer.slips.length).toBe(5)
    await expect(page.getByRole('main').getByText('프린터 준비됨')).toBeVisible()
  } finally {
    await shop.ask('printing.saveSettings', {
      kind: 'none',
      host: '',
      port: 9100,
      paper: '80',
      autoPrint: true,
    })
    await printer.switchOff()
  }
})

test('a slip is shown as it prints, and kept as PDF', async ({ shop }) => {
  const orderId = await sell(shop)
  const { till } = shop
  await till.openOrder(orderId)
  await till.button('영수증').click()
  const dialog = till.page.getByRole('dialog')
  const slip = dialog.getByRole('figure', { name: '영수증' })
  await expect(slip.locator('svg')).toBeVisible()
  await expect(slip).toContainText('아메리카노')
  await expect(slip).toContainText((await shop.order(orderId)).number)
  await dialog.getByRole('radio', { name: '교환권' }).click()
  await expect(slip).toContainText('교환권')
  await expect(slip).not.toContainText('합계')
  test.skip(shop.app.host !== 'chromium', 'a real dialog waits for a person')
  const pdf = join(shop.app.userData, '영수증.pdf')
  shop.app.answerDialogs([{ dialog: 'showSaveDialog', answer: { filePath: pdf } }])
  await dialog.getByRole('button', { name: 'PDF로 저장' }).click()
  await expect(dialog.getByText('PDF를 저장했어요')).toBeVisible()
  expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-')
})
