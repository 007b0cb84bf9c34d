import type { CatalogueView, ProductView } from '#shared/ipc/contract.ts'
import type { CatalogueIndex } from '#shared/search/catalogue-index.ts'
import { ALL, FAVOURITES } from './category-bar.tsx'

/** A search looks through everything; without one the chosen category shows. */
export function chooseProducts(
  { products }: CatalogueView,
  index: CatalogueIndex<ProductView>,
  chosen: string,
  query: string,
): readonly ProductView[] {
  if (query.trim() !== '') return index.find(query)
  if (chosen === ALL) return products
  if (chosen === FAVOURITES) return products.filter((product) => product.isFavourite)
  return products.filter((product) => `category:${product.categoryId}` === chosen)
}
