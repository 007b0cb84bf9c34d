/** A query made ready once per key press, to be held against all products. */
import { convertHangulToQwerty, convertQwertyToHangul, disassemble } from 'es-hangul'
import { isLongEnough } from './one-edit.ts'
import {
  isConsonant,
  laxPattern,
  type Pattern,
  separated,
  typedPattern,
  unfinishedPatterns,
} from './patterns.ts'
import { searchWords } from './search-words.ts'

/** One way to read what was typed. */
export interface Reading {
  readonly typed: Pattern
  /** Its last syllable still being typed. */
  readonly unfinished: readonly Pattern[]
  /** One by one, to be found in any order, each in either layout; empty for a single word. */
  readonly words: readonly (readonly Pattern[])[]
  /** In letters, where it is long enough for a typo to be forgiven; else null. */
  readonly jamo: string | null
  /** The same of each word, for several. */
  readonly wordJamo: readonly { readonly jamo: string; readonly mayErr: boolean }[]
}

export interface SearchQuery {
  /** Nothing was typed: every product fits. */
  readonly isEmpty: boolean
  /** Without spaces and signs, for codes and barcodes. */
  readonly key: string
  /** null where there is nothing to look for, as in "%". */
  readonly asTyped: Reading | null
  /** With the keyboard in the other language: dkap is 아메, ㅊㅓ is cj. */
  readonly otherLayouts: readonly Reading[]
  /** Of initial consonants alone. */
  readonly isInitials: boolean
  /** These with each plain consonant for its double one as well; null where there is none. */
  readonly lax: Pattern | null
}

/** es-hangul throws for some letters in a row that make no syllable. null: there is nothing to read there. */
function safely(convert: (text: string) => string, text: string): string | null {
  try {
    return convert(text)
  } catch {
    return null
  }
}

/** Capitals mean doubled letters (R is ㄲ) unless all are in capitals: then the lock is on. */
function toKorean(text: string): string {
  const typed = text === text.toUpperCase() ? text.toLowerCase() : text
  // Run by run: beside Korean, the letters before it would be joined with it.
  return typed.replaceAll(/[a-z]+/gi, (run) => convertQwertyToHangul(run))
}

const separatedWords = (text: string): readonly string[] => searchWords(text).map(separated)

/** The words of the same keys with the keyboard in the other language, where that makes any. */
function otherWordsOf(text: string): readonly (readonly string[])[] {
  const korean = /[a-z]/i.test(text) ? safely(toKorean, text) : null
  // One Korean letter is the begin of a syllable, and hardly ever an English one.
  const isKorean = text.length > 1 && /[ㄱ-ㅣ가-힣]/.test(text)
  const english = isKorean ? safely(convertHangulToQwerty, text) : null
  return [korean, english].flatMap((other) => {
    const words = other === null ? [] : separatedWords(other)
    return words.length === 0 ? [] : [words]
  })
}

function wordPatterns(word: string, isLast: boolean): readonly Pattern[] {
  return [
    typedPattern(word),
    ...(isLast ? unfinishedPatterns(word) : []),
    ...otherWordsOf(word).map((other) => typedPattern(other.join(''))),
  ]
}

function wordLetters(word: string) {
  const jamo = disassemble(word)
  return { jamo, mayErr: isLongEnough(jamo) }
}

/** 캡슐ㄹ: the last key pressed once more, and not the begin of another syllable that fits nothing. */
function isKeyTwice(words: readonly string[]): boolean {
  const last = words.at(-1) ?? ''
  const typed = disassemble(last.slice(0, -1))
  return isConsonant(last.slice(-1)) && typed.endsWith(last.slice(-1))
}

function readingOf(words: readonly string[]): Reading | null {
  const whole = words.join('')
  if (whole === '') return null
  const jamo = disassemble(whole)
  // A lone consonant stands for any syllable: one more letter forgiven would find everything.
  const mayErr = !Array.from(isKeyTwice(words) ? whole.slice(0, -1) : whole).some(isConsonant)
  const several = words.length > 1 ? words : []
  return {
    typed: typedPattern(whole),
    unfinished: unfinishedPatterns(whole),
    words: several.map((word, at) => wordPatterns(word, at === words.length - 1)),
    jamo: mayErr && isLongEnough(jamo) ? jamo : null,
    wordJamo: mayErr ? several.map(wordLetters) : [],
  }
}

/** Makes a query ready. Call it once per query, not per product. */
export function searchQuery(text: string): SearchQuery {
  const words = separatedWords(text)
  const key = words.join('')
  return {
    isEmpty: text.trim() === '',
    key,
    asTyped: readingOf(words),
    otherLayouts: otherWordsOf(text)
      .map(readingOf)
      .filter((reading) => reading !== null),
    isInitials: key !== '' && Array.from(key).every(isConsonant),
    lax: laxPattern(key),
  }
}
