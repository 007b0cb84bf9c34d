/**
 * What a list of products would change. Rows are taken in their order, each with the catalogue as the
 * rows before it leave it, so that writing them in that order can't fail where reading them didn't.
 */
import type { Won } from '#shared/money.ts'
import {
  PRODUCT_COLUMNS,
  type ProductColumn,
  type RowProblem,
  type TaxType,
} from '#shared/vocabulary.ts'
import { tidyName } from './product-name.ts'
import { readRow, type RowTrouble, type SaidRow } from './product-row.ts'
import type { Headings, SheetRow } from './product-sheet.ts'

/** A category by its id, or one that comes with the list. */
export type CategoryOf = { readonly id: string } | { readonly newName: string }

/** Names of categories that a list takes for the same have the same. */
export const categoryKey = (name: string): string => tidyName(name).toLowerCase()

/** What a list says of a product; its picture and place aren't in it. */
export interface ListedFacts {
  readonly name: string
  readonly price: Won
  readonly category: CategoryOf
  readonly taxType: TaxType
  readonly barcode: string | null
  readonly code: string | null
  readonly isFavourite: boolean
}
export interface ListedProduct extends Omit<ListedFacts, 'category'> {
  readonly id: string
  readonly categoryId: string
}

export interface AddedRow {
  readonly kind: 'added'
  readonly line: number
  readonly facts: ListedFacts
}
export interface ChangedRow {
  readonly kind: 'changed'
  readonly line: number
  readonly productId: string
  readonly before: ListedFacts
  readonly facts: ListedFacts
}
export interface BadRow {
  readonly line: number
  /** What the row calls itself. */
  readonly name: string
  readonly problem: RowProblem
  readonly about: string
}
export interface ListPlan {
  readonly newCategories: readonly string[]
  /** In the order in which they are to be written. */
  readonly rows: readonly (AddedRow | ChangedRow)[]
  readonly unchanged: number
  readonly bad: readonly BadRow[]
}

/** The catalogue that a list is held against. */
export interface KnownProducts {
  readonly categories: readonly {
    readonly id: string
    readonly nameKo: string
    readonly nameEn: string
  }[]
  /** What is sold. */
  readonly products: readonly ListedProduct[]
  readonly archivedIds: ReadonlySet<string>
}

interface Entry {
  readonly id: string
  facts: ListedFacts
  /** The row that was about it. */
  line: number | null
}

/** Takes rows one by one, so that other work can go on between them. */
export function planList(known: KnownProducts, headings: Headings) {
  const book = openBook(known)
  const rows: (AddedRow | ChangedRow)[] = []
  const bad: BadRow[] = []
  let unchanged = 0

  /** Why it can't be taken, or null. */
  function take(row: SheetRow): RowTrouble | null {
    const said = readRow(row, headings)
    if ('problem' in said) return said
    const entry = book.find(said)
    if (entry !== null && 'problem' in entry) return entry
    const saidAt = entry?.line ?? null
    if (saidAt !== null) return { problem: 'said_twice', about: String(saidAt) }
    const before = entry?.facts
    const name = said.name ?? before?.name
    const price = said.price ?? before?.price
    if (name === undefined) return { problem: 'name_missing', about: '' }
    if (price === undefined) return { problem: 'price_missing', about: '' }
    const plain = {
      name,
      price,
      taxType: said.taxType ?? before?.taxType ?? 'taxable',
      barcode: said.barcode === undefined ? (before?.barcode ?? null) : said.barcode,
      code: said.code === undefined ? (before?.code ?? null) : said.code,
      isFavourite: said.isFavourite ?? before?.isFavourite ?? false,
    } as const
    const taken = book.takenBy(plain, entry)
    if (taken !== null) return taken
    // Last: a row that isn't taken makes no category.
    const named = said.category ?? null
    const category = named === null ? before?.category : book.categoryOf(named)
    if (category === undefined) return { problem: 'category_missing', about: '' }
    const facts = { ...plain, category }
    const { line } = row
    if (entry === null) {
      book.put({ id: `line ${line}`, facts, line })
      rows.push({ kind: 'added', line, facts })
      return null
    }
    entry.line = line
    if (changedColumns(entry.facts, facts).length === 0) unchanged += 1
    else {
      rows.push({ kind: 'changed', line, productId: entry.id, before: entry.facts, facts })
      book.change(entry, facts)
    }
    return null
  }

  return {
    add(row: SheetRow): void {
      // Spreadsheets leave empty lines at the end.
      if (row.cells.every((cell) => cell.trim() === '')) return
      const trouble = take(row)
      if (trouble === null) return
      const name = row.cells[headings.places.get('name') ?? -1] ?? ''
      const { problem, about } = trouble
      bad.push({ line: row.line, name: short(tidyName(name)), problem, about: short(about) })
    },
    plan: (): ListPlan => ({ newCategories: book.newCategories, rows, unchanged, bad }),
  }
}

/** The catalogue as the rows so far leave it, found by all that a row can say. */
function openBook(known: KnownProducts) {
  const byId = new Map<string, Entry>()
  const byBarcode = new Map<string, Entry>()
  const byCode = new Map<string, Entry>()
  const byName = new Map<string, Set<Entry>>()
  const categories = new Map<string, CategoryOf>()
  const newCategories: string[] = []

  function put(entry: Entry): void {
    const { barcode, code, name } = entry.facts
    byId.set(entry.id, entry)
    if (barcode !== null) byBarcode.set(barcode, entry)
    if (code !== null) byCode.set(code, entry)
    const same = byName.get(name) ?? new Set()
    byName.set(name, same.add(entry))
  }
  for (const { id, categoryId, ...facts } of known.products) {
    put({ id, facts: { ...facts, category: { id: categoryId } }, line: null })
  }
  // Backwards, and Korean last: where two would do, the first one's Korean name counts.
  for (const { id, nameEn } of known.categories.toReversed())
    categories.set(categoryKey(nameEn), { id })
  for (const { id, nameKo } of known.categories.toReversed())
    categories.set(categoryKey(nameKo), { id })

  /** The same name with another barcode is another product: 우유 in two sizes. */
  const isNamed = ({ facts }: Entry, { barcode, code }: SaidRow) =>
    mayBe(facts.barcode, barcode ?? null) && mayBe(facts.code, code ?? null)

  return {
    newCategories,
    put,
    change(entry: Entry, facts: ListedFacts): void {
      const { barcode, code, name } = entry.facts
      if (barcode !== null) byBarcode.delete(barcode)
      if (code !== null) byCode.delete(code)
      byName.get(name)?.delete(entry)
      entry.facts = facts
      put(entry)
    },
    /** By its id; else by barcode or code; else by a name that only one product has. */
    find(said: SaidRow): Entry | RowTrouble | null {
      const id = said.id ?? null
      if (id !== null) {
        if (known.archivedIds.has(id)) return { problem: 'id_archived', about: id }
        return byId.get(id) ?? { problem: 'id_unknown', about: id }
      }
      const one = byBarcode.get(said.barcode ?? '')
      const other = byCode.get(said.code ?? '')
      if (one !== undefined && other !== undefined && one !== other) {
        return { problem: 'two_products', about: `${one.facts.name} · ${other.facts.name}` }
      }
      const [named, ...more] = byName.get(said.name ?? '') ?? []
      const byItsName = named !== undefined && more.length === 0 && isNamed(named, said)
      return one ?? other ?? (byItsName ? named : null)
    },
    takenBy(facts: Pick<ListedFacts, 'barcode' | 'code'>, entry: Entry | null): RowTrouble | null {
      const barcodeOf = byBarcode.get(facts.barcode ?? '')
      if (barcodeOf !== undefined && barcodeOf !== entry) {
        return { problem: 'barcode_taken', about: barcodeOf.facts.name }
      }
      const codeOf = byCode.get(facts.code ?? '')
      return codeOf === undefined || codeOf === entry
        ? null
        : { problem: 'code_taken', about: codeOf.facts.name }
    },
    categoryOf(name: string): CategoryOf {
      const found = categories.get(categoryKey(name))
      if (found !== undefined) return found
      const made = { newName: name }
      categories.set(categoryKey(name), made)
      newCategories.push(name)
      return made
    },
  }
}

/** Whether two codes can be one product's: the same, or one of them not known. */
const mayBe = (known: string | null, said: string | null): boolean =>
  known === null || said === null || known === said
const short = (text: string): string => (text.length > 100 ? `${text.slice(0, 99)}…` : text)

const isSameCategory = (one: CategoryOf, other: CategoryOf): boolean =>
  'id' in one
    ? 'id' in other && one.id === other.id
    : 'newName' in other && one.newName === other.newName

/** The columns in which two differ. */
export const changedColumns = (before: ListedFacts, after: ListedFacts): readonly ProductColumn[] =>
  PRODUCT_COLUMNS.filter((column) => {
    if (column === 'id') return false
    if (column === 'category') return !isSameCategory(before.category, after.category)
    return before[column] !== after[column]
  })
