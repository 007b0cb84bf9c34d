import type { CartView } from '#shared/ipc/contract.ts'
import { expect, test } from '../support/e2e.ts'
import { startFakePrinter } from '../support/fake-printer.ts'
import { countHands } from '../support/hands.ts'
import { openScanner } from '../support/scanner.ts'

/** Of the sample catalogue: 생수, 흰 우유, 유정란. */
const BARCODES = ['8809900100016', '8809900101860', '8809900102232']
const NUMBER = '01012345678'

test('each flow of the counter is done within its budget of keys and touches', async ({ shop }) => {
  const printer = await startFakePrinter()
  const { till } = shop
  const { page } = till
  const cart = () => shop.ask<CartView>('cart.get', {})
  const scan = await openScanner(page)
  const hands = await countHands(page)
  try {
    await shop.ask('printing.saveSettings', {
      kind: 'network',
      host: printer.host,
      port: printer.port,
      paper: '80',
      autoPrint: true,
    })

    await test.step('three scans, exact cash and the slip: 3 after the last scan', async () => {
      for (const barcode of BARCODES) await scan(barcode)
      await expect.poll(async () => (await cart()).count).toBe(3)
      await hands.begin()
      await hands.press('F8')
      await hands.press('Enter')
      await expect(page.getByText('현금으로 받았어요')).toBeVisible()
      await expect.poll(() => printer.slips.length).toBe(1)
      expect(await hands.spent()).toBeLessThanOrEqual(3)
    })

    await test.step('the last slip once more: 1', async () => {
      await hands.begin()
      await hands.press('F9')
      await expect.poll(() => printer.slips.length).toBe(2)
      expect(await hands.spent()).toBe(1)
    })

    await test.step('a card: 2 taps and the customer', async () => {
      await hands.begin()
      await hands.tap(till.product('아메리카노'))
      await hands.tap(till.pay)
      const { payment } = await shop.paymentWindow()
      await payment.end('approve')
      await expect(page.getByText('결제했어요')).toBeVisible()
      expect(await hands.spent()).toBeLessThanOrEqual(2)
    })

    await test.step('on hold: 1, and back: 1', async () => {
      await till.product('소금빵').click()
      await expect.poll(async () => (await cart()).count).toBe(1)
      for (const [key, left] of [
        ['F6', 0],
        ['F7', 1],
      ] as const) {
        await hands.begin()
        await hands.press(key)
        await expect.poll(async () => (await cart()).count).toBe(left)
        expect(await hands.spent()).toBe(1)
      }
      // By touch as well.
      for (const [name, left] of [
        [/^보류/, 0],
        [/^불러오기/, 1],
      ] as const) {
        await hands.begin()
        await hands.tap(till.button(name))
        await expect.poll(async () => (await cart()).count).toBe(left)
        expect(await hands.spent()).toBe(1)
      }
    })

    await test.step('현금영수증 afterwards: 4 and the number', async () => {
      await hands.press('F8')
      await hands.press('Enter')
      await expect(page.getByText('현금으로 받았어요')).toBeVisible()
      await till.product('소금빵').click()
      await till.button('비우기').click()

      await hands.begin()
      await hands.tap(page.getByRole('link', { name: '주문', exact: true }))
      const newest = page.getByRole('option').first()
      await expect(newest).toContainText('소금빵')
      await hands.tap(newest)
      await hands.tap(till.button('현금영수증 발급'))
      await hands.type(NUMBER)
      await hands.press('Enter')
      await expect(page.getByText('발급됨')).toBeVisible()
      expect(await hands.spent()).toBeLessThanOrEqual(4 + NUMBER.length)
    })
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
