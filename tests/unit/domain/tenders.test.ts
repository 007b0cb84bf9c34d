import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { won } from '#shared/money.ts'
import type { Attempt, AttemptState, Order } from '../../../src/main/domain/order.ts'
import {
  dueOf,
  givenBackOf,
  heldOf,
  isPartlyTaken,
  isSold,
  statusOf,
  takenOf,
  takesTender,
} from '../../../src/main/domain/tenders.ts'
import { payment } from '../../support/payments.ts'

const AT = new Date('2026-11-23T03:00:00Z')

const stateOf = (kind: AttemptState['kind'], amount: number, back: number): AttemptState => {
  const paid = payment({ totalAmount: amount, balanceAmount: amount - back })
  switch (kind) {
    case 'paid':
      return { kind, payment: paid }
    case 'awaiting_deposit':
      return { kind, payment: paid, reason: null }
    case 'confirming':
      return { kind, paymentKey: 'p', idempotencyKey: 'i', returnedAt: AT }
    case 'declined':
      return { kind, reason: { code: 'X', message: '' }, payment: null }
    case 'cancelled':
      return { kind, reason: null }
    case 'expired':
      return { kind, payment: null }
    case 'awaiting_payment':
      return { kind }
  }
}

const attempt = (kind: AttemptState['kind'], amount: number, back = 0): Attempt => ({
  orderId: `20261123-0001-000001-${kind.slice(0, 4).toUpperCase()}`,
  ref: 'ref',
  amount: won(amount),
  orderName: 'x',
  clientKey: 'ck',
  startedAt: AT,
  changedAt: AT,
  state: stateOf(kind, amount, back),
})

const order = (
  total: number,
  parts: { cash?: number[]; back?: number[]; attempts?: Attempt[] },
): Order => ({
  number: '0001-000001',
  businessDay: '2026-11-23',
  createdAt: AT,
  orderName: 'x',
  totalAmount: won(total),
  discount: won(0),
  discountReason: null,
  approvedBy: null,
  serving: 'here',
  lines: [],
  attempts: parts.attempts ?? [],
  refunds: [],
  cash: (parts.cash ?? []).map((amount, index) => ({
    id: `cash-${index}`,
    intentId: `intent-${index}`,
    amount: won(amount),
    received: won(amount),
    takenAt: AT,
  })),
  cashRefunds: (parts.back ?? []).map((amount, index) => ({
    id: `back-${index}`,
    tenderId: 'cash-0',
    amount: won(amount),
    reason: 'x',
    lines: [],
    refundedAt: AT,
  })),
  cashReceipts: [],
})

describe('what an order of several tenders is called', () => {
  it.each([
    ['paid', order(1000, { cash: [1000] })],
    ['paid', order(1000, { cash: [400], attempts: [attempt('paid', 600)] })],
    ['partly_paid', order(1000, { cash: [400] })],
    ['partly_paid', order(1000, { cash: [400], attempts: [attempt('declined', 600)] })],
    ['partly_paid', order(1000, { cash: [400], attempts: [attempt('awaiting_payment', 600)] })],
    ['confirming', order(1000, { cash: [400], attempts: [attempt('confirming', 600)] })],
    [
      'awaiting_deposit',
      order(1000, { cash: [400], attempts: [attempt('awaiting_deposit', 600)] }),
    ],
    ['declined', order(1000, { attempts: [attempt('declined', 1000)] })],
    ['partly_refunded', order(1000, { cash: [1000], back: [1] })],
    [
      'partly_refunded',
      order(1000, { cash: [400], back: [400], attempts: [attempt('paid', 600)] }),
    ],
    ['refunded', order(1000, { cash: [400], back: [400], attempts: [attempt('paid', 600, 600)] })],
    // Begun, and given back before the rest was taken: nothing was sold.
    ['cancelled', order(1000, { cash: [400], back: [400] })],
  ])('%s', (status, of) => {
    expect(statusOf(of)).toBe(status)
  })

  it('is sold where nothing is to be taken any more, and partly taken in between', () => {
    expect(isSold(order(1000, { cash: [1000] }))).toBe(true)
    expect(isSold(order(1000, { cash: [400], attempts: [attempt('awaiting_deposit', 600)] }))).toBe(
      true,
    )
    expect(isSold(order(1000, { cash: [400], attempts: [attempt('confirming', 600)] }))).toBe(false)
    expect(isPartlyTaken(order(1000, { cash: [400] }))).toBe(true)
    expect(isPartlyTaken(order(1000, { cash: [400], back: [400] }))).toBe(false)
    expect(isPartlyTaken(order(1000, { attempts: [attempt('awaiting_deposit', 600)] }))).toBe(true)
  })
})

it('takes no tender while one is unknown, nor once something went back', () => {
  expect(takesTender(order(1000, { cash: [400] }))).toBe(true)
  expect(takesTender(order(1000, { cash: [400], attempts: [attempt('confirming', 100)] }))).toBe(
    false,
  )
  expect(takesTender(order(1000, { cash: [400], back: [1] }))).toBe(false)
  expect(takesTender(order(1000, { cash: [1000] }))).toBe(false)
})

it('however tenders come and end, what is due and what they stand for come to the total', () => {
  const step = fc.oneof(
    fc.record({ cash: fc.integer({ min: 1, max: 2000 }) }),
    fc.record({
      amount: fc.integer({ min: 1, max: 2000 }),
      kind: fc.constantFrom<AttemptState['kind']>(
        'paid',
        'awaiting_deposit',
        'declined',
        'cancelled',
        'expired',
      ),
    }),
  )
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5000 }),
      fc.array(step, { maxLength: 8 }),
      (total, steps) => {
        let now = order(total, {})
        for (const next of steps) {
          if (!takesTender(now)) break
          // As the till does: never more than is due.
          if ('cash' in next) {
            const amount = Math.min(next.cash, dueOf(now))
            const cash = [...now.cash.map((one) => Number(one.amount)), amount]
            now = { ...order(total, { cash }), attempts: now.attempts }
          } else {
            const amount = Math.min(next.amount, dueOf(now))
            now = { ...now, attempts: [...now.attempts, attempt(next.kind, amount)] }
          }
          const waiting = now.attempts
            .filter(({ state }) => state.kind === 'awaiting_deposit')
            .reduce((sum, { amount }) => sum + amount, 0)
          expect(takenOf(now) + waiting + dueOf(now)).toBe(total)
          expect(takenOf(now)).toBeLessThanOrEqual(total)
          expect(heldOf(now)).toBe(takenOf(now) === total ? 0 : takenOf(now) - givenBackOf(now))
          expect(statusOf(now) === 'paid').toBe(takenOf(now) === total && waiting === 0)
        }
      },
    ),
    { numRuns: 300 },
  )
})
