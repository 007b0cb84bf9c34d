/** What a key of a scanner means, by its place on the keyboard: in Hangul mode `key` says ㅂ, or Process. */

const SIGNS: Readonly<Record<string, readonly [string, string]>> = {
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
  Comma: [',', '<'],
  Semicolon: [';', ':'],
  Space: [' ', ' '],
  NumpadSubtract: ['-', '-'],
  NumpadAdd: ['+', '+'],
  NumpadDecimal: ['.', '.'],
  NumpadDivide: ['/', '/'],
  NumpadMultiply: ['*', '*'],
}
/** Above the digits, on the keyboards that Korea and the United States use. */
const ABOVE_DIGITS = ')!@#$%^&*('

/** The character on a US keyboard, which scanners pretend to be; null for keys that write nothing. */
export function scannedChar(code: string, isShifted: boolean): string | null {
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1]
  if (digit !== undefined) {
    return isShifted && code.startsWith('Digit') ? ABOVE_DIGITS.charAt(Number(digit)) : digit
  }
  const letter = /^Key([A-Z])$/.exec(code)?.[1]
  if (letter !== undefined) return isShifted ? letter : letter.toLowerCase()
  return SIGNS[code]?.[isShifted ? 1 : 0] ?? null
}

/** What scanners send after a code: set to Enter when they leave the factory, Tab by some shops. */
export const isScanEnd = (code: string): boolean =>
  code === 'Enter' || code === 'NumpadEnter' || code === 'Tab'
