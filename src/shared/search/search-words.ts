/**
 * Text as a search sees it: one Unicode form, lower case, cut into words. Where a word begins is kept,
 * because what begins a word is meant more often than what lies inside one.
 */

/** 500㎖, １２ and ℓ as people type them. NFKC for all would take ㄱ apart into another letter. */
const WIDE = /[！-～㌀-㏿ℓ]/g

const isDigit = (char: string): boolean => char >= '0' && char <= '9'
const isKorean = (char: string): boolean =>
  (char >= '가' && char <= '힣') || (char >= 'ㄱ' && char <= 'ㅣ')
const isLetter = (char: string): boolean =>
  (char >= 'a' && char <= 'z') || (char > '\u007f' && /\p{L}/u.test(char))

type Kind = 'digit' | 'korean' | 'letter' | 'gap'

function kindOf(text: string, at: number, char: string): Kind {
  if (isKorean(char)) return 'korean'
  if (isDigit(char)) return 'digit'
  // The point of 1.5 belongs to the number; one between words is a gap.
  if (char === '.' && isDigit(text.charAt(at - 1)) && isDigit(text.charAt(at + 1))) return 'digit'
  return isLetter(char) ? 'letter' : 'gap'
}

/**
 * The words of a name or a query. A change of script begins one (코카콜라500ml is 코카콜라 and 500ml),
 * but what follows a number belongs to it: 500ml, 10개입.
 */
export function searchWords(name: string): readonly string[] {
  const text = name
    .normalize('NFC')
    .replaceAll(WIDE, (char) => char.normalize('NFKC'))
    .toLowerCase()
  const words: string[] = []
  let word = ''
  let last: Kind = 'gap'
  let at = 0
  for (const char of text) {
    const kind = kindOf(text, at, char)
    at += char.length
    const isNew = kind === 'gap' || last === 'gap' || (kind !== last && last !== 'digit')
    if (isNew && word !== '') {
      words.push(word)
      word = ''
    }
    if (kind !== 'gap') word += char
    last = kind
  }
  return word === '' ? words : [...words, word]
}
