import { type Won, won } from '#shared/money.ts'
import { cardCompanyOf, tenderName, virtualAccountBank } from './method-text.ts'
import { lastAttempt, refundedOf } from './order-status.ts'
import type { Order } from './order.ts'
import type { Payment } from './payment.ts'
import type { Slip, SlipLine, SlipShop, SlipTender } from './slip.ts'

export interface SlipFacts {
  readonly shop: SlipShop
  readonly isTraining: boolean
  readonly isReissue: boolean
  readonly isExchange: boolean
  readonly now: Date
}

/** Only of a sale that was paid: a slip for anything else would look like proof of payment. */
export function slipOf(order: Order, facts: SlipFacts): Slip | null {
  const attempt = lastAttempt(order)
  if (attempt.state.kind !== 'paid') return null
  const { payment } = attempt.state
  const refunded = won(refundedOf(attempt.state))
  return {
    kind: facts.isExchange ? 'exchange' : kindOf(refunded, payment),
    isReissue: facts.isReissue,
    isTraining: facts.isTraining,
    shop: facts.shop,
    number: order.number,
    tossOrderId: attempt.orderId,
    soldAt: order.createdAt,
    printedAt: facts.now,
    lines: order.lines.map((line): SlipLine => ({
      name: line.name,
      quantity: line.quantity,
      unitPrice: line.unitPrice,
      amount: line.amount,
      isExempt: line.taxType === 'exempt',
      discount: null,
    })),
    discounts: [],
    total: order.totalAmount,
    tax: {
      supplied: payment.suppliedAmount,
      vat: payment.vat,
      taxFree: payment.taxFreeAmount,
      isOfRemaining: refunded > 0,
    },
    tenders: [tenderOf(payment)],
    refunds: order.refunds.flatMap((refund) =>
      // Of this payment: an earlier attempt of the order may have been given back as a whole.
      refund.orderId === attempt.orderId && refund.state === 'done' && refund.settledAt !== null
        ? [{ at: refund.settledAt, amount: refund.amount, reason: refund.reason }]
        : [],
    ),
    refunded,
    cashReceipt: null,
  }
}

const kindOf = (refunded: Won, { balanceAmount }: Payment) =>
  refunded === 0 ? 'sale' : balanceAmount === 0 ? 'cancelled' : 'partly_refunded'

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
