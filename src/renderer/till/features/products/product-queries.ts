import { queryOptions } from '@tanstack/react-query'
import { call } from '../../ipc/call.ts'
import { PRODUCTS_KEY } from '../../ipc/queries.ts'

export const archivedQuery = queryOptions({
  queryKey: [...PRODUCTS_KEY, 'archived'],
  queryFn: () => call('products.archived', {}),
})

export const pricesQuery = (productId: string) =>
  queryOptions({
    queryKey: [...PRODUCTS_KEY, 'prices', productId],
    queryFn: () => call('products.prices', { productId }),
  })
