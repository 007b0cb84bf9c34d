import { windowEndOf } from '#shared/toss-codes/toss-codes.ts'
import { single, findReturning } from './accept-return.ts'
import type { ApplicationPorts } from './application-ports.ts'
import type { UnpaidEnding } from './attempt-outcome.ts'
import type { CloseWindow } from './close-window.ts'
import type { Arrival, FailOutcome } from './payment-outcomes.ts'

/** Toss's own bounds, and ours for what anybody could write into an address. */
const MAX_CODE = 100
const MAX_MESSAGE = 510

/** The fail address: the customer left, was refused, or the widget stopped. Looked up before it is said. */
export function createAcceptFail(
  ports: Pick<ApplicationPorts, 'orders' | 'windows' | 'log'> & {
    readonly closeWindow: CloseWindow
  },
): (arrival: Arrival) => Promise<FailOutcome> {
  const { orders, closeWindow, log } = ports

  return async (arrival) => {
    const found = await findReturning(arrival, orders)
    if (typeof found === 'string') {
      log.warn('fail_refused', { why: found })
      return { kind: 'refused', why: found, orderId: null }
    }
    const { orderId, ref } = found
    if (found.state.kind !== 'awaiting_payment') return { kind: 'replayed', orderId }
    const { query } = arrival
    const reason = {
      code: (single(query, 'code') || 'UNKNOWN').slice(0, MAX_CODE),
      message: (single(query, 'message') ?? '').slice(0, MAX_MESSAGE),
    }
    // orderId is missing where the customer left before the process began (toss-api 2.5); our ref
    // already says whose failure this is, so another one in it changes nothing but is worth a line.
    if (query.has('orderId') && single(query, 'orderId') !== orderId) {
      log.warn('fail_names_another_order', { orderId })
    }
    const ending: UnpaidEnding =
      windowEndOf(reason.code) === 'closed'
        ? { kind: 'cancelled', reason }
        : { kind: 'declined', reason }
    const settled = closeWindow
      .end(orderId, ending)
      .then(async (after) => {
        await ports.windows.close(ref)
        return after?.state.kind ?? 'awaiting_payment'
      })
      .catch((error: unknown) => {
        log.error('fail_not_saved', error, { orderId })
        return found.state.kind
      })
    return { kind: 'accepted', orderId, settled }
  }
}
