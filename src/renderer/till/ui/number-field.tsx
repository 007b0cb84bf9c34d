import {
  Input,
  NumberField as AriaNumberField,
  type NumberFieldProps as AriaNumberFieldProps,
} from 'react-aria-components'
import { classNames } from './class-names.ts'
import { FIELD_BOX, FieldParts } from './field.tsx'

interface NumberFieldProps extends Omit<AriaNumberFieldProps, 'className' | 'style' | 'children'> {
  label: string
  hint?: string
  /** Behind the number: 원, 시. */
  unit?: string
  className?: string
}

/** A whole number that is typed, such as an amount in won. For counting by taps use Stepper. */
export function NumberField({ label, hint, unit, className, ...rest }: NumberFieldProps) {
  return (
    <AriaNumberField
      formatOptions={{ maximumFractionDigits: 0 }}
      {...rest}
      className={classNames('flex flex-col gap-2', className)}
    >
      <FieldParts label={label} hint={hint}>
        <span className="relative flex items-center">
          <Input
            inputMode="numeric"
            className={classNames(
              FIELD_BOX,
              'text-right font-semibold',
              unit !== undefined && 'pr-11',
            )}
          />
          {unit !== undefined && (
            <span aria-hidden className="pointer-events-none absolute right-4 text-ink-2">
              {unit}
            </span>
          )}
        </span>
      </FieldParts>
    </AriaNumberField>
  )
}
