import { useEffect, useState } from 'react'

/** Whole seconds left until an instant, counted down on screen; 0 from then on, null without one. */
export function useSecondsUntil(instant: string | null): number | null {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    if (instant === null) return
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 250)
    return () => clearInterval(timer)
  }, [instant])
  return instant === null ? null : Math.max(0, Math.ceil((Date.parse(instant) - now) / 1000))
}
