import type { PaymentView, VirtualAccountNote } from '#shared/ipc/contract.ts'
import type { Language } from '#shared/vocabulary.ts'
import { methodText, virtualAccountBank } from '../../domain/method-text.ts'
import type { Payment } from '../../domain/payment.ts'

/** Proves a webhook's origin, so it is a secret of the shop: the page gets this in its place. */
const MASKED_SECRET = 'ps_••••'

function masked(value: unknown, key: string): unknown {
  if (key === 'secret' && typeof value === 'string') return MASKED_SECRET
  if (Array.isArray(value)) return value.map((item: unknown) => masked(item, ''))
  if (typeof value === 'object' && value !== null) return maskedRecord(value)
  return value
}

const maskedRecord = (record: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(record).map(([key, value]: [string, unknown]) => [key, masked(value, key)]),
  )

/** Toss's answer without the webhook value. */
export const maskedRaw = (payment: Payment): Record<string, unknown> => maskedRecord(payment.raw)

/** Every value of a JSON value by path: card.issuerCode, cancels[0].cancelAmount. Empty ones as [] and {}. */
export function fieldsOf(value: unknown, path = ''): { path: string; value: string }[] {
  if (typeof value !== 'object' || value === null) return [{ path, value: String(value) }]
  const entries: [string, unknown][] = Array.isArray(value)
    ? value.map((item: unknown, index) => [`${path}[${index}]`, item])
    : Object.entries(value).map(([key, item]: [string, unknown]) => [
        path === '' ? key : `${path}.${key}`,
        item,
      ])
  if (entries.length === 0) return [{ path, value: Array.isArray(value) ? '[]' : '{}' }]
  return entries.flatMap(([inner, item]) => fieldsOf(item, inner))
}

export function virtualAccountNote(
  payment: Payment,
  language: Language,
): VirtualAccountNote | null {
  const account = payment.virtualAccount
  if (account === null) return null
  return {
    bankCode: account.bankCode,
    bankName: virtualAccountBank(account, language),
    accountNumber: account.accountNumber,
    customerName: account.customerName,
    dueDate: account.dueDate,
    refundStatus: account.refundStatus,
  }
}

export function paymentView(payment: Payment, language: Language): PaymentView {
  const raw = maskedRaw(payment)
  return {
    paymentKey: payment.paymentKey,
    orderId: payment.orderId,
    orderName: payment.orderName,
    status: payment.status,
    method: payment.method,
    methodText: methodText(payment, language),
    currency: payment.currency,
    totalAmount: payment.totalAmount,
    balanceAmount: payment.balanceAmount,
    suppliedAmount: payment.suppliedAmount,
    vat: payment.vat,
    taxFreeAmount: payment.taxFreeAmount,
    requestedAt: payment.requestedAt,
    approvedAt: payment.approvedAt,
    approveNo: payment.card?.approveNo ?? payment.giftCertificate?.approveNo ?? null,
    lastTransactionKey: payment.lastTransactionKey,
    isPartialCancelable: payment.isPartialCancelable,
    receiptUrl: payment.receiptUrl,
    virtualAccount: virtualAccountNote(payment, language),
    cancels: payment.cancels.map((cancel) => ({
      cancelAmount: cancel.cancelAmount,
      cancelReason: cancel.cancelReason,
      canceledAt: cancel.canceledAt,
      transactionKey: cancel.transactionKey,
      cancelStatus: cancel.cancelStatus,
      refundableAmount: cancel.refundableAmount,
    })),
    failure: payment.failure,
    fields: fieldsOf(raw),
    raw,
  }
}
