import { describe, expect, it } from 'vitest'
import { won } from '#shared/money.ts'
import type { Attempt, Order, Refund } from '../../../src/main/domain/order.ts'
import type { Payment, PaymentCancel } from '../../../src/main/domain/payment.ts'
import { slipOf } from '../../../src/main/domain/slip-of.ts'
import {
  cancelAmountFor,
  cancelOfRefund,
  refundableOf,
  refundProblem,
  unfinishedRefund,
} from '../../../src/main/domain/refund.ts'
import { payment, waitingAccount } from '../../support/payments.ts'

const cancel = (n: number, cancelAmount: number, changes: Partial<PaymentCancel> = {}) => ({
  cancelAmount,
  cancelReason: '변심',
  canceledAt: '2026-11-23T23:30:00+09:00',
  transactionKey: `cancel-${n}`,
  cancelStatus: 'DONE',
  refundableAmount: null,
  taxFreeAmount: 0,
  ...changes,
})
const refund = (changes: Partial<Refund> = {}): Refund => ({
  id: 'intent-1',
  orderId: '20261123-0001-000001-A1B2',
  paymentKey: 'tgen_20261123230000abcde',
  idempotencyKey: 'key-1',
  amount: won(1000),
  reason: '변심',
  cause: 'asked',
  lines: [],
  account: null,
  requestedAt: new Date('2026-11-23T14:30:00Z'),
  balanceBefore: won(5000),
  state: 'requested',
  settledAt: null,
  balanceAfter: null,
  transactionKey: null,
  refusal: null,
  ...changes,
})
const attempt = (paid: Payment): Attempt => ({
  orderId: paid.orderId,
  ref: 'ref',
  amount: won(5000),
  orderName: 'latte-라떼',
  clientKey: 'test_gck_x',
  startedAt: new Date('2026-11-23T14:00:00Z'),
  changedAt: new Date('2026-11-23T14:00:10Z'),
  state: { kind: 'paid', payment: paid },
})
const order = (paid: Payment, refunds: readonly Refund[] = []): Order => ({
  number: '0001-000001',
  businessDay: '2026-11-23',
  createdAt: new Date('2026-11-23T14:00:00Z'),
  orderName: 'latte-라떼',
  totalAmount: won(5000),
  discount: won(0),
  discountReason: null,
  approvedBy: null,
  serving: 'here',
  lines: [
    {
      lineNo: 1,
      productId: 'latte',
      name: '라떼',
      unitPrice: won(2500),
      quantity: 2,
      discount: won(0),
      discountShare: won(0),
      discountReason: null,
      amount: won(5000),
      taxType: 'taxable',
      note: null,
    },
  ],
  attempts: [attempt(paid)],
  refunds,
  cash: [],
  cashRefunds: [],
  cashReceipts: [],
})

describe('the cancel that is a refund', () => {
  const find = (cancels: PaymentCancel[], one = refund(), all: Refund[] = [], isOwn = false) =>
    cancelOfRefund(payment({ cancels }), one, all, isOwn)?.transactionKey ?? null

  it('has its amount and reason, and is done', () => {
    expect(find([cancel(1, 1000)])).toBe('cancel-1')
    expect(find([cancel(1, 999)])).toBeNull()
    expect(find([cancel(1, 1000, { cancelStatus: 'IN_PROGRESS' })])).toBeNull()
    expect(find([])).toBeNull()
  })

  it('isn’t one from before, though equal', () => {
    const later = refund({ balanceBefore: won(4000) })
    expect(find([cancel(1, 1000)], later)).toBeNull()
    expect(find([cancel(1, 1000), cancel(2, 1000)], later)).toBe('cancel-2')
  })

  it('isn’t one that was counted for another refund', () => {
    const other = refund({ id: 'intent-0', state: 'done', transactionKey: 'cancel-1' })
    expect(find([cancel(1, 1000)], refund(), [other])).toBeNull()
  })

  it('is another hand’s where the reason differs, unless Toss answers this very refund', () => {
    const others = [cancel(1, 1000, { cancelReason: '콘솔' })]
    expect(find(others)).toBeNull()
    expect(find(others, refund(), [], true)).toBe('cancel-1')
  })
})

describe('a refund that Toss took on and hasn’t given back', () => {
  const state = (cancels: PaymentCancel[], all: Refund[] = []) =>
    unfinishedRefund(payment({ cancels }), refund(), all)
  const aborted = cancel(1, 1000, { cancelStatus: 'ABORTED' })

  it('is under way until its cancel is done or aborted, also under a new word of Toss’s', () => {
    expect(state([cancel(1, 1000, { cancelStatus: 'IN_PROGRESS' })])).toBe('under_way')
    expect(state([cancel(1, 1000, { cancelStatus: 'QUEUED' })])).toBe('under_way')
    expect(state([aborted])).toBe('aborted')
    expect(state([cancel(1, 1000)])).toBeNull()
    expect(state([])).toBeNull()
  })

  it('isn’t an equal one that was aborted before', () => {
    const before = refund({
      id: 'intent-0',
      state: 'refused',
      refusal: { code: 'CANCEL_ABORTED', message: '' },
    })
    expect(state([aborted], [before])).toBeNull()
    expect(state([aborted, aborted], [before])).toBe('aborted')
  })

  it('takes no part in telling what stood in the history before', () => {
    const later = refund({ balanceBefore: won(4000) })
    const cancels = [aborted, cancel(2, 1000), cancel(3, 1000)]
    expect(cancelOfRefund(payment({ cancels }), later, [], false)?.transactionKey).toBe('cancel-3')
  })
})

describe('what is sent as cancelAmount', () => {
  const sent = (amount: number, balanceBefore: number) =>
    cancelAmountFor(refund({ amount: won(amount), balanceBefore: won(balanceBefore) }), payment())

  it('is nothing for the whole in one go, the amount for any part', () => {
    expect(sent(5000, 5000)).toBeNull()
    expect(sent(4999, 5000)).toBe(4999)
    expect(sent(4000, 4000)).toBe(4000)
  })
})

describe('what stands in the way of a refund', () => {
  const problem = (paid: Payment, amount: number, more: object = {}, refunds: Refund[] = []) =>
    refundProblem(order(paid, refunds), {
      tenderId: paid.orderId,
      amount: won(amount),
      lines: [],
      account: null,
      ...more,
    })?.kind ?? null

  it('is judged by the balance', () => {
    expect(problem(payment(), 5000)).toBeNull()
    expect(problem(payment({ balanceAmount: 4000 }), 4001)).toBe('exceeds_balance')
    expect(problem(payment({ balanceAmount: 0, status: 'PARTIAL_CANCELED' }), 1)).toBe(
      'not_refundable',
    )
    expect(problem(payment({ isPartialCancelable: false }), 4999)).toBe('partial_not_allowed')
    expect(problem(payment({ ...waitingAccount(), status: 'DONE' }), 5000)).toBe('account_required')
    expect(problem(payment({ currency: 'USD', balanceAmount: 9.99 }), 9)).toBe('not_refundable')
  })

  it('is pieces that were given back already, in one request or two', () => {
    const twice = { lines: [1, 2].map((quantity) => ({ lineNo: 1, quantity })) }
    expect(problem(payment(), 2500, twice)).toBe('too_many_pieces')
    const one = { lines: [{ lineNo: 1, quantity: 2 }] }
    const before = refund({ state: 'done', lines: [{ lineNo: 1, quantity: 1 }] })
    expect(problem(payment(), 2500, one, [before])).toBe('too_many_pieces')
    expect(problem(payment(), 2500, one, [{ ...before, state: 'refused' }])).toBeNull()
    expect(problem(payment(), 2500, { lines: [{ lineNo: 9, quantity: 1 }] })).toBe(
      'too_many_pieces',
    )
  })

  it('leaves what is under way out of what can still be refunded', () => {
    expect(refundableOf(attempt(payment()), [refund()])).toBe(4000)
    expect(refundableOf(attempt(payment()), [refund({ state: 'refused' })])).toBe(5000)
  })
})

const FACTS = {
  shop: { name: '계산 카페', businessNumber: '', owner: '', address: '', phone: '' },
  isTraining: false,
  isReissue: false,
  isExchange: false,
  now: new Date('2026-11-23T15:00:00.000Z'),
}

describe('a receipt', () => {
  it('is only of a paid sale, with the refunds that are done', () => {
    const done = refund({ state: 'done', settledAt: new Date('2026-11-23T14:31:00Z') })
    const slip = slipOf(
      order(payment({ balanceAmount: 4000 }), [done, refund({ id: 'open' })]),
      FACTS,
    )
    expect(slip).toMatchObject({ refunded: 1000, refunds: [{ amount: 1000 }] })
    const waiting = order(payment())
    const [first] = waiting.attempts
    const state = { kind: 'awaiting_deposit' as const, payment: payment(), reason: null }
    const awaiting = { ...first!, state }
    expect(slipOf({ ...waiting, attempts: [awaiting] }, FACTS)).toBeNull()
  })
})
