import type {
  AttemptView,
  OrderLineView,
  OrderRow,
  OrderView,
  RefundView,
} from '#shared/ipc/contract.ts'
import type { Language } from '#shared/vocabulary.ts'
import { shortMethodText } from '../../domain/method-text.ts'
import { orderTitleOf, titleOfLines } from '../../domain/order-name.ts'
import {
  lastAttempt,
  orderStatusOf,
  paymentKeyOf,
  paymentOf,
  refundedOf,
} from '../../domain/order-status.ts'
import type { Attempt, Order, Reason, Refund } from '../../domain/order.ts'
import {
  canRefundPart,
  needsRefundAccount,
  refundableOf,
  refundedQuantity,
} from '../../domain/refund.ts'
import { bankName } from '#shared/banks.ts'
import type { OrderSummary } from '../ports.ts'
import { paymentView } from './payment-view.ts'

const lineViews = (order: Order): OrderLineView[] =>
  order.lines.map((line) => ({
    ...line,
    refundedQuantity: refundedQuantity(order.refunds, line.lineNo),
  }))

export const refundView = (refund: Refund, language: Language): RefundView => ({
  id: refund.id,
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

export function orderView(order: Order, language: Language): OrderView {
  const attempt = lastAttempt(order)
  const payment = paymentOf(attempt.state)
  return {
    orderId: attempt.orderId,
    number: order.number,
    createdAt: order.createdAt.toISOString(),
    businessDay: order.businessDay,
    orderName: order.orderName,
    title: titleOfLines(order.lines, language),
    totalAmount: order.totalAmount,
    refundedAmount: refundedOf(attempt.state),
    refundableAmount: refundableOf(attempt, order.refunds),
    status: orderStatusOf(attempt.state),
    methodText: payment === null ? null : shortMethodText(payment, language),
    lines: lineViews(order),
    payment: payment === null ? null : paymentView(payment, language),
    needsRefundAccount: needsRefundAccount(attempt),
    canRefundPart: canRefundPart(attempt),
    refunds: order.refunds.map((refund) => refundView(refund, language)),
    attempts: order.attempts.map(attemptView),
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
  methodText: row.payment === null ? null : shortMethodText(row.payment, language),
})
