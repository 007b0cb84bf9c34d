import type { Page } from 'playwright/test'
import type { CartView } from '#shared/ipc/contract.ts'
import { expect, test } from '../support/e2e.ts'

/** What has the focus, as a screen reader would say it. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement } = document
    return (activeElement?.getAttribute('aria-label') ?? activeElement?.textContent ?? '').trim()
  })

/** Presses Tab until the focus is on what has the name. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  const met: string[] = []
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab')
    const here = await focused(page)
    if (name.test(here)) return
    met.push(here.slice(0, 30))
  }
  throw new Error(`Tab never came to ${name}; it came to: ${met.join(' | ')}`)
}

test('a whole sale, and its refund in part and then the rest, with the keyboard alone', async ({
  shop,
}) => {
  test.setTimeout(180_000)
  const { till } = shop
  const { page } = till
  const { keyboard } = page
  const cart = () => shop.ask<CartView>('cart.get', {})

  await test.step('products are found, counted, held and brought back', async () => {
    await keyboard.press('F2')
    await keyboard.type('라떼', { delay: 100 })
    await keyboard.press('ArrowDown')
    await expect.poll(() => focused(page)).toMatch(/라떼/)
    await keyboard.press('ArrowRight')
    await keyboard.press('ArrowLeft')
    await keyboard.press('ArrowUp')
    await expect(page.getByRole('searchbox')).toBeFocused()
    await keyboard.press('Escape')
    await keyboard.type('아메리카노', { delay: 100 })
    await keyboard.press('ArrowDown')
    await keyboard.press('Enter')
    await keyboard.press('Alt+e')
    await expect(page.getByRole('dialog', { name: /아메리카노/ })).toBeVisible()
    await keyboard.type('2')
    await keyboard.press('Enter')
    await expect(till.pay).toHaveText('9,000원 결제')
    await keyboard.press('F5')
    await expect.poll(async () => (await cart()).serving).toBe('takeaway')
    await keyboard.press('F6')
    await expect.poll(async () => (await cart()).count).toBe(0)
    await keyboard.press('F7')
    await expect(till.pay).toHaveText('9,000원 결제')
  })

  await test.step('the caps are on the buttons while Alt is held', async () => {
    // By its key: the cap is a part of what the button says while it is there.
    const cash = page.locator('[aria-keyshortcuts=F8]')
    const cap = () =>
      cash.evaluate((button) => getComputedStyle(button, '::after').getPropertyValue('content'))
    const root = page.locator('html')
    expect(await cap()).toBe('none')
    await keyboard.down('Alt')
    await expect(root).toHaveAttribute('data-keycaps', '')
    expect(await cap()).toContain('F8')
    await keyboard.up('Alt')
    await expect(root).not.toHaveAttribute('data-keycaps')
    await keyboard.down('Alt')
    // Alt+Tab: it is let go of in another window.
    await page.evaluate(() => window.dispatchEvent(new Event('blur')))
    await expect(root).not.toHaveAttribute('data-keycaps')
    await keyboard.up('Alt')

    await keyboard.press('F1')
    const map = page.getByRole('dialog', { name: '단축키' })
    await expect(map.getByText('현금 받기')).toBeVisible()
    await keyboard.press('F1')
    await expect(map).toHaveCount(0)
  })

  await test.step('the pad gives the focus back, and a dialog does', async () => {
    await keyboard.press('F8')
    await expect(page.getByRole('region', { name: '돈 받기' })).toBeFocused()
    await keyboard.press('Escape')
    await expect(till.button('현금')).toBeFocused()
    await keyboard.press('F3')
    await expect(page.getByRole('dialog', { name: '주문 전체 할인' })).toBeVisible()
    await keyboard.press('Escape')
    await expect(till.button('현금')).toBeFocused()
  })

  const orderId = await test.step('it is paid', async () => {
    await keyboard.press('F12')
    const paying = await shop.paymentWindow()
    const customer = paying.payment.page
    await tabTo(customer, /결제하기$/)
    await customer.keyboard.press('Enter')
    await expect(customer.getByTestId('box-approve')).toBeVisible()
    await tabTo(customer, /^승인$/)
    await customer.keyboard.press('Enter')
    await expect(page.getByText('결제했어요')).toBeVisible()
    await keyboard.press('Escape')
    await expect(page.getByText('담긴 상품이 없어요')).toBeVisible()
    return paying.orderId
  })

  const sendRefund = async (amount: string) => {
    await tabTo(page, /^(단순 변심|상품 불량|주문 실수)$/)
    await keyboard.press('Space')
    await tabTo(page, new RegExp(`^${amount} 환불$`))
    await keyboard.press('Enter')
    await expect(page.getByText(`${amount} 환불했어요`)).toBeVisible()
    await tabTo(page, /^주문 보기$/)
    await keyboard.press('Enter')
  }

  await test.step('one of two is given back, then the other', async () => {
    await keyboard.press('Alt+2')
    await expect(page.getByRole('option').first()).toContainText('9,000원')
    await keyboard.press('ArrowDown')
    await expect(page.getByRole('article')).toContainText('9,000원')
    await keyboard.press('Alt+r')
    await tabTo(page, /^아메리카노 하나 더하기$/)
    await keyboard.press('Enter')
    await sendRefund('4,500원')

    await keyboard.press('Alt+r')
    await expect(page.getByRole('region', { name: '환불', exact: true })).toBeFocused()
    // The last piece is chosen already.
    await sendRefund('4,500원')
    expect(await shop.order(orderId)).toMatchObject({ status: 'refunded', refundableAmount: 0 })
    expect(shop.atToss(orderId)).toMatchObject({ cancels: [{ amount: 4500 }, { amount: 4500 }] })
  })

  await keyboard.press('Alt+1')
  await expect(page.getByText('담긴 상품이 없어요')).toBeVisible()
})
