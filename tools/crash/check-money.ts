/**
 * The promises of the till as rules over plain facts: what Toss's ledger, the till's file and the
 * people at the counter say must fit together. Knows no file, no clock and no process.
 */
import { type Call, isAct } from './answer-faults.ts'
import type { Facts, SaleIntent, TillFacts, TossPayment, Violation } from './facts.ts'

/** What the journal calls a call where it isn't by the same word. */
const JOURNAL_KINDS: Readonly<Partial<Record<Call, string>>> = {
  receipt: 'cash_receipt',
  receipt_cancel: 'cash_receipt_cancel',
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, one) => total + one, 0)

const groupBy = <T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>()
  for (const one of all) {
    const group = groups.get(keyOf(one))
    if (group === undefined) groups.set(keyOf(one), [one])
    else group.push(one)
  }
  return groups
}

/** Everything that breaks a promise; empty where all is well. */
export function checkMoney(facts: Facts): readonly Violation[] {
  return [
    ...callProblems(facts),
    ...refundProblems(facts),
    ...facts.payments.flatMap((payment) => paymentProblems(payment, facts)),
    ...facts.sales.flatMap((sale) => saleProblems(sale, facts)),
    ...attemptProblems(facts),
    ...facts.sales.flatMap((sale) => receiptsProblems(sale, facts)),
    ...facts.till.receipts.flatMap((receipt) => receiptProblems(receipt, facts)),
    ...orderProblems(facts),
    ...facts.till.damage.map((what): Violation => ({ kind: 'lost', what })),
  ]
}

/** Each intention is fulfilled once: the customer pays once and gets each refund once. */
function saleProblems(sale: SaleIntent, { payments, till, movements }: Facts): Violation[] {
  const found: Violation[] = []
  const paid = payments.filter(({ orderId, taken }) => taken > 0 && sale.orderIds.includes(orderId))
  if (paid.length > 1) {
    found.push({ kind: 'doubled', what: `${sale.name} was paid ${paid.length} times` })
  }
  const inCash = sum(sale.cash.map(({ amount }) => amount))
  if (sale.wants === 'sold' && inCash < sale.amount && paid.length === 0) {
    found.push({ kind: 'unsettled', what: `${sale.name} never came to be paid` })
  }
  if (sale.wants === 'unsold' && paid.length > 0) {
    found.push({ kind: 'doubled', what: `${sale.name} was paid although the customer had left` })
  }
  for (const { amount, intents } of sale.cash) {
    const taken = sum(
      till.cash.filter(({ intentId }) => intents.includes(intentId)).map((one) => one.amount),
    )
    if (taken > amount) {
      found.push({ kind: 'doubled', what: `${sale.name}: ${taken} won in cash, not ${amount}` })
    }
    if (taken < amount) {
      found.push({ kind: 'unsettled', what: `${sale.name}: ${taken} won in cash of ${amount}` })
    }
  }
  const givenBack = (ids: readonly string[]) => {
    const cash = till.cashRefunds.filter(({ id }) => ids.includes(id)).map(({ amount }) => amount)
    const keys = till.refunds.filter(({ id }) => ids.includes(id)).map(({ key }) => key)
    const moves = movements.filter(({ key }) => keys.includes(key)).map((move) => move.givenBack)
    return sum([...cash, ...moves])
  }
  for (const refund of sale.refunds) {
    const back = givenBack(refund.ids)
    if (back > refund.amount) {
      found.push({
        kind: 'doubled',
        what: `${refund.name} gave back ${back} won instead of ${refund.amount}`,
      })
    }
    if (back < refund.amount) {
      found.push({
        kind: 'unsettled',
        what: `${refund.name} gave back ${back} won of ${refund.amount}`,
      })
    }
  }
  const back = sum(paid.flatMap(({ cancels }) => cancels.map(({ amount }) => amount)))
  const byToss = sale.refunds.filter(({ isCash }) => !isCash)
  const wanted = sale.consoleRefund + sum(byToss.map(({ amount }) => amount))
  if (back > wanted) {
    found.push({
      kind: 'doubled',
      what: `${sale.name}: ${back} won went back, ${wanted} were wanted`,
    })
  }
  return found
}

/** Every won that Toss took is on an order of the till, at Toss's own balance. */
function paymentProblems(payment: TossPayment, { till }: Facts): Violation[] {
  const { orderId, taken, balance } = payment
  const attempt = till.attempts.find((one) => one.orderId === orderId)
  if (attempt === undefined) {
    return [
      { kind: 'lost', what: `the till knows no ${orderId}, which Toss calls ${payment.status}` },
    ]
  }
  if (taken === 0) return []
  if (attempt.state === 'confirming') return []
  const kept = till.payments.find((one) => one.orderId === orderId)
  if (attempt.state !== 'paid' || kept === undefined) {
    return [
      {
        kind: 'lost',
        what: `Toss took ${taken} won for ${orderId}, which is ${attempt.state} here`,
      },
    ]
  }
  const found: Violation[] = []
  if (taken !== attempt.amount || kept.paymentKey !== payment.paymentKey) {
    found.push({ kind: 'lost', what: `${orderId} is paid by another payment than Toss's` })
  }
  if (kept.balance !== balance) {
    found.push({
      kind: 'lost',
      what: `${orderId} has ${kept.balance} won left here, ${balance} at Toss`,
    })
  }
  return found
}

function attemptProblems({ till, payments }: Facts): Violation[] {
  return till.attempts.flatMap((attempt): Violation[] => {
    const { orderId, state } = attempt
    const atToss = payments.filter((payment) => payment.orderId === orderId)
    switch (state) {
      case 'awaiting_payment':
      case 'confirming':
        return [{ kind: 'unsettled', what: `${orderId} is still ${state}` }]
      case 'awaiting_deposit':
        return atToss.some(({ status }) => status === 'WAITING_FOR_DEPOSIT')
          ? []
          : [{ kind: 'unsettled', what: `${orderId} still waits for a deposit` }]
      case 'paid':
        return atToss.some(({ taken }) => taken > 0)
          ? []
          : [{ kind: 'lost', what: `${orderId} is paid here, but Toss took nothing` }]
      case 'declined':
      case 'cancelled':
      case 'expired':
        return []
    }
  })
}

function refundProblems({ till, payments, movements }: Facts): Violation[] {
  const found: Violation[] = []
  const cancels = payments.flatMap((payment) => payment.cancels)
  const counted = new Set<string>()
  for (const refund of till.refunds) {
    const { id, state, transactionKey } = refund
    const name = `the refund ${id} of ${refund.orderId}`
    const moved = sum(
      movements.filter(({ key }) => key === refund.key).map(({ givenBack }) => givenBack),
    )
    if (state === 'requested') found.push({ kind: 'unsettled', what: `${name} is still open` })
    if (state === 'refused' && moved > 0) {
      found.push({ kind: 'lost', what: `${name} is refused here, but Toss gave ${moved} won back` })
    }
    if (moved > refund.amount) {
      found.push({
        kind: 'doubled',
        what: `${name} gave back ${moved} won instead of ${refund.amount}`,
      })
    }
    if (state !== 'done') continue
    const cancel = cancels.find((one) => one.transactionKey === transactionKey)
    if (cancel?.amount !== refund.amount) {
      found.push({ kind: 'lost', what: `${name} is done here, but it isn't in Toss's history` })
    } else if (counted.has(cancel.transactionKey)) {
      found.push({ kind: 'lost', what: `${name} is done here by the cancel of another refund` })
    }
    if (transactionKey !== null) counted.add(transactionKey)
  }
  for (const [orderId, refunds] of groupBy(till.refunds, (refund) => refund.orderId)) {
    const done = sum(refunds.filter(({ state }) => state === 'done').map(({ amount }) => amount))
    const paid = till.attempts.find((attempt) => attempt.orderId === orderId)?.amount ?? 0
    if (done > paid) {
      found.push({ kind: 'doubled', what: `${orderId}: ${done} won refunded of ${paid} won paid` })
    }
  }
  return found
}

/** The tax office hears of each won of a cash sale once, and no more of what went back. */
function receiptsProblems(sale: SaleIntent, { till, receipts }: Facts): Violation[] {
  return sale.receipts.flatMap(({ left, ids }): Violation[] => {
    const ours = till.receipts.filter(({ id }) => ids.includes(id))
    const orderIds = ours.map(({ orderId }) => orderId)
    // What Toss refuses to take off, the till tells staff to see to.
    const refused = sum(
      ours.flatMap(({ cancels }) =>
        cancels.filter(({ state }) => state === 'refused').map(({ amount }) => amount),
      ),
    )
    const wanted = left + refused
    const said = sum(
      receipts
        .filter(({ orderId }) => orderIds.includes(orderId))
        .map(({ type, amount }) => (type === 'CONFIRM' ? amount : -amount)),
    )
    if (said === wanted) return []
    const kind = said > wanted ? 'doubled' : 'unsettled'
    return [{ kind, what: `${sale.name}: its cash receipts say ${said} won, not ${wanted}` }]
  })
}

function receiptProblems(receipt: TillFacts['receipts'][number], { receipts }: Facts): Violation[] {
  const { orderId, state, amount, cancels } = receipt
  const name = `the cash receipt ${orderId}`
  const there = receipts.filter((one) => one.orderId === orderId)
  const issued = there.filter(({ type }) => type === 'CONFIRM')
  const found: Violation[] = []
  if (state === 'requested' || cancels.some((one) => one.state === 'requested')) {
    found.push({ kind: 'unsettled', what: `${name} is still open` })
  }
  if (issued.length > 1) found.push({ kind: 'doubled', what: `${name} was issued twice` })
  if (state === 'refused' && issued.length > 0) {
    found.push({ kind: 'lost', what: `${name} is refused here, but Toss issued it` })
  }
  if (state === 'done' && issued[0]?.amount !== amount) {
    found.push({ kind: 'lost', what: `${name} is done here, but not so in Toss's list` })
  }
  const done = sum(cancels.filter((one) => one.state === 'done').map((one) => one.amount))
  const taken = sum(there.filter(({ type }) => type === 'CANCEL').map((one) => one.amount))
  if (state !== 'requested' && done !== taken) {
    found.push({ kind: 'lost', what: `${name}: ${done} won taken off here, ${taken} at Toss` })
  }
  return found
}

/** Save, then act; one intention, one key; a refund only on the balance it was asked for on. */
function callProblems({ till, calls, movements, payments }: Facts): Violation[] {
  const found: Violation[] = []
  const acts = calls.filter(({ kind }) => isAct(kind))
  for (const [paymentKey, confirms] of groupBy(
    acts.filter(({ kind }) => kind === 'confirm'),
    (call) => call.paymentKey,
  )) {
    const orderId = payments.find((payment) => payment.paymentKey === paymentKey)?.orderId
    const stored = till.attempts.find((attempt) => attempt.orderId === orderId)?.key ?? null
    if (confirms.some(({ key }) => key === null || key !== stored)) {
      found.push({
        kind: 'doubled',
        what: `the confirm of ${paymentKey} was sent under another key`,
      })
    }
  }
  for (const call of acts) {
    const kept = JOURNAL_KINDS[call.kind] ?? call.kind
    const isInJournal = till.journal.some(({ kind, key }) => kind === kept && key === call.key)
    if (!call.wasWritten || !isInJournal) {
      const when = call.wasWritten ? 'is not in the journal' : 'went out before it was written down'
      found.push({ kind: 'lost', what: `the ${call.kind} of ${call.paymentKey} ${when}` })
    }
    if (call.kind === 'cancel' && !till.refunds.some(({ key }) => key === call.key)) {
      found.push({ kind: 'doubled', what: `a cancel of ${call.paymentKey} belongs to no refund` })
    }
  }
  for (const { key, givenBack, balanceBefore } of movements) {
    const refund = till.refunds.find((one) => one.key === key)
    if (refund === undefined || givenBack === 0 || balanceBefore === refund.balanceBefore) continue
    found.push({
      kind: 'doubled',
      what: `the refund ${refund.id} was asked for on ${refund.balanceBefore} won and taken from ${balanceBefore}`,
    })
  }
  return found
}

/** The list that staff read says what attempts and payments say. */
function orderProblems({ till }: Facts): Violation[] {
  return till.orders.flatMap((order): Violation[] => {
    const attempts = till.attempts.filter(({ number }) => number === order.number)
    const cash = till.cash.filter(({ number }) => number === order.number)
    const last = attempts.at(-1)
    const paid = attempts.filter(({ state }) => state === 'paid')
    const payments = till.payments.filter((one) =>
      paid.some(({ orderId }) => orderId === one.orderId),
    )
    const ofCash = till.cashRefunds.filter((one) => cash.some(({ id }) => id === one.tenderId))
    const back = sum([
      ...payments.map(({ total, balance }) => total - balance),
      ...ofCash.map(({ amount }) => amount),
    ])
    const taken = sum([...cash, ...paid].map(({ amount }) => amount))
    const isPaid = taken >= order.total
    // Of a sale that was never paid in whole, the list says what is held instead.
    const [refunded, held] = isPaid ? [back, 0] : [0, taken - back]
    const status = !isPaid
      ? taken > 0 && held === 0
        ? 'cancelled'
        : last?.state
      : back === 0
        ? 'paid'
        : back < order.total
          ? 'partly_refunded'
          : 'refunded'
    if (order.held !== held) {
      const what = `the list says ${order.held} won held of ${order.number}, which are ${held}`
      return [{ kind: 'lost', what }]
    }
    if (order.refunded === refunded && order.status === status) return []
    return [
      {
        kind: 'lost',
        what: `the list says ${order.status} and ${order.refunded} won refunded of ${order.number}, which is ${String(status)} and ${refunded}`,
      },
    ]
  })
}
