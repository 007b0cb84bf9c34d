import type { AttemptStateKind } from '#shared/vocabulary.ts'
import { describe, expect, test } from 'vitest'
import { checkMoney } from '../../../tools/crash/check-money.ts'
import type { Facts } from '../../../tools/crash/facts.ts'

type Loose<T> = T extends readonly (infer One)[]
  ? Loose<One>[]
  : T extends object
    ? { -readonly [K in keyof T]: Loose<T[K]> }
    : T
/** The facts, to be broken by a test. */
type Told = Loose<Facts>

/** Two lattes, sold and half given back, as everybody tells it. What a test breaks, it says. */
function sound(): Told {
  return {
    sales: [
      {
        name: 'two lattes',
        amount: 10_000,
        orderIds: ['order-1'],
        wants: 'sold',
        cash: [],
        receipts: [],
        refunds: [{ name: 'one latte', amount: 5000, isCash: false, ids: ['refund-1'] }],
        consoleRefund: 0,
      },
    ],
    calls: [call('confirm', 'key-1'), call('cancel', 'key-2')],
    movements: [
      { key: 'key-1', taken: 10_000, givenBack: 0, balanceBefore: 10_000 },
      { key: 'key-2', taken: 0, givenBack: 5000, balanceBefore: 10_000 },
    ],
    payments: [
      {
        orderId: 'order-1',
        paymentKey: 'pay-1',
        status: 'PARTIAL_CANCELED',
        taken: 10_000,
        balance: 5000,
        cancels: [{ transactionKey: 'tx-1', amount: 5000 }],
      },
    ],
    receipts: [],
    till: {
      attempts: [
        {
          orderId: 'order-1',
          number: '0001-000001',
          state: 'paid',
          amount: 10_000,
          paymentKey: 'pay-1',
          key: 'key-1',
        },
      ],
      payments: [{ orderId: 'order-1', paymentKey: 'pay-1', total: 10_000, balance: 5000 }],
      refunds: [
        {
          id: 'refund-1',
          orderId: 'order-1',
          key: 'key-2',
          amount: 5000,
          balanceBefore: 10_000,
          state: 'done',
          transactionKey: 'tx-1',
        },
      ],
      cash: [],
      cashRefunds: [],
      receipts: [],
      orders: [
        {
          number: '0001-000001',
          status: 'partly_refunded',
          total: 10_000,
          refunded: 5000,
          held: 0,
        },
      ],
      journal: [
        { kind: 'confirm', key: 'key-1' },
        { kind: 'cancel', key: 'key-2' },
      ],
      damage: [],
    },
  }
}

function call(kind: 'confirm' | 'cancel', key: string | null): Told['calls'][number] {
  return { kind, key, paymentKey: 'pay-1', wasWritten: true }
}

/** The same sale once more, paid at Toss by a second payment. */
const paidAgain = (facts: Told, orderId: string) => {
  facts.sales[0]!.orderIds.push(orderId)
  facts.payments.push({
    ...facts.payments[0]!,
    orderId,
    paymentKey: 'pay-2',
    balance: 10_000,
    cancels: [],
  })
}

const noRefund = (facts: Told) => {
  facts.sales[0]!.refunds = []
  facts.calls.pop()
  facts.movements.pop()
  facts.payments[0]!.cancels = []
  facts.payments[0]!.balance = 10_000
  facts.till.payments[0]!.balance = 10_000
  facts.till.refunds = []
  facts.till.orders[0] = { ...facts.till.orders[0]!, status: 'paid', refunded: 0 }
}

const unpaidHere = (state: AttemptStateKind) => (facts: Told) => {
  noRefund(facts)
  facts.till.attempts[0]!.state = state
  facts.till.payments = []
  facts.till.orders[0]!.status = state
}

const found = (breakIt: (facts: Told) => void) => {
  const facts = sound()
  breakIt(facts)
  return checkMoney(facts).map(({ kind, what }) => `${kind}: ${what}`)
}

test('finds nothing where everybody tells the same', () => {
  expect(checkMoney(sound())).toEqual([])
  expect(found(noRefund)).toEqual([])
})

describe('money that was taken', () => {
  test.each(['cancelled', 'declined', 'expired', 'awaiting_deposit'] as const)(
    'is lost where the order is %s here',
    (state) => {
      expect(found(unpaidHere(state))).toContain(
        `lost: Toss took 10000 won for order-1, which is ${state} here`,
      )
    },
  )
  test('is lost where the till has never heard of the order', () => {
    expect(found((facts) => (facts.till.attempts = []))).toContain(
      'lost: the till knows no order-1, which Toss calls PARTIAL_CANCELED',
    )
  })
  test('is lost where another payment is kept for it', () => {
    expect(found((facts) => (facts.till.payments[0]!.paymentKey = 'pay-9'))).toEqual([
      "lost: order-1 is paid by another payment than Toss's",
    ])
  })
  test('is lost where the balances differ', () => {
    expect(found((facts) => (facts.payments[0]!.balance = 4000))).toEqual([
      'lost: order-1 has 5000 won left here, 4000 at Toss',
    ])
  })
  test('is not there where the till only believes so', () => {
    const facts = found((told) => {
      noRefund(told)
      told.payments[0]!.taken = 0
    })
    expect(facts).toContain('lost: order-1 is paid here, but Toss took nothing')
  })
})

describe('a sale', () => {
  test('is doubled where its customer paid twice, in whichever attempt', () => {
    expect(found((facts) => paidAgain(facts, 'order-2'))).toContain(
      'doubled: two lattes was paid 2 times',
    )
  })
  test('is doubled where the customer had left', () => {
    expect(found((facts) => (facts.sales[0]!.wants = 'unsold'))).toEqual([
      'doubled: two lattes was paid although the customer had left',
    ])
  })
  test('is unsettled where nobody could pay it', () => {
    const facts = found((told) => {
      unpaidHere('declined')(told)
      told.payments = []
      told.calls = []
    })
    expect(facts).toEqual(['unsettled: two lattes never came to be paid'])
  })
  test.each(['awaiting_payment', 'confirming'] as const)('is unsettled while it is %s', (state) => {
    expect(found(unpaidHere(state))).toContain(`unsettled: order-1 is still ${state}`)
  })
  test('is unsettled while it waits for a deposit that Toss no longer waits for', () => {
    const facts = found((told) => {
      unpaidHere('awaiting_deposit')(told)
      told.payments[0] = { ...told.payments[0]!, taken: 0, status: 'EXPIRED' }
    })
    expect(facts).toContain('unsettled: order-1 still waits for a deposit')
  })
})

describe('a refund', () => {
  test('is doubled where more went back than was asked for', () => {
    const facts = found((told) => {
      told.movements.push(told.movements[1]!)
    })
    expect(facts).toContain('doubled: one latte gave back 10000 won instead of 5000')
  })
  test('is doubled where two presses each gave it back', () => {
    const facts = found((told) => {
      told.sales[0]!.refunds[0]!.ids.push('refund-2')
      told.till.refunds.push({
        ...told.till.refunds[0]!,
        id: 'refund-2',
        key: 'key-3',
        balanceBefore: 5000,
        transactionKey: 'tx-2',
      })
      told.movements.push({ key: 'key-3', taken: 0, givenBack: 5000, balanceBefore: 5000 })
      told.payments[0]!.cancels.push({ transactionKey: 'tx-2', amount: 5000 })
    })
    expect(facts).toContain('doubled: one latte gave back 10000 won instead of 5000')
  })
  test('is doubled where refunds come to more than was paid', () => {
    const facts = found((told) => {
      told.till.refunds.push({ ...told.till.refunds[0]!, id: 'refund-2', amount: 6000 })
    })
    expect(facts).toContain('doubled: order-1: 11000 won refunded of 10000 won paid')
  })
  test('is doubled where nobody wanted what went back', () => {
    const facts = found((told) => {
      told.payments[0]!.cancels.push({ transactionKey: 'tx-9', amount: 1000 })
    })
    expect(facts).toContain('doubled: two lattes: 6000 won went back, 5000 were wanted')
  })
  test('is doubled where it was taken from a balance that the cashier never saw', () => {
    expect(found((facts) => (facts.movements[1]!.balanceBefore = 7000))).toEqual([
      'doubled: the refund refund-1 was asked for on 10000 won and taken from 7000',
    ])
  })
  test('is lost where it is refused here and given back there', () => {
    expect(found((facts) => (facts.till.refunds[0]!.state = 'refused'))).toEqual([
      'lost: the refund refund-1 of order-1 is refused here, but Toss gave 5000 won back',
    ])
  })
  test("is lost where it is done here and not in Toss's history", () => {
    expect(found((facts) => (facts.till.refunds[0]!.transactionKey = null))).toEqual([
      "lost: the refund refund-1 of order-1 is done here, but it isn't in Toss's history",
    ])
  })
  test('is unsettled while it is open, and where it never came to be', () => {
    const facts = found((told) => {
      told.till.refunds[0]!.state = 'requested'
      told.movements.pop()
    })
    expect(facts).toEqual([
      'unsettled: the refund refund-1 of order-1 is still open',
      'unsettled: one latte gave back 0 won of 5000',
    ])
  })
})

describe('a call', () => {
  test('is lost where it went out before it was written down, or is missing in the journal', () => {
    expect(found((facts) => (facts.calls[0]!.wasWritten = false))).toEqual([
      'lost: the confirm of pay-1 went out before it was written down',
    ])
    expect(found((facts) => facts.till.journal.shift())).toEqual([
      'lost: the confirm of pay-1 is not in the journal',
    ])
  })
  test.each(['key-9', null])('is doubled where a confirm goes out under the key %s', (key) => {
    const facts = found((told) => {
      told.calls.push(call('confirm', key))
      told.till.journal.push({ kind: 'confirm', key })
    })
    expect(facts).toEqual(['doubled: the confirm of pay-1 was sent under another key'])
  })
  test('is doubled where a cancel belongs to no refund', () => {
    const facts = found((told) => {
      told.calls.push(call('cancel', 'key-9'))
      told.till.journal.push({ kind: 'cancel', key: 'key-9' })
    })
    expect(facts).toEqual(['doubled: a cancel of pay-1 belongs to no refund'])
  })
})

test('the list and the file itself are looked at too', () => {
  expect(found((facts) => (facts.till.orders[0]!.refunded = 0))).toHaveLength(1)
  expect(found((facts) => facts.till.damage.push('a page is gone'))).toEqual([
    'lost: a page is gone',
  ])
})

/** The first half of the two lattes in cash with a cash receipt, the other by Toss; nothing went back. */
const paidInParts = (facts: Told) => {
  noRefund(facts)
  const { till } = facts
  facts.sales[0]!.cash = [{ amount: 4000, intents: ['press-1'] }]
  facts.sales[0]!.receipts = [{ left: 4000, ids: ['receipt-1'] }]
  facts.payments[0] = { ...facts.payments[0]!, taken: 6000, balance: 6000 }
  facts.movements[0] = { ...facts.movements[0]!, taken: 6000, balanceBefore: 6000 }
  till.attempts[0]!.amount = 6000
  till.payments[0] = { ...till.payments[0]!, total: 6000, balance: 6000 }
  till.cash = [{ id: 'cash-1', number: '0001-000001', intentId: 'press-1', amount: 4000 }]
  till.receipts = [
    {
      id: 'receipt-1',
      tenderId: 'cash-1',
      orderId: 'receipt-order-1',
      amount: 4000,
      state: 'done',
      cancels: [],
    },
  ]
  facts.receipts = [{ orderId: 'receipt-order-1', type: 'CONFIRM', amount: 4000 }]
}

/** Half of that cash back, and taken off its receipt. */
const cashBack = (facts: Told) => {
  paidInParts(facts)
  facts.sales[0]!.refunds = [{ name: 'some cash', amount: 2000, isCash: true, ids: ['back-1'] }]
  facts.sales[0]!.receipts[0]!.left = 2000
  facts.till.cashRefunds = [{ id: 'back-1', tenderId: 'cash-1', amount: 2000 }]
  facts.till.receipts[0]!.cancels = [{ amount: 2000, state: 'done' }]
  facts.till.orders[0] = { ...facts.till.orders[0]!, status: 'partly_refunded', refunded: 2000 }
  facts.receipts.push({ orderId: 'receipt-order-1', type: 'CANCEL', amount: 2000 })
}

describe('cash', () => {
  test('is well where it was taken once, beside a card, and partly given back', () => {
    expect(found(paidInParts)).toEqual([])
    expect(found(cashBack)).toEqual([])
  })
  test('is doubled where one intent took twice, and unsettled where it took nothing', () => {
    const twice = found((facts) => {
      paidInParts(facts)
      facts.till.cash.push({ ...facts.till.cash[0]!, id: 'cash-2' })
    })
    expect(twice).toContain('doubled: two lattes: 8000 won in cash, not 4000')
    const never = found((facts) => {
      paidInParts(facts)
      facts.till.cash = []
    })
    expect(never).toContain('unsettled: two lattes: 0 won in cash of 4000')
  })
  test('is doubled where more went back than was wanted', () => {
    const tooMuch = found((facts) => {
      cashBack(facts)
      facts.till.cashRefunds[0]!.amount = 4000
    })
    expect(tooMuch).toContain('doubled: some cash gave back 4000 won instead of 2000')
  })
  test('held of a sale that isn’t paid must be what the list says', () => {
    const unpaid = found((facts) => {
      paidInParts(facts)
      facts.sales[0]!.wants = 'unsold'
      facts.payments = []
      facts.till.attempts[0]!.state = 'declined'
      facts.till.payments = []
      facts.till.orders[0] = { ...facts.till.orders[0]!, status: 'declined', held: 0 }
    })
    expect(unpaid).toContain('lost: the list says 0 won held of 0001-000001, which are 4000')
  })
})

describe('a cash receipt', () => {
  const broken = (breakIt: (facts: Told) => void) =>
    found((facts) => {
      cashBack(facts)
      breakIt(facts)
    })
  test('is doubled where Toss issued it twice', () => {
    expect(broken((facts) => facts.receipts.push(facts.receipts[0]!))).toContain(
      'doubled: the cash receipt receipt-order-1 was issued twice',
    )
  })
  test('is unsettled where it or what is taken off it is open', () => {
    const open = 'unsettled: the cash receipt receipt-order-1 is still open'
    expect(broken(({ till }) => (till.receipts[0]!.state = 'requested'))).toContain(open)
    expect(broken(({ till }) => (till.receipts[0]!.cancels[0]!.state = 'requested'))).toContain(
      open,
    )
  })
  test('is lost where it is refused here and issued there, or the other way round', () => {
    expect(broken(({ till }) => (till.receipts[0]!.state = 'refused'))).toContain(
      'lost: the cash receipt receipt-order-1 is refused here, but Toss issued it',
    )
    expect(broken((facts) => facts.receipts.shift())).toContain(
      "lost: the cash receipt receipt-order-1 is done here, but not so in Toss's list",
    )
  })
  test('is doubled where it says more than stayed, unless staff were told of the refusal', () => {
    const more = (state: 'done' | 'refused') =>
      broken((facts) => {
        facts.till.receipts[0]!.cancels[0]!.state = state
        facts.receipts.pop()
      })
    expect(more('done')).toContain('doubled: two lattes: its cash receipts say 4000 won, not 2000')
    expect(more('refused')).toEqual([])
  })
})
