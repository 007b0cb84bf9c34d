import { useTranslation } from 'react-i18next'
import { useSecondsUntil } from './use-seconds-until.ts'

interface AskingProgressProps {
  lookups: number
  nextLookupAt: string | null
  isAsking?: boolean
}

/** How often Toss was asked, and when it is asked next. */
export function AskingProgress({ lookups, nextLookupAt, isAsking = false }: AskingProgressProps) {
  const { t } = useTranslation('checking')
  const seconds = useSecondsUntil(nextLookupAt)
  return isAsking || seconds === null || seconds === 0
    ? t('nowLooking')
    : t('next', { count: lookups, seconds })
}
