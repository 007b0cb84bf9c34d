/** What the cashier has chosen in the refund panel, and what it comes to. Pure. */
import { amountOfPieces } from '#shared/discount.ts'
import type { InputOf, OrderLineView, OrderView, RefundAccountInput } from '#shared/ipc/contract.ts'
import type { Won } from '#shared/money.ts'

export const REASONS = ['change', 'defect', 'mistake', 'other'] as const
export type ReasonKind = (typeof REASONS)[number]

export interface RefundDraft {
  /** Pieces to take back by lineNo; a line that is left out counts 0. */
  readonly quantities: Readonly<Record<number, number>>
  /** In won; null follows the lines. */
  readonly typedAmount: number | null
  readonly reason: ReasonKind | null
  readonly reasonText: string
  readonly account: RefundAccountInput
}

export type RefundProblem = 'amount' | 'amountTooLarge' | 'reason' | 'reasonText' | 'account'

export const piecesLeft = (line: OrderLineView): number => line.quantity - line.refundedQuantity

const allPieces = (order: OrderView): Record<number, number> =>
  Object.fromEntries(order.lines.map((line) => [line.lineNo, piecesLeft(line)]))

/** Nothing is chosen, so that no tap too many refunds; where there is no choice, everything is. */
export function startDraft(order: OrderView): RefundDraft {
  const left = order.lines.reduce((sum, line) => sum + piecesLeft(line), 0)
  return {
    quantities: left === 1 || !order.canRefundPart ? allPieces(order) : {},
    typedAmount: order.canRefundPart ? null : order.refundableAmount,
    reason: null,
    reasonText: '',
    account: { bankCode: '', accountNumber: '', holderName: '' },
  }
}

export const quantityOf = (draft: RefundDraft, line: OrderLineView): number =>
  Math.min(draft.quantities[line.lineNo] ?? 0, piecesLeft(line))

export const isAllChosen = (draft: RefundDraft, order: OrderView): boolean =>
  order.lines.every((line) => quantityOf(draft, line) === piecesLeft(line))

/** A changed line makes the amount follow the lines again. */
export const chooseQuantity = (
  draft: RefundDraft,
  lineNo: number,
  quantity: number,
): RefundDraft => ({
  ...draft,
  quantities: { ...draft.quantities, [lineNo]: quantity },
  typedAmount: null,
})

export const chooseAll = (draft: RefundDraft, order: OrderView): RefundDraft => ({
  ...draft,
  quantities: allPieces(order),
  typedAmount: null,
})

export const chooseNone = (draft: RefundDraft): RefundDraft => ({
  ...draft,
  quantities: {},
  typedAmount: null,
})

/**
 * What the chosen lines come to, in won, less what was taken off them when they were sold. All pieces that are left come to all money that is left:
 * an earlier refund by amount may have taken some of it.
 */
export function linesAmount(draft: RefundDraft, order: OrderView): number {
  if (isAllChosen(draft, order)) return order.refundableAmount
  const sum = order.lines.reduce(
    (total, line) => total + amountOfPieces(line, line.refundedQuantity, quantityOf(draft, line)),
    0,
  )
  return Math.min(sum, order.refundableAmount)
}

/** In won. */
export const amountOf = (draft: RefundDraft, order: OrderView): number =>
  draft.typedAmount ?? linesAmount(draft, order)

/** Digits of a Korean bank account; Toss takes 20 at most. */
export const MIN_ACCOUNT_DIGITS = 6
export const MAX_ACCOUNT_DIGITS = 20

const isAccountFilled = ({ bankCode, accountNumber, holderName }: RefundAccountInput): boolean =>
  bankCode !== '' && accountNumber.length >= MIN_ACCOUNT_DIGITS && holderName.trim() !== ''

/** What is still missing, the first thing first; null where the refund can be sent. */
export function problemOf(draft: RefundDraft, order: OrderView): RefundProblem | null {
  const amount = amountOf(draft, order)
  if (amount > order.refundableAmount) return 'amountTooLarge'
  if (!Number.isInteger(amount) || amount <= 0) return 'amount'
  if (draft.reason === null) return 'reason'
  if (draft.reason === 'other' && draft.reasonText.trim() === '') return 'reasonText'
  if (order.needsRefundAccount && !isAccountFilled(draft.account)) return 'account'
  return null
}

export type RefundContent = Omit<InputOf<'orders.refund'>, 'intentId'>

/** What main is sent. `reasonWords` are the words on the chosen chip. Only for a draft without a problem. */
export function contentOf(
  draft: RefundDraft,
  order: OrderView,
  reasonWords: string,
): RefundContent {
  const text = draft.reasonText.trim()
  const reason =
    draft.reason === 'other' ? text : text === '' ? reasonWords : `${reasonWords} · ${text}`
  return {
    orderId: order.orderId,
    amount: amountOf(draft, order) as Won,
    reason: reason.slice(0, 200),
    lines: order.lines.flatMap((line) => {
      const quantity = quantityOf(draft, line)
      return quantity > 0 ? [{ lineNo: line.lineNo, quantity }] : []
    }),
    ...(order.needsRefundAccount
      ? { refundAccount: { ...draft.account, holderName: draft.account.holderName.trim() } }
      : {}),
  }
}
