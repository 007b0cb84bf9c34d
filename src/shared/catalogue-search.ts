/**
 * Finding products by name as Korean people type: part of the name (라떼), initial consonants
 * (ㅇㅁㄹ), a syllable that is still being typed (아ㅁ, which the input method shows as 암), or with
 * the keyboard left in English (dkap). The columns are made once when the catalogue is loaded;
 * es-hangul is called for the query only, never for each name at each key.
 */
import { convertQwertyToHangul, disassemble, getChoseong, removeLastCharacter } from 'es-hangul'

/** Precomputed from one name. `plain` and `initials` have the same length, character by character. */
export interface SearchColumns {
  /** The name in one normal form, lower case, without spaces. */
  readonly plain: string
  /** `plain` with each Korean syllable replaced by its initial consonant. */
  readonly initials: string
  /** `plain` with each Korean syllable taken apart into its letters. */
  readonly jamo: string
}

const plainOf = (text: string): string => text.normalize('NFC').toLowerCase().replaceAll(/\s+/g, '')

const isSyllable = (char: string): boolean => char >= '가' && char <= '힣'
const isConsonant = (char: string): boolean => char >= 'ㄱ' && char <= 'ㅎ'
const isLetter = (char: string): boolean => char >= 'ㄱ' && char <= 'ㅣ'

/** The search columns of a product name. */
export function searchColumns(name: string): SearchColumns {
  const plain = plainOf(name)
  const initials = Array.from(plain, (char) => (isSyllable(char) ? getChoseong(char) : char))
  return { plain, initials: initials.join(''), jamo: disassemble(plain) }
}

/** A query made ready once, to be held against many names. */
export interface CompiledQuery {
  /** Nothing to look for: every name fits. */
  readonly isEmpty: boolean
  /** The name holds what was typed. */
  matches(columns: SearchColumns): boolean
  /** The name holds it once the last syllable is finished: 도시라 for 도시락. */
  matchesUnfinished(columns: SearchColumns): boolean
}

/** True where `pattern` lies in the name; its lone consonants stand for any syllable they begin. */
type Matcher = (columns: SearchColumns) => boolean

function matcherOf(pattern: string): Matcher {
  const chars = [...pattern]
  if (!chars.some(isConsonant)) return ({ plain }) => plain.includes(pattern)
  if (chars.every(isConsonant)) return ({ initials }) => initials.includes(pattern)
  const fits = ({ plain, initials }: SearchColumns, start: number): boolean => {
    for (let offset = 0; offset < pattern.length; offset += 1) {
      const wanted = pattern.charAt(offset)
      const column = isConsonant(wanted) ? initials : plain
      if (column.charAt(start + offset) !== wanted) return false
    }
    return true
  }
  return (columns) => {
    const last = columns.plain.length - pattern.length
    for (let start = 0; start <= last; start += 1) if (fits(columns, start)) return true
    return false
  }
}

/** 암 may be 아 with the ㅁ of the next syllable: the input method draws both the same way. */
function withFinalMovedOn(pattern: string): string | null {
  const last = pattern.at(-1) ?? ''
  if (!isSyllable(last)) return null
  const letters = disassemble(last)
  const final = letters.at(-1) ?? ''
  if (!isConsonant(final)) return null
  return pattern.slice(0, -1) + removeLastCharacter(last) + final
}

/** Makes a query ready. Call it once per query, not per name. */
export function compile(query: string): CompiledQuery {
  // The input method draws ㄱ and ㅅ typed in a row as ㄳ.
  const typed = Array.from(plainOf(query), (char) =>
    isLetter(char) ? disassemble(char) : char,
  ).join('')
  const patterns = [typed]
  const moved = withFinalMovedOn(typed)
  if (moved !== null) patterns.push(moved)
  if (/[a-z]/.test(typed)) patterns.push(plainOf(convertQwertyToHangul(query.trim())))
  const matchers = patterns.map(matcherOf)
  const unfinished = isSyllable(typed.at(-1) ?? '') ? disassemble(typed) : null
  return {
    isEmpty: typed === '',
    matches: (columns) => matchers.some((isMatch) => isMatch(columns)),
    matchesUnfinished: ({ jamo }) => unfinished !== null && jamo.includes(unfinished),
  }
}

/**
 * The items whose names hold the query, in their own order. Unfinished syllables count only where
 * nothing holds the query as typed: jamo hits alone would show 도시락 to somebody who looks for 라떼.
 */
export function findByName<T extends { readonly search: SearchColumns }>(
  items: readonly T[],
  query: CompiledQuery,
): readonly T[] {
  if (query.isEmpty) return items
  const found = items.filter((item) => query.matches(item.search))
  return found.length > 0 ? found : items.filter((item) => query.matchesUnfinished(item.search))
}
