/** A list of products as a table of texts: its headings, its cells, and what they mean. */
import { isWon, type Won } from '#shared/money.ts'
import { PRODUCT_COLUMNS, type ProductColumn, type TaxType } from '#shared/vocabulary.ts'

export interface SheetRow {
  /** Where it begins in the file, counted from 1. */
  readonly line: number
  readonly cells: readonly string[]
}
/** A file that was read as a table. The first row isn't told from the others yet. */
export interface Sheet {
  readonly encoding: 'UTF-8' | 'UTF-16' | 'CP949'
  readonly rows: readonly SheetRow[]
}

/** The heading that we write, then others that shops use. Compared without spaces, signs and case. */
const HEADINGS: Readonly<Record<ProductColumn, readonly string[]>> = {
  id: ['번호', '상품번호', '상품id', 'id', 'productid', 'no'],
  name: [
    '상품명',
    '이름',
    '상품',
    '품명',
    '품목',
    '품목명',
    '메뉴',
    '메뉴명',
    'name',
    'product',
    'productname',
    'item',
  ],
  price: ['가격', '판매가', '판매가격', '단가', '금액', '소비자가', 'price', 'unitprice', 'amount'],
  category: ['분류', '카테고리', '상품분류', 'category'],
  taxType: ['과세', '과세구분', '과세면세', '과세여부', '세금', '부가세', 'tax', 'taxtype', 'vat'],
  barcode: ['바코드', '바코드번호', 'barcode', 'ean', 'ean13', 'gtin', 'upc'],
  code: ['상품코드', '코드', '품목코드', '자체코드', 'code', 'productcode', 'sku'],
  isFavourite: ['즐겨찾기', 'favourite', 'favorite'],
}
const ENGLISH: Readonly<Record<ProductColumn, string>> = {
  id: 'ID',
  name: 'Name',
  price: 'Price',
  category: 'Category',
  taxType: 'Tax',
  barcode: 'Barcode',
  code: 'Code',
  isFavourite: 'Favourite',
}

const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')

const BY_HEADING: ReadonlyMap<string, ProductColumn> = new Map(
  PRODUCT_COLUMNS.flatMap((column) =>
    HEADINGS[column].map((heading) => [heading, column] as const),
  ),
)

export interface Headings {
  /** Which column of the table holds it. */
  readonly places: ReadonlyMap<ProductColumn, number>
  /** Headings that say nothing to us. */
  readonly unknown: readonly string[]
}

/** null where the first row has no heading by which a product could be found, or nothing else beside it. */
export function readHeadings(cells: readonly string[]): Headings | null {
  const places = new Map<ProductColumn, number>()
  const unknown: string[] = []
  for (const [place, cell] of cells.entries()) {
    const column = BY_HEADING.get(bare(cell))
    if (column !== undefined && !places.has(column)) places.set(column, place)
    else if (cell.trim() !== '') unknown.push(cell.trim())
  }
  const finds = (['id', 'barcode', 'code', 'name'] as const).some((column) => places.has(column))
  return finds && places.size >= 2 ? { places, unknown } : null
}

export const headingsIn = (language: 'ko' | 'en'): readonly string[] =>
  PRODUCT_COLUMNS.map((column) =>
    language === 'ko' ? (HEADINGS[column][0] ?? column) : ENGLISH[column],
  )

/**
 * A spreadsheet runs what begins with one of these as a formula, and an apostrophe before it keeps it a
 * text. Source: OWASP, CSV injection.
 */
const FORMULA = /^'*[=+\-@\t\r＝＋－＠]/u

/** The text as a spreadsheet may have it. {@link fromCell} gives it back unchanged. */
export const toCell = (text: string): string => (FORMULA.test(text) ? `'${text}` : text)
export const fromCell = (cell: string): string => {
  const text = cell.trim()
  return text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text
}

/** 4500 · 4,500 · 4,500원 · ₩4,500; null for anything else. */
export function readPrice(text: string): Won | null {
  const digits = /^[₩￦\\]?\s*(\d{1,3}(?:,\d{3})+|\d+)(?:\.0+)?\s*원?$/u.exec(
    text.normalize('NFKC'),
  )?.[1]
  const price = Number(digits?.replaceAll(',', ''))
  return digits !== undefined && isWon(price) ? price : null
}

const TAXES: ReadonlyMap<string, TaxType> = new Map([
  ['과세', 'taxable'],
  ['면세', 'exempt'],
  ['taxable', 'taxable'],
  ['exempt', 'exempt'],
  ['taxfree', 'exempt'],
])
export const readTax = (text: string): TaxType | null => TAXES.get(bare(text)) ?? null
export const taxText = (tax: TaxType, language: 'ko' | 'en'): string =>
  language === 'en' ? tax : tax === 'taxable' ? '과세' : '면세'

const YES = new Set(['예', '네', 'y', 'yes', 'o', '1', 'true'])
const NO = new Set(['아니요', '아니오', 'n', 'no', 'x', '0', 'false'])
export function readYes(text: string): boolean | null {
  const said = bare(text)
  return YES.has(said) ? true : NO.has(said) ? false : null
}
export const yesText = (yes: boolean, language: 'ko' | 'en'): string =>
  language === 'ko' ? (yes ? '예' : '아니요') : yes ? 'yes' : 'no'

/** 8.80123E+12: what a spreadsheet makes of a long number. */
export const isShortened = (text: string): boolean => /^\d(?:[.,]\d+)?E\+?\d+$/i.test(text)
