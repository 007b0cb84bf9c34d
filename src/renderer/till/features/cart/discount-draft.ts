/** What the cashier has pressed together in the discount panel. Pure. */
import { type Discount, discountOff, DISCOUNT_KINDS } from '#shared/discount.ts'

export const DISCOUNT_REASONS = ['regular', 'event', 'flaw', 'staff', 'other'] as const
type DiscountReason = (typeof DISCOUNT_REASONS)[number]

export interface DiscountDraft {
  readonly kind: Discount['kind']
  readonly digits: string
  readonly reason: DiscountReason | null
  /** With 'other'. */
  readonly reasonText: string
}

export type DiscountProblem = 'value' | 'percent' | 'reason' | 'reasonText'

export { DISCOUNT_KINDS }

/** What is pressed at once. */
export const PRESETS: Readonly<Record<Discount['kind'], readonly number[]>> = {
  percent: [5, 10, 20, 50],
  won: [500, 1000, 2000],
}

/** `words`: what each reason is called now; a discount that has another one was written by hand. */
export function startDiscount(
  now: Discount | null,
  words: Readonly<Record<DiscountReason, string>>,
): DiscountDraft {
  if (now === null) return { kind: 'percent', digits: '', reason: null, reasonText: '' }
  const known = DISCOUNT_REASONS.find((reason) => words[reason] === now.reason)
  return {
    kind: now.kind,
    digits: String(now.value),
    reason: known ?? 'other',
    reasonText: known === undefined ? now.reason : '',
  }
}

/** What is still missing, the first thing first; null where it can be given. */
export function discountProblem(draft: DiscountDraft): DiscountProblem | null {
  const value = Number(draft.digits)
  if (value === 0) return 'value'
  if (draft.kind === 'percent' && value > 100) return 'percent'
  if (draft.reason === null) return 'reason'
  return draft.reason === 'other' && draft.reasonText.trim() === '' ? 'reasonText' : null
}

/** Only of a draft without a problem. */
export const discountOf = (
  { kind, digits, reason, reasonText }: DiscountDraft,
  words: Readonly<Record<DiscountReason, string>>,
): Discount => ({
  kind,
  value: Number(digits),
  reason: reason === null || reason === 'other' ? reasonText.trim() : words[reason],
})

/** What it takes off `of`, in won. */
export const amountOff = ({ kind, digits }: DiscountDraft, of: number): number =>
  discountOff(of, {
    kind,
    value: Math.min(Number(digits), kind === 'percent' ? 100 : of),
    reason: '',
  })
