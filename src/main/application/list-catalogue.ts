import { type SearchColumns, searchColumns } from '#shared/search/search-columns.ts'
import type { CatalogueView } from '#shared/ipc/contract.ts'
import { ok, type Result } from '#shared/result.ts'
import type { ApplicationPorts } from './application-ports.ts'

/**
 * The whole catalogue, for the memory of the page, best sellers known and with its search columns. These
 * are made once per name: after an edit, only what was edited is taken apart again.
 */
export function createListCatalogue({ catalogue }: Pick<ApplicationPorts, 'catalogue'>) {
  let known: ReadonlyMap<string, SearchColumns> = new Map()
  return async (): Promise<Result<CatalogueView>> => {
    const { categories, products } = await catalogue.list()
    const sold = await catalogue.soldLately()
    const columns = new Map(
      products.map(({ name }) => [name, known.get(name) ?? searchColumns(name)] as const),
    )
    known = columns
    return ok({
      categories: categories.map((category) => ({ ...category })),
      products: products.map((product) => ({
        ...product,
        sold: sold.get(product.id) ?? 0,
        search: { ...(columns.get(product.name) ?? searchColumns(product.name)) },
      })),
    })
  }
}
