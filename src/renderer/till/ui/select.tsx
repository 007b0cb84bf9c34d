import { Check, ChevronDown } from 'lucide-react'
import {
  Button,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
} from 'react-aria-components'
import { classNames } from './class-names.ts'
import { FIELD_BOX, FieldParts } from './field.tsx'

interface SelectProps<V extends string> {
  label: string
  hint?: string
  /** What is wrong with the choice. */
  error?: string | undefined
  name?: string
  value: V | null
  options: readonly { readonly value: V; readonly label: string }[]
  onChange: (value: V) => void
  placeholder?: string
  isDisabled?: boolean
  /** Shows the chosen words only; the label is still read aloud. */
  isLabelHidden?: boolean
  className?: string
}

/** One of many choices, behind a button. For two to four use SegmentedControl. */
export function Select<V extends string>({
  label,
  hint,
  error,
  value,
  options,
  onChange,
  isLabelHidden = false,
  className,
  ...rest
}: SelectProps<V>) {
  const box = (
    <Button
      className={classNames(
        FIELD_BOX,
        'flex items-center justify-between gap-2 text-left pressed:bg-fill-press',
        error !== undefined && 'ring-2 ring-red-text',
      )}
    >
      <SelectValue className="min-w-0 truncate font-medium placeholder-shown:text-ink-3" />
      <ChevronDown aria-hidden size={20} className="shrink-0 text-ink-3" />
    </Button>
  )
  return (
    <AriaSelect
      {...rest}
      {...(isLabelHidden ? { 'aria-label': label } : {})}
      {...(error === undefined ? {} : { isInvalid: true })}
      value={value}
      onChange={(key) => {
        const next = options.find((option) => option.value === key)
        if (next !== undefined) onChange(next.value)
      }}
      className={classNames('flex flex-col gap-2', className)}
    >
      {isLabelHidden ? (
        box
      ) : (
        <FieldParts label={label} hint={hint} error={error}>
          {box}
        </FieldParts>
      )}
      <Popover className="max-h-90 min-w-(--trigger-width) overflow-auto rounded-card bg-card p-2 shadow-float">
        <ListBox className="outline-none">
          {options.map((option) => (
            <ListBoxItem
              key={option.value}
              id={option.value}
              textValue={option.label}
              className="flex min-h-12 items-center justify-between gap-3 rounded-control px-3 font-medium text-ink hover:bg-fill pressed:bg-fill-press selected:text-blue-text"
            >
              {({ isSelected }) => (
                <>
                  {option.label}
                  {isSelected && <Check aria-hidden size={20} />}
                </>
              )}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}
