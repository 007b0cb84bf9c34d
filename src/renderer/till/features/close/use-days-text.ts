import { useTranslation } from 'react-i18next'
import { formatDay } from '../../frame/format-time.ts'

/** How business days are called: 오늘, a day, or from one to another. */
export function useDaysText(): (from: string, to: string, today: string | null) => string {
  const { t, i18n } = useTranslation('close')
  const day = (one: string) => formatDay(one, i18n.language)
  return (from, to, today) => {
    if (from !== to) return t('days.range', { from: day(from), to: day(to) })
    return from === today ? t('days.todayDay', { day: day(from) }) : day(from)
  }
}
