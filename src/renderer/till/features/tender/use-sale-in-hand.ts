import { useQuery } from '@tanstack/react-query'
import type { SaleInHandView } from '#shared/ipc/tender-contract.ts'
import { call } from '../../ipc/call.ts'
import { ORDERS_KEY } from '../../ipc/queries.ts'

/** What is taken of the sale in hand; null where nothing is. Each change of an order asks again. */
export function useSaleInHand(): SaleInHandView['sale'] {
  const { data } = useQuery({
    queryKey: [...ORDERS_KEY, 'in-hand'],
    queryFn: () => call('sale.get', {}),
  })
  return data?.sale ?? null
}
