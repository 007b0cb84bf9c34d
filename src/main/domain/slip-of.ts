import { type Won, won } from '#shared/money.ts'
import type { CashReceiptKind, SlipKind } from '#shared/vocabulary.ts'
import { cardCompanyOf, tenderName, virtualAccountBank } from './method-text.ts'
import type { CashTender, Order, OrderLine } from './order.ts'
import type { Payment } from './payment.ts'
import type { Slip, SlipLine, SlipShop, SlipTax, SlipTender } from './slip.ts'
import { givenBackOf, statusOf, takenOf } from './tenders.ts'
import { vatInside } from './vat.ts'

export interface SlipFacts {
  readonly shop: SlipShop
  readonly isTraining: boolean
  readonly isReissue: boolean
  readonly isExchange: boolean
  readonly now: Date
}

interface Paid {
  readonly orderId: string
  readonly at: Date
  readonly payment: Payment
}

/** Only of a sale that was paid: a slip for anything else would look like proof of payment. */
export function slipOf(order: Order, facts: SlipFacts): Slip | null {
  if (takenOf(order) < order.totalAmount) return null
  const paid = order.attempts.flatMap(({ orderId, startedAt, state }): Paid[] =>
    state.kind === 'paid' ? [{ orderId, at: startedAt, payment: state.payment }] : [],
  )
  const refunded = won(Math.min(givenBackOf(order), order.totalAmount))
  return {
    kind: facts.isExchange ? 'exchange' : kindOf(order),
    isReissue: facts.isReissue,
    isTraining: facts.isTraining,
    shop: facts.shop,
    number: order.number,
    tossOrderId: paid.at(-1)?.orderId ?? null,
    soldAt: order.createdAt,
    printedAt: facts.now,
    lines: order.lines.map(lineOf),
    discounts:
      order.discount === 0 ? [] : [{ reason: order.discountReason ?? '', amount: order.discount }],
    total: order.totalAmount,
    tax: taxOf(order, paid, refunded),
    tenders: [
      ...order.cash.map((tender) => ({ at: tender.takenAt, tender: cashOf(tender) })),
      ...paid.map(({ at, payment }) => ({ at, tender: tenderOf(payment) })),
    ]
      .sort((one, other) => one.at.getTime() - other.at.getTime())
      .map(({ tender }) => tender),
    refunds: refundsOf(order, paid),
    refunded,
    cashReceipt: cashReceiptOf(order),
  }
}

function kindOf(order: Order): SlipKind {
  const status = statusOf(order)
  if (status === 'refunded') return 'cancelled'
  return status === 'partly_refunded' ? 'partly_refunded' : 'sale'
}

function lineOf(line: OrderLine): SlipLine {
  const own = won(line.discount - line.discountShare)
  return {
    name: line.name,
    quantity: line.quantity,
    unitPrice: line.unitPrice,
    amount: won(line.unitPrice * line.quantity),
    isExempt: line.taxType === 'exempt',
    discount: own === 0 ? null : { reason: line.discountReason ?? '', amount: own },
  }
}

/** Toss's figures where one payment of Toss's took all of it; else our own rule for our own lines. */
function taxOf(order: Order, paid: readonly Paid[], refunded: Won): SlipTax {
  const [only] = paid
  if (only !== undefined && paid.length === 1 && order.cash.length === 0) {
    const { suppliedAmount: supplied, vat, taxFreeAmount: taxFree } = only.payment
    return { supplied, vat, taxFree, isOfRemaining: refunded > 0 }
  }
  const vat = vatInside(order.lines)
  const taxFree = order.lines
    .filter(({ taxType }) => taxType === 'exempt')
    .reduce((sum, { amount }) => sum + amount, 0)
  return { supplied: order.totalAmount - taxFree - vat, vat, taxFree, isOfRemaining: false }
}

/** Of these payments: an earlier attempt of the order may have been given back as a whole. */
function refundsOf(order: Order, paid: readonly Paid[]): Slip['refunds'] {
  const ids = new Set(paid.map(({ orderId }) => orderId))
  return [
    ...order.refunds.flatMap((refund) =>
      ids.has(refund.orderId) && refund.state === 'done' && refund.settledAt !== null
        ? [{ at: refund.settledAt, amount: refund.amount, reason: refund.reason }]
        : [],
    ),
    ...order.cashRefunds.map(({ refundedAt, amount, reason }) => ({
      at: refundedAt,
      amount,
      reason,
    })),
  ].sort((one, other) => one.at.getTime() - other.at.getTime())
}

const PURPOSES: Record<CashReceiptKind, string> = {
  income: '소득공제',
  expense: '지출증빙',
  self: '자진발급',
}

/** The newest that Toss has given a number to. */
function cashReceiptOf({ cashReceipts }: Order): Slip['cashReceipt'] {
  const issued = cashReceipts.findLast(({ state }) => state === 'done')
  return issued === undefined || issued.issueNumber === null
    ? null
    : { purpose: PURPOSES[issued.kind], number: issued.issueNumber }
}

const cashOf = ({ amount, received }: CashTender): SlipTender => ({
  method: '현금',
  amount,
  cardCompany: null,
  cardNumber: null,
  installmentMonths: null,
  approveNo: null,
  approvedAt: null,
  account: null,
  points: null,
  received,
  change: received - amount,
})

function tenderOf(payment: Payment): SlipTender {
  const { card, virtualAccount, easyPay } = payment
  const points = easyPay?.discountAmount ?? 0
  return {
    method: tenderName(payment),
    amount: payment.totalAmount,
    cardCompany: card === null ? null : cardCompanyOf(card, 'ko'),
    cardNumber: card?.number ?? null,
    installmentMonths: card?.installmentPlanMonths ?? null,
    approveNo: card?.approveNo ?? payment.giftCertificate?.approveNo ?? null,
    approvedAt: payment.approvedAt,
    account:
      virtualAccount === null
        ? null
        : [virtualAccountBank(virtualAccount, 'ko'), virtualAccount.accountNumber].join(' ').trim(),
    points: points === 0 ? null : points,
    received: null,
    change: null,
  }
}
