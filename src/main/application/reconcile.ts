import type { ReconcileView } from '#shared/ipc/contract.ts'
import type { ReconcileProgress } from '#shared/ipc/events.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import type { DifferenceKind } from '#shared/vocabulary.ts'
import { businessDayOf, rangeProblem, type Span, spanOfDays } from '../domain/business-day.ts'
import { isOurOrderId } from '../domain/order-id.ts'
import type { Payment } from '../domain/payment.ts'
import { type Difference, type LedgerEntry, MARGIN, reconcile } from '../domain/reconciliation.ts'
import type { Transaction } from '../domain/transaction.ts'
import type { ApplicationPorts } from './application-ports.ts'
import type { AskToss } from './ask-toss.ts'
import type { KeyedQueue } from './keyed-queue.ts'
import { createPatience, listTransactions } from './list-transactions.ts'
import type { MendDifference } from './mend-difference.ts'
import type { ShowStatus } from './show-status.ts'
import { reconcileView } from './views/reconcile-view.ts'

/** Toss's test environment takes a hundred questions a minute (toss-api 6.7); what is more waits for another run. */
const MAX_QUESTIONS = 90
/** What was mended can show more: a refund of a payment whose outcome wasn't known. */
const ROUNDS = 3

/** What goes away by changing our side; the rest goes away because the list isn't the last word. */
const MENDED_BY_US: ReadonlySet<DifferenceKind> = new Set([
  'paid_there',
  'cancelled_there',
  'payment_unsettled',
  'refund_unsettled',
])

/** Both sides of a range as they are read. */
interface Sides {
  readonly span: Span
  readonly entries: Map<string, LedgerEntry>
  readonly rows: readonly Transaction[]
  /** The client key whose list a payment stood in. */
  readonly clientKeys: ReadonlyMap<string, string>
  readonly unreadable: number
  /** Attempts that can't be asked about: their secret key isn't held any more. */
  readonly withoutKeys: number
}

export interface Reconcile {
  /** Runs are one after another. Mends what Toss's word can mend, and names the rest. */
  run(days: { readonly fromDay: string; readonly toDay: string }): Promise<Result<ReconcileView>>
  /** Ends the run that is under way as soon as its last question is answered. */
  stop(): void
}

class Stopped extends Error {}

/**
 * 토스와 맞추기: our books against Toss's list. The list lags, so each difference is asked about by a
 * lookup before it is called one; what Toss's word can mend is mended the way it is mended anyway.
 */
export function createReconcile(
  ports: Pick<
    ApplicationPorts,
    'orders' | 'clock' | 'timers' | 'events' | 'settings' | 'keys' | 'keyRing' | 'log' | 'store'
  > & {
    readonly ask: AskToss
    readonly mend: MendDifference
    readonly status: ShowStatus
    readonly queue: KeyedQueue
  },
): Reconcile {
  const { orders, clock, timers } = ports
  let isStopped = false
  let endPause: (() => void) | null = null

  const tell = (progress: ReconcileProgress) => {
    if (isStopped) throw new Stopped()
    ports.events.publish('reconcile.progress', progress)
  }
  const patiently = createPatience(async (ms) => {
    tell({ stage: 'waiting', done: 0, of: 0 })
    await new Promise<void>((resolve, reject) => {
      const cancel = timers.after(ms, resolve)
      endPause = () => {
        cancel()
        reject(new Stopped())
      }
    })
    endPause = null
  })

  /** The pairs of keys to ask with: today's, and those that the payments were made with. */
  async function keysOf(entries: readonly LedgerEntry[]): Promise<ReadonlySet<string>> {
    const current = await ports.keys.current()
    const named = new Set(entries.map(({ clientKey }) => clientKey))
    if (current !== null) named.add(current.clientKey)
    const held = await Promise.all(
      [...named].map(async (clientKey) => {
        const isHeld = (await ports.keys.secretFor(clientKey)) !== null
        return isHeld ? [clientKey] : []
      }),
    )
    return new Set(held.flat())
  }

  async function read(span: Span): Promise<Result<Sides>> {
    tell({ stage: 'reading', done: 0, of: 0 })
    const from = new Date(span.from.getTime() - MARGIN)
    const to = new Date(Math.min(span.to.getTime(), clock.now().getTime()) + MARGIN)
    const known = await orders.ledgerOf(await orders.movedBetween({ from, to }))
    const keys = await keysOf(known)
    if (keys.size === 0) return fail('KEYS_MISSING', 'no pair of keys is held to ask Toss with')

    const rows: Transaction[] = []
    const clientKeys = new Map<string, string>()
    let unreadable = 0
    for (const clientKey of keys) {
      const before = rows.length
      const listed = await listTransactions(
        ports.ask,
        patiently,
        { from, to },
        clientKey,
        (count) => tell({ stage: 'reading', done: before + count, of: 0 }),
      )
      if (!listed.ok) return listed
      for (const row of listed.data.rows) {
        rows.push(row)
        clientKeys.set(row.paymentKey, clientKey)
      }
      unreadable += listed.data.unreadable
    }

    // Whatever else of ours the list speaks of: refunds of last week's sales, deposits that came.
    const here = new Set(known.map(({ orderId }) => orderId))
    const named = new Set(rows.map(({ orderId }) => orderId))
    const more = await orders.ledgerOf(
      [...named].filter((orderId) => isOurOrderId(orderId) && !here.has(orderId)),
    )
    const all = [...known, ...more]
    const askable = all.filter(({ clientKey }) => keys.has(clientKey))
    return ok({
      span,
      entries: new Map(askable.map((entry) => [entry.orderId, entry])),
      rows,
      clientKeys,
      unreadable,
      withoutKeys: all.length - askable.length,
    })
  }

  async function settle(sides: Sides) {
    const { span, entries, rows } = sides
    const before = new Map(entries)
    const lookups = new Map<string, Payment | null>()
    const asked = new Set<string>()
    const seen = new Map<string, Difference>()
    const compare = () =>
      reconcile({ span, entries: [...entries.values()], rows, lookups, now: clock.now() })

    let result = compare()
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const difference of result.differences) seen.set(placeOf(difference), difference)
      const open = result.differences.filter((one) => !asked.has(questionOf(one)))
      const questions = open.slice(0, MAX_QUESTIONS - asked.size)
      if (questions.length === 0) break
      for (const [index, difference] of questions.entries()) {
        tell({ stage: 'checking', done: index, of: questions.length })
        asked.add(questionOf(difference))
        const clientKey =
          entries.get(difference.orderId)?.clientKey ??
          sides.clientKeys.get(difference.paymentKey ?? '')
        if (clientKey === undefined) continue
        const answer = await ports.mend(difference, clientKey, patiently)
        if (answer.kind === 'payment') lookups.set(answer.paymentKey, answer.payment)
      }
      const touched = questions.map(({ orderId }) => orderId)
      for (const entry of await orders.ledgerOf([...new Set(touched)])) {
        if (entries.has(entry.orderId)) entries.set(entry.orderId, entry)
      }
      result = compare()
    }

    const left = new Set(result.differences.map(placeOf))
    const gone = [...seen].filter(([place]) => !left.has(place)).map(([, difference]) => difference)
    const isMended = ({ kind, orderId }: Difference) => {
      const [was, is] = [before.get(orderId), entries.get(orderId)]
      if (kind === 'missing_there' || kind === 'not_listed_yet') {
        // A deposit that the bank took back.
        return was?.state === 'paid' && is?.state !== 'paid'
      }
      return MENDED_BY_US.has(kind) && hasChanged(was, is)
    }
    return {
      result,
      mended: gone
        .filter(isMended)
        .map((difference) =>
          difference.kind === 'not_listed_yet'
            ? { ...difference, kind: 'missing_there' as const }
            : difference,
        ),
      // The list alone would have said otherwise.
      confirmedByLookup: gone.filter((difference) => !isMended(difference)).length,
    }
  }

  async function run(days: {
    readonly fromDay: string
    readonly toDay: string
  }): Promise<Result<ReconcileView>> {
    const { closingHour } = await ports.settings.preferences()
    const comparedAt = clock.now()
    switch (rangeProblem(days.fromDay, days.toDay, businessDayOf(comparedAt, closingHour))) {
      case 'not_days':
        return fail('INVALID_INPUT', 'not a range of business days up to today')
      case 'too_long':
        return fail('RANGE_TOO_LONG', 'more days than are compared at once')
      case null:
    }
    const sides = await read(spanOfDays(days.fromDay, days.toDay, closingHour))
    await ports.status.refresh()
    if (!sides.ok) return sides
    const settled = await settle(sides.data)
    await ports.status.refresh()
    const { matched, differences } = settled.result
    ports.log.info('reconciled', {
      ...days,
      matched,
      differences: differences.length,
      mended: settled.mended.length,
    })
    const pairs = await ports.keyRing.states()
    return ok(
      reconcileView({
        ...days,
        ...settled,
        comparedAt,
        unreadable: sides.data.unreadable,
        withoutKeys: sides.data.withoutKeys,
        hasSharedKeys: pairs.some(
          ({ store, keptIn }) => store === ports.store && keptIn === 'preset',
        ),
      }),
    )
  }

  return {
    run: (days) =>
      ports.queue.run('reconcile', async () => {
        try {
          return await run(days)
        } catch (error) {
          if (error instanceof Stopped) return fail('RECONCILE_STOPPED', 'the store was closed')
          throw error
        }
      }),
    stop() {
      isStopped = true
      endPause?.()
    },
  }
}

/** Which movement a difference is about; what it is called may change when Toss has been asked. */
const placeOf = ({ orderId, at, ours, theirs }: Difference): string =>
  `${orderId} ${at.getTime()} ${ours === 0 ? theirs : ours}`

/** Asking it once more wouldn't tell more. */
const questionOf = (difference: Difference): string =>
  difference.kind === 'refund_unsettled'
    ? `refund ${difference.refundId}`
    : `${difference.orderId} ${difference.kind === 'payment_unsettled' ? '' : difference.paymentKey}`

function hasChanged(before: LedgerEntry | undefined, after: LedgerEntry | undefined): boolean {
  return (
    before?.state !== after?.state ||
    before?.payment?.cancels.length !== after?.payment?.cancels.length ||
    before?.openRefunds.length !== after?.openRefunds.length
  )
}
