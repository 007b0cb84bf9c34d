import { afterAll, beforeAll, expect, it } from 'vitest'
import type { PayMethod } from '#shared/vocabulary.ts'
import { createCashOrders } from '../../src/main/adapters/db/cash-writes.ts'
import type { Payment } from '../../src/main/domain/payment.ts'
import {
  AT,
  later,
  newAttempt,
  newOrder,
  openTestStore,
  orderIdOf,
  paymentFor,
  type TestStore,
} from '../support/store-kit.ts'

const EASY_PAY = { provider: '토스페이', amount: 0, discountAmount: 0 }
const PAID: readonly (readonly [PayMethod, string, Partial<Payment>])[] = [
  ['card', 'a card', {}],
  ['easy_pay', 'an easy pay, called so', { method: '간편결제', easyPay: EASY_PAY }],
  ['easy_pay', 'an easy pay, called a card', { easyPay: EASY_PAY }],
  ['transfer', 'a transfer', { method: '계좌이체', card: null }],
  ['virtual_account', 'an account', { method: '가상계좌', card: null }],
  ['mobile_phone', 'a phone', { method: '휴대폰', card: null }],
  ['voucher', 'a voucher', { method: '도서문화상품권', card: null }],
]

let store: TestStore
const placed = new Map<string, PayMethod>()

beforeAll(async () => {
  store = await openTestStore()
  for (const [method, , changes] of PAID) {
    const order = await store.orders.place(newOrder(), newAttempt())
    await store.orders.markPaid(orderIdOf(order), paymentFor(order, changes), AT)
    placed.set(order.number, method)
  }
  const cash = await createCashOrders(store.database).takeCash(
    { order: newOrder() },
    {
      suffix: 'C4SH',
      intentId: crypto.randomUUID(),
      amount: newOrder().totalAmount,
      received: newOrder().totalAmount,
      takenAt: AT,
    },
  )
  if (!('order' in cash)) throw new Error(cash.kind)
  placed.set(cash.order.number, 'cash')
  // An easy pay that was declined moved no money.
  const declined = await store.orders.place(newOrder(), newAttempt())
  await store.orders.markDeclined(
    orderIdOf(declined),
    { code: 'X', message: '' },
    paymentFor(declined, { status: 'ABORTED', method: '간편결제', easyPay: EASY_PAY }),
    later(1000),
  )
})
afterAll(() => store.end())

const found = async (...methods: PayMethod[]) => {
  const { rows } = await store.orders.search({ methods }, null, 100)
  const summary = await store.orders.summarise({ methods }, 100)
  expect(summary.count).toBe(rows.length)
  return rows.map(({ number }) => number).toSorted()
}
const meant = (...methods: PayMethod[]) =>
  [...placed]
    .filter(([, method]) => methods.includes(method))
    .map(([number]) => number)
    .toSorted()

it.each([...new Set(PAID.map(([method]) => method)), 'cash' as const])(
  'finds what came by %s',
  async (method) => {
    expect(await found(method)).toEqual(meant(method))
    expect(meant(method).length).toBeGreaterThan(0)
  },
)

it('finds any of several, and all where none is chosen', async () => {
  expect(await found('cash', 'card')).toEqual(meant('cash', 'card'))
  expect((await store.orders.search({ methods: [] }, null, 100)).rows).toHaveLength(placed.size + 1)
})
