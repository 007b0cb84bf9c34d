import { parseDate } from '@internationalized/date'
import { CalendarDays, ChevronLeft, ChevronRight } from 'lucide-react'
import {
  Button,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  CalendarHeading,
  Dialog,
  DialogTrigger,
  Popover,
  RangeCalendar,
} from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { formatDay } from '../../frame/format-time.ts'
import { classNames } from '../../ui/class-names.ts'
import { FILTER_BUTTON, FLOATING } from './filter-look.ts'
import { daysOf, type DayChoice, type OrdersSearch } from './order-filter.ts'

interface DayFilterProps {
  search: OrdersSearch
  today: string | null
  onChange: (search: OrdersSearch) => void
}

const QUICK = ['today', 'yesterday', 'week', 'all'] as const satisfies readonly DayChoice[]

/** 오늘, 어제, 최근 7일, 모든 날짜, or a range from the calendar. */
export function DayFilter({ search, today, onChange }: DayFilterProps) {
  const { t, i18n } = useTranslation('orders')
  const choice = search.day ?? 'today'
  const days = today === null ? null : daysOf(search, today)
  const words =
    choice !== 'range' || days === null
      ? t(`filter.${choice}`)
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

interface DayRangeProps {
  today: string
  days: { readonly from: string; readonly to: string } | null
  onChoose: (from: string, to: string) => void
}

const STEP_BUTTON =
  'flex size-12 items-center justify-center rounded-control text-ink-2 hover:bg-fill pressed:bg-fill-press disabled:text-ink-3 disabled:opacity-40'

function DayRange({ today, days, onChoose }: DayRangeProps) {
  const { t } = useTranslation('orders')
  return (
    <RangeCalendar
      aria-label={t('filter.range')}
      maxValue={parseDate(today)}
      defaultFocusedValue={parseDate(days?.to ?? today)}
      defaultValue={days === null ? null : { start: parseDate(days.from), end: parseDate(days.to) }}
      onChange={(range) => onChoose(range.start.toString(), range.end.toString())}
      className="w-86"
    >
      <div className="flex items-center justify-between">
        <Button slot="previous" aria-label={t('filter.previousMonth')} className={STEP_BUTTON}>
          <ChevronLeft aria-hidden size={22} />
        </Button>
        <CalendarHeading className="font-bold" />
        <Button slot="next" aria-label={t('filter.nextMonth')} className={STEP_BUTTON}>
          <ChevronRight aria-hidden size={22} />
        </Button>
      </div>
      <CalendarGrid className="w-full border-separate border-spacing-0.5">
        <CalendarGridHeader>
          {(name) => (
            <CalendarHeaderCell className="h-8 text-strip font-semibold text-ink-3">
              {name}
            </CalendarHeaderCell>
          )}
        </CalendarGridHeader>
        <CalendarGridBody>
          {(date) => (
            <CalendarCell
              date={date}
              className="flex size-12 items-center justify-center rounded-control font-medium outline-offset-[-3px] hover:bg-fill disabled:text-ink-3 disabled:opacity-40 outside-month:hidden selected:bg-blue-soft selected:text-blue-text selection-start:bg-blue selection-start:text-white selection-end:bg-blue selection-end:text-white"
            />
          )}
        </CalendarGridBody>
      </CalendarGrid>
      <p className="px-2 pb-1 text-hint text-ink-3">{t('filter.rangeHint')}</p>
    </RangeCalendar>
  )
}
