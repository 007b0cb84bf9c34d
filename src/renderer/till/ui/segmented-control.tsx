import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { keyedButton } from '../keys/keyed.ts'
import type { ShortcutId } from '../keys/shortcuts.ts'
import { classNames } from './class-names.ts'

interface SegmentedControlProps<V extends string> {
  label: string
  value: V
  options: readonly {
    readonly value: V
    readonly label: string
    /** The key that chooses it, heard by whoever acts on it. */
    readonly shortcut?: ShortcutId
  }[]
  onChange: (value: V) => void
  isDisabled?: boolean
  /** It stands on the ground and not on a card. */
  isOnGround?: boolean
}

/** One of two to four choices, all in sight. */
export function SegmentedControl<V extends string>({
  label,
  value,
  options,
  onChange,
  isDisabled = false,
  isOnGround = false,
}: SegmentedControlProps<V>) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      isDisabled={isDisabled}
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const next = options.find((option) => keys.has(option.value))
        if (next !== undefined) onChange(next.value)
      }}
      className={classNames(
        'flex gap-1 rounded-control p-1 tight:flex-wrap',
        isOnGround ? 'bg-fill-press' : 'bg-fill',
      )}
    >
      {options.map((option) => (
        <ToggleButton
          key={option.value}
          id={option.value}
          {...(option.shortcut === undefined ? {} : keyedButton(option.shortcut))}
          className="min-h-12 flex-1 rounded-tag px-4 font-semibold whitespace-nowrap text-ink-2 transition-colors duration-100 disabled:text-ink-3 selected:bg-card selected:text-ink"
        >
          {option.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
