import { Delete } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Button, Input, Label, TextField } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { classNames } from './class-names.ts'
import { FIELD_BOX } from './field.tsx'

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '00', '0'] as const
const KEY =
  'flex min-h-14 items-center justify-center rounded-control bg-fill text-panel font-semibold transition-colors duration-100 pressed:bg-fill-press disabled:text-ink-3'

interface PadFieldProps {
  label: string
  /** Digits only. */
  digits: string
  onChange: (digits: string) => void
  maxLength: number
  /** Shown while nothing is typed. */
  placeholder?: string
  /** Behind the number: 원, %, 개. */
  unit?: string
  /** Dots instead of digits, and as they are, without thousands. */
  isSecret?: boolean
}

const thousands = new Intl.NumberFormat('ko-KR')

/** A number by touch or by keyboard: the field keeps the focus, so that a key is never lost on a button. */
export function PadField({
  label,
  digits,
  onChange,
  maxLength,
  placeholder = '0',
  unit,
  isSecret = false,
}: PadFieldProps) {
  const { t } = useTranslation('common')
  const input = useRef<HTMLInputElement>(null)
  // The number is what the panel was opened for.
  useEffect(() => input.current?.focus(), [])
  const put = (text: string) => {
    const clean = text.replaceAll(/\D/g, '').slice(0, maxLength)
    onChange(isSecret ? clean : clean.replace(/^0+(?=\d)/, ''))
  }
  const press = (next: string) => {
    put(next)
    input.current?.focus()
  }
  const shown = isSecret || digits === '' ? digits : thousands.format(Number(digits))
  return (
    <div className="flex flex-col gap-3">
      <TextField
        type={isSecret ? 'password' : 'text'}
        value={shown}
        onChange={put}
        className="flex flex-col gap-2"
      >
        <Label className="text-hint font-semibold text-ink-2">{label}</Label>
        <span className="relative flex items-center">
          <Input
            ref={input}
            inputMode="numeric"
            autoComplete="off"
            placeholder={placeholder}
            className={classNames(
              FIELD_BOX,
              'min-h-14! text-page! font-bold',
              isSecret ? 'text-center tracking-[0.3em]' : 'text-right',
              unit !== undefined && 'pr-13!',
            )}
          />
          {unit !== undefined && (
            <span aria-hidden className="pointer-events-none absolute right-4 text-ink-2">
              {unit}
            </span>
          )}
        </span>
      </TextField>
      <div role="group" aria-label={t('pad.label')} className="grid grid-cols-3 gap-2">
        {KEYS.map((key) => (
          <Button key={key} className={KEY} onPress={() => press(digits + key)}>
            {key}
          </Button>
        ))}
        <Button
          aria-label={t('pad.back')}
          className={KEY}
          isDisabled={digits === ''}
          onPress={() => press(digits.slice(0, -1))}
        >
          <Delete aria-hidden size={22} />
        </Button>
      </div>
    </div>
  )
}
