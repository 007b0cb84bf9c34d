import { describe, expect, it } from 'vitest'
import { won } from '#shared/money.ts'
import { LESSON_IDS, LESSON_STEPS, type LessonId } from '#shared/vocabulary.ts'
import { judge, type LessonFacts } from '../../../src/main/domain/lesson.ts'
import { LESSONS } from '../../../src/main/domain/lessons.ts'
import type { Attempt, AttemptState, Order } from '../../../src/main/domain/order.ts'
import type { PrintJob } from '../../../src/main/domain/print-job.ts'
import { payment } from '../../support/payments.ts'

const at = (second: number) => new Date(Date.parse('2026-11-23T03:00:00Z') + second * 1000)
const PRICE = 4500
const ACCOUNT = {
  accountNumber: '1',
  accountType: null,
  bankCode: '20',
  bank: null,
  customerName: null,
  depositorName: null,
  dueDate: null,
  expired: false,
  refundStatus: null,
  settlementStatus: null,
}

let count = 0
interface Sold {
  readonly at?: number
  readonly pieces?: number
  readonly product?: string
  readonly attempts?: readonly Attempt[]
  readonly cash?: number
}
function order({
  at: second = 1,
  pieces = 1,
  product = 'latte',
  attempts = [],
  cash,
}: Sold): Order {
  count += 1
  const amount = won(PRICE * pieces)
  return {
    number: `0001-${String(count).padStart(6, '0')}`,
    businessDay: '2026-11-23',
    createdAt: at(second),
    orderName: 'x',
    totalAmount: amount,
    discount: won(0),
    discountReason: null,
    approvedBy: null,
    serving: 'here',
    lines: [
      {
        lineNo: 1,
        productId: product,
        name: product,
        unitPrice: won(PRICE),
        quantity: pieces,
        discount: won(0),
        discountShare: won(0),
        discountReason: null,
        amount,
        taxType: 'taxable',
        note: null,
      },
    ],
    attempts,
    refunds: [],
    cash:
      cash === undefined
        ? []
        : [
            {
              id: `cash-${count}`,
              intentId: `i-${count}`,
              amount: won(cash),
              received: won(cash),
              takenAt: at(second),
            },
          ],
    cashRefunds: [],
    cashReceipts: [],
  }
}
const attempt = (state: AttemptState, changed = 2, pieces = 1): Attempt => ({
  orderId: 'one',
  ref: 'r',
  amount: won(PRICE * pieces),
  orderName: 'x',
  clientKey: 'ck',
  startedAt: at(1),
  changedAt: at(changed),
  state,
})
const paid = (pieces = 1, back = 0, isAccount = false): AttemptState => ({
  kind: 'paid',
  payment: payment({
    totalAmount: PRICE * pieces,
    balanceAmount: PRICE * pieces - back,
    ...(isAccount ? { virtualAccount: ACCOUNT, method: '가상계좌' } : {}),
  }),
})
const UNKNOWN: AttemptState = {
  kind: 'confirming',
  paymentKey: 'p',
  idempotencyKey: 'k',
  returnedAt: at(2),
}
const DECLINED: AttemptState = {
  kind: 'declined',
  reason: { code: 'X', message: '' },
  payment: null,
}
const WAITING: AttemptState = {
  kind: 'awaiting_deposit',
  payment: payment({ totalAmount: PRICE, balanceAmount: PRICE, virtualAccount: ACCOUNT }),
  reason: null,
}
const slip = (number: string, state: PrintJob['state'], id = 1): PrintJob => ({
  id,
  kind: 'receipt',
  number,
  isReissue: id > 1,
  createdAt: at(3),
  state,
  tries: 0,
  problem: null,
})

const facts = (changes: Partial<LessonFacts> = {}): LessonFacts => ({
  now: at(60),
  orders: [],
  atToss: new Map(),
  cart: { count: 0, held: 0 },
  counter: null,
  unread: [],
  slips: [],
  hasPaper: true,
  ...changes,
})
const TAKEN = new Map([['one', PRICE]])
const verdict = (id: LessonId, changes: Partial<LessonFacts>) => judge(LESSONS[id], facts(changes))

describe('every lesson', () => {
  it.each(LESSON_IDS)('%s begins open, with its first step to do', (id) => {
    expect(judge(LESSONS[id], facts({ hasPaper: false }))).toEqual({
      outcome: 'open',
      mistake: null,
      done: 0,
    })
  })

  it('has steps of its own, which all have words', () => {
    const used = LESSON_IDS.flatMap((id) => LESSONS[id].steps.map((step) => step.id))
    expect([...used].sort()).toEqual([...LESSON_STEPS].sort())
  })
})

it('the first sale is right once it is paid, by card or in cash', () => {
  expect(verdict('first_sale', { cart: { count: 1, held: 0 } }).done).toBe(1)
  const open = order({ attempts: [attempt({ kind: 'awaiting_payment' })] })
  expect(verdict('first_sale', { orders: [open] })).toMatchObject({ outcome: 'open', done: 2 })
  const byCard = order({ attempts: [attempt(paid())] })
  expect(verdict('first_sale', { orders: [byCard] }).outcome).toBe('right')
  expect(verdict('first_sale', { orders: [order({ cash: PRICE })] }).outcome).toBe('right')
})

describe('a declined card', () => {
  const refused = order({ attempts: [attempt(DECLINED)] })
  it('is right once the same order, or one after it, is paid', () => {
    expect(verdict('declined', { orders: [refused], counter: 'one' })).toMatchObject({ done: 1 })
    const again = { ...refused, attempts: [attempt(DECLINED), attempt(paid())] }
    expect(verdict('declined', { orders: [again] }).outcome).toBe('right')
    expect(verdict('declined', { orders: [refused, order({ cash: PRICE })] }).outcome).toBe('right')
  })
  it('is wrong where the sale was thrown away, and not where it waits', () => {
    expect(verdict('declined', { orders: [refused] })).toMatchObject({
      outcome: 'wrong',
      mistake: 'left_unpaid',
    })
    for (const cart of [
      { count: 1, held: 0 },
      { count: 0, held: 1 },
    ]) {
      expect(verdict('declined', { orders: [refused], cart }).outcome).toBe('open')
    }
  })
  it('isn’t answered by a sale that came before it', () => {
    const before = order({ cash: PRICE })
    const cart = { count: 1, held: 0 }
    expect(verdict('declined', { orders: [before, refused], cart }).outcome).toBe('open')
  })
})

describe('an outcome nobody knows', () => {
  const unknown = order({ attempts: [attempt(UNKNOWN)] })
  const settled = { ...unknown, attempts: [attempt(paid(), 30)] }
  it('is right once Toss has the money once, and it was read', () => {
    expect(verdict('lost_reply', { orders: [unknown], counter: 'one' }).done).toBe(1)
    const seen = { orders: [settled], atToss: TAKEN }
    expect(verdict('lost_reply', { ...seen, unread: ['one'] })).toMatchObject({
      outcome: 'open',
      done: 2,
    })
    expect(verdict('lost_reply', { ...seen, counter: 'one' }).outcome).toBe('open')
    expect(verdict('lost_reply', seen).outcome).toBe('right')
  })
  it('isn’t right where Toss has another sum', () => {
    const atToss = new Map([['one', 2 * PRICE]])
    expect(verdict('lost_reply', { orders: [settled], atToss }).outcome).toBe('open')
  })
  it.each([
    ['in cash', { cash: PRICE }],
    ['by card', { attempts: [{ ...attempt(paid()), orderId: 'two' }] }],
    ['by card, unknown too', { attempts: [{ ...attempt(UNKNOWN), orderId: 'two' }] }],
  ])('is wrong where the same goods were charged again %s meanwhile', (_how, sold) => {
    const second = order({ at: 10, ...sold })
    expect(verdict('lost_reply', { orders: [unknown, second] }).mistake).toBe('charged_again')
    // Nor does it become right by what comes later.
    const later = { orders: [settled, second], atToss: TAKEN }
    expect(verdict('lost_reply', later).mistake).toBe('charged_again')
  })
  it('isn’t wrong where the next customer is served, or buys the same once it is known', () => {
    const next = order({ at: 10, product: 'scone', cash: PRICE })
    expect(verdict('lost_reply', { orders: [unknown, next] }).outcome).toBe('open')
    const same = order({ at: 40, cash: PRICE })
    expect(verdict('lost_reply', { orders: [settled, same], atToss: TAKEN }).outcome).toBe('right')
  })
  it('isn’t wrong where a window was opened for the same goods and nothing was taken', () => {
    const opened = order({ at: 10, attempts: [attempt({ kind: 'awaiting_payment' })] })
    expect(verdict('lost_reply', { orders: [unknown, opened] }).outcome).toBe('open')
  })
  it('is wrong where the money was given back out of doubt', () => {
    const back = { ...unknown, attempts: [attempt(paid(1, PRICE), 30)] }
    expect(verdict('lost_reply', { orders: [back] }).mistake).toBe('gave_back')
  })
})

describe('a customer who leaves', () => {
  const stopped = order({ attempts: [attempt({ kind: 'cancelled', reason: null })] })
  it('is right once the payment is stopped and the order cleared', () => {
    const cart = { count: 1, held: 0 }
    const opened = order({ attempts: [attempt({ kind: 'awaiting_payment' })] })
    expect(verdict('left', { orders: [opened], cart }).done).toBe(1)
    expect(verdict('left', { orders: [stopped], cart })).toMatchObject({ outcome: 'open', done: 2 })
    expect(verdict('left', { orders: [stopped] }).outcome).toBe('right')
  })
  it('is wrong where money was taken all the same', () => {
    const taken = order({ attempts: [attempt(paid())] })
    expect(verdict('left', { orders: [taken] }).mistake).toBe('took_money')
  })
})

describe('a virtual account', () => {
  const waiting = order({ attempts: [attempt(WAITING)] })
  const arrived = { ...waiting, attempts: [attempt(paid(1, 0, true), 30)] }
  it('is right once the deposit has come', () => {
    expect(verdict('deposit', { orders: [waiting], counter: 'one' }).done).toBe(1)
    expect(verdict('deposit', { orders: [waiting] })).toMatchObject({ outcome: 'open', done: 2 })
    expect(verdict('deposit', { orders: [arrived], atToss: TAKEN }).outcome).toBe('right')
  })
  it('isn’t a card', () => {
    const card = order({ attempts: [attempt(paid())] })
    expect(verdict('deposit', { orders: [card], atToss: TAKEN }).done).toBe(0)
  })
  it('is wrong where it was charged again or withdrawn meanwhile', () => {
    const second = order({ at: 10, cash: PRICE })
    expect(verdict('deposit', { orders: [waiting, second] }).mistake).toBe('charged_again')
    const reason = { code: 'DEPOSIT_CANCELLED', message: '' }
    const gone = order({ attempts: [attempt({ kind: 'cancelled', reason })] })
    expect(verdict('deposit', { orders: [gone] }).mistake).toBe('account_cancelled')
  })
})

describe('one piece brought back', () => {
  const sold = (back: number) => order({ pieces: 2, attempts: [attempt(paid(2, back), 2, 2)] })
  it('is right where its price went back', () => {
    expect(verdict('refund', { orders: [sold(0)] })).toMatchObject({ outcome: 'open', done: 1 })
    expect(verdict('refund', { orders: [sold(PRICE)] }).outcome).toBe('right')
  })
  it('is wrong where all of it, or another sum, went back', () => {
    expect(verdict('refund', { orders: [sold(2 * PRICE)] }).mistake).toBe('gave_back_all')
    expect(verdict('refund', { orders: [sold(100)] }).mistake).toBe('wrong_amount')
  })
  it('asks for a sale of two', () => {
    const one = order({ attempts: [attempt(paid(1, PRICE))] })
    expect(verdict('refund', { orders: [one] })).toMatchObject({ outcome: 'open', done: 0 })
  })
})

describe('a printer without paper', () => {
  const sold = order({ cash: PRICE })
  const { number } = sold
  it('is right once there is paper and the receipt came out', () => {
    const out = { orders: [sold], slips: [slip(number, 'waiting')], hasPaper: false }
    expect(verdict('paper', out)).toMatchObject({ outcome: 'open', done: 1 })
    expect(verdict('paper', { ...out, hasPaper: true }).done).toBe(2)
    expect(verdict('paper', { orders: [sold], slips: [slip(number, 'printed')] }).outcome).toBe(
      'right',
    )
  })
  it('is wrong where the receipt was thrown away, or came twice', () => {
    const gone = { orders: [sold], slips: [slip(number, 'put_away')], hasPaper: false }
    expect(verdict('paper', gone).mistake).toBe('slip_put_away')
    const twice = [slip(number, 'printed'), slip(number, 'printed', 2)]
    expect(verdict('paper', { orders: [sold], slips: twice }).mistake).toBe('printed_twice')
  })
  it('is wrong where the sale was given back for want of a receipt', () => {
    const back = order({ attempts: [attempt(paid(1, PRICE))] })
    expect(verdict('paper', { orders: [back], hasPaper: false }).mistake).toBe('gave_back')
  })
})
