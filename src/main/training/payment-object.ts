import { kstTime } from './kst-time.ts'
import {
  balanceOf,
  type BoxCancel,
  type BoxPayment,
  lastTransactionKeyOf,
  type Means,
} from './payment-record.ts'
import { splitVat } from './vat.ts'

const DASHBOARD = 'https://dashboard-sandbox.tosspayments.com'
/** Toss sends money back to an account within two business days. */
const ACCOUNT_REFUND_MS = 2 * 24 * 60 * 60 * 1000

const cancelObject = (cancel: BoxCancel) => ({
  transactionKey: cancel.transactionKey,
  cancelReason: cancel.reason,
  taxExemptionAmount: 0,
  canceledAt: kstTime(cancel.canceledAt),
  transferDiscountAmount: 0,
  easyPayDiscountAmount: 0,
  receiptKey: null,
  cancelAmount: cancel.amount,
  taxFreeAmount: cancel.taxFreeAmount,
  refundableAmount: cancel.refundableAmount,
  cancelStatus: 'DONE',
  cancelRequestId: null,
})

/** How far the money of all cancels got back to the account (toss-api 4.2). */
function refundStatus(payment: BoxPayment, now: number): string {
  const sent = payment.cancels.filter((cancel) => cancel.paidBack)
  if (sent.length === 0) return 'NONE'
  if (sent.some(({ canceledAt }) => now - canceledAt <= ACCOUNT_REFUND_MS)) return 'PENDING'
  const failed = sent.filter((cancel) => cancel.refundFails === true).length
  if (failed === 0) return 'COMPLETED'
  return failed === sent.length ? 'FAILED' : 'PARTIAL_FAILED'
}

const virtualAccountObject = (
  account: NonNullable<Means['virtualAccount']>,
  payment: BoxPayment,
  now: number,
) => ({
  accountNumber: account.accountNumber,
  accountType: account.accountKey === undefined ? '일반' : '고정',
  bankCode: account.bankCode,
  customerName: account.customerName,
  dueDate: kstTime(account.dueAt),
  // Past due changes no status; only this flag tells (toss-api 3.5).
  expired: payment.status === 'WAITING_FOR_DEPOSIT' && now > account.dueAt,
  settlementStatus: 'INCOMPLETED',
  refundStatus: refundStatus(payment, now),
  refundReceiveAccount: null,
})

const receiptUrl = (payment: BoxPayment) =>
  payment.means?.virtualAccount
    ? `${DASHBOARD}/receipt/payment-detail/bank-transfer?transactionId=${payment.paymentKey}&ref=PX`
    : `${DASHBOARD}/receipt/redirection?transactionId=${payment.paymentKey}&ref=PX`

/** The cash receipt that comes with a deposit (toss-api 3.5). */
const cashReceiptOf = (payment: BoxPayment, amount: number, taxFreeAmount: number) =>
  payment.cashReceipt && payment.approvedAt !== null
    ? {
        type: payment.cashReceipt.type,
        receiptKey: payment.cashReceipt.receiptKey,
        issueNumber: payment.cashReceipt.issueNumber,
        receiptUrl: `${DASHBOARD}/receipts/cash-receipt/${payment.orderId}/${payment.mId}?ref=PX`,
        amount,
        taxFreeAmount,
      }
    : null

const hasMoved = (payment: BoxPayment) =>
  payment.status === 'DONE' ||
  payment.status === 'CANCELED' ||
  payment.status === 'PARTIAL_CANCELED' ||
  payment.status === 'WAITING_FOR_DEPOSIT'

/**
 * The Payment object of API version 2022-11-16 as Toss answers it: every key there, null where empty (arrays too), in
 * the key order of the recorded card payment.
 */
export function paymentObject(payment: BoxPayment, now: number) {
  const moved = hasMoved(payment)
  const means = moved ? payment.means : null
  const failed = payment.status === 'EXPIRED' || payment.status === 'ABORTED'
  const balanceAmount = balanceOf(payment)
  const taxFreeAmount = Math.min(
    balanceAmount,
    payment.cancels.reduce((left, cancel) => left - cancel.taxFreeAmount, payment.taxFreeAmount),
  )
  // A payment with a tax-exempt part can only be cancelled whole, so the part goes with it.
  const taxExemptionAmount = balanceAmount === 0 ? 0 : payment.taxExemptionAmount
  const { suppliedAmount, vat } = splitVat(balanceAmount, taxFreeAmount, taxExemptionAmount)
  return {
    mId: payment.mId,
    lastTransactionKey: lastTransactionKeyOf(payment),
    paymentKey: payment.paymentKey,
    orderId: payment.orderId,
    orderName: payment.orderName,
    taxExemptionAmount,
    status: payment.status,
    requestedAt: kstTime(payment.requestedAt),
    approvedAt: payment.approvedAt === null ? null : kstTime(payment.approvedAt),
    useEscrow: failed ? null : (payment.useEscrow ?? false),
    cultureExpense: false,
    card: means?.card ?? null,
    virtualAccount: means?.virtualAccount
      ? virtualAccountObject(means.virtualAccount, payment, now)
      : null,
    transfer: means?.transfer ?? null,
    mobilePhone: null,
    giftCertificate: null,
    cashReceipt: cashReceiptOf(payment, balanceAmount, taxFreeAmount),
    cashReceipts: null,
    discount: null,
    cancels: payment.cancels.length === 0 ? null : payment.cancels.map(cancelObject),
    secret: failed ? null : payment.secret,
    type: 'NORMAL',
    easyPay: means?.easyPay ?? null,
    country: 'KR',
    failure: payment.failure,
    isPartialCancelable: payment.isPartialCancelable,
    receipt: moved ? { url: receiptUrl(payment) } : null,
    checkout: { url: `https://api.tosspayments.com/v1/payments/${payment.paymentKey}/checkout` },
    currency: 'KRW',
    totalAmount: payment.totalAmount,
    balanceAmount,
    suppliedAmount,
    vat,
    taxFreeAmount,
    method: payment.means?.method ?? null,
    version: '2022-11-16',
    metadata: payment.metadata,
  }
}
