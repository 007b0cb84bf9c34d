import type { OrderView } from '#shared/ipc/contract.ts'
import { expect, type Shop, test } from '../support/e2e.ts'
import { violationsInAllLooks } from '../support/looks.ts'

/** An account that was issued, with its order on the screen. */
async function issue(shop: Shop): Promise<{ orderId: string; paymentKey: string }> {
  const { till } = shop
  const { orderId, payment } = await shop.startPaying('아메리카노')
  await payment.choose('VIRTUAL_ACCOUNT')
  await payment.end('approve')
  await expect(till.page.getByText('손님이 입금하면 끝나요')).toBeVisible()
  await till.button('다음 주문 받기').click()
  await till.openNewestOrder()
  await expect(till.page.getByText('입금 대기').first()).toBeVisible()
  return { orderId, paymentKey: shop.atToss(orderId)?.paymentKey ?? '' }
}

const newsOf = (shop: Shop) => shop.till.page.getByRole('region', { name: '새로 알게 된 결과' })

test('waiting, paid in, and refunded to an account whose holder was wrong at first', async ({
  open,
}) => {
  const shop = await open()
  const { till, toss } = shop
  const { page } = till
  const { orderId, paymentKey } = await issue(shop)
  const account = shop.atToss(orderId)?.means?.virtualAccount
  await expect(page.getByText(account?.accountNumber ?? 'no account').first()).toBeVisible()
  await expect(till.button('계좌번호 복사')).toBeVisible()
  await expect(page.getByText(/\d일 \d+시간 남았어요/)).toBeVisible()
  expect(await violationsInAllLooks(shop)).toEqual([])

  toss.box.deposit(paymentKey, 4500)
  await till.button('입금 확인').click()
  await expect(page.getByText('입금됨')).toBeVisible()
  await expect(newsOf(shop)).toContainText('입금됐어요')
  await till.button('읽었어요').click()

  await till.button('환불').click()
  await page.getByRole('radio', { name: '단순 변심' }).click()
  await page.getByRole('button', { name: /은행/ }).click()
  await page.getByRole('option', { name: '토스증권' }).click()
  await page.getByRole('textbox', { name: '예금주' }).fill('김하늬')
  await page.getByRole('textbox', { name: '계좌번호' }).fill('110-234-567890')
  await expect(page.getByRole('textbox', { name: '계좌번호' })).toHaveValue('110234567890')
  toss.box.orderNext({
    on: 'cancel',
    executed: false,
    instead: { code: 'INVALID_REFUND_ACCOUNT_INFO' },
  })
  await till.button('4,500원 환불').click()

  // Said at the field, with everything else as it was.
  await expect(page.getByText('돌려준 돈은 없어요.')).toBeVisible()
  const holder = page.getByRole('textbox', { name: '예금주' })
  await expect(holder).toHaveAttribute('aria-invalid', 'true')
  expect(await violationsInAllLooks(shop)).toEqual([])
  await expect(holder).toHaveValue('김하늬')
  await expect(page.getByRole('textbox', { name: '계좌번호' })).toHaveValue('110234567890')
  await expect(page.getByRole('radio', { name: '단순 변심' })).toBeChecked()
  expect(await shop.order(orderId)).toMatchObject({ status: 'paid', refundableAmount: 4500 })

  await holder.fill('김하늘')
  await expect(holder).not.toHaveAttribute('aria-invalid', 'true')
  await till.button('4,500원 환불').click()
  await expect(page.getByText('4,500원 환불했어요')).toBeVisible()
  await till.button('주문 보기').click()
  await expect(page.getByText('토스증권 ·· 7890 김하늘')).toHaveCount(1)
  await expect(page.getByText('돈이 손님 계좌로 가는 중이에요.')).toBeVisible()
  expect(await shop.order(orderId)).toMatchObject({
    status: 'refunded',
    refunds: [{ state: 'refused' }, { state: 'done', account: { numberEnding: '7890' } }],
  })
  expect(shop.atToss(orderId)?.cancels).toHaveLength(1)
  // Two intentions, two keys; each was sent once.
  expect(shop.keysSent('cancel', orderId)).toBe(2)
  expect(shop.sent('cancel')).toBe(2)
})

test('a deposit that the bank takes back is said loudly, and waits again', async ({ open }) => {
  const shop = await open()
  const { till, toss } = shop
  const { orderId, paymentKey } = await issue(shop)
  toss.box.deposit(paymentKey, 4500)
  await till.button('입금 확인').click()
  await expect(till.page.getByText('입금됨')).toBeVisible()
  expect(toss.box.failDeposit(paymentKey)).toBe(true)
  await shop.ask<OrderView>('orders.settle', { orderId })

  await expect(newsOf(shop).getByRole('alert')).toContainText('입금이 취소됐어요')
  const order = till.page.getByRole('article', { name: /^주문 / })
  await expect(order.getByRole('alert')).toContainText('입금이 취소됐어요. 받은 돈이 없어요.')
  await expect(order).toContainText('입금 취소됨')
  expect(await violationsInAllLooks(shop)).toEqual([])
  expect((await shop.order(orderId)).status).toBe('awaiting_deposit')
})

test('an account is cancelled before anybody pays in, once', async ({ open }) => {
  const shop = await open()
  const { till } = shop
  const { orderId } = await issue(shop)
  await till.button('가상계좌 취소').click()
  const dialog = till.page.getByRole('alertdialog')
  await expect(dialog).toContainText('돌려줄 돈도 없어요')
  await dialog.getByRole('button', { name: '가상계좌 취소하기' }).dblclick()
  await expect(dialog).toBeHidden()
  await expect(till.page.getByText('입금 전에 가상계좌를 취소했어요.').first()).toBeVisible()
  expect((await shop.order(orderId)).status).toBe('cancelled')
  expect(shop.atToss(orderId)?.status).toBe('CANCELED')
  expect(shop.sent('cancel')).toBe(1)
})

test('a cancel that comes after the deposit gives nothing back and says why', async ({ open }) => {
  const shop = await open()
  const { till, toss } = shop
  const { orderId, paymentKey } = await issue(shop)
  toss.box.deposit(paymentKey, 4500)
  await till.button('가상계좌 취소').click()
  const dialog = till.page.getByRole('alertdialog')
  await dialog.getByRole('button', { name: '가상계좌 취소하기' }).click()
  await expect(dialog).toContainText('가상계좌를 취소하지 못했어요')
  await expect(dialog).toContainText('그사이 손님이 입금했을 수 있어요.')
  expect(shop.atToss(orderId)?.cancels).toEqual([])
  await dialog.getByRole('button', { name: '닫기' }).click()
  await till.button('입금 확인').click()
  await expect(till.page.getByText('입금됨')).toBeVisible()
  expect((await shop.order(orderId)).status).toBe('paid')
})
