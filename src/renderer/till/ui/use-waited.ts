import { useEffect, useState } from 'react'

/** True once `isWaiting` has lasted 300 ms: a shorter wait needs no words and would only flicker. */
export function useWaited(isWaiting: boolean, afterMs = 300): boolean {
  const [hasWaited, setHasWaited] = useState(false)
  useEffect(() => {
    if (!isWaiting) return
    const timer = setTimeout(() => setHasWaited(true), afterMs)
    return () => {
      clearTimeout(timer)
      setHasWaited(false)
    }
  }, [isWaiting, afterMs])
  return isWaiting && hasWaited
}
