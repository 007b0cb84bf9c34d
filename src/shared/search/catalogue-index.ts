/**
 * Finds products as Korean people type: part of the name (라떼), initial consonants (ㅇㅁㄹ), a syllable
 * that is still being typed (아메ㄹ), without spaces, words in any order, with the keyboard in the other
 * language (dkap), a code, a barcode or its end, and with one slip of the finger.
 *
 * All names are one long text, best sellers first: a search runs through it once per reading of the
 * query and ranks by what it hit, so nothing is sorted at a key press.
 */
import { oneSlipAway } from './one-edit.ts'
import { type Pattern, typedPattern } from './patterns.ts'
import { type SearchColumns, searchKey } from './search-columns.ts'
import { type Reading, type SearchQuery, searchQuery } from './search-query.ts'

export interface Searchable {
  readonly search: SearchColumns
  readonly code: string | null
  readonly barcode: string | null
  /** Pieces sold lately. */
  readonly sold: number
}

/** How well a product fits, best first. Within one rank what sells more comes first. */
const RANK = {
  exactCode: 0,
  wholeName: 1,
  wholeWords: 2,
  naming: 3,
  wordStart: 4,
  otherLayoutWhole: 5,
  otherLayoutStart: 6,
  unfinishedStart: 7,
  otherLayoutUnfinished: 8,
  codeStart: 9,
  barcodeEnd: 10,
  allWordsStart: 11,
  inside: 12,
  allWordsInside: 13,
  laxStart: 14,
  initialsInside: 15,
  otherLayoutInside: 16,
  barcodeInside: 17,
  // From here on: guesses, shown only where little else was found.
  unfinishedInside: 18,
  joinedWords: 19,
  laxInside: 20,
  typoStart: 21,
  typoInside: 22,
  wordsWithTypo: 23,
  none: 255,
} as const
const RANKS = 24
/** With fewer products than this found for sure, guesses are shown after them. */
const FEW = 5
/** Digits typed before barcodes are looked through for them: fewer are a size or a price. */
const BARCODE_DIGITS = 4
/** Syllables at the end of a word that name the thing; a single one is chance. */
const NAMING = 2
const GAP = '\n'

/** The ranks of a hit, by where in a name it lies. */
interface Ranks {
  readonly whole: number
  /** Whole words, early in the name: these are maker and product. */
  readonly words: number
  /** A whole one that comes later and says which kind. */
  readonly later: number
  /** The end of a word. */
  readonly naming: number
  readonly start: number
  /** null: what lies inside a word doesn't count. */
  readonly inside: number | null
}
const TYPED: Ranks = {
  whole: RANK.wholeName,
  words: RANK.wholeWords,
  later: RANK.naming,
  naming: RANK.naming,
  start: RANK.wordStart,
  inside: RANK.inside,
}
/** Initials begin a word: inside of words, and over their edges, a few of them are everywhere by chance. */
const INITIALS: Ranks = { ...TYPED, naming: RANK.initialsInside, inside: RANK.initialsInside }
/** The same with plain consonants for double ones. */
const LAX: Ranks = {
  whole: RANK.laxStart,
  words: RANK.laxStart,
  later: RANK.laxStart,
  naming: RANK.laxInside,
  start: RANK.laxStart,
  inside: RANK.laxInside,
}
const OTHER_LAYOUT: Ranks = {
  whole: RANK.otherLayoutWhole,
  words: RANK.otherLayoutWhole,
  later: RANK.otherLayoutWhole,
  naming: RANK.otherLayoutWhole,
  start: RANK.otherLayoutStart,
  inside: RANK.otherLayoutInside,
}
const startingAt = (start: number, inside: number | null): Ranks => ({
  whole: start,
  words: start,
  later: start,
  naming: start,
  start,
  inside,
})

/** Rows of one column joined to one text, each row's begin, and where its words begin and end. */
interface Column {
  readonly text: string
  /** Begin of each row, and after the last one the end of the text. */
  readonly begins: Int32Array
  /** 1 where a word begins or a row ends. */
  readonly edges: Uint8Array
  /** Those places, one after the other. */
  readonly edgePlaces: Int32Array
}

function columnOf(rows: readonly string[]): Column {
  const room = rows.reduce((sum, text) => sum + text.length + GAP.length, 0)
  const begins = new Int32Array(rows.length + 1)
  const edges = new Uint8Array(room + 1)
  const edgePlaces = new Int32Array(room + rows.length)
  let places = 0
  let length = 0
  const markEdge = () => {
    edges[length] = 1
    edgePlaces[places] = length
    places += 1
  }
  const parts: string[] = []
  for (const [row, text] of rows.entries()) {
    begins[row] = length
    markEdge()
    let from = 0
    for (let space = text.indexOf(' '); space !== -1; space = text.indexOf(' ', from)) {
      length += space - from
      markEdge()
      from = space + 1
    }
    length += text.length - from
    markEdge()
    length += GAP.length
    parts.push(text.replaceAll(' ', ''), GAP)
  }
  begins[rows.length] = length
  return { text: parts.join(''), begins, edges, edgePlaces: edgePlaces.slice(0, places) }
}

/** The row that holds the place `at`. */
function rowAt(begins: Int32Array, at: number): number {
  let low = 0
  let high = begins.length - 1
  while (low + 1 < high) {
    const middle = (low + high) >> 1
    if ((begins[middle] ?? 0) <= at) low = middle
    else high = middle
  }
  return low
}

export interface CatalogueIndex<T extends Searchable> {
  /** What fits, best first. All products, in the catalogue's order, for an empty query. */
  find(query: string): readonly T[]
  /** The product with exactly this barcode, or null. */
  ofBarcode(barcode: string): T | null
}

/** Makes the index, once per catalogue: some 300 ms for 50,000 products. */
export function createCatalogueIndex<T extends Searchable>(
  catalogue: readonly T[],
): CatalogueIndex<T> {
  // A stable sort: what sells alike keeps the catalogue's order.
  const items = catalogue.toSorted((one, other) => other.sold - one.sold)
  const count = items.length
  const names = columnOf(items.map(({ search }) => search.words))
  const letters = columnOf(items.map(({ search }) => search.jamo))
  const codes = items.map(({ code }) => (code === null ? '' : searchKey(code)))
  const barcodes = columnOf(items.map(({ barcode }) => barcode ?? ''))
  const byBarcode = new Map<string, T>()
  for (const item of items) if (item.barcode !== null) byBarcode.set(item.barcode, item)
  const best = new Uint8Array(count)

  const improve = (row: number, rank: number): void => {
    if (rank < (best[row] ?? 0)) best[row] = rank
  }

  /** Whether it is the first or the second word that begins at `start`. */
  const isEarly = (start: number, begin: number): boolean => {
    let before = 0
    for (let at = begin; at < start; at += 1) before += names.edges[at] ?? 0
    return before < 2
  }

  const isOneWord = (start: number, end: number): boolean => {
    for (let at = start + 1; at < end; at += 1) if (names.edges[at] === 1) return false
    return true
  }

  /** Rank of a hit from `start` to `end` in the row from `begin` to `after`. */
  const rankAt = (ranks: Ranks, start: number, end: number, begin: number, after: number) => {
    const isEnd = names.edges[end] === 1
    if (names.edges[start] === 1) {
      if (!isEnd) return ranks.start
      if (start === begin && end === after) return ranks.whole
      return isEarly(start, begin) ? ranks.words : ranks.later
    }
    // What a Korean word ends with is what the thing is: 흰우유 is 우유, 우유식빵 isn't.
    const isNaming = isEnd && end - start >= NAMING && isOneWord(start, end)
    return isNaming ? ranks.naming : ranks.inside
  }

  /** A lone consonant means the begin of a word: inside one, it would be in nearly every name. */
  const scanStarts = ([from, to]: readonly [number, number], rank: number): void => {
    const { text, begins, edgePlaces } = names
    let row = 0
    for (const at of edgePlaces) {
      const code = text.charCodeAt(at)
      if (code < from || code > to) continue
      while ((begins[row + 1] ?? 0) <= at) row += 1
      improve(row, rank)
    }
  }

  /** Runs a pattern through all names. */
  const scan = (pattern: Pattern, ranks: Ranks): void => {
    if (pattern.begins !== null) return scanStarts(pattern.begins, ranks.start)
    const { regex, length } = pattern
    const { text, begins } = names
    let row = 0
    regex.lastIndex = 0
    while (regex.test(text)) {
      const end = regex.lastIndex
      const start = end - length
      while ((begins[row + 1] ?? 0) <= start) row += 1
      const next = begins[row + 1] ?? 0
      const rank = rankAt(ranks, start, end, begins[row] ?? 0, next - GAP.length)
      if (rank !== null) improve(row, rank)
      // Nothing better can follow in this name; else a later hit may begin a word.
      regex.lastIndex = rank !== null && rank <= ranks.words ? next : start + 1
    }
  }

  /** 2 where a word of the name begins with the pattern, 1 where it lies inside, 0 where it isn't. */
  const levelIn = (row: number, patterns: readonly Pattern[]): number => {
    const begin = names.begins[row] ?? 0
    const text = names.text.slice(begin, names.begins[row + 1])
    let level = 0
    for (const { regex, length } of patterns) {
      regex.lastIndex = 0
      while (regex.test(text)) {
        const start = regex.lastIndex - length
        if (names.edges[begin + start] === 1) return 2
        level = 1
        regex.lastIndex = start + 1
      }
    }
    return level
  }

  /** Each word somewhere in the name, in any order. Only one, the rarest by its looks, is looked for everywhere. */
  const scanWords = (
    words: readonly (readonly Pattern[])[],
    atStart: number,
    inside: number | null,
  ): void => {
    const lengthOf = ([pattern]: readonly Pattern[]) => pattern?.length ?? 0
    // 500 is in thousands of names, 콜라 in hundreds.
    const looks = (word: readonly Pattern[]) =>
      lengthOf(word) < 2 ? 0 : lengthOf(word) + (/^\d/.test(word[0]?.regex.source ?? '') ? 0 : 10)
    const [first, ...others] = words.toSorted((one, other) => looks(other) - looks(one))
    // Of single letters only, each in nearly every name: nothing is meant yet.
    if (first === undefined || lengthOf(first) < 2) return
    const rows = new Set<number>()
    for (const { regex, length } of first) {
      const { text, begins } = names
      let row = 0
      regex.lastIndex = 0
      while (regex.test(text)) {
        const start = regex.lastIndex - length
        while ((begins[row + 1] ?? 0) <= start) row += 1
        rows.add(row)
        regex.lastIndex = begins[row + 1] ?? text.length
      }
    }
    for (const row of rows) {
      let least = 2
      for (const word of others) {
        least = Math.min(least, levelIn(row, word))
        if (least === 0) break
      }
      const rank = least > 0 && Math.min(least, levelIn(row, first)) === 2 ? atStart : inside
      if (least > 0 && rank !== null) improve(row, rank)
    }
  }

  /** 서울우유저지방: two words of the name typed as one, with others between them. The longest first word wins. */
  const scanJoined = ({ key, asTyped }: SearchQuery): void => {
    if (asTyped === null || asTyped.words.length > 0) return
    for (let cut = key.length - NAMING; cut >= NAMING; cut -= 1) {
      const words = [typedPattern(key.slice(0, cut)), typedPattern(key.slice(cut))]
      scanWords(
        words.map((word) => [word]),
        RANK.joinedWords,
        null,
      )
      if (countFound() > 0) return
    }
  }

  const scanCodes = (key: string): void => {
    if (!/^[a-z0-9]+$/.test(key)) return
    for (let row = 0; row < count; row += 1) {
      const code = codes[row] ?? ''
      if (code === '' || !code.startsWith(key)) continue
      improve(row, code === key ? RANK.exactCode : RANK.codeStart)
    }
    if (key.length < BARCODE_DIGITS || /[a-z]/.test(key)) return
    const { text, begins, edges } = barcodes
    let row = 0
    for (let at = text.indexOf(key); at !== -1; at = text.indexOf(key, at + 1)) {
      while ((begins[row + 1] ?? 0) <= at) row += 1
      const isEnd = edges[at + key.length] === 1
      const isWhole = isEnd && at === begins[row]
      improve(row, isWhole ? RANK.exactCode : isEnd ? RANK.barcodeEnd : RANK.barcodeInside)
    }
  }

  /** Per row 2 where a word begins with `wanted` but for at most one slip, 1 where it lies inside. */
  const slipLevels = (wanted: string): Uint8Array => {
    const { text, begins, edges } = letters
    const levels = new Uint8Array(count)
    for (const at of oneSlipAway(text, wanted)) {
      const row = rowAt(begins, at)
      levels[row] = Math.max(levels[row] ?? 0, edges[at] === 1 ? 2 : 1)
    }
    return levels
  }

  const rowsWith = (wanted: string): Uint8Array => {
    const { text, begins } = letters
    const has = new Uint8Array(count)
    let row = 0
    for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, begins[row + 1])) {
      while ((begins[row + 1] ?? 0) <= at) row += 1
      has[row] = 1
    }
    return has
  }

  const scanSlips = ({ jamo, wordJamo }: Reading): void => {
    const whole = jamo === null ? null : slipLevels(jamo)
    const words = wordJamo.map((word) => ({
      has: rowsWith(word.jamo),
      slips: word.mayErr ? slipLevels(word.jamo) : null,
    }))
    for (let row = 0; row < count; row += 1) {
      const level = whole?.[row] ?? 0
      if (level > 0) improve(row, level === 2 ? RANK.typoStart : RANK.typoInside)
      if (words.length === 0) continue
      let slips = 0
      for (const word of words) {
        if (word.has[row] === 0) slips += (word.slips?.[row] ?? 0) > 0 ? 1 : 2
      }
      if (slips <= 1) improve(row, RANK.wordsWithTypo)
    }
  }

  /** For sure, then, where that is little, what may have been meant. */
  const rankAll = (query: SearchQuery): void => {
    const { key, asTyped, otherLayouts, isInitials, lax } = query
    best.fill(RANK.none)
    if (asTyped === null) return
    scanCodes(key)
    scan(asTyped.typed, isInitials ? INITIALS : TYPED)
    for (const pattern of asTyped.unfinished) {
      scan(pattern, startingAt(RANK.unfinishedStart, null))
    }
    scanWords(asTyped.words, RANK.allWordsStart, RANK.allWordsInside)
    for (const reading of otherLayouts) {
      scan(reading.typed, OTHER_LAYOUT)
      for (const pattern of reading.unfinished) {
        scan(pattern, startingAt(RANK.otherLayoutUnfinished, null))
      }
    }
    if (countFound() < FEW) {
      for (const pattern of asTyped.unfinished) {
        scan(pattern, startingAt(RANK.unfinishedInside, RANK.unfinishedInside))
      }
      if (countFound() === 0) scanJoined(query)
    }
    // ㅅㅇㄱ is 새우깡 rather than three letters somewhere, however often those are there.
    if (lax !== null) scan(lax, LAX)
    if (countFound() > 0) return
    for (const reading of [asTyped, ...otherLayouts]) scanSlips(reading)
  }

  const countFound = (): number => {
    let found = 0
    for (let row = 0; row < count; row += 1) if (best[row] !== RANK.none) found += 1
    return found
  }

  return {
    find(text) {
      const query = searchQuery(text)
      if (query.isEmpty) return catalogue
      rankAll(query)
      const ranked = Array.from({ length: RANKS }, (): T[] => [])
      for (let row = 0; row < count; row += 1) {
        const item = items[row]
        const rank = best[row] ?? RANK.none
        if (rank !== RANK.none && item !== undefined) ranked[rank]?.push(item)
      }
      return ranked.flat()
    },
    ofBarcode: (barcode) => byBarcode.get(barcode) ?? null,
  }
}
