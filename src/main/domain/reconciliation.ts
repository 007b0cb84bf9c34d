/**
 * Our books against Toss's list, payment by payment. Both sides carry Toss's own times, so a movement
 * belongs to the span that it happened in by our time, or by the list's where only that is known; what
 * matches over an edge of the span is one movement, never a difference.
 */
import type { AttemptStateKind } from '#shared/vocabulary.ts'
import { isSettled } from './attempt.ts'
import type { Span } from './business-day.ts'
import { isKnownRow, type Movement, movementsOfPayment, movementsOfRows } from './movement.ts'
import { isOurOrderId } from './order-id.ts'
import type { Refund } from './order.ts'
import type { Payment } from './payment.ts'
import type { Transaction } from './transaction.ts'

const minutes = (count: number): number => count * 60_000

/** How much more of both sides is read at each end of a span, in ms, so that edges cut nothing in two. */
export const MARGIN = minutes(30)
/** How long Toss's list may lag behind a movement, in ms (toss-api 7.17). No longer than the margin. */
export const LIST_LAG = minutes(10)

/** One attempt in our books, as far as Toss can be asked about it. */
export interface LedgerEntry {
  readonly orderId: string
  /** What staff call the order: 0001-000123. */
  readonly number: string
  readonly clientKey: string
  readonly startedAt: Date
  readonly changedAt: Date
  readonly state: AttemptStateKind
  readonly paymentKey: string | null
  /** Toss's last word as it is kept here. */
  readonly payment: Omit<Payment, 'raw'> | null
  /** Asked for, but without an answer yet. */
  readonly openRefunds: readonly Pick<Refund, 'id' | 'amount' | 'requestedAt'>[]
}

/** What a lookup said of a payment: it counts instead of the list. null: Toss knows no such payment. */
export type Lookups = ReadonlyMap<string, Payment | null>

export interface Totals {
  readonly paid: { readonly count: number; readonly amount: number }
  readonly refunded: { readonly count: number; readonly amount: number }
}
export const netOf = ({ paid, refunded }: Totals): number => paid.amount - refunded.amount

interface Named {
  readonly orderId: string
  /** The order's number; null where our books know none. */
  readonly number: string | null
  readonly paymentKey: string | null
  readonly at: Date
  /** What it adds to the net of each side, in won: the differences explain the totals to the won. */
  readonly ours: number
  readonly theirs: number
  /** A lookup said so too: the list alone may lag. */
  readonly isConfirmed: boolean
}

/** See DIFFERENCE_KINDS for what each means. */
export type Difference = Named &
  (
    | { readonly kind: 'unknown_here' }
    | { readonly kind: 'paid_there'; readonly state: AttemptStateKind }
    | { readonly kind: 'missing_there' | 'not_listed_yet' | 'amount_differs' }
    | { readonly kind: 'cancelled_there' | 'refund_missing_there' }
    | { readonly kind: 'payment_unsettled' }
    | { readonly kind: 'refund_unsettled'; readonly refundId: string }
  )

export interface Reconciliation {
  /** Movements that both sides have alike. */
  readonly matched: number
  readonly ours: Totals
  /** Toss's, of this till's orders only. */
  readonly theirs: Totals
  /** Of other tills with the same keys, or of strangers where the keys are everybody's. */
  readonly others: Totals
  /** Rows with a status that this till doesn't know. */
  readonly unknownRows: number
  /** Oldest first. */
  readonly differences: readonly Difference[]
}

/** One payment as Toss has it. */
interface TossPayment {
  readonly paymentKey: string
  readonly orderId: string
  readonly movements: readonly Movement[]
  readonly isLookedUp: boolean
}

/**
 * Compares. `entries` and `rows` should reach {@link MARGIN} beyond the span at both ends; `entries`
 * also hold whatever else of ours the rows speak of.
 */
export function reconcile(sides: {
  readonly span: Span
  readonly entries: readonly LedgerEntry[]
  readonly rows: readonly Transaction[]
  readonly lookups: Lookups
  readonly now: Date
}): Reconciliation {
  const { span, entries, lookups, now } = sides
  // Two pairs of keys of one shop list the same movements.
  const rows = [...new Map(sides.rows.map((row) => [row.transactionKey, row])).values()]
  const books = openBooks(span)
  const payments = Map.groupBy(
    tossPayments(rows.filter(isKnownRow), lookups, entries, span),
    ({ orderId }) => orderId,
  )
  for (const entry of entries) {
    compareEntry(books, entry, payments.get(entry.orderId) ?? [], now)
    payments.delete(entry.orderId)
  }
  for (const payment of [...payments.values()].flat()) {
    if (isOurOrderId(payment.orderId)) unknownHere(books, payment, null)
    else for (const moved of payment.movements) books.add('others', moved)
  }
  return {
    ...books.closed(),
    unknownRows: rows.filter((row) => !isKnownRow(row)).length,
  }
}

function tossPayments(
  rows: readonly Transaction[],
  lookups: Lookups,
  entries: readonly LedgerEntry[],
  span: Span,
): readonly TossPayment[] {
  const orderIds = new Map<string, string>()
  for (const { paymentKey, orderId } of entries) {
    if (paymentKey !== null) orderIds.set(paymentKey, orderId)
  }
  const byKey = Map.groupBy(rows, ({ paymentKey }) => paymentKey)
  for (const [paymentKey, [row]] of byKey)
    if (row !== undefined) orderIds.set(paymentKey, row.orderId)
  const listed = [...byKey]
    .filter(([paymentKey]) => !lookups.has(paymentKey))
    .map(([paymentKey, its]): TossPayment => ({
      paymentKey,
      orderId: orderIds.get(paymentKey) ?? '',
      movements: movementsOfRows(its),
      isLookedUp: false,
    }))
  const lookedUp = [...lookups].map(([paymentKey, payment]): TossPayment => ({
    paymentKey,
    orderId: payment?.orderId ?? orderIds.get(paymentKey) ?? '',
    movements: payment === null ? [] : movementsOfPayment(payment, span.from),
    isLookedUp: true,
  }))
  return [...listed, ...lookedUp]
}

type Books = ReturnType<typeof openBooks>

function openBooks(span: Span) {
  const sums = { ours: noMoney(), theirs: noMoney(), others: noMoney() }
  const differences: Difference[] = []
  let matched = 0
  const isWithin = (at: Date): boolean => at >= span.from && at < span.to
  return {
    isWithin,
    /** Counts a movement, where it lies in the span. Foreign money can't be added to won. */
    add(side: keyof typeof sums, moved: Movement, at: Date = moved.at): void {
      if (!isWithin(at) || moved.currency !== 'KRW') return
      sums[side][moved.kind].count += 1
      sums[side][moved.kind].amount += moved.amount
    },
    match(): void {
      matched += 1
    },
    differ(difference: Difference): void {
      if (isWithin(difference.at)) differences.push(difference)
    },
    closed: () => ({
      ...sums,
      matched,
      differences: differences.toSorted((one, other) => one.at.getTime() - other.at.getTime()),
    }),
  }
}

const noMoney = () => ({ paid: { count: 0, amount: 0 }, refunded: { count: 0, amount: 0 } })

/** What a movement adds to a net, in won. */
const signed = ({ kind, amount, currency }: Movement): number =>
  currency !== 'KRW' ? 0 : kind === 'paid' ? amount : -amount

function compareEntry(
  books: Books,
  entry: LedgerEntry,
  payments: readonly TossPayment[],
  now: Date,
): void {
  const isPaid = isBooked(entry)
  const theirs = payments.find(({ paymentKey }) => paymentKey === entry.paymentKey)
  for (const payment of payments) {
    // A second payment under an orderId that is paid already isn't this one.
    if (isPaid && payment !== theirs) unknownHere(books, payment, entry)
  }
  if (isPaid) comparePaid(books, entry, theirs, now)
  else {
    compareUnpaid(books, entry, payments)
    for (const refund of entry.openRefunds) openRefund(books, entry, theirs, refund, undefined)
  }
}

/** `done`: the cancel at Toss that must be this refund. */
function openRefund(
  books: Books,
  entry: LedgerEntry,
  theirs: TossPayment | undefined,
  refund: LedgerEntry['openRefunds'][number],
  done: Movement | undefined,
): void {
  books.differ({
    kind: 'refund_unsettled',
    refundId: refund.id,
    ...named(entry, theirs),
    at: done?.at ?? refund.requestedAt,
    ours: 0,
    theirs: done ? signed(done) : 0,
  })
}

/**
 * Whether our books hold money for it: it is paid, or it ended otherwise but not before Toss had taken
 * something, which went back since.
 */
const isBooked = ({ state, payment, changedAt }: LedgerEntry): boolean =>
  state === 'paid' ||
  (isSettled(state) && payment !== null && movementsOfPayment(payment, changedAt).length > 0)

const named = (entry: LedgerEntry, theirs: TossPayment | undefined) => ({
  orderId: entry.orderId,
  number: entry.number,
  paymentKey: theirs?.paymentKey ?? entry.paymentKey,
  isConfirmed: theirs?.isLookedUp ?? false,
})

/** Every movement of the payment in the span, as one difference at the first of them. */
function unknownHere(books: Books, payment: TossPayment, entry: LedgerEntry | null): void {
  const within = payment.movements.filter(({ at }) => books.isWithin(at))
  const [first] = within
  if (first === undefined) return
  for (const moved of within) books.add('theirs', moved)
  books.differ({
    kind: 'unknown_here',
    orderId: payment.orderId,
    number: entry?.number ?? null,
    paymentKey: payment.paymentKey,
    at: first.at,
    ours: 0,
    theirs: within.reduce((sum, moved) => sum + signed(moved), 0),
    isConfirmed: payment.isLookedUp,
  })
}

function compareUnpaid(books: Books, entry: LedgerEntry, payments: readonly TossPayment[]): void {
  let isTaken = false
  for (const payment of payments) {
    const within = payment.movements.filter(({ at }) => books.isWithin(at))
    const [first] = within
    if (first === undefined) continue
    isTaken = true
    for (const moved of within) books.add('theirs', moved)
    books.differ({
      kind: 'paid_there',
      state: entry.state,
      ...named(entry, payment),
      at: first.at,
      ours: 0,
      theirs: within.reduce((sum, moved) => sum + signed(moved), 0),
    })
  }
  if (isTaken || entry.state !== 'confirming') return
  books.differ({
    kind: 'payment_unsettled',
    ...named(entry, payments[0]),
    at: entry.startedAt,
    ours: 0,
    theirs: 0,
  })
}

function comparePaid(
  books: Books,
  entry: LedgerEntry,
  theirs: TossPayment | undefined,
  now: Date,
): void {
  const ours = entry.payment === null ? [] : movementsOfPayment(entry.payment, entry.changedAt)
  const names = named(entry, theirs)
  const open = [...entry.openRefunds]
  for (const [mine, other] of pairs(ours, theirs?.movements ?? [])) {
    const moved = mine ?? other
    if (moved === undefined) continue
    const { at } = moved
    if (mine !== undefined) books.add('ours', mine, at)
    if (other !== undefined) books.add('theirs', other, at)
    const sums = { at, ours: mine ? signed(mine) : 0, theirs: other ? signed(other) : 0 }
    if (mine === undefined) {
      // One payment is approved once, so what we don't know of it is a cancel: the one that we asked
      // for and heard nothing of, or another hand's.
      const asked = open.findIndex(({ amount }) => amount === moved.amount)
      const [refund] = asked < 0 ? [] : open.splice(asked, 1)
      if (refund !== undefined) openRefund(books, entry, theirs, refund, other)
      else books.differ({ kind: 'cancelled_there', ...names, ...sums })
    } else if (other === undefined) {
      const isYoung = !names.isConfirmed && now.getTime() - at.getTime() < LIST_LAG
      const missing = mine.kind === 'paid' ? 'missing_there' : 'refund_missing_there'
      books.differ({ kind: isYoung ? 'not_listed_yet' : missing, ...names, ...sums })
    } else if (mine.amount !== other.amount || mine.currency !== other.currency) {
      books.differ({ kind: 'amount_differs', ...names, ...sums })
    } else if (books.isWithin(at)) books.match()
  }
  for (const refund of open) openRefund(books, entry, theirs, refund, undefined)
}

/**
 * Ours beside theirs: the approvals, and the cancels by their keys. One of ours without a key, as old
 * answers give it, is paired by its amount; one with a key never is, for a cancel in Toss's console may be as large.
 */
function pairs(
  ours: readonly Movement[],
  theirs: readonly Movement[],
): readonly (readonly [Movement | undefined, Movement | undefined])[] {
  const left = [...theirs]
  const take = (isIt: (other: Movement) => boolean): Movement | undefined => {
    const index = left.findIndex(isIt)
    return index < 0 ? undefined : left.splice(index, 1)[0]
  }
  const found = new Map<Movement, Movement>()
  const look = (isIt: (mine: Movement, other: Movement) => boolean) => {
    for (const mine of ours) {
      if (found.has(mine)) continue
      const other = take((one) => one.kind === mine.kind && isIt(mine, one))
      if (other !== undefined) found.set(mine, other)
    }
  }
  look((mine) => mine.kind === 'paid')
  look(
    (mine, other) => mine.transactionKey !== null && mine.transactionKey === other.transactionKey,
  )
  look((mine, other) => mine.transactionKey === null && mine.amount === other.amount)
  return [
    ...ours.map((mine) => [mine, found.get(mine)] as const),
    ...left.map((other) => [undefined, other] as const),
  ]
}

/** What the till itself can do about a difference. */
export type Remedy =
  /** Ask Toss about the payment, and take over what it says. */
  | 'look_up'
  /** The same ways in which an order without an outcome settles by itself. */
  | 'settle_payment'
  | 'settle_refund'

export function remedyFor(difference: Difference): Remedy {
  switch (difference.kind) {
    case 'payment_unsettled':
      return 'settle_payment'
    case 'refund_unsettled':
      return 'settle_refund'
    case 'paid_there':
      return difference.state === 'confirming' || difference.state === 'awaiting_deposit'
        ? 'settle_payment'
        : 'look_up'
    case 'unknown_here':
    case 'missing_there':
    case 'amount_differs':
    case 'cancelled_there':
    case 'refund_missing_there':
    case 'not_listed_yet':
      return 'look_up'
  }
}
