import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { LookupView, OrderView } from '#shared/ipc/contract.ts'
import type { Failure } from '#shared/result.ts'
import type { LookupWay } from '#shared/vocabulary.ts'
import { call, failureOf } from '../../ipc/call.ts'
import { differencesOf, type Difference } from './payment-differences.ts'

export type LookupOutcome =
  | {
      readonly kind: 'answered'
      readonly lookup: LookupView
      readonly differences: readonly Difference[]
    }
  | { readonly kind: 'failed'; readonly failure: Failure }

export interface Lookups {
  readonly outcomes: Readonly<Partial<Record<LookupWay, LookupOutcome>>>
  /** The way being asked right now. */
  readonly asking: LookupWay | null
  readonly ask: (way: LookupWay) => void
}

/** Asks Toss about an order in either way, and keeps the last outcome of each. */
export function useLookups(order: OrderView): Lookups {
  const [outcomes, setOutcomes] = useState<Lookups['outcomes']>({})
  const mutation = useMutation({
    mutationFn: async (way: LookupWay): Promise<LookupOutcome> => {
      // Main keeps the new answer, so what was stored must be taken before it is asked.
      const stored = order.payment
      try {
        const lookup = await call('orders.lookup', { orderId: order.orderId, way })
        return { kind: 'answered', lookup, differences: differencesOf(lookup, stored) }
      } catch (error) {
        return { kind: 'failed', failure: failureOf(error) }
      }
    },
    onSuccess: (outcome, way) => setOutcomes((known) => ({ ...known, [way]: outcome })),
  })
  return {
    outcomes,
    asking: mutation.isPending ? mutation.variables : null,
    ask: (way) => {
      if (!mutation.isPending) mutation.mutate(way)
    },
  }
}
