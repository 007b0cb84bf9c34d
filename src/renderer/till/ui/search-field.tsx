import { Search, X } from 'lucide-react'
import type { Ref } from 'react'
import { Button, Input, SearchField as AriaSearchField } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { classNames } from './class-names.ts'
import { KeyHint } from './key-hint.tsx'

interface SearchFieldProps {
  label: string
  placeholder: string
  value: string
  onChange: (value: string) => void
  onSubmit?: (value: string) => void
  /** A key that focuses it, bound by the caller. */
  keyHint?: string
  /** On the ground it is white, on a card it is filled. */
  on?: 'ground' | 'card'
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
  keyHint,
  on = 'ground',
  inputRef,
  className,
}: SearchFieldProps) {
  const { t } = useTranslation('common')
  return (
    <AriaSearchField
      aria-label={label}
      value={value}
      onChange={onChange}
      {...(onSubmit === undefined ? {} : { onSubmit })}
      className={classNames(
        'group flex min-h-12 items-center gap-3 rounded-control px-4 focus-within:ring-2 focus-within:ring-blue-text',
        on === 'ground' ? 'bg-card' : 'bg-fill',
        className,
      )}
    >
      <Search aria-hidden size={22} className="shrink-0 text-ink-3" />
      <Input
        {...(inputRef === undefined ? {} : { ref: inputRef })}
        {...(keyHint === undefined ? {} : { 'aria-keyshortcuts': keyHint })}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        className="min-w-0 flex-1 bg-transparent text-base text-ink outline-none placeholder:text-ink-3 [&::-webkit-search-cancel-button]:hidden"
      />
      {value === '' && keyHint !== undefined && <KeyHint>{keyHint}</KeyHint>}
      <Button
        aria-label={t('action.emptySearch')}
        className="-mr-2 flex size-10 shrink-0 items-center justify-center rounded-control text-ink-3 group-data-[empty]:hidden pressed:bg-fill-press"
      >
        <X aria-hidden size={20} />
      </Button>
    </AriaSearchField>
  )
}
