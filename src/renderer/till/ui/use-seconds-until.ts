import { useSyncExternalStore } from 'react'

const subscribe = (onTick: () => void) => {
  const timer = setInterval(onTick, 250)
  return () => clearInterval(timer)
}

/** Whole seconds left until an instant, counted down on screen; 0 from then on, null without one. */
export const useSecondsUntil = (instant: string | null): number | null =>
  useSyncExternalStore(subscribe, () =>
    instant === null ? null : Math.max(0, Math.ceil((Date.parse(instant) - Date.now()) / 1000)),
  )
