import { assert, constant, constantFrom, array, integer, oneof, property, record } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { won } from '#shared/money.ts'
import type { AttemptStateKind, DifferenceKind } from '#shared/vocabulary.ts'
import { businessDayOf, rangeProblem, spanOfDays } from '../../../src/main/domain/business-day.ts'
import {
  type LedgerEntry,
  LIST_LAG,
  MARGIN,
  netOf,
  reconcile,
  remedyFor,
} from '../../../src/main/domain/reconciliation.ts'
import type { Transaction } from '../../../src/main/domain/transaction.ts'
import {
  cancelAt,
  cancelRow,
  entry,
  orderIdNo,
  paidEntry,
  row,
  seoul,
  waitingEntry,
} from '../../support/ledgers.ts'
import { payment } from '../../support/payments.ts'

const span = spanOfDays('2026-11-23', '2026-11-23', 4)
const SECOND = 1000
const at = (ms: number) => new Date(span.from.getTime() + ms)
const hour = (hours: number) => at(hours * 3_600_000)
/** The next morning, when nothing is young any more. */
const MORNING = new Date(span.to.getTime() + 6 * 3_600_000)

const compare = (
  entries: readonly LedgerEntry[],
  rows: readonly Transaction[],
  more: Partial<Parameters<typeof reconcile>[0]> = {},
) => reconcile({ span, entries, rows, lookups: new Map(), now: MORNING, ...more })
const kinds = (entries: readonly LedgerEntry[], rows: readonly Transaction[]) =>
  compare(entries, rows).differences.map(({ kind }) => kind)

describe('business days', () => {
  it('cover the time from one closing hour to the next', () => {
    expect(span.from.toISOString()).toBe('2026-11-22T19:00:00.000Z')
    expect(span.to.getTime() - span.from.getTime()).toBe(24 * 3_600_000)
    expect(businessDayOf(span.from, 4)).toBe('2026-11-23')
    expect(businessDayOf(new Date(span.to.getTime() - 1), 4)).toBe('2026-11-23')
    expect(businessDayOf(span.to, 4)).toBe('2026-11-24')
  })

  it.each([
    ['2026-11-23', '2026-11-23', null],
    ['2026-10-24', '2026-11-23', null],
    ['2026-10-23', '2026-11-23', 'too_long'],
    ['2026-11-23', '2026-11-22', 'not_days'],
    ['2026-11-23', '2026-11-24', 'not_days'],
    ['2026-02-30', '2026-03-01', 'not_days'],
  ])('from %s to %s: %s', (from, to, problem) => {
    expect(rangeProblem(from, to, '2026-11-23')).toBe(problem)
  })
})

describe('a day that agrees', () => {
  it('has no difference, and the same sums on both sides', () => {
    const cancel = cancelAt(1, 'c', 400, hour(5))
    const result = compare(
      [paidEntry(1, 1000, hour(3), [cancel]), paidEntry(2, 2000, hour(4))],
      [row(1, 'DONE', 1000, hour(3)), row(2, 'DONE', 2000, hour(4)), cancelRow(1, cancel, hour(5))],
    )
    const sums = { paid: { count: 2, amount: 3000 }, refunded: { count: 1, amount: 400 } }
    expect(result).toMatchObject({ matched: 3, ours: sums, theirs: sums, differences: [] })
    expect(netOf(result.ours)).toBe(2600)
  })

  it('counts a movement over an edge once, in the day of our time', () => {
    // Sold a second before closing; the list says a second after.
    const last = at(24 * 3_600_000 - SECOND)
    const entries = [paidEntry(1, 1000, last)]
    const rows = [row(1, 'DONE', 1000, span.to)]
    expect(compare(entries, rows)).toMatchObject({ matched: 1, differences: [] })
    const next = spanOfDays('2026-11-24', '2026-11-24', 4)
    expect(compare(entries, rows, { span: next })).toMatchObject({
      matched: 0,
      differences: [],
      ours: { paid: { count: 0 } },
      theirs: { paid: { count: 0 } },
    })
  })

  it('takes a cancel with either sign, and pairs old ones without keys by amount', () => {
    const cancel = { ...cancelAt(1, 'c', 400, hour(5)), transactionKey: null }
    const entries = [paidEntry(1, 1000, hour(3), [cancel])]
    const rows = [row(1, 'DONE', 1000, hour(3)), row(1, 'PARTIAL_CANCELED', -400, hour(5))]
    expect(compare(entries, rows)).toMatchObject({
      differences: [],
      theirs: { refunded: { count: 1, amount: 400 } },
    })
  })

  it('takes neither a waiting account nor its withdrawal for money', () => {
    expect(
      kinds(
        [waitingEntry(1, 1000, hour(3))],
        [row(1, 'WAITING_FOR_DEPOSIT', 0, hour(3)), row(1, 'CANCELED', 0, hour(4))],
      ),
    ).toEqual([])
  })

  it('counts a row that two pairs of keys list once', () => {
    const rows = [row(1, 'DONE', 1000, hour(3)), row(1, 'DONE', 1000, hour(3))]
    expect(compare([paidEntry(1, 1000, hour(3))], rows)).toMatchObject({
      matched: 1,
      differences: [],
      theirs: { paid: { count: 1 } },
    })
  })

  it('leaves words it doesn’t know out, and says how many', () => {
    const rows = [row(1, 'DONE', 1000, hour(3)), row(1, 'HELD', 700, hour(4))]
    expect(compare([paidEntry(1, 1000, hour(3))], rows)).toMatchObject({
      unknownRows: 1,
      differences: [],
    })
  })
})

it('books what Toss took in another amount and gave back, though the order ended unpaid', () => {
  const cancel = cancelAt(1, 'c', 1010, hour(3))
  const declined = { ...paidEntry(1, 1010, hour(3), [cancel]), state: 'declined' as const }
  const rows = [row(1, 'DONE', 1010, hour(3)), cancelRow(1, cancel, hour(3))]
  expect(compare([declined], rows)).toMatchObject({ matched: 2, differences: [] })
  // Until it has gone back it is nobody's word that all is well.
  expect(kinds([{ ...declined, state: 'confirming' }], rows)).toEqual(['paid_there'])
})

describe('others with the same keys', () => {
  it.each(['MC43MDc0NTQxMzU2OTc3', '20261123-0002-000001-A1B2', 'order-000001'])(
    '%s is counted apart',
    (orderId) => {
      const cancel = row(9, 'CANCELED', 500, hour(4), { orderId })
      const result = compare([], [row(9, 'DONE', 1500, hour(3), { orderId }), cancel])
      expect(result).toMatchObject({
        differences: [],
        theirs: { paid: { count: 0 } },
        others: { paid: { count: 1, amount: 1500 }, refunded: { count: 1, amount: 500 } },
      })
    },
  )
})

describe('a lookup', () => {
  const toss = (changes: Parameters<typeof payment>[0]) =>
    payment({ orderId: orderIdNo(1), paymentKey: 'key-1', approvedAt: seoul(hour(3)), ...changes })

  it('counts instead of the list: what the list lacks is there', () => {
    const entries = [paidEntry(1, 5000, hour(3))]
    expect(kinds(entries, [])).toEqual(['missing_there'])
    expect(compare(entries, [], { lookups: new Map([['key-1', toss({})]]) })).toMatchObject({
      matched: 1,
      differences: [],
      theirs: { paid: { amount: 5000 } },
    })
  })

  it('confirms what is missing, however young', () => {
    const now = new Date(hour(3).getTime() + SECOND)
    const entries = [paidEntry(1, 5000, hour(3))]
    expect(compare(entries, [], { now }).differences).toMatchObject([
      { kind: 'not_listed_yet', isConfirmed: false },
    ])
    expect(
      compare(entries, [], { now, lookups: new Map([['key-1', null]]) }).differences,
    ).toMatchObject([{ kind: 'missing_there', isConfirmed: true, ours: 5000, theirs: 0 }])
  })

  it('shows that a bank took a deposit back', () => {
    const entries = [paidEntry(1, 5000, hour(3))]
    const rows = [
      row(1, 'DONE', 5000, hour(3)),
      row(1, 'WAITING_FOR_DEPOSIT', 0, hour(5), { transactionKey: 'reversed' }),
    ]
    expect(kinds(entries, rows)).toEqual(['missing_there'])
    const waits = toss({ status: 'WAITING_FOR_DEPOSIT', approvedAt: null })
    expect(
      compare(entries, rows, { lookups: new Map([['key-1', waits]]) }).differences,
    ).toMatchObject([{ kind: 'missing_there', isConfirmed: true }])
  })

  it('ends a doubt about an account that nobody paid into', () => {
    const entries = [{ ...waitingEntry(1, 5000, hour(3)), state: 'cancelled' as const }]
    const rows = [row(1, 'CANCELED', 5000, hour(4))]
    expect(kinds(entries, rows)).toEqual(['paid_there'])
    const withdrawn = toss({ status: 'CANCELED', approvedAt: null })
    expect(
      compare(entries, rows, { lookups: new Map([['key-1', withdrawn]]) }).differences,
    ).toEqual([])
  })
})

it('names a second payment under an order that is paid already', () => {
  const second = row(1, 'DONE', 1000, hour(4), { paymentKey: 'key-2', transactionKey: 'second' })
  const rows = [row(1, 'DONE', 1000, hour(3)), second]
  expect(compare([paidEntry(1, 1000, hour(3))], rows).differences).toMatchObject([
    { kind: 'unknown_here', number: '0001-000001', paymentKey: 'key-2', ours: 0, theirs: 1000 },
  ])
})

describe('a refund without an answer', () => {
  const open = { id: 'r1', amount: won(400), requestedAt: hour(5) }
  const entries = [paidEntry(1, 1000, hour(3), [], { openRefunds: [open] })]
  const paid = row(1, 'DONE', 1000, hour(3))

  it('is one difference, whether Toss has it already or not', () => {
    expect(compare(entries, [paid]).differences).toMatchObject([
      { kind: 'refund_unsettled', refundId: 'r1', ours: 0, theirs: 0 },
    ])
    const done = row(1, 'PARTIAL_CANCELED', 400, hour(5))
    expect(compare(entries, [paid, done]).differences).toMatchObject([
      { kind: 'refund_unsettled', refundId: 'r1', ours: 0, theirs: -400 },
    ])
  })

  it('doesn’t hide another hand’s cancel', () => {
    expect(kinds(entries, [paid, row(1, 'PARTIAL_CANCELED', 300, hour(6))])).toEqual([
      'refund_unsettled',
      'cancelled_there',
    ])
  })
})

it('knows what the till can do about each', () => {
  const remedies = (entries: readonly LedgerEntry[], rows: readonly Transaction[]) =>
    compare(entries, rows).differences.map(remedyFor)
  const done = [row(1, 'DONE', 1000, hour(3))]
  const unpaid = (state: AttemptStateKind) => [entry(1, hour(3), { state })]
  expect(remedies(unpaid('confirming'), done)).toEqual(['settle_payment'])
  expect(remedies(unpaid('confirming'), [])).toEqual(['settle_payment'])
  expect(remedies(unpaid('awaiting_deposit'), done)).toEqual(['settle_payment'])
  expect(remedies(unpaid('declined'), done)).toEqual(['look_up'])
  expect(remedies([], done)).toEqual(['look_up'])
})

// ── generated histories with planted differences ────────────────────────────
type Fate = DifferenceKind | 'same' | 'waiting' | 'untouched' | 'stranger'
interface Sale {
  readonly fate: Fate
  /** In ms from the beginning of the span; before it and after it too. */
  readonly offset: number
  readonly amount: number
  /** How much the list's times differ from ours, in ms. */
  readonly jitter: number
  readonly refunds: readonly { readonly share: number; readonly delay: number }[]
  readonly state: AttemptStateKind
}

const DAY = 24 * 3_600_000
const UNPAID: readonly AttemptStateKind[] = [
  'awaiting_payment',
  'confirming',
  'awaiting_deposit',
  'declined',
  'cancelled',
  'expired',
]
const seconds = (min: number, max: number) =>
  integer({ min: min / SECOND, max: max / SECOND }).map((count) => count * SECOND)
const sale = record<Sale>({
  fate: oneof(
    { weight: 4, arbitrary: constant<Fate>('same') },
    {
      weight: 6,
      arbitrary: constantFrom<Fate[]>(
        'unknown_here',
        'paid_there',
        'missing_there',
        'amount_differs',
        'cancelled_there',
        'refund_missing_there',
        'payment_unsettled',
        'refund_unsettled',
        'not_listed_yet',
        'waiting',
        'untouched',
        'stranger',
      ),
    },
  ),
  offset: oneof(
    seconds(-DAY, 2 * DAY),
    // Around the edges, where mistakes are made.
    seconds(-90 * SECOND, 90 * SECOND),
    seconds(DAY - 90 * SECOND, DAY + 90 * SECOND),
  ),
  amount: integer({ min: 300, max: 100_000 }),
  jitter: seconds(-60 * SECOND, 60 * SECOND),
  refunds: array(record({ share: integer({ min: 1, max: 30 }), delay: seconds(SECOND, DAY) }), {
    maxLength: 3,
  }),
  state: constantFrom(...UNPAID),
})

interface World {
  readonly entries: LedgerEntry[]
  readonly rows: Transaction[]
  readonly planted: string[]
}

/** What both sides hold of one sale, and what must be found. */
function happen(world: World, one: Sale, n: number, now: Date): void {
  const { fate, amount, jitter } = one
  const young = new Date(now.getTime() - LIST_LAG + (one.amount % (LIST_LAG / SECOND)) * SECOND)
  const paidAt = fate === 'not_listed_yet' ? young : at(one.offset)
  const near = (time: Date) => new Date(time.getTime() + jitter)
  const plant = (kind: DifferenceKind, ...times: readonly Date[]) => {
    if (times.some((time) => time >= span.from && time < span.to))
      world.planted.push(`${n} ${kind}`)
  }
  const cancels = one.refunds.map(({ share, delay }, index) => {
    const time = new Date(paidAt.getTime() + delay)
    return { time, made: cancelAt(n, `c${index}`, Math.floor((amount * share) / 100) + 1, time) }
  })
  const extra = cancelAt(n, 'extra', 7, new Date(paidAt.getTime() + 40 * SECOND))
  const extraAt = new Date(paidAt.getTime() + 40 * SECOND)
  const all = cancels.map(({ made }) => made)
  const rows = [
    row(n, 'DONE', amount, near(paidAt)),
    ...cancels.map(({ made, time }) => cancelRow(n, made, near(time))),
  ]
  switch (fate) {
    case 'same':
      world.entries.push(paidEntry(n, amount, paidAt, all))
      world.rows.push(...rows)
      return
    case 'unknown_here':
      world.rows.push(...rows)
      return plant(fate, near(paidAt), ...cancels.map(({ time }) => near(time)))
    case 'stranger':
      world.rows.push(...rows.map((listed) => ({ ...listed, orderId: `stranger-${n}` })))
      return
    case 'paid_there':
      world.entries.push(entry(n, paidAt, { state: one.state, paymentKey: null }))
      world.rows.push(rows[0]!)
      // Confirming and nothing seen in this span: it began in it, so it is still without an outcome.
      if (!isWithin(near(paidAt)) && one.state === 'confirming') plant('payment_unsettled', paidAt)
      return plant(fate, near(paidAt))
    case 'missing_there':
    case 'not_listed_yet':
      world.entries.push(paidEntry(n, amount, paidAt))
      return plant(
        fate === 'missing_there' && isYoung(paidAt, now) ? 'not_listed_yet' : fate,
        paidAt,
      )
    case 'amount_differs':
      world.entries.push(paidEntry(n, amount, paidAt, all))
      world.rows.push({ ...rows[0]!, amount: amount + 10 }, ...rows.slice(1))
      return plant(fate, paidAt)
    case 'cancelled_there':
      world.entries.push(paidEntry(n, amount, paidAt, all))
      world.rows.push(...rows, cancelRow(n, extra, extraAt))
      return plant(fate, extraAt)
    case 'refund_missing_there':
      world.entries.push(paidEntry(n, amount, paidAt, [...all, extra]))
      world.rows.push(...rows)
      return plant(isYoung(extraAt, now) ? 'not_listed_yet' : fate, extraAt)
    case 'payment_unsettled':
      world.entries.push(entry(n, paidAt, { state: 'confirming' }))
      return plant(fate, paidAt)
    case 'refund_unsettled': {
      const open = { id: `r${n}`, amount: won(7), requestedAt: extraAt }
      world.entries.push(paidEntry(n, amount, paidAt, all, { openRefunds: [open] }))
      world.rows.push(...rows)
      return plant(fate, extraAt)
    }
    case 'waiting':
      world.entries.push(waitingEntry(n, amount, paidAt))
      world.rows.push(row(n, 'WAITING_FOR_DEPOSIT', 0, near(paidAt)))
      return
    case 'untouched':
      world.entries.push(entry(n, paidAt, { state: 'declined', paymentKey: null }))
      return
  }
}

const isWithin = (time: Date) => time >= span.from && time < span.to
const isYoung = (time: Date, now: Date) => now.getTime() - time.getTime() < LIST_LAG

it('takes a cancel in the console for none of ours, though ours of the same amount is beyond the list', () => {
  const paidAt = at(54_275_000)
  const later = new Date(paidAt.getTime() + 33_899_000)
  const ours = cancelAt(1, 'ours', 7, later)
  const extra = cancelAt(1, 'extra', 7, new Date(paidAt.getTime() + 40_000))
  const { differences } = compare(
    [paidEntry(1, 300, paidAt, [ours])],
    [row(1, 'DONE', 300, paidAt), cancelRow(1, extra, new Date(paidAt.getTime() + 40_000))],
    { now: at(2 * DAY) },
  )
  expect(differences.map(({ kind }) => kind)).toEqual(['cancelled_there'])
})

it('finds exactly what was planted, and explains the sums to the won', () => {
  const seen = new Map<string, number>()
  assert(
    property(array(sale, { maxLength: 12 }), seconds(DAY, 2 * DAY), (sales, after) => {
      const now = at(after)
      const world: World = { entries: [], rows: [], planted: [] }
      sales.forEach((one, index) => happen(world, one, index + 1, now))
      // As it is read: the list a margin beyond both ends, of our books whatever that speaks of.
      const from = span.from.getTime() - MARGIN
      const to = span.to.getTime() + MARGIN
      const rows = world.rows
        .filter(({ transactionAt: time }) => time.getTime() >= from && time.getTime() <= to)
        .toSorted((one, other) => one.transactionAt.getTime() - other.transactionAt.getTime())
      const result = compare(world.entries, rows, { now })
      const found = result.differences.map(
        (one) => `${Number(one.orderId.slice(14, 20))} ${one.kind}`,
      )
      expect(found.toSorted()).toEqual(world.planted.toSorted())
      for (const { kind } of result.differences) seen.set(kind, (seen.get(kind) ?? 0) + 1)

      const explained = result.differences.reduce((sum, one) => sum + one.theirs - one.ours, 0)
      expect(netOf(result.theirs) - netOf(result.ours)).toBe(explained)
    }),
    { numRuns: 600 },
  )
  // The histories did hold every kind, or the lines above would have proved little.
  expect(seen.size).toBe(9)
  expect(Math.min(...seen.values())).toBeGreaterThan(10)
})
