import type { CatalogueView, ProductView } from '#shared/ipc/contract.ts'
import { compile, findByName } from '#shared/catalogue-search.ts'
import { ALL, FAVOURITES } from './category-bar.tsx'

/** A search looks through everything; without one the chosen category shows. */
export function chooseProducts(
  { products }: CatalogueView,
  chosen: string,
  query: string,
): readonly ProductView[] {
  const text = query.trim()
  if (text !== '') {
    const byBarcode = productOfBarcode(products, text)
    return byBarcode === null ? findByName(products, compile(text)) : [byBarcode]
  }
  if (chosen === ALL) return products
  if (chosen === FAVOURITES) return products.filter((product) => product.isFavourite)
  return products.filter((product) => `category:${product.categoryId}` === chosen)
}

/** The product a scanner has just typed, or null. */
export const productOfBarcode = (
  products: readonly ProductView[],
  typed: string,
): ProductView | null =>
  products.find(({ barcode }) => barcode !== null && barcode === typed) ?? null
