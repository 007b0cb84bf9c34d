import type { ListPreviewView } from '#shared/ipc/product-contract.ts'
import { PRODUCT_COLUMNS, type Language, type ProductColumn } from '#shared/vocabulary.ts'
import { changedColumns, type ListedFacts, type ListPlan } from '../../domain/product-list.ts'
import { taxText, toCell, yesText } from '../../domain/product-sheet.ts'

/** So many rows of each kind are shown; the counts say how many there are. */
const SHOWN = 500
/** Every row that somebody has to put right, up to a list that is wrong as a whole. */
const BAD_SHOWN = 2000

type Texts = Omit<ListedFacts, 'category'> & { readonly id: string; readonly category: string }

function textOf(facts: Texts, column: ProductColumn, language: Language): string {
  switch (column) {
    case 'price':
      return String(facts.price)
    case 'taxType':
      return taxText(facts.taxType, language)
    case 'isFavourite':
      return yesText(facts.isFavourite, language)
    case 'id':
    case 'name':
    case 'category':
    case 'barcode':
    case 'code':
      return facts[column] ?? ''
  }
}

/** One row of an exported list. */
export const cellsOf = (facts: Texts, language: Language): string[] =>
  PRODUCT_COLUMNS.map((column) => toCell(textOf(facts, column, language)))

/** What a person sees before they say yes. */
export function previewOf(
  plan: ListPlan,
  words: { readonly language: Language; readonly categories: ReadonlyMap<string, string> },
): Pick<ListPreviewView, 'counts' | 'newCategories' | 'added' | 'changed' | 'bad'> {
  const categoryOf = ({ category }: ListedFacts): string =>
    'id' in category ? (words.categories.get(category.id) ?? '') : category.newName
  const texts = (facts: ListedFacts): Texts => ({ ...facts, id: '', category: categoryOf(facts) })
  const added = plan.rows.filter((row) => row.kind === 'added')
  const changed = plan.rows.filter((row) => row.kind === 'changed')
  return {
    counts: {
      added: added.length,
      changed: changed.length,
      unchanged: plan.unchanged,
      bad: plan.bad.length,
    },
    newCategories: plan.newCategories.slice(0, SHOWN),
    added: added.slice(0, SHOWN).map(({ line, facts }) => ({
      line,
      name: facts.name,
      price: facts.price,
      category: categoryOf(facts),
    })),
    changed: changed.slice(0, SHOWN).map(({ line, before, facts }) => ({
      line,
      name: before.name,
      cells: changedColumns(before, facts).map((column) => ({
        column,
        from: textOf(texts(before), column, words.language),
        to: textOf(texts(facts), column, words.language),
      })),
    })),
    bad: plan.bad.slice(0, BAD_SHOWN).map((row) => ({ ...row })),
  }
}
