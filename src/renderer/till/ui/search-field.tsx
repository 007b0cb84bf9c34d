import { Search, X } from 'lucide-react'
import type { Ref } from 'react'
import { Button, Input, SearchField as AriaSearchField } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { classNames } from './class-names.ts'
import { keyProps } from '../keys/keyed.ts'
import type { ShortcutId } from '../keys/shortcuts.ts'

interface SearchFieldProps {
  label: string
  placeholder: string
  value: string
  onChange: (value: string) => void
  onSubmit?: (value: string) => void
  /** The key that focuses it, heard by the caller. */
  shortcut?: ShortcutId
  /** On the ground it is white, on a card it is filled. */
  on?: 'ground' | 'card'
  /** ↓: to what was found. */
  onDown?: () => void
  inputRef?: Ref<HTMLInputElement>
  className?: string
}

/** Esc and the cross empty it. */
export function SearchField({
  label,
  placeholder,
  value,
  onChange,
  onSubmit,
  shortcut,
  on = 'ground',
  onDown,
  inputRef,
  className,
}: SearchFieldProps) {
  const { t } = useTranslation('common')
  const keys = shortcut === undefined ? null : keyProps(shortcut)
  return (
    <AriaSearchField
      aria-label={label}
      value={value}
      onChange={onChange}
      {...(onSubmit === undefined ? {} : { onSubmit })}
      {...(keys === null ? {} : { 'data-keycap': keys['data-keycap'] })}
      className={classNames(
        'group flex min-h-12 items-center gap-3 rounded-control px-4 focus-within:ring-2 focus-within:ring-blue-text',
        on === 'ground' ? 'bg-card' : 'bg-fill',
        className,
      )}
    >
      <Search aria-hidden size={22} className="shrink-0 text-ink-3" />
      <Input
        {...(inputRef === undefined ? {} : { ref: inputRef })}
        {...(keys === null ? {} : { 'aria-keyshortcuts': keys['aria-keyshortcuts'] })}
        onKeyDown={(event) => {
          if (event.code !== 'ArrowDown' || onDown === undefined) return
          event.preventDefault()
          onDown()
        }}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        className="min-w-0 flex-1 bg-transparent text-base text-ink outline-none placeholder:text-ink-3 [&::-webkit-search-cancel-button]:hidden"
      />
      <Button
        aria-label={t('action.emptySearch')}
        className="-mr-2 flex size-10 shrink-0 items-center justify-center rounded-control text-ink-3 group-data-[empty]:hidden pressed:bg-fill-press"
      >
        <X aria-hidden size={20} />
      </Button>
    </AriaSearchField>
  )
}
