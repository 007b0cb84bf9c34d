import { QueryClient } from '@tanstack/react-query'
import { CallError } from './call.ts'

/** Main answers from a local file: nothing is polled, and an expected failure isn't asked again. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 5 * 60_000,
      networkMode: 'always',
      refetchOnWindowFocus: false,
      retry: (failures, error) => !(error instanceof CallError) && failures < 2,
    },
    mutations: { networkMode: 'always', retry: false },
  },
})
