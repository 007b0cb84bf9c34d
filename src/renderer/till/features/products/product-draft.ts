import { BARCODE } from '#shared/barcode.ts'
import type { CategoryView, InputOf, ProductView } from '#shared/ipc/contract.ts'
import { isWon } from '#shared/money.ts'
import type { TaxType } from '#shared/vocabulary.ts'

/** A product as it is typed: texts may be empty, or wrong. */
export interface ProductDraft {
  readonly name: string
  /** Digits. */
  readonly price: string
  readonly categoryId: string | null
  readonly taxType: TaxType
  readonly barcode: string
  readonly code: string
  readonly picture: string | null
  readonly isFavourite: boolean
}

export const emptyDraft = (barcode: string, categoryId: string | null): ProductDraft => ({
  name: '',
  price: '',
  categoryId,
  taxType: 'taxable',
  barcode,
  code: '',
  picture: null,
  isFavourite: false,
})

export const draftOf = (product: ProductView): ProductDraft => ({
  name: product.name,
  price: String(product.price),
  categoryId: product.categoryId,
  taxType: product.taxType,
  barcode: product.barcode ?? '',
  code: product.code ?? '',
  picture: product.picture,
  isFavourite: product.isFavourite,
})

/** A category that was removed since it was chosen has to be chosen anew. */
export const inCategories = (
  draft: ProductDraft,
  categories: readonly CategoryView[],
): ProductDraft =>
  categories.some(({ id }) => id === draft.categoryId) ? draft : { ...draft, categoryId: null }

export const isSameDraft = (one: ProductDraft, other: ProductDraft): boolean =>
  JSON.stringify(one) === JSON.stringify(other)

const DRAFT_FIELDS = ['name', 'price', 'category', 'barcode', 'code'] as const
export type DraftProblem = (typeof DRAFT_FIELDS)[number]

/** What can be saved, or the fields that can't be. Main looks at them again. */
export function readDraft(
  draft: ProductDraft,
): Omit<InputOf<'products.save'>, 'productId'> | readonly DraftProblem[] {
  const name = draft.name.trim()
  const price = Number(draft.price)
  const barcode = draft.barcode.trim()
  const code = draft.code.trim()
  const { categoryId } = draft
  const isPrice = draft.price !== '' && isWon(price)
  const isBarcode = barcode === '' || BARCODE.test(barcode)
  const isCode = /^\S{0,20}$/.test(code)
  if (name !== '' && isPrice && categoryId !== null && isBarcode && isCode) {
    return {
      ...draft,
      name,
      price,
      categoryId,
      barcode: barcode === '' ? null : barcode,
      code: code === '' ? null : code,
    }
  }
  const isWrong: Readonly<Record<DraftProblem, boolean>> = {
    name: name === '',
    price: !isPrice,
    category: categoryId === null,
    barcode: !isBarcode,
    code: !isCode,
  }
  return DRAFT_FIELDS.filter((field) => isWrong[field])
}
