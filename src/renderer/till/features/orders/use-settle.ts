import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { OrderView } from '#shared/ipc/contract.ts'
import type { Failure } from '#shared/result.ts'
import { call, failureOf } from '../../ipc/call.ts'
import { keepOrder } from './orders-queries.ts'

export interface Settle {
  readonly isAsking: boolean
  /** When the last try came back without settling anything, as an instant. */
  readonly askedAt: string | null
  readonly failure: Failure | null
  readonly ask: () => void
}

/** 지금 조회: asks Toss now what has become of something that isn't settled yet. */
export function useSettle(askedId: string, order: OrderView): Settle {
  const queryClient = useQueryClient()
  const mutation = useMutation({
    mutationFn: () => call('orders.settle', { orderId: order.orderId }),
    onSuccess: (settled) => keepOrder(queryClient, askedId, settled),
  })
  return {
    isAsking: mutation.isPending,
    askedAt: mutation.isSuccess ? new Date(mutation.submittedAt).toISOString() : null,
    failure: mutation.error === null ? null : failureOf(mutation.error),
    ask: () => {
      if (!mutation.isPending) mutation.mutate()
    },
  }
}
