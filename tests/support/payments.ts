import type { Payment } from '../../src/main/domain/payment.ts'

/** A card payment of 5,000 won as Toss describes it, for what a test doesn't care about. */
export const payment = (changes: Partial<Payment> = {}): Payment => {
  const made: Payment = {
    paymentKey: 'tgen_20261123230000abcde',
    orderId: '20261123-0001-000001-A1B2',
    orderName: 'cafe-latte-라떼',
    mId: 'tgen_docs',
    version: '2022-11-16',
    type: 'NORMAL',
    status: 'DONE',
    method: '카드',
    currency: 'KRW',
    totalAmount: 5000,
    balanceAmount: 5000,
    suppliedAmount: 4545,
    vat: 455,
    taxFreeAmount: 0,
    taxExemptionAmount: 0,
    requestedAt: '2026-11-23T23:00:00+09:00',
    approvedAt: '2026-11-23T23:00:10+09:00',
    lastTransactionKey: 'txrd_a01',
    isPartialCancelable: true,
    useEscrow: false,
    card: {
      amount: 5000,
      issuerCode: '11',
      acquirerCode: '11',
      company: null,
      number: '55213300****079*',
      installmentPlanMonths: 0,
      isInterestFree: false,
      approveNo: '00000000',
      cardType: '신용',
      ownerType: '개인',
      acquireStatus: 'READY',
    },
    easyPay: null,
    virtualAccount: null,
    transfer: null,
    mobilePhone: null,
    giftCertificate: null,
    cancels: [],
    receiptUrl: null,
    failure: null,
    discountAmount: null,
    country: 'KR',
    raw: {},
    ...changes,
  }
  return {
    ...made,
    raw: changes.raw ?? {
      paymentKey: made.paymentKey,
      orderId: made.orderId,
      status: made.status,
      totalAmount: made.totalAmount,
      balanceAmount: made.balanceAmount,
      cancels: made.cancels.length === 0 ? null : made.cancels,
      secret: 'ps_canary',
    },
  }
}

/** What changes in a payment that is a waiting virtual account. */
export const waitingAccount = (dueDate = '2026-11-30T23:59:59+09:00'): Partial<Payment> => ({
  status: 'WAITING_FOR_DEPOSIT',
  method: '가상계좌',
  approvedAt: null,
  card: null,
  virtualAccount: {
    accountNumber: 'X6505636518308',
    accountType: '일반',
    bankCode: '20',
    bank: null,
    customerName: '김하나',
    depositorName: null,
    dueDate,
    expired: false,
    refundStatus: 'NONE',
    settlementStatus: 'INCOMPLETED',
  },
})
