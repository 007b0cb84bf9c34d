import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { expect, type Shop, test } from '../support/e2e.ts'

async function openRecords({ till }: Shop): Promise<void> {
  await till.open('설정')
  await till.page.getByRole('tab', { name: '기록 점검' }).click()
}

test('the manager checks the records, and is told which are wrong and what to do', async ({
  shop,
}) => {
  const { app, till } = shop
  const { orderId, payment } = await shop.startPaying('아메리카노')
  await payment.end('approve')
  await expect(till.page.getByText('결제했어요')).toBeVisible()
  const { number } = await shop.order(orderId)

  await openRecords(shop)
  await expect(till.page.getByText('아직 점검한 적이 없어요')).toBeVisible()
  await till.button('지금 점검').click()
  await expect(till.page.getByText('모두 온전해요')).toBeVisible()

  // Somebody opens the file with another program, and makes a refund out of nothing.
  const file = new SqliteDatabase(join(app.userData, 'stores', 'sandbox', 'till.sqlite'))
  file.exec('DROP TRIGGER guard_journal_update')
  file.exec(`UPDATE journal SET body = replace(body, 'DONE', 'CANCELED') WHERE status = 200`)
  file.close()
  await till.button('다시 점검').click()
  await expect(till.page.getByText(/확인할 것이 \d+가지 있어요/)).toBeVisible()
  await expect(till.page.getByText('적은 뒤에 내용이 바뀌었어요').first()).toBeVisible()
  await expect(till.page.getByText(/주문 파일을 지우거나 옮기지 말고/)).toBeVisible()

  // What was found is there at the next visit too, and leads to the order.
  await till.open('판매')
  await openRecords(shop)
  await till.page.getByRole('link', { name: `주문 ${number} 열기` }).click()
  await expect(till.page.getByText(number).first()).toBeVisible()
})
