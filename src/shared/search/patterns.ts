/** What somebody types, as patterns over names in which each Korean syllable is one character. */
import { disassemble } from 'es-hangul'

const FIRST = 0xac00
/** Syllables that share their first letter, and those that share their vowel too, lie in a row. */
const PER_INITIAL = 588
const PER_VOWEL = 28
const INITIALS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'
/** Consonants that are drawn doubled; the double one is next to it among the initials. */
const DOUBLED = 'ㄱㄷㅂㅅㅈ'
/** Place of a vowel among the 21 → how many vowels after it begin with it: ㅗ goes on to ㅘ ㅙ ㅚ. */
const LONGER_VOWELS = new Map([
  [8, 3],
  [13, 3],
  [18, 1],
])
/** Place of a final among the 28 → the finals that it can still become: ㄹ to ㄺ … ㅀ. */
const LONGER_FINALS = new Map([
  [1, [3]],
  [4, [5, 6]],
  [8, [9, 10, 11, 12, 13, 14, 15]],
  [17, [18]],
])

const isSyllable = (char: string): boolean => char >= '가' && char <= '힣'
const isLetter = (char: string): boolean => char >= 'ㄱ' && char <= 'ㅣ'

export const isConsonant = (char: string): boolean => char.length === 1 && INITIALS.includes(char)

const syllables = (from: number, to: number): string =>
  `[${String.fromCharCode(from)}-${String.fromCharCode(to)}]`

const escape = (char: string): string => (char === '.' ? '\\.' : char)

/** The first and the last syllable that begin with the consonant; `isLax` takes ㄲ for ㄱ too. */
function syllablesOf(consonant: string, isLax: boolean): readonly [number, number] {
  const from = FIRST + INITIALS.indexOf(consonant) * PER_INITIAL
  const width = isLax && DOUBLED.includes(consonant) ? 2 : 1
  return [from, from + width * PER_INITIAL - 1]
}

const initialClass = (consonant: string, isLax: boolean): string =>
  syllables(...syllablesOf(consonant, isLax))

const charPattern = (char: string, isLax = false): string =>
  isConsonant(char) ? initialClass(char, isLax) : escape(char)

const sourceOf = (typed: string, isLax = false): string =>
  Array.from(typed, (char) => charPattern(char, isLax)).join('')

/** A pattern that always fits the same number of characters, so that the end of a hit tells its begin. */
export interface Pattern {
  readonly regex: RegExp
  readonly length: number
  /** Of one consonant and nothing else, the first and the last syllable that it begins; else null. */
  readonly begins: readonly [number, number] | null
}

const pattern = (
  source: string,
  length: number,
  begins: readonly [number, number] | null = null,
): Pattern => ({
  // g goes on from lastIndex, which the search moves.
  regex: new RegExp(source, 'g'),
  length,
  begins,
})

/** Letters that the input method has drawn as one (ㄳ) as they were typed, ㄱ and ㅅ. */
export const separated = (word: string): string =>
  Array.from(word, (char) => (isLetter(char) ? disassemble(char) : char)).join('')

/** As typed; a lone consonant stands for any syllable it begins. */
export const typedPattern = (typed: string): Pattern =>
  pattern(sourceOf(typed), typed.length, isConsonant(typed) ? syllablesOf(typed, false) : null)

/** ㅅㅇㄱ for 새우깡: each plain consonant for its double one as well. null where there is none. */
export function laxPattern(typed: string): Pattern | null {
  const chars = Array.from(typed)
  if (!chars.every(isConsonant) || !chars.some((char) => DOUBLED.includes(char))) return null
  return pattern(
    sourceOf(typed, true),
    typed.length,
    typed.length === 1 ? syllablesOf(typed, true) : null,
  )
}

/** What the last syllable can still become: 도시라 for 도시락, 고 for 과자, 갑 for 값. */
function unfinishedClass(last: string): string | null {
  const code = last.charCodeAt(0)
  const final = (code - FIRST) % PER_VOWEL
  if (final === 0) {
    const vowel = Math.floor(((code - FIRST) % PER_INITIAL) / PER_VOWEL)
    return syllables(code, code + (1 + (LONGER_VOWELS.get(vowel) ?? 0)) * PER_VOWEL - 1)
  }
  const longer = LONGER_FINALS.get(final)
  if (longer === undefined) return null
  return `[${longer.map((to) => String.fromCharCode(code - final + to)).join('')}]`
}

/** 암 may be 아 with the ㅁ of the next syllable, 닭 may be 달 with its ㄱ: both are drawn the same. */
function movedOn(last: string): string | null {
  const code = last.charCodeAt(0)
  const final = (code - FIRST) % PER_VOWEL
  if (final === 0) return null
  const letters = disassemble(last)
  const moved = letters.at(-1) ?? ''
  if (!isConsonant(moved)) return null
  // What stays: 닭 keeps its ㄹ, 암 keeps nothing. ㄲ and ㅆ are one letter.
  const open = code - final
  const stays = [...LONGER_FINALS].find(([, to]) => to.includes(final))?.[0] ?? 0
  return escape(String.fromCharCode(open + stays)) + initialClass(moved, false)
}

/** The same while its last syllable is still being typed; empty where nothing can come of it. */
export function unfinishedPatterns(typed: string): readonly Pattern[] {
  const last = typed.at(-1) ?? ''
  if (!isSyllable(last)) return []
  const before = sourceOf(typed.slice(0, -1))
  const grown = unfinishedClass(last)
  const moved = movedOn(last)
  return [
    ...(grown === null ? [] : [pattern(before + grown, typed.length)]),
    ...(moved === null ? [] : [pattern(before + moved, typed.length + 1)]),
  ]
}
