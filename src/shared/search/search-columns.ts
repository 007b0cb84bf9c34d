import { disassemble } from 'es-hangul'
import { searchWords } from './search-words.ts'

/** What a search reads of a product; made once when a catalogue is loaded, never per key press. */
export interface SearchColumns {
  /** The words of the name with one space between them: see {@link searchWords}. */
  readonly words: string
  /** The same with each Korean syllable taken apart into the letters it is typed with. */
  readonly jamo: string
}

/** The search columns of a product name. */
export function searchColumns(name: string): SearchColumns {
  const words = searchWords(name).join(' ')
  return { words, jamo: disassemble(words) }
}

/** A code or barcode as a search sees it: A-0123 and a0123 are the same. */
export const searchKey = (code: string): string => searchWords(code).join('')
