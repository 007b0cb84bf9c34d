declare const wonBrand: unique symbol

/** An amount in Korean won: a whole number from 0 to {@link MAX_WON}. Refunds are positive amounts too. */
export type Won = number & { readonly [wonBrand]: 'Won' }

/** The largest amount the till accepts or shows, in won. */
export const MAX_WON = 9_999_999_999

export const isWon = (value: unknown): value is Won =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MAX_WON

/** Brands a number as won. Throws RangeError for fractions, negatives and amounts over {@link MAX_WON}. */
export function won(value: number): Won {
  if (!isWon(value)) throw new RangeError(`not an amount in won: ${value}`)
  return value
}

export const ZERO_WON = won(0)
