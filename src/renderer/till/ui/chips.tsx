import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'

interface ChipsProps<V extends string> {
  label: string
  /** null while none is chosen. */
  value: V | null
  options: readonly { readonly value: V; readonly label: string }[]
  onChange: (value: V | null) => void
}

/** One of some, all in sight; pressed again it is none. */
export function Chips<V extends string>({ label, value, options, onChange }: ChipsProps<V>) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      selectionMode="single"
      selectedKeys={value === null ? [] : [value]}
      onSelectionChange={(keys) =>
        onChange(options.find((option) => keys.has(option.value))?.value ?? null)
      }
      className="flex flex-wrap gap-2"
    >
      {options.map((option) => (
        <ToggleButton
          key={option.value}
          id={option.value}
          className="min-h-12 rounded-control bg-fill px-4 font-semibold text-ink transition-colors duration-100 pressed:bg-fill-press selected:bg-blue-soft selected:text-blue-text selected:ring-2 selected:ring-blue-text"
        >
          {option.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
