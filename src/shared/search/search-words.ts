/**
 * Text as a search sees it: one Unicode form, lower case, cut into words. Where a word begins is kept,
 * because what begins a word is meant more often than what lies inside one.
 */

const isDigit = (char: string): boolean => char >= '0' && char <= '9'
const isKorean = (char: string): boolean =>
  (char >= '가' && char <= '힣') || (char >= 'ㄱ' && char <= 'ㅣ')

/** 500㎖, １２ and ℓ as people type them. NFKC for all would take ㄱ apart into another letter. */
const WIDE = /[！-～㌀-㏿ℓ]/g

type Kind = 'digit' | 'korean' | 'letter' | 'gap'

function kindOf(chars: readonly string[], at: number): Kind {
  const char = chars[at] ?? ''
  if (isDigit(char)) return 'digit'
  if (isKorean(char)) return 'korean'
  // The point of 1.5 belongs to the number; one between words is a gap.
  if (char === '.' && isDigit(chars[at - 1] ?? '') && isDigit(chars[at + 1] ?? '')) return 'digit'
  return /\p{L}/u.test(char) ? 'letter' : 'gap'
}

/**
 * The words of a name or a query. A change of script begins one (코카콜라500ml is 코카콜라 and 500ml),
 * but what follows a number belongs to it: 500ml, 10개입.
 */
export function searchWords(text: string): readonly string[] {
  const chars = [
    ...text
      .normalize('NFC')
      .replaceAll(WIDE, (char) => char.normalize('NFKC'))
      .toLowerCase(),
  ]
  const words: string[] = []
  let last: Kind = 'gap'
  for (const [at, char] of chars.entries()) {
    const kind = kindOf(chars, at)
    if (kind === 'gap') {
      last = kind
      continue
    }
    if (last === 'gap' || (kind !== last && last !== 'digit')) words.push(char)
    else words.push((words.pop() ?? '') + char)
    last = kind
  }
  return words
}
