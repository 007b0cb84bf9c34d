import { CalendarDays } from 'lucide-react'
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { classNames } from '../../ui/class-names.ts'
import { DayRange } from '../../ui/day-range.tsx'
import { FILTER_BUTTON, FLOATING } from '../../ui/filter-look.ts'
import { shiftDay } from '../../ui/shift-day.ts'
import { useDaysText } from './use-days-text.ts'

interface DayPickerProps {
  /** yyyy-MM-dd, the last one that can be chosen. */
  today: string
  from: string
  to: string
  isDisabled: boolean
  onChoose: (from: string, to: string) => void
}

/** 오늘, 어제, 최근 7일, or days from the calendar. */
export function DayPicker({ today, from, to, isDisabled, onChoose }: DayPickerProps) {
  const { t } = useTranslation('close')
  const words = useDaysText()(from, to, today)
  const quick = [
    { name: t('days.today'), from: today, to: today },
    { name: t('days.yesterday'), from: shiftDay(today, -1), to: shiftDay(today, -1) },
    { name: t('days.week'), from: shiftDay(today, -6), to: today },
  ]
  return (
    <DialogTrigger>
      <Button
        aria-label={`${t('days.label')}: ${words}`}
        isDisabled={isDisabled}
        className={classNames(FILTER_BUTTON, 'min-h-14! disabled:text-ink-3')}
      >
        <CalendarDays aria-hidden size={20} className="text-ink-2" />
        {words}
      </Button>
      <Popover placement="bottom start" className={FLOATING}>
        <Dialog aria-label={t('days.label')} className="outline-none">
          {({ close }) => (
            <div className="flex gap-3">
              <div className="flex w-36 flex-col gap-1">
                {quick.map((choice) => {
                  const isChosen = choice.from === from && choice.to === to
                  return (
                    <Button
                      key={choice.name}
                      aria-pressed={isChosen}
                      onPress={() => {
                        onChoose(choice.from, choice.to)
                        close()
                      }}
                      className={classNames(
                        'min-h-12 rounded-control px-3 text-left font-semibold hover:bg-fill pressed:bg-fill-press',
                        isChosen && 'bg-blue-soft text-blue-text',
                      )}
                    >
                      {choice.name}
                    </Button>
                  )
                })}
              </div>
              <DayRange
                today={today}
                days={{ from, to }}
                onChoose={(first, last) => {
                  onChoose(first, last)
                  close()
                }}
              />
            </div>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
