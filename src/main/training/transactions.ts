import type { Desk } from './desk.ts'
import { kstTime, parseKst } from './kst-time.ts'
import type { LedgerMovement } from './ledger.ts'
import { answer, type Outcome, refuse } from './outcome.ts'
import { paymentObject } from './payment-object.ts'

const DEFAULT_LIMIT = 100
const MAX_LIMIT = 5000
const SECOND_MS = 1000

const isCancel = ({ status }: LedgerMovement) =>
  status === 'CANCELED' || status === 'PARTIAL_CANCELED'

function row(movement: LedgerMovement, { now, behaviour }: Desk) {
  const { payment } = movement
  const { mId, paymentKey, orderId, currency, method, receipt, useEscrow } = paymentObject(
    payment,
    now,
  )
  const isTakenOff = isCancel(movement) && behaviour.cancelRows === 'negative'
  return {
    mId,
    transactionKey: movement.transactionKey,
    paymentKey,
    orderId,
    method,
    customerKey: payment.customerKey,
    useEscrow,
    receiptUrl: receipt?.url ?? null,
    status: movement.status,
    transactionAt: kstTime(movement.at),
    currency,
    amount: isTakenOff ? 0 - movement.amount : movement.amount,
  }
}

/** The movement's time as the list tells it: whole seconds, which is what dates are compared with. */
const listedAt = ({ at }: LedgerMovement) => at - (at % SECOND_MS)

/** GET /v1/transactions: one row per movement, oldest first, paged by the last row's transactionKey (toss-api 3.8). */
export function listTransactions(desk: Desk, query: URLSearchParams): Outcome {
  const from = parseKst(query.get('startDate') ?? '')
  const to = parseKst(query.get('endDate') ?? '')
  if (from === undefined || to === undefined) return refuse('INVALID_DATE')
  const limit = Number(query.get('limit') ?? DEFAULT_LIMIT)
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) return refuse('INVALID_REQUEST')

  const visible = desk.ledger
    .movements(desk.pair.clientKey)
    .filter(
      ({ at, status }) => status !== 'ABORTED' && at + desk.behaviour.transactionsLagMs <= desk.now,
    )
  const after = query.get('startingAfter')
  const cursor = visible.findIndex(({ transactionKey }) => transactionKey === after)
  // Beginning anew would show a caller who pages on the same rows for ever.
  if (after !== null && cursor < 0) return refuse('INVALID_REQUEST')
  const rows = visible
    .slice(cursor + 1)
    .filter((movement) => listedAt(movement) >= from && listedAt(movement) <= to)
  return answer(rows.slice(0, limit).map((movement) => row(movement, desk)))
}
