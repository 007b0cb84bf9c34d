/**
 * Toss's tax split of an amount in won: VAT is an eleventh of what is taxed, half up, and the supply value is the rest
 * (toss-api 4.1). After partial cancels it is computed from the balance, so the VAT of the cancels need not add up.
 */
export function splitVat(
  amount: number,
  taxFreeAmount: number,
  taxExemptionAmount: number,
): { readonly suppliedAmount: number; readonly vat: number } {
  const taxed = Math.max(0, amount - taxFreeAmount - taxExemptionAmount)
  const vat = Math.round(taxed / 11)
  return { suppliedAmount: taxed - vat, vat }
}
