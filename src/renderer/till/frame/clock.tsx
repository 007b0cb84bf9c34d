import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { formatClock } from './format-time.ts'

// Often enough that the minute is never late by more than a second.
const subscribe = (onTick: () => void) => {
  const timer = setInterval(onTick, 1000)
  return () => clearInterval(timer)
}

export function Clock() {
  const { t } = useTranslation('common')
  const time = useSyncExternalStore(subscribe, () => formatClock(new Date()))
  return (
    <time aria-label={t('strip.clock')} className="shrink-0 font-bold">
      {time}
    </time>
  )
}
