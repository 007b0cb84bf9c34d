import { CalendarDays } from 'lucide-react'
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { formatDay } from '../../frame/format-time.ts'
import { classNames } from '../../ui/class-names.ts'
import { DayRange } from '../../ui/day-range.tsx'
import { FILTER_BUTTON, FLOATING } from '../../ui/filter-look.ts'
import { daysOf, type DayChoice, type OrdersSearch } from './order-filter.ts'

interface DayFilterProps {
  search: OrdersSearch
  today: string | null
  onChange: (search: OrdersSearch) => void
}

const QUICK = ['today', 'yesterday', 'week', 'all'] as const satisfies readonly DayChoice[]

/** 오늘, 어제, 최근 7일, 모든 날짜, or a range from the calendar. */
export function DayFilter({ search, today, onChange }: DayFilterProps) {
  const { t, i18n } = useTranslation(['orders', 'common'])
  const choice = search.day ?? 'today'
  const days = today === null ? null : daysOf(search, today)
  const words =
    choice !== 'range'
      ? t(`filter.${choice}`)
      : days === null
        ? t('common:days.range')
        : days.from === days.to
          ? formatDay(days.from, i18n.language)
          : `${shortDay(days.from)} – ${shortDay(days.to)}`

  return (
    <DialogTrigger>
      <Button aria-label={`${t('filter.day')}: ${words}`} className={FILTER_BUTTON}>
        <CalendarDays aria-hidden size={20} className="text-ink-2" />
        {words}
      </Button>
      <Popover placement="bottom start" className={FLOATING}>
        <Dialog aria-label={t('filter.day')} className="outline-none">
          {({ close }) => (
            <div className="flex gap-3">
              <div className="flex w-36 flex-col gap-1">
                {QUICK.map((quick) => (
                  <Button
                    key={quick}
                    aria-pressed={choice === quick}
                    onPress={() => {
                      onChange({
                        ...search,
                        day: quick === 'today' ? undefined : quick,
                        from: undefined,
                        to: undefined,
                      })
                      close()
                    }}
                    className={classNames(
                      'min-h-12 rounded-control px-3 text-left font-semibold hover:bg-fill pressed:bg-fill-press',
                      choice === quick && 'bg-blue-soft text-blue-text',
                    )}
                  >
                    {t(`filter.${quick}`)}
                  </Button>
                ))}
              </div>
              {today !== null && (
                <DayRange
                  today={today}
                  days={days}
                  onChoose={(from, to) => {
                    onChange({ ...search, day: 'range', from, to })
                    close()
                  }}
                />
              )}
            </div>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

/** `11.23`, for a button that must stay short. */
const shortDay = (day: string): string => day.slice(5).replace('-', '.')
