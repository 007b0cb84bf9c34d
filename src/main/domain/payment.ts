/** A payment as Toss described it, parsed once at the edge. Source: Toss's Payment object, API 1.0 to 2024-06-01. */
export interface Payment {
  readonly paymentKey: string
  readonly orderId: string
  /** May be empty; absent before API 1.3. */
  readonly orderName: string
  readonly mId: string | null
  /** Date version, or 1.x for old merchants, or null before 1.2. */
  readonly version: string | null
  readonly type: string | null
  /** DONE, WAITING_FOR_DEPOSIT, … An open set: an unknown status is unknown, not an error. */
  readonly status: string
  /** 카드, 간편결제, 가상계좌 …; null before a method is chosen. */
  readonly method: string | null
  /** KRW where Toss sent none (before API 1.x named it). */
  readonly currency: string
  /** In units of `currency`; whole won for KRW. Never changes. */
  readonly totalAmount: number
  /** What can still be cancelled. Also full on ABORTED and EXPIRED, where nothing was paid. */
  readonly balanceAmount: number
  readonly suppliedAmount: number | null
  readonly vat: number | null
  readonly taxFreeAmount: number | null
  readonly taxExemptionAmount: number | null
  readonly requestedAt: string | null
  readonly approvedAt: string | null
  readonly lastTransactionKey: string | null
  readonly isPartialCancelable: boolean
  readonly useEscrow: boolean | null
  readonly card: PaymentCard | null
  readonly easyPay: PaymentEasyPay | null
  readonly virtualAccount: PaymentVirtualAccount | null
  readonly transfer: {
    readonly bankCode: string | null
    readonly settlementStatus: string | null
  } | null
  readonly mobilePhone: { readonly customerMobilePhone: string | null } | null
  readonly giftCertificate: { readonly approveNo: string | null } | null
  readonly cancels: readonly PaymentCancel[]
  readonly receiptUrl: string | null
  readonly failure: { readonly code: string; readonly message: string } | null
  /** Instant discount. */
  readonly discountAmount: number | null
  readonly country: string | null
  /** The answer itself, as JSON gave it: nothing Toss said is lost, whatever was parsed. */
  readonly raw: Readonly<Record<string, unknown>>
}

export interface PaymentCard {
  readonly amount: number | null
  /** Two-character organisation code; strings with leading digits or letters. */
  readonly issuerCode: string | null
  readonly acquirerCode: string | null
  /** Korean company name, before API 2022-11-16. */
  readonly company: string | null
  readonly number: string | null
  /** 0 is a lump sum. */
  readonly installmentPlanMonths: number | null
  readonly isInterestFree: boolean | null
  readonly approveNo: string | null
  readonly cardType: string | null
  readonly ownerType: string | null
  readonly acquireStatus: string | null
}

export interface PaymentEasyPay {
  readonly provider: string
  /** null where Toss gave only the provider's name (API 1.x). */
  readonly amount: number | null
  readonly discountAmount: number | null
}

export interface PaymentVirtualAccount {
  readonly accountNumber: string
  readonly accountType: string | null
  readonly bankCode: string | null
  /** Korean bank name, before API 2022-11-16. */
  readonly bank: string | null
  readonly customerName: string | null
  readonly depositorName: string | null
  readonly dueDate: string | null
  readonly expired: boolean | null
  readonly refundStatus: string | null
  readonly settlementStatus: string | null
}

export interface PaymentCancel {
  readonly cancelAmount: number
  readonly cancelReason: string
  readonly canceledAt: string
  readonly transactionKey: string | null
  /** DONE where Toss sent none (payloads before late 2023). */
  readonly cancelStatus: string
  readonly refundableAmount: number | null
  readonly taxFreeAmount: number | null
}
