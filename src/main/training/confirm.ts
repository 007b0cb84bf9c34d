import type { BoxKeyPair } from './auth.ts'
import { isTossErrorCode, type TossErrorCode, tossFailure } from './errors.ts'
import { type JsonBody, textIn, wonIn } from './json-body.ts'
import type { Ledger } from './ledger.ts'
import { answer, type Outcome, refuse } from './outcome.ts'
import { paymentObject } from './payment-object.ts'
import type { BoxPayment, PaymentStatus } from './payment-record.ts'
import type { Tokens } from './tokens.ts'

/** What an operation of the API works with. */
export interface Desk {
  readonly pair: BoxKeyPair
  readonly ledger: Ledger
  readonly tokens: Tokens
  /** Milliseconds. */
  readonly now: number
}

/** The codes seen or documented for a confirm with another pair's secret key (toss-api 1.1). */
export type WrongPairCode =
  | 'NOT_FOUND_PAYMENT_SESSION'
  | 'UNAUTHORIZED_KEY'
  | 'INVALID_API_KEY'
  | 'FORBIDDEN_REQUEST'

const MIN_CARD_WON = 100
const MIN_ACCOUNT_WON = 200

const PROCESSED: readonly PaymentStatus[] = [
  'DONE',
  'WAITING_FOR_DEPOSIT',
  'CANCELED',
  'PARTIAL_CANCELED',
]

const isBelowMinimum = ({ means, totalAmount }: BoxPayment) =>
  totalAmount < (means?.virtualAccount || means?.transfer ? MIN_ACCOUNT_WON : MIN_CARD_WON)

function declined(desk: Desk, payment: BoxPayment, code: TossErrorCode): Outcome {
  const movement = {
    transactionKey: desk.tokens.transactionKey(),
    status: 'ABORTED',
    at: desk.now,
    amount: 0,
  } as const
  return refuse(code, {
    ...payment,
    status: 'ABORTED',
    failure: tossFailure(code),
    movements: [...payment.movements, movement],
  })
}

function approved(desk: Desk, payment: BoxPayment): BoxPayment {
  const transactionKey = desk.tokens.transactionKey()
  const at = desk.now
  if (!payment.means?.virtualAccount) {
    return {
      ...payment,
      status: 'DONE',
      approvedAt: at,
      movements: [{ transactionKey, status: 'DONE', at, amount: payment.totalAmount }],
    }
  }
  return {
    ...payment,
    status: 'WAITING_FOR_DEPOSIT',
    movements: [{ transactionKey, status: 'WAITING_FOR_DEPOSIT', at, amount: 0 }],
    deposit:
      payment.depositAfterMs === null
        ? null
        : { at: at + payment.depositAfterMs, transactionKey: desk.tokens.transactionKey() },
  }
}

/** POST /v1/payments/confirm, its checks in the order of toss-api 8.5. */
export function confirm(desk: Desk, body: JsonBody, wrongPair: WrongPairCode): Outcome {
  const paymentKey = textIn(body, 'paymentKey')
  const orderId = textIn(body, 'orderId')
  const amount = wonIn(body, 'amount')
  if (paymentKey === undefined || orderId === undefined || typeof amount !== 'number') {
    return refuse('INVALID_REQUEST')
  }

  const payment = desk.ledger.find(desk.pair.clientKey, paymentKey)
  if (!payment) {
    return refuse(desk.ledger.findAnywhere(paymentKey) ? wrongPair : 'NOT_FOUND_PAYMENT_SESSION')
  }
  if (PROCESSED.includes(payment.status)) return refuse('ALREADY_PROCESSED_PAYMENT')
  // Nobody authenticated, the time ran out, or it was declined before: there is nothing to confirm any more.
  if (payment.status !== 'IN_PROGRESS') return refuse('NOT_FOUND_PAYMENT_SESSION')

  if (payment.orderId !== orderId) return refuse('FORBIDDEN_REQUEST')
  if (payment.totalAmount !== amount) return refuse('INVALID_REQUEST')
  if (isBelowMinimum(payment)) return refuse('BELOW_MINIMUM_AMOUNT')
  const isTaken = desk.ledger
    .allOfOrder(desk.pair.clientKey, orderId)
    .some(({ status }) => PROCESSED.includes(status))
  if (isTaken) return refuse('DUPLICATED_ORDER_ID')

  const code = payment.declineAtConfirm
  if (code !== null && isTossErrorCode(code)) return declined(desk, payment, code)

  const next = approved(desk, payment)
  return answer(paymentObject(next, desk.now), next)
}
