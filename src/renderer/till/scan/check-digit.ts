/** EAN-8, UPC-A, EAN-13 and GTIN-14: all weigh their digits 3, 1, 3 … from the last before the check digit. */
export function isCheckedBarcode(code: string): boolean {
  if (!/^(?:\d{8}|\d{12,14})$/.test(code)) return false
  const sum = Array.from(code, Number)
    .toReversed()
    .reduce((total, digit, place) => total + digit * (place % 2 === 0 ? 1 : 3), 0)
  return sum % 10 === 0
}
