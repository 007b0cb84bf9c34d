import type { Desk } from './confirm.ts'
import { kstTime, parseKst } from './kst-time.ts'
import type { LedgerMovement } from './ledger.ts'
import { answer, type Outcome, refuse } from './outcome.ts'
import { paymentObject } from './payment-object.ts'

const DEFAULT_LIMIT = 100
const MAX_LIMIT = 5000

const row = ({ payment, ...movement }: LedgerMovement, now: number) => {
  const { mId, paymentKey, orderId, currency, method, receipt } = paymentObject(payment, now)
  return {
    mId,
    transactionKey: movement.transactionKey,
    paymentKey,
    orderId,
    method,
    customerKey: payment.customerKey,
    useEscrow: false,
    receiptUrl: receipt?.url ?? null,
    status: movement.status,
    transactionAt: kstTime(movement.at),
    currency,
    amount: movement.amount,
  }
}

/** GET /v1/transactions: one row per movement, oldest first, paged by the last row's transactionKey (toss-api 3.8). */
export function listTransactions(desk: Desk, query: URLSearchParams): Outcome {
  const from = parseKst(query.get('startDate') ?? '')
  const to = parseKst(query.get('endDate') ?? '')
  if (from === undefined || to === undefined) return refuse('INVALID_DATE')
  const limit = Number(query.get('limit') ?? DEFAULT_LIMIT)
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) return refuse('INVALID_REQUEST')

  const movements = desk.ledger
    .movements(desk.pair.clientKey)
    .filter(({ at, status }) => at >= from && at <= to && status !== 'ABORTED')
  const after = query.get('startingAfter')
  const start =
    after === null ? 0 : movements.findIndex(({ transactionKey }) => transactionKey === after) + 1
  return answer(movements.slice(start, start + limit).map((movement) => row(movement, desk.now)))
}
