import { disassemble } from 'es-hangul'
import { searchWords } from './search-words.ts'

/** What a search reads of a product; made once when a catalogue is loaded, never per key press. */
export interface SearchColumns {
  /** The words of the name with one space between them: see {@link searchWords}. */
  readonly words: string
  /** The same with each Korean syllable taken apart into the letters it is typed with. */
  readonly jamo: string
}

/** A shop's names are made of some hundred syllables: each is taken apart once. */
const lettersOf = new Map<string, string>()

function letters(char: string): string {
  const known = lettersOf.get(char)
  if (known !== undefined) return known
  const taken = disassemble(char)
  lettersOf.set(char, taken)
  return taken
}

/** The search columns of a product name. */
export function searchColumns(name: string): SearchColumns {
  const words = searchWords(name).join(' ')
  let jamo = ''
  for (const char of words) jamo += char < '가' || char > '힣' ? char : letters(char)
  return { words, jamo }
}

/** A code or barcode as a search sees it: A-0123 and a0123 are the same. */
export const searchKey = (code: string): string =>
  // Most codes are nothing but letters and digits, which stay as they are.
  /^[a-z0-9]*$/i.test(code) ? code.toLowerCase() : searchWords(code).join('')
