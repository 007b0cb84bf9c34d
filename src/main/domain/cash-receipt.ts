import { type Won, won } from '#shared/money.ts'
import type { CashReceiptKind } from '#shared/vocabulary.ts'
import type { CashReceipt, CashReceiptCancel, Order, Reason } from './order.ts'

/** A receipt, or a cancel of one, as Toss describes it. */
export interface TossReceipt {
  readonly receiptKey: string
  readonly orderId: string
  readonly amount: number
  /** CONFIRM or CANCEL. An open set. */
  readonly transactionType: string
  /** IN_PROGRESS until the tax office has answered, a day or two later. An open set. */
  readonly issueStatus: string
  readonly issueNumber: string | null
  readonly receiptUrl: string | null
  readonly failure: Reason | null
}

/** The tax office's own number for a customer who gives none. Source: toss-api 3.10. */
const SELF_NUMBER = '0100001234'

/** Weights of the first nine digits of a business number; the tenth makes the sum whole. */
const WEIGHTS = [1, 3, 7, 1, 3, 7, 1, 3, 5]

function isBusinessNumber(digits: string): boolean {
  if (!/^\d{10}$/.test(digits)) return false
  const at = (index: number) => Number(digits[index])
  const sum = WEIGHTS.reduce((all, weight, index) => all + weight * at(index), 0)
  return (10 - ((sum + Math.floor((at(8) * 5) / 10)) % 10)) % 10 === at(9)
}

/** A mobile phone, or a cash receipt card of 13 to 19 digits. */
const isPersonalNumber = (digits: string): boolean =>
  /^01[016789]\d{7,8}$/.test(digits) || /^\d{13,19}$/.test(digits)

/** The digits to send for a number as it was typed; null where it can't be one of this kind. */
export function receiptNumberOf(kind: CashReceiptKind, typed: string): string | null {
  const digits = typed.replaceAll(/[\s-]/g, '')
  switch (kind) {
    case 'self':
      return SELF_NUMBER
    case 'income':
      return isPersonalNumber(digits) ? digits : null
    case 'expense':
      return isBusinessNumber(digits) ? digits : null
  }
}

/** 01012345678 → 010-****-5678, 1234567890 → ***-**-67890, a card by its last four digits. */
export function maskReceiptNumber(kind: CashReceiptKind, digits: string): string {
  const last = digits.slice(-4)
  if (kind === 'self') return '010-000-1234'
  if (kind === 'expense') return `***-**-*${last}`
  return digits.length <= 11 ? `${digits.slice(0, 3)}-****-${last}` : `•••• ${last}`
}

/** Toss's word for a kind. What the shop issues by itself is a person's, under the tax office's number. */
export const tossReceiptType = (kind: CashReceiptKind): '소득공제' | '지출증빙' =>
  kind === 'expense' ? '지출증빙' : '소득공제'

/** What of a part of an order is free of VAT: in the same proportion as in the whole, in won. */
export function taxFreePart({ lines, totalAmount }: Order, amount: Won): Won {
  const exempt = lines
    .filter(({ taxType }) => taxType === 'exempt')
    .reduce((sum, line) => sum + line.amount, 0)
  return won(Math.round((exempt * amount) / totalAmount))
}

/** What a receipt still says, in won: cancels that Toss refused took nothing off. */
export const receiptLeft = ({ amount, cancels }: CashReceipt): Won =>
  won(
    cancels
      .filter(({ state }) => state !== 'refused')
      .reduce((rest, cancel) => rest - cancel.amount, amount as number),
  )

/** The receipt a tender has or may have; null where it has none, or Toss refused it. */
export const liveReceipt = (order: Order, tenderId: string): CashReceipt | null =>
  order.cashReceipts.find((one) => one.tenderId === tenderId && one.state !== 'refused') ?? null

/** Toss's row of this receipt in its list; null where it isn't there. */
export const receiptIn = (
  listed: readonly TossReceipt[],
  { orderId }: CashReceipt,
): TossReceipt | null =>
  listed.find((row) => row.orderId === orderId && row.transactionType === 'CONFIRM') ?? null

/**
 * Whether Toss's list holds this cancel. All cancels of a receipt have the same key there, so they are
 * told apart by their amounts: one more of this amount than were done before.
 */
export function isCancelListed(
  listed: readonly TossReceipt[],
  receipt: CashReceipt,
  cancel: CashReceiptCancel,
): boolean {
  const there = listed.filter(
    (row) =>
      row.transactionType === 'CANCEL' &&
      row.receiptKey === `c_${receipt.receiptKey}` &&
      row.amount === cancel.amount,
  ).length
  const counted = receipt.cancels.filter(
    (other) => other.id !== cancel.id && other.state === 'done' && other.amount === cancel.amount,
  ).length
  return there > counted
}
