import type {
  AttemptView,
  OrderLineView,
  OrderRow,
  OrderView,
  RefundView,
} from '#shared/ipc/contract.ts'
import { won } from '#shared/money.ts'
import type { Language } from '#shared/vocabulary.ts'
import { CASH_WORDS, shortMethodText } from '../../domain/method-text.ts'
import { orderTitleOf, titleOfLines } from '../../domain/order-name.ts'
import { paymentKeyOf, paymentOf } from '../../domain/order-status.ts'
import type { Attempt, CashRefund, Order, OrderTerms, Reason, Refund } from '../../domain/order.ts'
import type { Payment } from '../../domain/payment.ts'
import { refundedQuantity } from '../../domain/refund.ts'
import { givenBackOf, orderIdOf, statusOf } from '../../domain/tenders.ts'
import { bankName } from '#shared/banks.ts'
import type { OrderSummary } from '../ports.ts'
import { paymentView } from './payment-view.ts'
import { tenderViews } from './tender-view.ts'

const lineViews = (order: Order): OrderLineView[] =>
  order.lines.map((line) => ({
    ...line,
    refundedQuantity: refundedQuantity([...order.refunds, ...order.cashRefunds], line.lineNo),
  }))

const termsView = ({ discount, discountReason, approvedBy, serving }: OrderTerms): OrderTerms => ({
  discount,
  discountReason,
  approvedBy,
  serving,
})

export const refundView = (refund: Refund, language: Language): RefundView => ({
  id: refund.id,
  tenderId: refund.orderId,
  isCash: false,
  amount: refund.amount,
  reason: refund.reason,
  state: refund.state,
  cause: refund.cause,
  requestedAt: refund.requestedAt.toISOString(),
  settledAt: refund.settledAt?.toISOString() ?? null,
  balanceAfter: refund.balanceAfter,
  lines: refund.lines.map((line) => ({ ...line })),
  account:
    refund.account === null
      ? null
      : {
          bankName: bankName(refund.account.bankCode, language),
          numberEnding: refund.account.accountNumber.slice(-4),
          holderName: refund.account.holderName,
        },
  refusal: refund.refusal,
})

const reasonOf = (attempt: Attempt): Reason | null => {
  const { state } = attempt
  if ('reason' in state) return state.reason
  return state.kind === 'expired' ? (state.payment?.failure ?? null) : null
}

const attemptView = (attempt: Attempt): AttemptView => ({
  orderId: attempt.orderId,
  state: attempt.state.kind,
  startedAt: attempt.startedAt.toISOString(),
  changedAt: attempt.changedAt.toISOString(),
  paymentKey: paymentKeyOf(attempt.state),
  reason: reasonOf(attempt),
})

const cashRefundView = (refund: CashRefund): RefundView => ({
  id: refund.id,
  tenderId: refund.tenderId,
  isCash: true,
  amount: refund.amount,
  reason: refund.reason,
  state: 'done',
  cause: 'asked',
  requestedAt: refund.refundedAt.toISOString(),
  settledAt: refund.refundedAt.toISOString(),
  balanceAfter: null,
  lines: refund.lines.map((line) => ({ ...line })),
  account: null,
  refusal: null,
})

/** "현금", "카드 국민 ·· 1234", "현금 · 카드 국민 ·· 1234". */
const methodWords = (cash: number, payment: Payment | null, language: Language): string | null => {
  const words = [
    ...(cash > 0 ? [CASH_WORDS[language]] : []),
    payment === null ? null : shortMethodText(payment, language),
  ].filter((one) => one !== null)
  return words.length === 0 ? null : words.join(' · ')
}

export function orderView(order: Order, language: Language): OrderView {
  const attempt = order.attempts.at(-1)
  // The last payment known: a further card that was refused doesn't hide the one that paid.
  const paid = order.attempts.findLast(({ state }) => state.kind === 'paid')
  const shown = attempt?.state.kind === 'awaiting_deposit' ? attempt : (paid ?? attempt)
  const payment = shown === undefined ? null : paymentOf(shown.state)
  const tenders = tenderViews(order, language)
  const [only] = tenders.filter(({ left }) => left > 0)
  return {
    orderId: orderIdOf(order),
    number: order.number,
    createdAt: order.createdAt.toISOString(),
    businessDay: order.businessDay,
    orderName: order.orderName,
    title: titleOfLines(order.lines, language),
    ...termsView(order),
    totalAmount: order.totalAmount,
    refundedAmount: won(Math.min(givenBackOf(order), order.totalAmount)),
    refundableAmount: won(tenders.reduce((sum, { left }) => sum + left, 0)),
    status: statusOf(order),
    methodText: methodWords(order.cash.length, payment, language),
    lines: lineViews(order),
    payment: payment === null ? null : paymentView(payment, language),
    needsRefundAccount: only?.needsRefundAccount ?? false,
    canRefundPart: only?.canRefundPart ?? false,
    refunds: [
      ...order.refunds.map((refund) => refundView(refund, language)),
      ...order.cashRefunds.map(cashRefundView),
    ].sort((one, other) => one.requestedAt.localeCompare(other.requestedAt)),
    attempts: order.attempts.map(attemptView),
    tenders,
  }
}

export const orderRow = (row: OrderSummary, language: Language): OrderRow => ({
  orderId: row.orderId,
  number: row.number,
  createdAt: row.createdAt.toISOString(),
  businessDay: row.businessDay,
  orderName: row.orderName,
  title: orderTitleOf(row, language),
  totalAmount: row.totalAmount,
  refundedAmount: row.refundedAmount,
  status: row.status,
  methodText: methodWords(row.cashAmount, row.payment, language),
})
