import type { CheckingView, OpenOutcomeView } from '#shared/ipc/contract.ts'
import { ok, type Result } from '#shared/result.ts'
import type { Language } from '#shared/vocabulary.ts'
import { confirmKnownBy } from '../domain/attempt.ts'
import { titleOfLines } from '../domain/order-name.ts'
import type { Order, Reason, Refund } from '../domain/order.ts'
import { orderIdOf } from '../domain/tenders.ts'
import type { ApplicationPorts } from './application-ports.ts'
import type { FollowUps } from './follow-ups.ts'
import type { News } from './news.ts'

/** Key of a refund among the follow-ups; a payment's is its orderId. */
export const refundKey = (refund: Pick<Refund, 'id'>): string => `refund ${refund.id}`

export interface ShowChecking {
  show(): Promise<Result<CheckingView>>
  putAway(input: { readonly id: string }): Promise<Result<CheckingView>>
  /** Keeps what Toss said instead of an answer, for staff and for support. `key` as in the follow-ups. */
  heard(key: string, answer: Reason): void
  /** Tells the page where something has changed. Never rejects. */
  refresh(): Promise<void>
  /** Reads what the last run left open. */
  start(): Promise<void>
  /** Tells nothing more, and waits for what is being read. */
  stop(): Promise<void>
}

/** Every 확인중 of the store with how far the asking has got, and the news of those that are known now. */
export function createShowChecking(
  ports: Pick<ApplicationPorts, 'orders' | 'settings' | 'events' | 'log'> & {
    readonly followUps: FollowUps
    readonly news: News
  },
): ShowChecking {
  const { orders, settings, followUps, news } = ports
  const answers = new Map<string, Reason>()
  let last = ''
  let refreshing: Promise<void> = Promise.resolve()
  let isStopped = false

  const facts = (order: Order, key: string, language: Language) => ({
    orderId: orderIdOf(order),
    number: order.number,
    title: titleOfLines(order.lines, language),
    lookups: followUps.count(key),
    nextLookupAt: followUps.dueAt(key)?.toISOString() ?? null,
    answer: answers.get(key) ?? null,
  })

  async function readOpen(): Promise<{ order: Order; view: OpenOutcomeView }[]> {
    const [{ language }, attempts, refunds] = await Promise.all([
      settings.preferences(),
      orders.unsettledAttempts(),
      orders.openRefunds(),
    ])
    const open: { order: Order; view: OpenOutcomeView }[] = []
    for (const { orderId, amount, state } of attempts) {
      if (state.kind !== 'confirming') continue
      const order = await orders.find(orderId)
      if (order === null) continue
      const view: OpenOutcomeView = {
        kind: 'payment',
        ...facts(order, orderId, language),
        amount,
        since: state.returnedAt.toISOString(),
        knownBy: confirmKnownBy(state.returnedAt).toISOString(),
      }
      open.push({ order, view })
    }
    for (const refund of refunds) {
      const order = await orders.find(refund.orderId)
      // What goes back because its amount differs is part of its payment, which is among the above.
      if (order === null || refund.cause === 'amount_differs') continue
      const view: OpenOutcomeView = {
        kind: 'refund',
        ...facts(order, refundKey(refund), language),
        amount: refund.amount,
        since: refund.requestedAt.toISOString(),
        knownBy: null,
      }
      open.push({ order, view })
    }
    const keys = new Set([
      ...attempts.map(({ orderId }) => orderId),
      ...refunds.map((refund) => refundKey(refund)),
    ])
    for (const key of answers.keys()) if (!keys.has(key)) answers.delete(key)
    return open
  }

  const view = async (): Promise<CheckingView> => ({
    open: (await readOpen())
      .map((one) => one.view)
      .sort((one, other) => one.since.localeCompare(other.since)),
    news: [...news.list()],
  })

  async function tell(): Promise<void> {
    if (isStopped) return
    try {
      const now = await view()
      const text = JSON.stringify(now)
      if (text === last) return
      last = text
      ports.events.publish('checking.changed', now)
    } catch (error) {
      ports.log.error('checking_not_read', error, {})
    }
  }

  /** One after the other, so that the page never ends with an older view. */
  const refresh = (): Promise<void> => {
    refreshing = refreshing.then(tell)
    return refreshing
  }

  return {
    show: async () => ok(await view()),
    async putAway({ id }) {
      news.putAway(id)
      await refresh()
      return ok(await view())
    },
    heard: (key, answer) => void answers.set(key, answer),
    refresh,
    async start() {
      const [attempts, refunds] = await Promise.all([
        orders.unsettledAttempts(),
        orders.openRefunds(),
      ])
      for (const { orderId } of [...attempts, ...refunds]) {
        const order = await orders.find(orderId)
        if (order !== null) news.seen(order)
      }
      await refresh()
    },
    stop() {
      isStopped = true
      return refreshing
    },
  }
}
