import type { Won } from '#shared/money.ts'
import type { SlipKind } from '#shared/vocabulary.ts'

/** The shop as it stands on top of every slip; empty texts are left out. */
export interface SlipShop {
  readonly name: string
  readonly businessNumber: string
  readonly owner: string
  readonly address: string
  readonly phone: string
}

/** What was taken off, in won as a positive amount, and why. */
export interface SlipDiscount {
  readonly reason: string
  readonly amount: Won
}

export interface SlipLine {
  readonly name: string
  readonly quantity: number
  readonly unitPrice: Won
  /** Before the discount. */
  readonly amount: Won
  readonly isExempt: boolean
  readonly discount: SlipDiscount | null
}

/** One way in which a part of the sale was paid. */
export interface SlipTender {
  /** In Korean, as staff say it: 카드, 토스페이, 현금. */
  readonly method: string
  /** In won. */
  readonly amount: number
  readonly cardCompany: string | null
  readonly cardNumber: string | null
  /** 0 is a lump sum (일시불); null where it isn't a card. */
  readonly installmentMonths: number | null
  readonly approveNo: string | null
  /** ISO 8601 with offset, as Toss gave it. */
  readonly approvedAt: string | null
  /** Virtual account: the bank and the number that was paid into. */
  readonly account: string | null
  /** Points or coupons inside the amount, in won. */
  readonly points: number | null
  /** Cash: what the customer gave, and got back, in won. */
  readonly received: number | null
  readonly change: number | null
}

/** Won; what is inside the total, or inside what is left of it. */
export interface SlipTax {
  readonly supplied: number | null
  readonly vat: number | null
  readonly taxFree: number | null
  /** Toss works its figures out anew after a refund: they are then those of the remaining amount. */
  readonly isOfRemaining: boolean
}

/**
 * All that stands on a slip, whatever it is drawn with. For the customer and for the tax office, so in
 * Korean, whatever the language of the till.
 */
export interface Slip {
  readonly kind: SlipKind
  /** 재발행: a slip of this sale may be in somebody's hand already. */
  readonly isReissue: boolean
  /** Of the training store: no money moved, and every slip says so. */
  readonly isTraining: boolean
  readonly shop: SlipShop
  /** What staff say aloud, and the barcode: 0001-000123. */
  readonly number: string
  /** What Toss knows the payment by; null where Toss has no part in it. */
  readonly tossOrderId: string | null
  readonly soldAt: Date
  /** Of a slip that is printed again. */
  readonly printedAt: Date
  readonly lines: readonly SlipLine[]
  /** Of the whole order. */
  readonly discounts: readonly SlipDiscount[]
  readonly total: Won
  readonly tax: SlipTax
  /** At least one for a slip with prices, in the order in which they were taken. */
  readonly tenders: readonly SlipTender[]
  /** Done ones, oldest first. */
  readonly refunds: readonly { readonly at: Date; readonly amount: Won; readonly reason: string }[]
  readonly refunded: Won
  readonly cashReceipt: { readonly purpose: string; readonly number: string } | null
}
