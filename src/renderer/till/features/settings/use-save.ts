import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { SettingsView } from '#shared/ipc/contract.ts'
import type { Failure } from '#shared/result.ts'
import { failureOf } from '../../ipc/call.ts'
import { settingsQuery } from '../../ipc/queries.ts'

export interface Save<Input> {
  readonly isSaving: boolean
  readonly isSaved: boolean
  readonly failure: Failure | null
  readonly save: (input: Input, onSaved?: (settings: SettingsView) => void) => void
  /** Takes 저장했어요 or the errors away again, once something is changed. */
  readonly forget: () => void
}

/** Saves one part of the settings; a second press while saving does nothing. */
export function useSave<Input>(run: (input: Input) => Promise<SettingsView>): Save<Input> {
  const queryClient = useQueryClient()
  const mutation = useMutation({
    mutationFn: run,
    onSuccess: (settings) => queryClient.setQueryData(settingsQuery.queryKey, settings),
  })
  return {
    isSaving: mutation.isPending,
    isSaved: mutation.isSuccess,
    failure: mutation.error === null ? null : failureOf(mutation.error),
    save: (input, onSaved) => {
      if (mutation.isPending) return
      mutation.mutate(input, onSaved === undefined ? {} : { onSuccess: onSaved })
    },
    forget: () => {
      if (!mutation.isPending && !mutation.isIdle) mutation.reset()
    },
  }
}
