import type { StatusView } from '#shared/ipc/contract.ts'
import type { AlertKind } from '#shared/vocabulary.ts'
import { hasRefundFailed, REFUND_WINDOW } from '../domain/deposit-watch.ts'
import type { Attempt } from '../domain/order.ts'
import type { ApplicationPorts } from './application-ports.ts'

/** Most that are told at once. */
const MOST = 20

const waitsAgain = ({ state }: Attempt): boolean =>
  state.kind === 'awaiting_deposit' && state.reason !== null

/** What went wrong with money by itself, from what is stored: it stays told after a restart, until it is over. */
export async function findAlerts(
  { orders, clock }: Pick<ApplicationPorts, 'orders' | 'clock'>,
  unsettled: readonly Attempt[],
): Promise<StatusView['alerts']> {
  const since = new Date(clock.now().getTime() - REFUND_WINDOW)
  const deposits = await orders.recentDeposits(since)
  const failed = deposits.filter(
    ({ state }) => state.kind === 'paid' && hasRefundFailed(state.payment),
  )
  const alerts: StatusView['alerts'] = []
  const add = async (kind: AlertKind, { orderId }: Attempt) => {
    const order = await orders.find(orderId)
    const isTold =
      kind !== 'amount_differs' ||
      order?.refunds.some((refund) => refund.orderId === orderId && refund.cause === kind) === true
    if (order !== null && isTold) alerts.push({ kind, orderId, number: order.number })
  }
  for (const attempt of unsettled.toReversed()) {
    if (alerts.length >= MOST) break
    if (attempt.state.kind === 'confirming') await add('amount_differs', attempt)
    else if (waitsAgain(attempt)) await add('deposit_reversed', attempt)
  }
  for (const attempt of failed.toReversed().slice(0, MOST - alerts.length)) {
    await add('refund_failed', attempt)
  }
  return alerts
}
