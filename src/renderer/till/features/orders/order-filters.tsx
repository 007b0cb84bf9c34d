import { ListFilter, Wallet } from 'lucide-react'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ORDER_STATUSES, PAY_METHODS } from '#shared/vocabulary.ts'
import { useShortcut } from '../../keys/use-shortcut.ts'
import { SearchField } from '../../ui/search-field.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { ChoiceFilter } from './choice-filter.tsx'
import { DayFilter } from './day-filter.tsx'
import type { OrdersSearch } from './order-filter.ts'

interface OrderFiltersProps {
  search: OrdersSearch
  /** The business day, yyyy-MM-dd; null until main has said it. */
  today: string | null
  onChange: (search: OrdersSearch) => void
}

export function OrderFilters({ search, today, onChange }: OrderFiltersProps) {
  return (
    <div role="search" className="flex flex-wrap gap-2 p-4 pb-2">
      <DayFilter search={search} today={today} onChange={onChange} />
      <StatusFilter search={search} onChange={onChange} />
      <MethodFilter search={search} onChange={onChange} />
      <TextFilter search={search} onChange={onChange} />
    </div>
  )
}

function StatusFilter({ search, onChange }: Pick<OrderFiltersProps, 'search' | 'onChange'>) {
  const { t } = useTranslation(['orders', 'common'])
  const [one, ...more] = search.status ?? []
  const words =
    one === undefined
      ? t('filter.allStatuses')
      : more.length === 0
        ? t(`common:status.${one}`)
        : t('filter.statusesChosen', { count: more.length + 1 })
  return (
    <ChoiceFilter
      label={t('filter.status')}
      words={words}
      icon={<ListFilter aria-hidden size={20} className="text-ink-2" />}
      options={ORDER_STATUSES.map((value) => ({
        value,
        name: t(`common:status.${value}`),
        look: <StatusTag status={value} />,
      }))}
      chosen={search.status}
      onChoose={(status) => onChange({ ...search, status })}
    />
  )
}

function MethodFilter({ search, onChange }: Pick<OrderFiltersProps, 'search' | 'onChange'>) {
  const { t } = useTranslation('orders')
  const [one, ...more] = search.method ?? []
  const words =
    one === undefined
      ? t('filter.allMethods')
      : more.length === 0
        ? t(`filter.methods.${one}`)
        : t('filter.methodsChosen', { count: more.length + 1 })
  return (
    <ChoiceFilter
      label={t('filter.method')}
      words={words}
      icon={<Wallet aria-hidden size={20} className="text-ink-2" />}
      options={PAY_METHODS.map((value) => ({ value, name: t(`filter.methods.${value}`) }))}
      chosen={search.method}
      onChoose={(method) => onChange({ ...search, method })}
    />
  )
}

/** Typing waits a little before it searches, so that the address doesn't change with each key. */
const TYPING_PAUSE_MS = 200

function TextFilter({ search, onChange }: Pick<OrderFiltersProps, 'search' | 'onChange'>) {
  const { t } = useTranslation('orders')
  const field = useRef<HTMLInputElement>(null)
  useShortcut('searchOrders', () => {
    field.current?.focus()
    field.current?.select()
  })
  const asked = search.text ?? ''
  const [typed, setTyped] = useState(asked)
  const [lastAsked, setLastAsked] = useState(asked)
  if (lastAsked !== asked) {
    // The address was changed from elsewhere: a link, 조건 지우기.
    setLastAsked(asked)
    if (typed.trim() !== asked) setTyped(asked)
  }
  const next = typed.trim()
  const ask = useEffectEvent((text: string) =>
    onChange({ ...search, text: text === '' ? undefined : text }),
  )
  useEffect(() => {
    if (next === asked) return
    const timer = setTimeout(() => ask(next), TYPING_PAUSE_MS)
    return () => clearTimeout(timer)
  }, [next, asked])
  return (
    <SearchField
      on="card"
      label={t('filter.text')}
      placeholder={t('filter.textPlaceholder')}
      shortcut="searchOrders"
      inputRef={field}
      value={typed}
      onChange={(value) => setTyped(value.slice(0, 200))}
      className="min-w-40 flex-1"
    />
  )
}
