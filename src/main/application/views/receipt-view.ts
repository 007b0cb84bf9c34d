import type { ReceiptView } from '#shared/ipc/contract.ts'
import type { Order } from '../../domain/order.ts'
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
  const { card } = payment
  return {
    isTraining,
    shop: { ...shop },
    number: receipt.number,
    orderId: receipt.orderId,
    soldAt: receipt.soldAt.toISOString(),
    lines: lineViews(order),
    ...termsView(order),
    totalAmount: receipt.totalAmount,
    suppliedAmount: payment.suppliedAmount,
    vat: payment.vat,
    taxFreeAmount: payment.taxFreeAmount,
    payment: {
      methodText: methodText(payment, 'ko'),
      cardCompany: card === null ? null : cardCompanyOf(card, 'ko'),
      cardNumber: card?.number ?? null,
      approveNo: card?.approveNo ?? payment.giftCertificate?.approveNo ?? null,
      approvedAt: payment.approvedAt,
      installmentMonths: card?.installmentPlanMonths ?? null,
      tossReceiptUrl: payment.receiptUrl,
    },
    refunds: receipt.refunds.map((refund) => ({
      at: refund.settledAt.toISOString(),
      amount: refund.amount,
      reason: refund.reason,
    })),
    refundedAmount: receipt.refundedAmount,
  }
}
