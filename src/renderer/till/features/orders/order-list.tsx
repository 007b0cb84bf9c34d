import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useEffectEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { failureOf } from '../../ipc/call.ts'
import { statusQuery } from '../../ipc/queries.ts'
import { isPressed } from '../../keys/shortcuts.ts'
import { isUnderDialog } from '../../keys/use-shortcut.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FailureWords } from '../../ui/failure-words.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useWaited } from '../../ui/use-waited.ts'
import { groupByDay } from './day-groups.ts'
import { daysOf, searchInput, type OrdersSearch } from './order-filter.ts'
import { OrderFilters } from './order-filters.tsx'
import { OrderListBox } from './order-list-box.tsx'
import { OrderListSum } from './order-list-sum.tsx'
import { orderListQuery } from './orders-queries.ts'

/** Filters and the orders they leave, by business day. */
export function OrderList({ openOrderId }: { openOrderId: string | null }) {
  const search = useSearch({ from: '/orders' })
  const navigate = useNavigate()
  const { data: today } = useQuery({ ...statusQuery, select: (status) => status.businessDay })

  useListKey()
  const show = (next: OrdersSearch) => void navigate({ to: '.', search: next, replace: true })
  const open = (orderId: string) =>
    void navigate({ to: '/orders/$orderId', params: { orderId }, search })

  return (
    <>
      <OrderFilters search={search} today={today ?? null} onChange={show} />
      {today === undefined ? (
        <Waiting />
      ) : (
        <FoundOrders
          search={search}
          today={today}
          openOrderId={openOrderId}
          onOpen={open}
          onChange={show}
        />
      )}
    </>
  )
}

interface FoundOrdersProps {
  search: OrdersSearch
  today: string
  openOrderId: string | null
  onOpen: (orderId: string) => void
  onChange: (search: OrdersSearch) => void
}

function FoundOrders({ search, today, openOrderId, onOpen, onChange }: FoundOrdersProps) {
  const { t } = useTranslation('orders')
  const list = useInfiniteQuery(orderListQuery(searchInput(search, today)))
  if (list.isPending) return <Waiting />
  if (list.isError && list.data === undefined) {
    return (
      <div role="alert" className="min-h-0 flex-1 overflow-y-auto">
        <EmptyState
          title={t('list.brokenTitle')}
          action={
            <div className="flex flex-col items-center gap-4 text-ink-2">
              <FailureWords failure={failureOf(list.error)} />
              <Button onPress={() => void list.refetch()}>{t('list.tryAgain')}</Button>
            </div>
          }
        />
      </div>
    )
  }

  const rows = list.data.pages.flatMap((page) => page.rows)
  if (rows.length === 0) return <NoOrders search={search} onChange={onChange} />

  const summary = list.data.pages[0]?.summary ?? null
  const days = daysOf(search, today)
  const isOneDay = days !== null && days.from === days.to
  return (
    <>
      {!isOneDay && summary !== null && <OrderListSum title={t('list.found')} sum={summary} />}
      <OrderListBox
        groups={groupByDay(rows, list.hasNextPage)}
        // A single day's heading can tell the whole day, even where only its first page is here.
        daySummary={isOneDay ? summary : null}
        openOrderId={openOrderId}
        onOpen={onOpen}
        isLoadingMore={list.isFetchingNextPage}
        hasMoreFailed={list.isFetchNextPageError}
        onLoadMore={() => {
          if (list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage()
        }}
      />
    </>
  )
}

/**
 * ↓ goes to the list from the search and from nowhere in particular; elsewhere it is an arrow of
 * whatever has the focus.
 */
function useListKey(): void {
  const hear = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || !isPressed('orderList', event) || isUnderDialog()) return
    const { target } = event
    const isFree = target === document.body || target instanceof HTMLAnchorElement
    const isInSearch = target instanceof HTMLInputElement && target.type === 'search'
    const list = document.querySelector<HTMLElement>('[role=listbox]')
    if (list === null || !(isFree || isInSearch)) return
    event.preventDefault()
    list.focus()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => hear(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}

/** An empty list says whether the filter or the day is to blame, and offers the way out. */
function NoOrders({ search, onChange }: Pick<FoundOrdersProps, 'search' | 'onChange'>) {
  const { t } = useTranslation('orders')
  const isFiltered =
    search.text !== undefined || search.status !== undefined || search.method !== undefined
  const isPlainDay = !isFiltered && search.day === undefined
  if (isPlainDay) {
    return <EmptyState title={t('list.empty.todayTitle')} hint={t('list.empty.todayText')} />
  }
  return (
    <EmptyState
      title={t('list.empty.filteredTitle')}
      hint={t('list.empty.filteredText')}
      action={
        isFiltered && search.day !== 'all' ? (
          <Button
            onPress={() => onChange({ ...search, day: 'all', from: undefined, to: undefined })}
          >
            {t('list.empty.allDays')}
          </Button>
        ) : (
          <Button onPress={() => onChange({})}>{t('list.empty.clear')}</Button>
        )
      }
    />
  )
}

function Waiting() {
  const { t } = useTranslation('orders')
  const hasWaited = useWaited(true)
  if (!hasWaited) return null
  return (
    <div role="status" aria-label={t('list.loading')} className="flex flex-col gap-2 px-4 pt-10">
      {[0, 1, 2, 3, 4, 5].map((row) => (
        <Skeleton key={row} className="h-14" />
      ))}
    </div>
  )
}
