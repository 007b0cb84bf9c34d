import { expect, navigate, test } from '../support/e2e.ts'
import { testHost } from '../support/launch.ts'

const ORDERS = ['webrequest-first', 'protocol-first', 'webrequest-only', 'protocol-only'] as const

// Electron decides by itself which door sees a return; the Chromium host can be told.
for (const order of testHost() === 'chromium' ? ORDERS : (['electron'] as const)) {
  test(`returns by the page and by a 302 each make one paid order (${order})`, async ({ open }) => {
    const shop = await open({
      behaviour: { successVia302: true },
      env: { POS_HOST_DOOR_ORDER: order },
    })
    const { till, toss } = shop
    const first = await shop.startPaying('아메리카노', '소금빵')
    await navigate(first.payment.page, shop.returnOf(first))
    await expect(till.page.getByText('결제했어요')).toBeVisible()
    expect(shop.stored(first.orderId).state).toBe('paid')
    expect(shop.atToss(first.orderId)?.status).toBe('DONE')
    await till.button('다음 주문 받기').click()

    const second = await shop.startPaying('카페라떼')
    await second.payment.end('approve')
    await expect(till.page.getByText('결제했어요')).toBeVisible()
    expect(toss.seen.filter(({ path }) => path.startsWith('/box/redirect'))).toHaveLength(1)
    expect(shop.stored(second.orderId).state).toBe('paid')
    expect(shop.atToss(second.orderId)).toMatchObject({ status: 'DONE', totalAmount: 5000 })
    await till.button('다음 주문 받기').click()

    // Tampering is seen at whichever door it comes to.
    const third = await shop.startPaying('소금빵')
    await navigate(third.payment.page, shop.returnOf(third, { amount: '1' }))
    await expect(till.page.getByText('결제 창에 문제가 생겼어요')).toBeVisible()
    expect(shop.stored(third.orderId).state).toBe('cancelled')
    expect(shop.atToss(third.orderId)?.status).toBe('IN_PROGRESS')
    expect(shop.sent('confirm')).toBe(2)
  })
}
