import { numberIn } from '../domain/order-id.ts'
import {
  byNewest,
  type MissingOrder,
  NOT_AT_TOSS,
  type RecoveryReport,
} from '../domain/recovery-report.ts'
import { judgeTossCode } from '../domain/toss-verdict.ts'
import type { Transaction } from '../domain/transaction.ts'
import type { ApplicationPorts } from './application-ports.ts'
import type { AskToss } from './ask-toss.ts'
import type { FollowUps } from './follow-ups.ts'
import { listTransactions } from './list-transactions.ts'

/** Before a backup and after a recovery, in ms: clocks differ. */
const MARGIN = 10 * 60_000
/** Toss's list lags behind fresh payments: once so much time has passed it is asked for a last time, in ms. */
const LAG = 10 * 60_000
/** How far back is asked where no backup says since when, in ms. */
const WITHOUT_BACKUP = 31 * 24 * 60 * 60_000
/** Payments looked up one by one, newest first. */
const LOOKUPS = 200
const KEY = 'find-missing'

/** Toss didn't answer; what it did say is kept, and it is asked again. */
class TossSilent extends Error {
  override readonly name = 'TossSilent'
}

export interface FindMissing {
  /** Asks where a recovery's report still needs it, until Toss has told all. Never rejects. */
  start(): void
}

/**
 * After a recovery: what Toss knows and the file doesn't. Toss's list gives the payments nothing
 * else tells of, a lookup settles what became of those the set-aside file still told of.
 */
export function createFindMissing(
  ports: Pick<
    ApplicationPorts,
    'backups' | 'reports' | 'keys' | 'keyRing' | 'clock' | 'log' | 'store'
  > & {
    readonly ask: AskToss
    readonly followUps: FollowUps
    /** Brings a payment that the file does know up to Toss's word. */
    refresh(orderId: string): Promise<unknown>
    /** The report changed. */
    changed(): Promise<void>
  },
): FindMissing {
  const { reports, ask, clock, followUps } = ports

  const isDone = ({ at, tossAskedAt }: RecoveryReport): boolean =>
    tossAskedAt !== null && Date.parse(tossAskedAt) >= Date.parse(at) + LAG

  async function listAll(
    report: RecoveryReport,
    clientKey: string,
  ): Promise<readonly Transaction[]> {
    const from = new Date(
      report.backup === null
        ? Date.parse(report.at) - WITHOUT_BACKUP
        : Date.parse(report.backup.madeAt) - MARGIN,
    )
    const to = new Date(Date.parse(report.at) + MARGIN)
    // Where Toss is busy, all of it is asked again later.
    const once = <T>(call: () => Promise<T>): Promise<T> => call()
    const listed = await listTransactions(ask, once, { from, to }, clientKey, () => {})
    if (!listed.ok) throw new TossSilent(`the list: ${listed.error.code}`)
    return listed.data.rows.filter(({ orderId }) => numberIn(orderId) !== null)
  }

  async function lookUp(order: MissingOrder, clientKey: string): Promise<MissingOrder> {
    if (order.orderId === null) return order
    const answer = await ask.byOrderId({
      orderId: order.orderId,
      clientKey: order.clientKey ?? clientKey,
    })
    switch (answer.kind) {
      case 'payment': {
        const { paymentKey, totalAmount, status, orderName } = answer.payment
        return {
          ...order,
          paymentKey,
          amount: totalAmount,
          orderName: orderName ?? order.orderName,
          tossStatus: status,
        }
      }
      case 'refused':
        if (judgeTossCode('lookup', answer.code).verdict === 'not_found') {
          return { ...order, tossStatus: NOT_AT_TOSS }
        }
        throw new TossSilent(`a lookup: ${answer.code}`)
      case 'no_answer':
        throw new TossSilent(`a lookup: ${answer.why}`)
    }
  }

  /** Keeps what was learnt so far: a till that is switched off meanwhile asks for the rest only. */
  async function keep(report: RecoveryReport): Promise<void> {
    // Put away meanwhile: nobody waits for it, but the file beside what was set aside goes on.
    const now = await reports.newest()
    await reports.save({ ...report, putAwayAt: now === null ? clock.now().toISOString() : null })
    await ports.changed()
  }

  async function complete(report: RecoveryReport): Promise<void> {
    const keys = await ports.keys.current()
    if (keys === null) throw new TossSilent('no keys')
    let current = report
    // The public test keys are everybody's: their list tells nothing about this till.
    const states = await ports.keyRing.states()
    const isPublic = states.some(
      ({ store, keptIn }) => store === ports.store && keptIn === 'preset',
    )
    if (!isPublic) {
      const rows = await listAll(current, keys.clientKey)
      const known = await ports.backups.known([...new Set(rows.map(({ orderId }) => orderId))])
      const newer = rows.filter(({ orderId }) => !known.has(orderId))
      const highest = Math.max(0, ...newer.map(({ orderId }) => numberIn(orderId)?.seq ?? 0))
      const nextNumber = Math.max(current.nextNumber, highest + 1)
      if (nextNumber > current.nextNumber) await ports.backups.skipNumbersTo(nextNumber)
      current = { ...current, nextNumber, orders: merge(current.orders, newer, keys.clientKey) }
      await keep(current)
      // A refund that the file lost shows in the payment itself.
      const refunded = rows.filter(({ orderId, status }) => known.has(orderId) && isCancel(status))
      for (const orderId of new Set(refunded.map((row) => row.orderId))) {
        await ports.refresh(orderId)
      }
    }
    const orders = [...current.orders]
    for (const [index, order] of orders.slice(0, LOOKUPS).entries()) {
      orders[index] = await lookUp(order, keys.clientKey)
    }
    await keep({ ...current, orders, tossAskedAt: clock.now().toISOString() })
  }

  async function run(): Promise<void> {
    const report = await reports.newest()
    if (report === null || isDone(report)) return followUps.done(KEY)
    try {
      await complete(report)
      const lastTime = Date.parse(report.at) + LAG - clock.now().getTime()
      if (lastTime > 0) followUps.later(KEY, lastTime, start)
    } catch (error) {
      followUps.made(KEY)
      followUps.askLater(KEY, followUps.gap(KEY), start)
      if (error instanceof TossSilent) {
        ports.log.info('missing_not_asked', { why: error.message })
      } else {
        ports.log.error('missing_not_asked', error, {})
      }
    }
  }

  const start = (): void => {
    run().catch((error: unknown) => ports.log.error('missing_not_asked', error, {}))
  }
  return { start }
}

const isCancel = (status: string): boolean => status.endsWith('CANCELED')

/** Adds what only Toss tells of. The newest movement of a payment is its state; approvals give the amount. */
function merge(
  orders: readonly MissingOrder[],
  rows: readonly Transaction[],
  clientKey: string,
): readonly MissingOrder[] {
  const byId = new Map(orders.map((order) => [order.orderId ?? order.number, order]))
  for (const row of rows) {
    const number = numberIn(row.orderId)?.number ?? null
    const before = byId.get(row.orderId) ?? byId.get(number)
    if (before?.orderId === null) byId.delete(number)
    byId.set(row.orderId, {
      number,
      orderId: row.orderId,
      at: before?.at ?? row.transactionAt.toISOString(),
      orderName: before?.orderName ?? null,
      amount: before?.amount ?? row.amount,
      paymentKey: row.paymentKey,
      clientKey: before?.clientKey ?? clientKey,
      state: before?.state ?? null,
      tossStatus: row.status,
    })
  }
  return byNewest([...byId.values()])
}
