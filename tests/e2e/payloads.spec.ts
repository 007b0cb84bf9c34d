import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import type { CartView, CheckoutView } from '#shared/ipc/contract.ts'
import type { Locator } from 'playwright/test'
import { type PayloadToss, startPayloadToss } from '../support/payload-toss.ts'
import {
  expect,
  navigate,
  openShop,
  type Shop,
  SHOP_KEYS,
  test as shopTest,
} from '../support/e2e.ts'

type Payload = Readonly<Record<string, unknown>>

const FOLDER = new URL('../fixtures/toss-payloads/', import.meta.url)
const read = (file: string) => JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as unknown
const index = read('index.json') as { payloads: { file: string; kind: string }[] }
const payments = index.payloads
  .filter(({ kind }) => kind === 'payment')
  .map(({ file }) => ({ file, payload: read(file) as Payload }))
const card = read('confirm-card-2025-04.json') as Payload
const account = read('confirm-virtual-account-waiting-2025-04.json') as Payload
const SECRET_MASK = 'ps_••••'

const test = shopTest.extend<object, { payloadToss: PayloadToss }>({
  payloadToss: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright wants a destructured parameter
    async ({}, use) => {
      const toss = await startPayloadToss(SHOP_KEYS)
      await use(toss)
      await toss.close()
    },
    { scope: 'worker' },
  ],
  openedShop: [
    async ({ payloadToss }, use) => {
      const shop = await openShop({ box: payloadToss })
      await use(shop)
      await shop.close()
    },
    { scope: 'worker' },
  ],
})

/** So that a recorded amount, with all that was reckoned from it, can stay as it was recorded. */
function setPrice(shop: Shop, price: number): void {
  const database = new SqliteDatabase(join(shop.app.userData, 'stores/sandbox/till.sqlite'))
  database.pragma('busy_timeout = 5000')
  database.prepare('UPDATE product SET price = ? WHERE id = ?').run(price, 'americano')
  database.close()
}

const usedKeys = new Set<string>()
/** Recorded keys, each once: two examples of the documentation share one, and a key is one payment. */
function unusedKey(recorded: string): string {
  let key = recorded
  for (let copy = 2; usedKeys.has(key); copy += 1) key = `${recorded}-${copy}`
  usedKeys.add(key)
  return key
}

interface Sold {
  readonly orderId: string
  /** What Toss answered: the payload with our orderId in it. */
  readonly answered: Payload
}

/** Sells for the payload's amount; Toss answers the confirm and every lookup with `answer` of it. */
async function sell(
  shop: Shop,
  toss: PayloadToss,
  payload: Payload,
  answer: (ours: Payload) => unknown = (ours) => ours,
): Promise<Sold> {
  setPrice(shop, payload['totalAmount'] as number)
  const { total } = await shop.ask<CartView>('cart.add', { productId: 'americano' })
  expect(total).toBe(payload['totalAmount'])
  await shop.ask('checkout.start', { total })
  const { orderId, ref, payment } = await shop.paymentWindow()
  const paymentKey = unusedKey(payload['paymentKey'] as string)
  const answered = { ...payload, orderId, paymentKey }
  toss.know(orderId, { body: answer(answered) })
  const query = new URLSearchParams({
    ref,
    paymentType: 'NORMAL',
    orderId,
    paymentKey,
    amount: String(total),
  })
  const closed = payment.page.waitForEvent('close')
  // The window may close before it has told that it navigates.
  await navigate(payment.page, `http://localhost/toss/confirm-payment?${query.toString()}`).catch(
    () => undefined,
  )
  await closed
  return { orderId, answered }
}

const stage = async (shop: Shop) => (await shop.ask<CheckoutView>('checkout.get', {})).stage

/** Every scalar of an answer as its path and text, the webhook's secret masked. */
function scalars(value: unknown, path = ''): [string, string][] {
  if (typeof value !== 'object' || value === null) {
    const isSecret = path === 'secret' && value !== null
    return [[path, isSecret ? SECRET_MASK : String(value)]]
  }
  const parts = Object.entries(value)
  if (parts.length === 0) return [[path, Array.isArray(value) ? '[]' : '{}']]
  return parts.flatMap(([key, part]) => {
    const inner = Array.isArray(value) ? `[${key}]` : path === '' ? key : `.${key}`
    return scalars(part, `${path}${inner}`)
  })
}

/** What can be read on the screen below a button that opens a list of fields. */
async function shownFields(within: Locator, button: RegExp): Promise<[string, string][]> {
  await within.getByRole('button', { name: button }).click()
  const panel = within.getByRole('group', { name: button })
  await expect(panel).toBeVisible()
  const [paths, values] = await Promise.all([
    panel.getByRole('term').allInnerTexts(),
    panel.getByRole('definition').allInnerTexts(),
  ])
  return paths.map((path, at) => [path, values[at] ?? ''])
}

/** Opens the newest order as a cashier does. */
async function openNewest({ till }: Shop, orderId: string): Promise<Locator> {
  await till.openOrder(orderId)
  const order = till.page.getByRole('article')
  await expect(order.getByText(orderId).first()).toBeVisible()
  return order
}

async function showsEverything(order: Locator, answered: Payload): Promise<void> {
  const shown = await shownFields(order, /^토스 응답 전체/)
  expect(shown).toEqual(scalars(answered))
  const [, secret] = Object.entries(answered).find(([key]) => key === 'secret') ?? []
  if (typeof secret === 'string') await expect(order.getByText(secret)).toHaveCount(0)
}

async function agreesBothWays(order: Locator, answered: Payload): Promise<void> {
  for (const way of ['paymentKey로 조회', '주문번호로 조회']) {
    await order.getByRole('button', { name: way }).click()
    const outcome = order.getByRole('group', { name: way })
    await expect(outcome).toContainText('저장된 내용과 같아요')
    expect(await shownFields(outcome, /^이 응답 전체/)).toEqual(scalars(answered))
  }
}

/** What the statuses of the recorded payments are to a cashier. */
const SHOWN: Readonly<Record<string, readonly [stage: string, status: string, words: string]>> = {
  DONE: ['paid', 'paid', '완료'],
  PARTIAL_CANCELED: ['paid', 'partly_refunded', '10,000원 환불됨'],
  CANCELED: ['paid', 'refunded', '환불'],
  WAITING_FOR_DEPOSIT: ['awaiting_deposit', 'awaiting_deposit', '입금 대기'],
  ABORTED: ['not_paid', 'declined', '결제 안 됨'],
}
/** The recorded account's time to pay is long over; past it, an account is no more waited for. */
const inAWeek = () =>
  `${new Date(Date.now() + 7 * 24 * 60 * 60 * 1000).toISOString().slice(0, 19)}+09:00`
const payable = (payload: Payload): Payload =>
  payload['virtualAccount'] === null
    ? payload
    : {
        ...payload,
        virtualAccount: { ...(payload['virtualAccount'] as Payload), dueDate: inAWeek() },
      }

for (const { file, payload } of payments) {
  test(`${file} is on the order's screen without loss`, async ({ shop, payloadToss }) => {
    const { orderId, answered } = await sell(shop, payloadToss, payable(payload))
    const [atTill, status, words] = SHOWN[payload['status'] as string] ?? []
    await expect.poll(() => stage(shop)).toBe(atTill)
    expect((await shop.order(orderId)).status).toBe(status)

    const order = await openNewest(shop, orderId)
    await expect(order.getByText(words ?? 'none', { exact: true }).first()).toBeVisible()
    await showsEverything(order, answered)
    await agreesBothWays(order, answered)
    expect((await shop.order(orderId)).status).toBe(status)
  })
}

test('a virtual account is 입금 대기 with its account, and past its time is waited for no more', async ({
  shop,
  payloadToss,
}) => {
  const { orderId } = await sell(shop, payloadToss, account)
  const { accountNumber, customerName } = account['virtualAccount'] as Record<string, string>
  await expect(shop.till.page.getByText('손님이 입금하면 끝나요')).toBeVisible()
  const order = await openNewest(shop, orderId)
  await expect(order.getByText('입금 대기').first()).toBeVisible()
  await expect(order.getByText(accountNumber ?? 'none').first()).toBeVisible()
  await expect(order.getByText(customerName ?? 'none').first()).toBeVisible()
  await expect(order.getByText('기업은행')).toHaveCount(0)
  // Its recorded due date lies in 2025.
  await order.getByRole('button', { name: '입금 확인' }).click()
  await expect(order.getByText('결제할 수 있는 시간이 지났어요')).toBeVisible()
})

test('an aborted payment is not paid, in Toss’s words', async ({ shop, payloadToss }) => {
  const aborted = payments.find(({ payload }) => payload['status'] === 'ABORTED')?.payload ?? {}
  const { orderId } = await sell(shop, payloadToss, aborted)
  await expect(shop.till.page.getByText('결제되지 않았어요')).toBeVisible()
  await expect(shop.till.page.getByText('움직인 돈은 없어요')).toBeVisible()
  const order = await openNewest(shop, orderId)
  const { code, message } = aborted['failure'] as Record<string, string>
  await expect(order.getByText(code ?? 'none').first()).toBeVisible()
  await expect(order.getByText(message ?? 'none').first()).toBeVisible()
  await expect(order.getByRole('button', { name: '환불', exact: true })).toHaveCount(0)
})

const CHANGED: readonly (readonly [name: string, changes: Payload])[] = [
  [
    'unknown fields, with parts in parts',
    {
      newField: { deep: [1, 'two', { three: null }], empty: {}, none: [] },
      card: { ...(card['card'] as Payload), newInside: true, amountOfStars: 1.5 },
    },
  ],
  [
    'unknown words of open sets',
    {
      method: '양자결제',
      type: 'NEW_TYPE',
      country: 'XX',
      card: {
        ...(card['card'] as Payload),
        cardType: '새카드',
        issuerCode: 'ZZ',
        ownerType: '길드',
      },
    },
  ],
  ['every nested object null', { card: null, receipt: null, checkout: null, failure: null }],
  ['odd nested values', { card: 'none', receipt: [], easyPay: 7, cancels: 'none', failure: '' }],
  ['easyPay as a word (1.x)', { version: '1.3', easyPay: '토스페이', method: '간편결제' }],
  [
    'the shape of 1.0',
    {
      version: undefined,
      type: undefined,
      currency: undefined,
      balanceAmount: undefined,
      lastTransactionKey: undefined,
      transactionKey: 'OLD-TRANSACTION',
      card: {
        company: '현대',
        number: '402857******5632',
        installmentPlanMonths: 3,
        approveNo: '00012345',
        receiptUrl: 'https://old.example/receipt',
      },
    },
  ],
]

for (const [name, changes] of CHANGED) {
  test(`a payment with ${name} is paid and shown whole`, async ({ shop, payloadToss }) => {
    // Through JSON, as it goes over the wire: what is undefined isn't there.
    const changed = JSON.parse(JSON.stringify({ ...card, ...changes })) as Payload
    const { orderId, answered } = await sell(shop, payloadToss, changed)
    await expect.poll(() => stage(shop)).toBe('paid')
    const order = await openNewest(shop, orderId)
    await showsEverything(order, answered)
    await agreesBothWays(order, answered)
  })
}

const NEVER_PAID: readonly (readonly [name: string, answer: (ours: Payload) => unknown])[] = [
  ['in US dollars', (ours) => ({ ...ours, currency: 'USD' })],
  ['in micro-dollars', (ours) => ({ ...ours, currency: 'MUSD' })],
  ['of another amount', (ours) => ({ ...ours, totalAmount: 1110, balanceAmount: 1110 })],
  ['with the amount as text', (ours) => ({ ...ours, totalAmount: '1111' })],
  ['of another order', (ours) => ({ ...ours, orderId: 'another-order-0001' })],
  ['without an orderId', ({ orderId: _, ...ours }) => ours],
  ['without a status', ({ status: _, ...ours }) => ours],
  ['with a status nobody knows', (ours) => ({ ...ours, status: 'SOMETHING_NEW' })],
  ['with a list of statuses', (ours) => ({ ...ours, status: ['DONE'] })],
  ['in a list', (ours) => [ours]],
  ['in an envelope', (ours) => ({ data: ours })],
  ['as text', (ours) => JSON.stringify(ours)],
  ['that is null', () => null],
  ['that is a webhook', () => read('webhook-payment-status-changed-doc.json')],
]

for (const [name, answer] of NEVER_PAID) {
  test(`an answer ${name} is never paid, and settles by the right one`, async ({
    shop,
    payloadToss,
  }) => {
    const { orderId, answered } = await sell(shop, payloadToss, card, answer)
    await expect.poll(() => stage(shop)).toBe('confirming')
    for (const way of ['orderId', 'paymentKey']) {
      await shop.till.call('orders.lookup', { orderId, way })
    }
    expect((await shop.order(orderId)).status).toBe('confirming')
    payloadToss.know(orderId, { body: answered })
    await shop.ask('orders.settle', { orderId })
    expect((await shop.order(orderId)).status).toBe('paid')
  })
}
