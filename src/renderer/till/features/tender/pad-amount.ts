/** What the pad makes of what was typed. Pure. */

/** As many digits as the largest amount the till counts has. */
const MAX_DIGITS = 10

/** One key of the pad more: a digit, or 00. A leading nought says nothing. */
export const withKey = (digits: string, key: string): string =>
  `${digits}${key}`.replace(/^0+/, '').slice(0, MAX_DIGITS)

/** A note on the pile: 10,000 twice is 20,000. */
export const withNote = (digits: string, note: number): string =>
  withKey('', String(Number(digits === '' ? '0' : digits) + note))

export interface PadCash {
  /** What it pays of what is due, in won. */
  readonly amount: number
  readonly received: number
  readonly change: number
  /** What is left to be paid after it. */
  readonly rest: number
}

/** Nothing typed is the exact amount; less than is due pays a part. */
export function cashOf(digits: string, due: number): PadCash {
  const received = digits === '' ? due : Number(digits)
  const amount = Math.min(received, due)
  return { amount, received, change: received - amount, rest: due - amount }
}
