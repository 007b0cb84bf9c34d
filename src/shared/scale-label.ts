/**
 * Labels that a shop's own scale prints: EAN-13 with a prefix from 20 to 29, which GS1 leaves to shops
 * (General Specifications 2.1.11), then the item, then its price or weight, then the check digit. How many
 * digits each has is agreed between the scale and the till, hence a rule in the settings.
 */
import { checkDigitOf } from './barcode.ts'
import { isWon, type Won } from './money.ts'

export const LABEL_PREFIXES = ['20', '21', '22', '23', '24', '25', '26', '27', '28', '29'] as const
export type LabelPrefix = (typeof LABEL_PREFIXES)[number]
export const ITEM_LENGTHS = [4, 5, 6] as const
/** Grams that a product's price is for, where its label holds a weight. */
export const PRICE_UNITS = [100, 1000] as const

export interface LabelRule {
  /** What labels with each prefix hold: won or grams. Other prefixes are plain barcodes. */
  readonly holds: Readonly<Partial<Record<LabelPrefix, 'price' | 'weight'>>>
  /** Digits of the item's code, after the prefix; the others but the last are the price or weight. */
  readonly itemLength: (typeof ITEM_LENGTHS)[number]
  readonly priceUnit: (typeof PRICE_UNITS)[number]
}

export const NO_LABELS: LabelRule = { holds: {}, itemLength: 5, priceUnit: 100 }

export interface ReadLabel {
  /** The code of a product, with its leading zeros. */
  readonly item: string
  readonly holds: 'price' | 'weight'
  /** Won or grams, above 0. */
  readonly value: number
}

/** Twelve digits with their check digit. */
export const withCheckDigit = (first12: string): string => `${first12}${checkDigitOf(first12)}`

const isEan13 = (code: string): boolean =>
  /^\d{13}$/.test(code) && withCheckDigit(code.slice(0, 12)) === code

/** null where the code is no label by this rule: another prefix, a wrong check digit, nothing weighed. */
export function readLabel(rule: LabelRule, code: string): ReadLabel | null {
  const prefix = LABEL_PREFIXES.find((one) => code.startsWith(one))
  const holds = prefix === undefined ? undefined : rule.holds[prefix]
  if (holds === undefined || !isEan13(code)) return null
  const value = Number(code.slice(2 + rule.itemLength, 12))
  if (value === 0) return null
  return { item: code.slice(2, 2 + rule.itemLength), holds, value }
}

/** What a weight costs, rounded to the won; null past the largest amount. */
export function priceOfWeight(price: Won, grams: number, unit: number): Won | null {
  const amount = Math.round((price * grams) / unit)
  return isWon(amount) ? amount : null
}
