import { parseDate } from '@internationalized/date'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import {
  Button,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  CalendarHeading,
  RangeCalendar,
} from 'react-aria-components'
import { useTranslation } from 'react-i18next'

interface DayRangeProps {
  today: string
  days: { readonly from: string; readonly to: string } | null
  onChoose: (from: string, to: string) => void
}

const STEP_BUTTON =
  'flex size-12 items-center justify-center rounded-control text-ink-2 hover:bg-fill pressed:bg-fill-press disabled:text-ink-3 disabled:opacity-40'

/** A month to choose business days from, up to today. */
export function DayRange({ today, days, onChoose }: DayRangeProps) {
  const { t } = useTranslation('common')
  return (
    <RangeCalendar
      aria-label={t('days.range')}
      maxValue={parseDate(today)}
      defaultFocusedValue={parseDate(days?.to ?? today)}
      defaultValue={days === null ? null : { start: parseDate(days.from), end: parseDate(days.to) }}
      onChange={(range) => onChoose(range.start.toString(), range.end.toString())}
      className="w-86"
    >
      <div className="flex items-center justify-between">
        <Button slot="previous" aria-label={t('days.previousMonth')} className={STEP_BUTTON}>
          <ChevronLeft aria-hidden size={22} />
        </Button>
        <CalendarHeading className="font-bold" />
        <Button slot="next" aria-label={t('days.nextMonth')} className={STEP_BUTTON}>
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
      <p className="px-2 pb-1 text-hint text-ink-3">{t('days.rangeHint')}</p>
    </RangeCalendar>
  )
}
