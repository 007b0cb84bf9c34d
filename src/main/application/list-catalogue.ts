import { type SearchColumns, searchColumns } from '#shared/search/search-columns.ts'
import type { CatalogueView } from '#shared/ipc/contract.ts'
import { ok, type Result } from '#shared/result.ts'
import type { ApplicationPorts } from './application-ports.ts'
import { nextTurn } from './next-turn.ts'

/** Names that are taken apart before other work goes on: some ten ms. */
const AT_ONCE = 200

/**
 * The whole catalogue, for the memory of the page, best sellers known and with its search columns. These
 * are made once per name: after an edit, only what was edited is taken apart again.
 */
export function createListCatalogue({ catalogue }: Pick<ApplicationPorts, 'catalogue'>) {
  let known: ReadonlyMap<string, SearchColumns> = new Map()
  return async (): Promise<Result<CatalogueView>> => {
    const { categories, products } = await catalogue.list()
    const sold = await catalogue.soldLately()
    const columns = new Map<string, SearchColumns>()
    let made = 0
    for (const { name } of products) {
      const before = columns.get(name) ?? known.get(name)
      columns.set(name, before ?? searchColumns(name))
      if (before !== undefined) continue
      made += 1
      // After a long list they take seconds: a payment must not wait for that.
      if (made % AT_ONCE === 0) await nextTurn()
    }
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
