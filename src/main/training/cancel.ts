import { bankCodeOf } from './banks.ts'
import type { Desk } from './desk.ts'
import type { TossErrorCode } from './errors.ts'
import { type JsonBody, textIn, wonIn } from './json-body.ts'
import { answer, errorReply, type Outcome, refuse } from './outcome.ts'
import { paymentObject } from './payment-object.ts'
import { balanceOf, type BoxCancel, type BoxPayment } from './payment-record.ts'

const MAX_REASON_LENGTH = 200
const DAY_MS = 24 * 60 * 60 * 1000
/** How long after approval money can go back to a bank account (toss-api 3.4). Cards have no limit. */
const TRANSFER_DAYS = 180
const VIRTUAL_ACCOUNT_DAYS = 365

const ESCROW_MESSAGE = '[ES12] 부분취소 불가한 에스크로 상태 입니다.'

interface CancelRequest {
  readonly reason: string
  /** Won; null cancels all that is left. */
  readonly amount: number | null
  readonly taxFreeAmount: number
  /** The balance the caller believes in; null where it doesn't say. */
  readonly refundableAmount: number | null
  readonly account: JsonBody | null
}

function readRequest(body: JsonBody): CancelRequest | undefined {
  const reason = textIn(body, 'cancelReason')
  const amount = wonIn(body, 'cancelAmount')
  const taxFreeAmount = wonIn(body, 'taxFreeAmount')
  const refundableAmount = wonIn(body, 'refundableAmount')
  const currency = body['currency'] ?? 'KRW'
  if (reason === undefined || reason.length > MAX_REASON_LENGTH) return undefined
  if (amount === null || amount === 0 || refundableAmount === null) return undefined
  if (taxFreeAmount === null || currency !== 'KRW') return undefined
  const account = body['refundReceiveAccount']
  return {
    reason,
    amount: amount ?? null,
    taxFreeAmount: taxFreeAmount ?? 0,
    refundableAmount: refundableAmount ?? null,
    account: typeof account === 'object' ? (account as JsonBody | null) : null,
  }
}

/** Money of a paid virtual account can only go to an account: Toss must be told which. */
function refundAccountProblem(account: JsonBody | null): TossErrorCode | undefined {
  if (!account) return 'INVALID_REFUND_ACCOUNT_INFO'
  const holder = textIn(account, 'holderName')
  if (bankCodeOf(textIn(account, 'bank') ?? '') === undefined) return 'INVALID_BANK'
  if (!/^\d{1,20}$/.test(textIn(account, 'accountNumber') ?? '')) {
    return 'INVALID_REFUND_ACCOUNT_NUMBER'
  }
  return holder === undefined || holder.length > 60 ? 'INVALID_REFUND_ACCOUNT_INFO' : undefined
}

function isPastRefundDue({ means, approvedAt }: BoxPayment, now: number): boolean {
  if (approvedAt === null) return false
  const days = (now - approvedAt) / DAY_MS
  if (means?.transfer) return days > TRANSFER_DAYS
  return means?.virtualAccount ? days > VIRTUAL_ACCOUNT_DAYS : false
}

/** The first rule that forbids this cancel, or undefined (toss-api 3.4). */
function problemWith(
  payment: BoxPayment,
  request: CancelRequest,
  now: number,
): TossErrorCode | undefined {
  const balance = balanceOf(payment)
  const amount = request.amount ?? balance
  switch (payment.status) {
    case 'READY':
    case 'IN_PROGRESS':
    case 'ABORTED':
    case 'EXPIRED':
      return 'NOT_CANCELABLE_PAYMENT'
    case 'CANCELED':
      return 'ALREADY_CANCELED_PAYMENT'
    case 'DONE':
    case 'PARTIAL_CANCELED':
    case 'WAITING_FOR_DEPOSIT':
  }
  if (request.refundableAmount !== null && request.refundableAmount !== balance) {
    return 'NOT_MATCHES_REFUNDABLE_AMOUNT'
  }
  if (balance === 0 || amount > balance) return 'NOT_CANCELABLE_AMOUNT'
  if (request.taxFreeAmount > Math.min(amount, payment.taxFreeAmount)) return 'INVALID_REQUEST'
  if (payment.status === 'WAITING_FOR_DEPOSIT') {
    return amount < balance ? 'NOT_ALLOWED_PARTIAL_REFUND_WAITING_DEPOSIT' : undefined
  }
  if (amount < balance && !payment.isPartialCancelable) return 'NOT_ALLOWED_PARTIAL_REFUND'
  if (isPastRefundDue(payment, now)) return 'EXCEED_MAX_REFUND_DUE'
  return payment.means?.virtualAccount ? refundAccountProblem(request.account) : undefined
}

/** POST /v1/payments/{paymentKey}/cancel. */
export function cancel(desk: Desk, paymentKey: string, body: JsonBody): Outcome {
  const payment = desk.ledger.find(desk.pair.clientKey, paymentKey)
  if (!payment) return refuse('NOT_FOUND_PAYMENT')
  const request = readRequest(body)
  if (!request) return refuse('INVALID_REQUEST')
  const problem = problemWith(payment, request, desk.now)
  if (problem) return refuse(problem)

  const balance = balanceOf(payment)
  const amount = request.amount ?? balance
  // Permanent, though it looks like a fault of the server (toss-api 3.4).
  if (payment.useEscrow === true && amount < balance) {
    return { reply: errorReply('FAILED_INTERNAL_SYSTEM_PROCESSING', 500, ESCROW_MESSAGE) }
  }
  const isWhole = amount === payment.totalAmount
  const made: BoxCancel = {
    amount,
    reason: request.reason,
    taxFreeAmount: request.taxFreeAmount,
    refundableAmount: balance - amount,
    canceledAt: desk.now,
    transactionKey: desk.tokens.transactionKey(),
    paidBack: payment.status !== 'WAITING_FOR_DEPOSIT',
    ...(desk.refundFails ? { refundFails: true } : {}),
  }
  // Emptied by parts it stays PARTIAL_CANCELED: only one cancel of everything makes it CANCELED.
  const status = isWhole ? 'CANCELED' : 'PARTIAL_CANCELED'
  const next: BoxPayment = {
    ...payment,
    status,
    cancels: [...payment.cancels, made],
    movements: [
      ...payment.movements,
      // A virtual account that nobody paid into gives nothing back.
      {
        transactionKey: made.transactionKey,
        status,
        at: desk.now,
        amount: made.paidBack ? amount : 0,
      },
    ],
  }
  return answer(paymentObject(next, desk.now), { payment: next })
}
