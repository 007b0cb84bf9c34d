import type { Page } from 'playwright/test'
import { expect, type Paying, type Shop, test } from '../support/e2e.ts'

interface Ending {
  readonly name: string
  end(shop: Shop, paying: Paying): Promise<void>
  /** What the cashier reads. */
  readonly says: readonly string[]
  readonly state: 'declined' | 'cancelled'
  readonly code: string | null
  /** What Toss holds of it. */
  readonly atToss: string | undefined
  /** Confirms that may have reached Toss. */
  readonly confirms: 0 | 1
}

const ENDINGS: readonly Ending[] = [
  {
    name: 'the card company says no',
    end: (_shop, { payment }) => payment.end('decline'),
    says: [
      '결제되지 않았어요',
      '카드사가 결제를 받지 않았어요. 다른 카드나 결제 수단을 여쭤봐 주세요.',
      '(REJECT_CARD_COMPANY)',
    ],
    state: 'declined',
    code: 'REJECT_CARD_COMPANY',
    atToss: 'ABORTED',
    confirms: 0,
  },
  {
    name: 'the confirm is declined',
    end: (_shop, { payment }) => payment.end('decline-at-confirm'),
    says: [
      '결제되지 않았어요',
      '한도를 넘었거나 잔액이 모자라요. 다른 카드나 결제 수단을 여쭤봐 주세요.',
      '(REJECT_CARD_PAYMENT)',
    ],
    state: 'declined',
    code: 'REJECT_CARD_PAYMENT',
    atToss: 'ABORTED',
    confirms: 1,
  },
  {
    name: 'the customer closes the widget’s window',
    end: (_shop, { payment }) => payment.end('close'),
    says: ['결제를 그만뒀어요', '결제를 마치기 전에 결제 창이 닫혔어요.'],
    state: 'cancelled',
    code: 'USER_CANCEL',
    atToss: 'READY',
    confirms: 0,
  },
  {
    name: 'the customer cancels and comes back without an orderId',
    end: (_shop, { payment }) => payment.end('cancel-redirect'),
    says: ['결제를 그만뒀어요'],
    state: 'cancelled',
    code: 'PAY_PROCESS_CANCELED',
    atToss: 'READY',
    confirms: 0,
  },
  {
    name: 'somebody closes the payment window',
    end: (_shop, { payment }) => payment.page.close(),
    says: ['결제를 그만뒀어요', '결제를 마치기 전에 결제 창이 닫혔어요.'],
    state: 'cancelled',
    code: null,
    atToss: undefined,
    confirms: 0,
  },
  {
    name: 'the cashier presses 결제 그만두기',
    end: ({ till }) => till.button('결제 그만두기').click(),
    says: ['결제를 그만뒀어요'],
    state: 'cancelled',
    code: null,
    atToss: undefined,
    confirms: 0,
  },
]

const says = async (page: Page, words: readonly string[]) => {
  for (const text of words) await expect(page.getByText(text).first()).toBeVisible()
}

for (const { name, end, says: words, state, code, atToss, confirms } of ENDINGS) {
  test(`${name}: nothing is taken, and paying again works`, async ({ shop }) => {
    const { till } = shop
    const before = shop.sent('confirm')
    const first = await shop.startPaying('아메리카노')
    await end(shop, first)
    await says(till.page, [...words, '움직인 돈은 없어요'])
    await expect.poll(() => first.payment.page.isClosed()).toBe(true)
    expect(shop.stored(first.orderId)).toMatchObject({ state, reasonCode: code })
    expect((await shop.order(first.orderId)).status).toBe(state)
    expect(shop.atToss(first.orderId)?.status).toBe(atToss)
    expect(shop.sent('confirm') - before).toBe(confirms)

    await till.button(/다시 결제$/).click()
    const second = await shop.paymentWindow()
    expect(second.orderId).not.toBe(first.orderId)
    await second.payment.end('approve')
    await expect(till.page.getByText('결제했어요')).toBeVisible()
    const order = await shop.order(second.orderId)
    expect(order).toMatchObject({
      status: 'paid',
      attempts: [
        { orderId: first.orderId, state },
        { orderId: second.orderId, state: 'paid' },
      ],
    })
    expect(shop.sent('confirm') - before).toBe(confirms + 1)
    expect(shop.atToss(first.orderId)?.status).toBe(atToss)
    expect(shop.atToss(second.orderId)?.status).toBe('DONE')
  })
}

test('주문 고치기 leaves the cart, and a changed cart is another order', async ({ shop }) => {
  const { till } = shop
  const first = await shop.startPaying('아메리카노')
  await first.payment.end('close')
  await till.button('주문 고치기').click()
  const second = await shop.startPaying('소금빵')
  expect(await shop.order(second.orderId)).toMatchObject({
    totalAmount: 7700,
    attempts: [{ orderId: second.orderId, state: 'awaiting_payment' }],
  })
  expect(await shop.order(first.orderId)).toMatchObject({ totalAmount: 4500, status: 'cancelled' })
})
