/** What a barcode of a product may be, and whether its digits add up. */

/** What a scanner of a till types: printable ASCII without spaces. */
export const BARCODE = /^[!-~]{1,80}$/

/** EAN-8, UPC-A, EAN-13 and GTIN-14: their last digit is worked out from the others. */
const WITH_CHECK_DIGIT = /^(?:\d{8}|\d{12}|\d{13}|\d{14})$/

/**
 * The check digit of a GTIN's other digits: weights 3 and 1 in turn, from the right. Source: GS1 General
 * Specifications 7.9.
 */
export function checkDigitOf(digits: string): number {
  let sum = 0
  for (let at = 0; at < digits.length; at += 1) {
    sum += Number(digits[digits.length - 1 - at]) * (at % 2 === 0 ? 3 : 1)
  }
  return (10 - (sum % 10)) % 10
}

/**
 * The barcode as it would be with the right last digit; null where it is right already, or is of a kind
 * without one. A shop may use such a barcode all the same: what is printed on the goods is what scans.
 */
export function withRightCheckDigit(barcode: string): string | null {
  if (!WITH_CHECK_DIGIT.test(barcode)) return null
  const digits = barcode.slice(0, -1)
  const right = `${digits}${checkDigitOf(digits)}`
  return right === barcode ? null : right
}
