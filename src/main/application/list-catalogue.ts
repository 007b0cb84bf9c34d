import { searchColumns } from '#shared/catalogue-search.ts'
import type { CatalogueView } from '#shared/ipc/contract.ts'
import { ok, type Result } from '#shared/result.ts'
import type { ApplicationPorts } from './application-ports.ts'

/** The whole catalogue, for the memory of the page, with its search columns made once. */
export const createListCatalogue =
  ({ catalogue }: Pick<ApplicationPorts, 'catalogue'>) =>
  async (): Promise<Result<CatalogueView>> => {
    const { categories, products } = await catalogue.list()
    return ok({
      categories: categories.map((category) => ({ ...category })),
      products: products.map((product) => ({
        ...product,
        search: { ...searchColumns(product.name) },
      })),
    })
  }
