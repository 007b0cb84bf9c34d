import type { Desk } from './desk.ts'
import { type JsonBody, textIn } from './json-body.ts'
import { kstDay, kstTime } from './kst-time.ts'
import type { LedgerMovement } from './ledger.ts'
import { answer, type Outcome, refuse } from './outcome.ts'
import { paymentObject } from './payment-object.ts'
import type { BoxPayment } from './payment-record.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const DEFAULT_SIZE = 100
const MAX_SIZE = 5000
/** From the sale to the pay-out. */
const PAY_OUT_WORKDAYS = 4

/** What Toss keeps, VAT included, in ten-thousandths of the amount. A virtual account costs the same each time. */
const RATES = { 카드: 225, 간편결제: 250, 계좌이체: 165 } as const
const VIRTUAL_ACCOUNT_FEE_WON = 330

function feeOf(payment: BoxPayment, amount: number): number {
  const method = payment.means?.method
  if (method === undefined || method === '가상계좌') return VIRTUAL_ACCOUNT_FEE_WON
  return Math.round((amount * RATES[method]) / 10_000)
}

/** The day of the pay-out, without holidays, which the box doesn't know. */
function paidOutDay(soldAt: number): string {
  let at = soldAt
  for (let left = PAY_OUT_WORKDAYS; left > 0;) {
    at += DAY_MS
    const weekday = new Date(`${kstDay(at)}T00:00:00Z`).getUTCDay()
    if (weekday !== 0 && weekday !== 6) left -= 1
  }
  return kstDay(at)
}

function row({ payment, ...movement }: LedgerMovement, now: number) {
  const body = paymentObject(payment, now)
  const cancel = body.cancels?.find(
    ({ transactionKey }) => transactionKey === movement.transactionKey,
  )
  // All money of a cancel is negative: it is taken off the next pay-out.
  const sign = cancel ? -1 : 1
  const fee = sign * feeOf(payment, movement.amount)
  const vat = Math.round(fee / 11)
  return {
    mId: body.mId,
    paymentKey: body.paymentKey,
    transactionKey: movement.transactionKey,
    orderId: body.orderId,
    currency: body.currency,
    method: body.method,
    amount: sign * movement.amount,
    interestFee: 0,
    fees: [
      { type: 'BASE', fee },
      { type: 'ETC', fee: 0 },
    ],
    supplyAmount: fee - vat,
    vat,
    payOutAmount: sign * movement.amount - fee,
    approvedAt: body.approvedAt,
    soldDate: kstDay(movement.at),
    paidOutDate: paidOutDay(movement.at),
    card: body.card && { ...body.card, acquireStatus: 'COMPLETED' },
    easyPay: body.easyPay,
    giftCertificate: null,
    mobilePhone: null,
    transfer: body.transfer,
    virtualAccount: body.virtualAccount,
    cancel: cancel ? { ...cancel, canceledAt: kstTime(movement.at) } : null,
  }
}

/** Money that came and stayed, or went: a deposit that was taken back is neither. */
const isSettled = ({ payment, ...movement }: LedgerMovement): boolean =>
  movement.amount > 0 &&
  movement.status !== 'WAITING_FOR_DEPOSIT' &&
  (movement.status !== 'DONE' || payment.status !== 'WAITING_FOR_DEPOSIT')

/** GET /v1/settlements: from the day after, and with live keys only (toss-api 3.9). */
export function listSettlements(desk: Desk, query: URLSearchParams): Outcome {
  const { pair, behaviour, ledger, now } = desk
  const from = query.get('startDate') ?? ''
  const to = query.get('endDate') ?? ''
  const dateType = query.get('dateType') ?? 'soldDate'
  const page = Number(query.get('page') ?? 1)
  const size = Number(query.get('size') ?? DEFAULT_SIZE)
  if (![from, to].every((day) => /^\d{4}-\d{2}-\d{2}$/.test(day))) return refuse('INVALID_DATE')
  if (dateType !== 'soldDate' && dateType !== 'paidOutDate') return refuse('INVALID_REQUEST')
  if (!Number.isInteger(page) || page < 1) return refuse('INVALID_REQUEST')
  if (!Number.isInteger(size) || size < 1 || size > MAX_SIZE) return refuse('INVALID_REQUEST')
  if (pair.secretKey.startsWith('test_') && !behaviour.settlesTestKeys) return answer([])

  const rows = ledger
    .movements(pair.clientKey)
    .filter((movement) => isSettled(movement) && kstDay(movement.at) < kstDay(now))
    .map((movement) => row(movement, now))
    .filter((one) => one[dateType] >= from && one[dateType] <= to)
  return answer(rows.slice((page - 1) * size, page * size))
}

/** POST /v1/settlements: the shop asks for one payment to be settled (toss-api 3.9). */
export function settleByHand({ ledger, pair }: Desk, body: JsonBody): Outcome {
  const paymentKey = textIn(body, 'paymentKey')
  if (paymentKey === undefined) return refuse('INVALID_REQUEST')
  const payment = ledger.find(pair.clientKey, paymentKey)
  if (!payment) return refuse('NOT_FOUND_PAYMENT')
  const isPaid = payment.status === 'DONE' || payment.status === 'PARTIAL_CANCELED'
  return isPaid ? answer({ result: true }) : refuse('INVALID_REQUEST')
}
