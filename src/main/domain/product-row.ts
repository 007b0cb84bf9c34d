/** One row of a list of products, read by itself: what it says, or what can't be read in it. */
import { BARCODE } from '#shared/barcode.ts'
import type { Won } from '#shared/money.ts'
import {
  PRODUCT_COLUMNS,
  type ProductColumn,
  type RowProblem,
  type TaxType,
} from '#shared/vocabulary.ts'
import { tidyName } from './product-name.ts'
import {
  fromCell,
  type Headings,
  isShortened,
  readPrice,
  readTax,
  readYes,
  type SheetRow,
} from './product-sheet.ts'

/** Why a row can't be taken. */
export interface RowTrouble {
  readonly problem: RowProblem
  /** What stands there, or who has it already. */
  readonly about: string
}

/** Undefined where the list doesn't say; null where it says: nothing. */
type Said<T> = T | null | undefined
export interface SaidRow {
  readonly id: Said<string>
  readonly name: string | undefined
  readonly price: Won | undefined
  readonly category: Said<string>
  readonly taxType: TaxType | undefined
  readonly barcode: Said<string>
  readonly code: Said<string>
  readonly isFavourite: boolean | undefined
}

const MOST_NAME = 100
const MOST_CATEGORY = 40
const CODE = /^[^\s\p{Cc}]{1,20}$/u
/** What a decoder puts where it finds no letter. */
const LOST = '\uFFFD'

type Cells = Readonly<Record<ProductColumn, Said<string>>>

function cellsOf({ cells }: SheetRow, { places }: Headings): Cells {
  const said = PRODUCT_COLUMNS.map((column) => {
    const place = places.get(column)
    const text = place === undefined ? undefined : fromCell(cells[place] ?? '')
    const isName = column === 'name' || column === 'category'
    return [column, text === '' ? null : isName && text !== undefined ? tidyName(text) : text]
  })
  return Object.fromEntries(said) as Cells
}

function troubleOf(cells: Cells): RowTrouble | null {
  const { name, price, category, taxType, barcode, code, isFavourite } = cells
  const unread = (text: Said<string>, by: (text: string) => unknown) =>
    typeof text === 'string' && by(text) === null
  const lost = Object.values(cells).find((text) => text?.includes(LOST) === true)
  const tests: readonly (readonly [isSo: boolean, problem: RowProblem, about?: Said<string>])[] = [
    [lost !== undefined, 'letters_lost', lost],
    [name === null, 'name_missing'],
    [(name?.length ?? 0) > MOST_NAME, 'name_long', name],
    [price === null, 'price_missing'],
    [unread(price, readPrice), 'price_unreadable', price],
    [(category?.length ?? 0) > MOST_CATEGORY, 'category_long', category],
    [unread(taxType, readTax), 'tax_unreadable', taxType],
    [unread(isFavourite, readYes), 'favourite_unreadable', isFavourite],
    [isShortened(barcode ?? ''), 'barcode_shortened', barcode],
    [typeof barcode === 'string' && !BARCODE.test(barcode), 'barcode_unreadable', barcode],
    [typeof code === 'string' && !CODE.test(code), 'code_unreadable', code],
  ]
  const found = tests.find(([isSo]) => isSo)
  return found === undefined ? null : { problem: found[1], about: found[2] ?? '' }
}

export function readRow(row: SheetRow, headings: Headings): SaidRow | RowTrouble {
  const cells = cellsOf(row, headings)
  const trouble = troubleOf(cells)
  if (trouble !== null) return trouble
  const read = <T>(text: Said<string>, by: (text: string) => T | null): T | undefined =>
    typeof text === 'string' ? (by(text) ?? undefined) : undefined
  return {
    id: cells.id,
    name: cells.name ?? undefined,
    price: read(cells.price, readPrice),
    category: cells.category,
    taxType: read(cells.taxType, readTax),
    barcode: cells.barcode,
    code: cells.code,
    isFavourite: read(cells.isFavourite, readYes),
  }
}
