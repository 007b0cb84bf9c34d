import { expect, test } from 'playwright/test'
import type { LessonsView } from '#shared/ipc/lesson-contract.ts'
import { openTraining } from '../support/walk-lessons.ts'

test('two lessons done right and one done wrong, on the real screens', async () => {
  test.setTimeout(180_000)
  const { app, till, pay } = await openTraining()
  const { page } = till
  const panel = page.getByRole('region', { name: '하고 있는 연습' })
  const current = panel.locator('[aria-current=step]')

  await page.getByRole('link', { name: '연습', exact: true }).click()
  await expect(page.getByText('7개 가운데 0개를 해냈어요')).toBeVisible()
  await till.button('첫 판매: 시작').click()
  await expect(current).toContainText('상품을 눌러 담아요')
  await till.product('아메리카노').click()
  await expect(current).toContainText('파란 결제 단추')
  await till.button('비우기').click()
  await pay('approve')
  await expect(panel).toContainText('잘했어요!')

  // The card is declined whatever the customer does in the window; the second try is taken.
  await panel.getByRole('button', { name: '다음 연습' }).click()
  await expect(panel).toContainText('카드가 거절됐을 때')
  await pay('approve')
  await expect(page.getByText(/한도를 넘었거나/)).toBeVisible()
  await expect(current).toContainText('다시 결제하거나 현금으로')
  await page.keyboard.press('F8')
  await page.keyboard.press('Enter')
  await expect(panel).toContainText('잘했어요!')

  // The answer is lost; the same coffee is charged once more, in cash, while nobody knows.
  await page.getByRole('link', { name: '연습', exact: true }).click()
  await expect(page.getByText('7개 가운데 2개를 해냈어요')).toBeVisible()
  await till.button('결제됐는지 모를 때: 시작').click()
  await pay('approve')
  await expect(till.checking).toBeVisible()
  await expect(current).toContainText('다시 결제하지 말고')
  await till.button('다음 손님 먼저 받기').click()
  await till.product('아메리카노').click()
  await page.keyboard.press('F8')
  await page.keyboard.press('Enter')
  await expect(panel).toContainText('아직 모르는데 한 번 더 받았어요')

  // What was learnt is main's, not the page's.
  await page.reload()
  await expect(panel).toContainText('아직 모르는데 한 번 더 받았어요')
  const { data } = await till.call<{ data: LessonsView }>('lessons.get', {})
  expect(data.done).toEqual(['first_sale', 'declined'])
  await panel.getByRole('button', { name: '닫기' }).click()
  await expect(panel).toBeHidden()
  await app.close()
})
