import { useQuery } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { statusQuery } from './queries.ts'

const subscribe = (onChange: () => void) => {
  window.addEventListener('online', onChange)
  window.addEventListener('offline', onChange)
  return () => {
    window.removeEventListener('online', onChange)
    window.removeEventListener('offline', onChange)
  }
}

/** Whether Toss can't be reached: by main's last call, or because there is no network at all. */
export function useIsOffline(): boolean {
  const { data: status } = useQuery(statusQuery)
  const hasNetwork = useSyncExternalStore(subscribe, () => window.navigator.onLine)
  // The built-in Toss needs no network.
  if (status === undefined || status.toss === 'training') return false
  return status.toss === 'unreachable' || !hasNetwork
}
