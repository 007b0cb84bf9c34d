/** What can be said of a number while it is typed; main has the last word. Pure. */
import type { CashReceiptKind } from '#shared/vocabulary.ts'

const digitsOf = (typed: string): string => typed.replaceAll(/\D/g, '')

/** 01012345678 → 010-1234-5678, 1234567890 → 123-45-67890; longer ones are cards, in fours. */
export function showNumber(kind: CashReceiptKind, typed: string): string {
  const digits = digitsOf(typed).slice(0, kind === 'expense' ? 10 : 19)
  const parts = (...ends: number[]) =>
    ends
      .map((end, index) => digits.slice(ends[index - 1] ?? 0, end))
      .filter((part) => part !== '')
      .join('-')
  if (kind === 'expense') return parts(3, 5, 10)
  if (digits.length <= 10) return parts(3, 6, 10)
  return digits.length === 11 ? parts(3, 7, 11) : (digits.match(/.{1,4}/g)?.join('-') ?? '')
}

/** Whether it is long enough to be sent. */
export const isWhole = (kind: CashReceiptKind, typed: string): boolean => {
  const { length } = digitsOf(typed)
  return kind === 'self' || (kind === 'expense' ? length === 10 : length >= 10)
}
