import { issued } from './deposits.ts'
import type { Desk } from './desk.ts'
import { isTossErrorCode, type TossErrorCode, tossFailure } from './errors.ts'
import { type JsonBody, textIn, wonIn } from './json-body.ts'
import { answer, type Outcome, refuse } from './outcome.ts'
import { paymentObject } from './payment-object.ts'
import type { BoxPayment } from './payment-record.ts'
import { isOrderTaken, isProcessed } from './processed.ts'

const MIN_CARD_WON = 100
const MIN_ACCOUNT_WON = 200

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
    payment: {
      ...payment,
      status: 'ABORTED',
      failure: tossFailure(code),
      movements: [...payment.movements, movement],
    },
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
  const afterMs = payment.depositAfterMs
  const plan = desk.deposit ?? (afterMs === null ? null : { afterMs })
  return issued(payment, desk, plan)
}

/** POST /v1/payments/confirm, its checks in the order of toss-api 8.5. */
export function confirm(desk: Desk, body: JsonBody): Outcome {
  const { wrongPair } = desk.behaviour
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
  if (isProcessed(payment.status)) return refuse('ALREADY_PROCESSED_PAYMENT')
  // Nobody authenticated, the time ran out, or it was declined before: there is nothing to confirm any more.
  if (payment.status !== 'IN_PROGRESS') return refuse('NOT_FOUND_PAYMENT_SESSION')

  if (payment.orderId !== orderId) return refuse('FORBIDDEN_REQUEST')
  if (payment.totalAmount !== amount) return refuse('INVALID_REQUEST')
  if (isBelowMinimum(payment)) return refuse('BELOW_MINIMUM_AMOUNT')
  if (isOrderTaken(desk.ledger, desk.pair.clientKey, orderId)) return refuse('DUPLICATED_ORDER_ID')

  const code = payment.declineAtConfirm
  if (code !== null && isTossErrorCode(code)) return declined(desk, payment, code)

  const next = approved(desk, payment)
  return answer(paymentObject(next, desk.now), { payment: next })
}
