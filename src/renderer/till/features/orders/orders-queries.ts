import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  type QueryClient,
} from '@tanstack/react-query'
import type { InputOf, OrderView } from '#shared/ipc/contract.ts'
import { call } from '../../ipc/call.ts'
import { ORDERS_KEY } from '../../ipc/queries.ts'

const PAGE_SIZE = 50

/** The list, newest first, a page at a time. */
export const orderListQuery = (input: InputOf<'orders.search'>) =>
  infiniteQueryOptions({
    queryKey: [...ORDERS_KEY, 'list', input],
    queryFn: ({ pageParam }) =>
      call('orders.search', {
        ...input,
        limit: PAGE_SIZE,
        ...(pageParam === null ? {} : { cursor: pageParam }),
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  })

export const orderQuery = (orderId: string) =>
  queryOptions({
    queryKey: [...ORDERS_KEY, 'one', orderId],
    queryFn: () => call('orders.get', { orderId }),
  })

export type SlipChoice = InputOf<'slips.savePdf'>

export const slipQuery = (choice: SlipChoice) =>
  queryOptions({
    queryKey: [...ORDERS_KEY, 'slip', choice],
    queryFn: () => call('slips.show', choice),
    placeholderData: keepPreviousData,
  })

/** Takes an order that main has just answered with, and reads the rest of the lists again. */
export function keepOrder(queryClient: QueryClient, orderId: string, order: OrderView): void {
  queryClient.setQueryData(orderQuery(orderId).queryKey, order)
  void queryClient.invalidateQueries({ queryKey: ORDERS_KEY })
}
