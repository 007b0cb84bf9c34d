import { Minus, Plus, Trash2 } from 'lucide-react'
import { Button, Group } from 'react-aria-components'
import { useTranslation } from 'react-i18next'

interface StepperProps {
  /** What is counted: 아메리카노. */
  name: string
  value: number
  min: number
  max: number
  onChange: (value: number) => void
  /** One piece less than one takes it out, and the button says so. */
  isRemovable?: boolean
  isDisabled?: boolean
}

const STEP =
  'flex h-12 w-11 items-center justify-center rounded-control text-ink pressed:bg-fill-press disabled:text-ink-3'

/** Counts pieces by taps: − 2 +. */
export function Stepper({
  name,
  value,
  min,
  max,
  onChange,
  isRemovable = false,
  isDisabled = false,
}: StepperProps) {
  const { t } = useTranslation('common')
  const removes = isRemovable && value === 1
  return (
    <Group
      aria-label={t('stepper.label', { name })}
      className="inline-flex h-12 w-33 shrink-0 items-center justify-between rounded-control bg-fill"
    >
      <Button
        aria-label={removes ? t('stepper.remove', { name }) : t('stepper.less', { name })}
        isDisabled={isDisabled || value <= min}
        onPress={() => onChange(value - 1)}
        className={STEP}
      >
        {removes ? (
          <Trash2 aria-hidden size={18} />
        ) : (
          <Minus aria-hidden size={18} strokeWidth={2.5} />
        )}
      </Button>
      <output className="min-w-0 flex-1 text-center font-semibold">{value}</output>
      <Button
        aria-label={t('stepper.more', { name })}
        isDisabled={isDisabled || value >= max}
        onPress={() => onChange(value + 1)}
        className={STEP}
      >
        <Plus aria-hidden size={18} strokeWidth={2.5} />
      </Button>
    </Group>
  )
}
