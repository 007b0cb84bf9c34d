import { useMutation, useMutationState, useQuery } from '@tanstack/react-query'
import type { ReconcileView } from '#shared/ipc/contract.ts'
import type { ReconcileProgress } from '#shared/ipc/events.ts'
import type { Failure } from '#shared/result.ts'
import { call, failureOf } from '../../ipc/call.ts'
import { RECONCILE_PROGRESS_KEY, RECONCILE_RUN_KEY } from '../../ipc/queries.ts'

/** A result stays for a look at its orders and back, in ms. */
const KEPT = 30 * 60_000

export interface ReconcileRun {
  readonly isRunning: boolean
  /** Of the run that is under way; null until main has told something. */
  readonly progress: ReconcileProgress | null
  /** Of the last run that ended, unless it failed. */
  readonly result: ReconcileView | null
  readonly failure: Failure | null
  readonly start: (days: { readonly fromDay: string; readonly toDay: string }) => void
}

/** The last comparison with Toss, wherever the cashier went meanwhile. */
export function useReconcile(): ReconcileRun {
  const mutation = useMutation({
    mutationKey: RECONCILE_RUN_KEY,
    gcTime: KEPT,
    mutationFn: (days: { readonly fromDay: string; readonly toDay: string }) =>
      call('reconcile.run', days),
  })
  const last = useMutationState({
    filters: { mutationKey: RECONCILE_RUN_KEY },
    select: ({ state }) => state,
  }).at(-1)
  // Main tells it; nobody asks for it.
  const { data: progress } = useQuery<ReconcileProgress | null>({
    queryKey: RECONCILE_PROGRESS_KEY,
    queryFn: () => null,
    enabled: false,
  })
  const isRunning = last?.status === 'pending'
  return {
    isRunning,
    progress: isRunning ? (progress ?? null) : null,
    result: last?.status === 'success' ? (last.data as ReconcileView) : null,
    failure: last?.status === 'error' ? failureOf(last.error) : null,
    start: (days) => {
      if (!isRunning) mutation.mutate(days)
    },
  }
}
