import { expect } from 'playwright/test'
import type { LookupView, OrderView, PreferencesView } from '#shared/ipc/contract.ts'
import type { Result } from '#shared/result.ts'
import type { Till } from '../../tests/support/launch.ts'
import { PaymentScreen, type TillScreen } from '../../tests/support/till-screens.ts'
import { type Album, SIZES } from './album.ts'
import { holds, same } from './expect.ts'

interface Stage {
  readonly app: Till
  readonly till: TillScreen
  readonly album: Album
  timed<T>(name: string, work: () => Promise<T>): Promise<T>
}

export interface DemoOrder {
  readonly orderId: string
  readonly orderName: string
  readonly totalAmount: number
  readonly state: string
  readonly paymentKey: string
  readonly lines: OrderView['lines']
}

const AMERICANO = 4500
const SALT_BREAD = 3200

async function ask<T>(till: TillScreen, route: string, input: unknown): Promise<T> {
  const answer = await till.call<Result<T>>(route, input)
  holds(`${route} answers (${JSON.stringify(answer)})`, answer.ok)
  return answer.data
}

async function newestOrder(till: TillScreen): Promise<OrderView> {
  const page = await ask<{ rows: { orderId: string }[] }>(till, 'orders.search', { limit: 1 })
  return ask<OrderView>(till, 'orders.get', { orderId: page.rows[0]?.orderId ?? '' })
}

async function openPayment(app: Till): Promise<PaymentScreen> {
  const payment = new PaymentScreen(await app.page('http://localhost/checkout?'))
  await expect(payment.pay).toBeEnabled()
  return payment
}

/** Two taps for the products, one for 결제, and what the customer does. */
export async function sellTwoProducts({ app, till, album, timed }: Stage): Promise<DemoOrder> {
  const { page } = till
  await album.take(page, 'sell-empty')
  await timed('twoTaps', async () => {
    await till.product('아메리카노').click()
    await till.product('소금빵').click()
    await expect(till.pay).toHaveText('7,700원 결제')
  })
  await album.take(page, 'sell')
  const payment = await timed('paymentWindow', async () => {
    await till.pay.click()
    return openPayment(app)
  })
  await album.take(page, 'paying')
  await album.take(payment.page, 'payment-window')
  await payment.choose('CARD')
  await payment.pay.click()
  await expect(payment.page.getByTestId('box-approve')).toBeVisible()
  await album.take(payment.page, 'payment-card-page')
  await timed('approveToPaid', async () => {
    await payment.page.getByTestId('box-approve').click()
    await expect(page.getByText('결제했어요')).toBeVisible()
  })
  await album.take(page, 'paid')

  const order = await newestOrder(till)
  holds(
    `${order.orderName} is <id>-<name> 외 1건`,
    /^[a-z0-9-]+-아메리카노 외 1건$/.test(order.orderName),
  )
  same('the state', order.status, 'paid')
  same('the amount', order.totalAmount, AMERICANO + SALT_BREAD)
  same(
    'what was sold',
    order.lines.map(({ name, quantity, amount }) => ({ name, quantity, amount })),
    [
      { name: '아메리카노', quantity: 1, amount: AMERICANO },
      { name: '소금빵', quantity: 1, amount: SALT_BREAD },
    ],
  )
  holds('Toss gave a paymentKey', order.payment !== null)
  const { orderId, orderName, totalAmount, lines } = order
  return {
    orderId,
    orderName,
    totalAmount,
    state: order.status,
    paymentKey: order.payment.paymentKey,
    lines,
  }
}

/** The order screen, and its payment as Toss answers when asked either way. */
export async function showOrder({ till, album, timed }: Stage, order: DemoOrder) {
  const { page } = till
  await till.open('주문')
  await page
    .getByRole('option', { name: /아메리카노/ })
    .first()
    .click()
  await expect(page.getByText(order.paymentKey).first()).toBeVisible()
  await album.take(page, 'order')
  await page.getByRole('button', { name: '영수증' }).click()
  // The slip itself: before it, the dialog says that it is being drawn.
  await expect(page.getByRole('dialog').locator('svg text').first()).toBeVisible()
  await album.take(page, 'receipt')
  await page.keyboard.press('Escape')

  await timed('lookups', async () => {
    await page.getByRole('button', { name: 'paymentKey로 조회' }).click()
    await page.getByRole('button', { name: '주문번호로 조회' }).click()
    await expect(page.getByText('저장된 내용과 같아요')).toHaveCount(2)
  })
  await album.take(page, 'order-looked-up')

  const { orderId } = order
  const stored = await ask<OrderView>(till, 'orders.get', { orderId })
  const byPaymentKey = await ask<LookupView>(till, 'orders.lookup', { orderId, way: 'paymentKey' })
  const byOrderId = await ask<LookupView>(till, 'orders.lookup', { orderId, way: 'orderId' })
  for (const lookup of [byPaymentKey, byOrderId]) {
    same(`differences by ${lookup.way}`, lookup.differences, [])
    same(`the payment by ${lookup.way}`, lookup.payment.raw, stored.payment?.raw)
  }
  return { byPaymentKey: byPaymentKey.payment.raw, byOrderId: byOrderId.payment.raw }
}

async function refund(stage: Stage, amount: string, reason: string, picture: string) {
  const { till, album, timed } = stage
  const { page } = till
  await page.getByRole('radio', { name: reason }).click()
  await album.take(page, `${picture}-panel`)
  await timed(picture, async () => {
    await page.getByRole('button', { name: `${amount} 환불`, exact: true }).click()
    await expect(page.getByText(`${amount} 환불했어요`)).toBeVisible()
  })
  await album.take(page, picture)
  await page.getByRole('button', { name: '주문 보기' }).click()
}

/** First the salt bread, then all that is left. */
export async function refundInTwoParts(stage: Stage, { orderId, totalAmount }: DemoOrder) {
  const { till } = stage
  const { page } = till
  const openPanel = () => page.getByRole('button', { name: '환불', exact: true }).click()
  await openPanel()
  await page.getByRole('button', { name: '소금빵 하나 더하기' }).click()
  await refund(stage, '3,200원', '상품 불량', 'refund-part')
  await openPanel()
  // One piece is left, so the panel opens with it chosen.
  await refund(stage, '4,500원', '단순 변심', 'refund-rest')

  const after = await ask<OrderView>(till, 'orders.get', { orderId })
  const refunds = after.refunds.map(({ amount, balanceAfter }) => ({
    cancelAmount: amount,
    balanceAmount: balanceAfter,
  }))
  same('the refunds', refunds, [
    { cancelAmount: SALT_BREAD, balanceAmount: AMERICANO },
    { cancelAmount: AMERICANO, balanceAmount: 0 },
  ])
  same('the status', after.status, 'refunded')
  same('Toss’s balance', after.payment?.balanceAmount, 0)
  same('all of it', after.refundedAmount, totalAmount)
  return refunds
}

/** A declined card and a virtual account. */
export async function otherEndings({ app, till, album }: Stage): Promise<void> {
  const { page } = till
  await till.open('판매')
  await till.sell('카페라떼')
  let payment = await openPayment(app)
  await payment.end('decline')
  await expect(page.getByText('움직인 돈은 없어요')).toBeVisible()
  await album.take(page, 'declined')
  await page.getByRole('button', { name: /다시 결제$/ }).click()
  payment = await openPayment(app)
  await payment.choose('VIRTUAL_ACCOUNT')
  await payment.end('approve')
  await expect(page.getByText('손님이 입금하면 끝나요')).toBeVisible()
  await album.take(page, 'awaiting-deposit')
  await page.getByRole('button', { name: '다음 주문 받기' }).click()
  same('the second order', (await newestOrder(till)).status, 'awaiting_deposit')
}

/** Every screen in Korean and English, light and dark, on both sizes. */
export async function tourOfLooks({ till, album }: Stage, order: DemoOrder): Promise<void> {
  const { page } = till
  const looks = [
    { language: 'ko', theme: 'light', size: 'small' },
    { language: 'ko', theme: 'dark', size: 'wide' },
    { language: 'en', theme: 'light', size: 'wide' },
    { language: 'en', theme: 'dark', size: 'small' },
  ] as const
  await till.product('콜드브루').click()
  await till.product('크루아상').click()
  for (const { language, theme, size } of looks) {
    await page.setViewportSize(SIZES[size])
    const preferences: PreferencesView = {
      language,
      theme,
      textSize: '100',
      closingHour: 4,
      sounds: false,
    }
    await ask(till, 'settings.savePreferences', preferences)
    await expect(page.locator('html')).toHaveAttribute('lang', language)
    const places = [
      ['sell', '#/'],
      ['order', `#/orders/${order.orderId}`],
      ['settings', '#/settings'],
    ] as const
    for (const [name, hash] of places) {
      await page.evaluate((address) => {
        window.location.hash = address
      }, hash)
      const heading = page.getByRole('heading').first()
      await expect(
        name === 'order' ? page.getByText(order.paymentKey).first() : heading,
      ).toBeVisible()
      await album.take(page, `${name}-${language}-${theme}-${SIZES[size].width}`)
    }
  }
}

/** The ways a payment ends and a refund, as the tour left the till: English, dark, small. */
export async function sellInEnglish({ app, till, album }: Stage): Promise<void> {
  const { page } = till
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
  const go = (to: string) => page.evaluate((hash) => window.location.assign(hash), to)
  await go('#/')
  await press('Pay ₩8,800')
  let payment = await openPayment(app)
  await album.take(page, 'paying-en')
  await album.take(payment.page, 'payment-window-en')
  await payment.end('decline')
  await expect(page.getByText('No money moved')).toBeVisible()
  await album.take(page, 'declined-en')
  await press('Pay ₩8,800 again')
  payment = await openPayment(app)
  await payment.choose('VIRTUAL_ACCOUNT')
  await payment.end('approve')
  await expect(page.getByText('Waiting for the deposit')).toBeVisible()
  await album.take(page, 'awaiting-deposit-en')
  await press('Next order')
  await till.product('카페라떼').click()
  await press('Pay ₩5,000')
  payment = await openPayment(app)
  await payment.end('approve')
  await expect(page.getByRole('button', { name: 'Next order' })).toBeVisible()
  await album.take(page, 'paid-en')
  const { orderId, status } = await newestOrder(till)
  same('the English order', status, 'paid')
  await go(`#/orders/${orderId}`)
  await press('Refund')
  await page.getByRole('radio', { name: 'Changed mind' }).click()
  await album.take(page, 'refund-panel-en')
}
