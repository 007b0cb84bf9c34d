/**
 * Finds products as Korean people type: part of the name (라떼), initial consonants (ㅇㅁㄹ), a syllable
 * that is still being typed (아메ㄹ), without spaces, words in any order, with the keyboard in the other
 * language (dkap), a code, a barcode or its end, and with one slip of the finger.
 *
 * All names are one long text, best sellers first: a search runs through it once per reading of the
 * query and ranks by what it hit, so nothing is sorted at a key press.
 */
import { hasWithOneEdit } from './one-edit.ts'
import type { Pattern } from './patterns.ts'
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
  wordStart: 3,
  otherLayoutWhole: 4,
  otherLayoutStart: 5,
  unfinishedStart: 6,
  otherLayoutUnfinished: 7,
  codeStart: 8,
  barcodeEnd: 9,
  allWordsStart: 10,
  inside: 11,
  allWordsInside: 12,
  otherLayoutInside: 13,
  barcodeInside: 14,
  // From here on: guesses, shown only where little else was found.
  unfinishedInside: 15,
  laxStart: 16,
  laxInside: 17,
  typoStart: 18,
  typoInside: 19,
  wordsWithTypo: 20,
  none: 255,
} as const
const RANKS = 21
/** With fewer products than this found for sure, guesses are shown after them. */
const FEW = 5
/** Digits typed before barcodes are looked through for them: fewer are a size or a price. */
const BARCODE_DIGITS = 4
const GAP = '\n'

/** The four ranks of a hit, by where in a name it lies. */
interface Ranks {
  readonly whole: number
  readonly words: number
  readonly start: number
  /** null: what lies inside a word doesn't count. */
  readonly inside: number | null
}
const TYPED: Ranks = {
  whole: RANK.wholeName,
  words: RANK.wholeWords,
  start: RANK.wordStart,
  inside: RANK.inside,
}
const OTHER_LAYOUT: Ranks = {
  whole: RANK.otherLayoutWhole,
  words: RANK.otherLayoutWhole,
  start: RANK.otherLayoutStart,
  inside: RANK.otherLayoutInside,
}
const startingAt = (start: number, inside: number | null): Ranks => ({
  whole: start,
  words: start,
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
}

function columnOf(rows: readonly string[]): Column {
  const begins = new Int32Array(rows.length + 1)
  const edges: number[] = []
  let length = 0
  const parts: string[] = []
  for (const [row, text] of rows.entries()) {
    begins[row] = length
    for (const word of text.split(' ')) {
      edges.push(length)
      parts.push(word)
      length += word.length
    }
    edges.push(length)
    parts.push(GAP)
    length += GAP.length
  }
  begins[rows.length] = length
  const marks = new Uint8Array(length + 1)
  for (const edge of edges) marks[edge] = 1
  return { text: parts.join(''), begins, edges: marks }
}

export interface CatalogueIndex<T extends Searchable> {
  /** What fits, best first. All products, in the catalogue's order, for an empty query. */
  find(query: string): readonly T[]
  /** The product with exactly this barcode, or null. */
  ofBarcode(barcode: string): T | null
}

/** Makes the index, once per catalogue: some 100 ms for 50,000 products. */
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
  const byBarcode = new Map(
    items.flatMap((item) => (item.barcode === null ? [] : [[item.barcode, item] as const])),
  )
  const best = new Uint8Array(count)

  const improve = (row: number, rank: number): void => {
    if (rank < (best[row] ?? 0)) best[row] = rank
  }

  /** Rank of a hit from `start` to `end` in the row from `begin` to `after`. */
  const rankAt = (ranks: Ranks, start: number, end: number, begin: number, after: number) => {
    if (names.edges[start] === 0) return ranks.inside
    if (names.edges[end] === 0) return ranks.start
    return start === begin && end === after ? ranks.whole : ranks.words
  }

  /** Runs a pattern through all names. */
  const scan = ({ regex, length }: Pattern, ranks: Ranks): void => {
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

  /** Each word somewhere in the name, in any order. Only the longest is looked for everywhere. */
  const scanWords = (reading: Reading, atStart: number, inside: number): void => {
    const words = reading.words.toSorted(
      ([one], [other]) => (other?.length ?? 0) - (one?.length ?? 0),
    )
    const [first, ...others] = words
    if (first === undefined) return
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
      if (least > 0) improve(row, Math.min(least, levelIn(row, first)) === 2 ? atStart : inside)
    }
  }

  const scanCodes = (key: string): void => {
    for (let row = 0; row < count; row += 1) {
      const code = codes[row] ?? ''
      if (code === '' || !code.startsWith(key)) continue
      improve(row, code === key ? RANK.exactCode : RANK.codeStart)
    }
    if (key.length < BARCODE_DIGITS || !/^\d+$/.test(key)) return
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
    const first = wanted[0] ?? ''
    let row = 0
    // Letter by letter through the whole text: asked row by row, a rare letter would be looked for far beyond each.
    for (let at = text.indexOf(first); at !== -1; at = text.indexOf(first, at + 1)) {
      while ((begins[row + 1] ?? 0) <= at) row += 1
      const level = edges[at] === 1 ? 2 : 1
      if (level > (levels[row] ?? 0) && hasWithOneEdit(text, at, wanted)) levels[row] = level
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
  const rankAll = ({ key, asTyped, otherLayouts, lax }: SearchQuery): void => {
    best.fill(RANK.none)
    if (asTyped === null) return
    scanCodes(key)
    scan(asTyped.typed, TYPED)
    for (const pattern of asTyped.unfinished) {
      scan(pattern, startingAt(RANK.unfinishedStart, null))
    }
    scanWords(asTyped, RANK.allWordsStart, RANK.allWordsInside)
    for (const reading of otherLayouts) {
      scan(reading.typed, OTHER_LAYOUT)
      for (const pattern of reading.unfinished) {
        scan(pattern, startingAt(RANK.otherLayoutUnfinished, null))
      }
    }
    if (countFound() >= FEW) return
    for (const pattern of asTyped.unfinished) {
      scan(pattern, startingAt(RANK.unfinishedInside, RANK.unfinishedInside))
    }
    if (lax !== null) scan(lax, startingAt(RANK.laxStart, RANK.laxInside))
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
      for (const [row, item] of items.entries()) {
        const rank = best[row] ?? RANK.none
        if (rank !== RANK.none) ranked[rank]?.push(item)
      }
      return ranked.flat()
    },
    ofBarcode: (barcode) => byBarcode.get(barcode) ?? null,
  }
}
