import type { ReceiptView } from '#shared/ipc/contract.ts'
import { won } from '#shared/money.ts'
import type { Order } from '../../domain/order.ts'
import type { Payment } from '../../domain/payment.ts'
import { vatInside } from '../../domain/vat.ts'
import { cardCompanyOf, methodText } from '../../domain/method-text.ts'
import type { ReceiptFacts } from '../../domain/receipt.ts'
import type { ShopFacts } from '../ports.ts'
import { lineViews, termsView } from './order-view.ts'

/** A slip is for the customer and for the tax office: Korean, whatever the till's language is. */
export const receiptView = (
  receipt: ReceiptFacts,
  order: Order,
  shop: ShopFacts,
  isTraining: boolean,
): ReceiptView => {
  const { payment } = receipt
  const figures = receipt.cash.length > 0 || payment === null ? ownFigures(receipt) : payment
  return {
    isTraining,
    shop: { ...shop },
    number: receipt.number,
    orderId: receipt.orderId,
    soldAt: receipt.soldAt.toISOString(),
    lines: lineViews(order),
    ...termsView(order),
    totalAmount: receipt.totalAmount,
    suppliedAmount: figures.suppliedAmount,
    vat: figures.vat,
    taxFreeAmount: figures.taxFreeAmount,
    payment: payment === null ? null : paymentOf(payment),
    refunds: receipt.refunds.map((refund) => ({
      at: refund.settledAt.toISOString(),
      amount: refund.amount,
      reason: refund.reason,
    })),
    refundedAmount: receipt.refundedAmount,
    cash: receipt.cash.map(({ amount, received }) => ({
      amount,
      received,
      change: won(received - amount),
    })),
  }
}

/** By our own rule for our own lines: Toss knows nothing of cash. */
function ownFigures({ lines, totalAmount }: ReceiptFacts) {
  const vat = vatInside(lines)
  const exempt = lines.filter(({ taxType }) => taxType === 'exempt')
  const taxFreeAmount = exempt.reduce((sum, { amount }) => sum + amount, 0)
  return { vat, taxFreeAmount, suppliedAmount: totalAmount - taxFreeAmount - vat }
}

const paymentOf = (payment: Payment): NonNullable<ReceiptView['payment']> => ({
  methodText: methodText(payment, 'ko'),
  cardCompany: payment.card === null ? null : cardCompanyOf(payment.card, 'ko'),
  cardNumber: payment.card?.number ?? null,
  approveNo: payment.card?.approveNo ?? payment.giftCertificate?.approveNo ?? null,
  approvedAt: payment.approvedAt,
  installmentMonths: payment.card?.installmentPlanMonths ?? null,
  tossReceiptUrl: payment.receiptUrl,
})
