import { type Won, won } from '#shared/money.ts'
import type { TaxType } from '#shared/vocabulary.ts'

/**
 * VAT inside the taxable part of a sale, in won: 10/110 of it, half up, once per order rather than
 * per line. Our own rule for our own lines; what Toss books for a payment is Toss's figure, and the
 * two are never forced to agree.
 */
export function vatInside(
  lines: readonly { readonly amount: Won; readonly taxType: TaxType }[],
): Won {
  let taxable = 0
  for (const line of lines) if (line.taxType === 'taxable') taxable += line.amount
  // 10/110 is 1/11; whole won are never exactly half way between two elevenths, so round is half up.
  return won(Math.round(taxable / 11))
}
