import {
  Collection,
  Header,
  ListBox,
  ListBoxItem,
  ListBoxLoadMoreItem,
  ListBoxSection,
  ListLayout,
  Virtualizer,
} from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { OrderRow } from '#shared/ipc/contract.ts'
import { formatClock, formatDay } from '../../frame/format-time.ts'
import { Button } from '../../ui/button.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { Won } from '../../ui/won.tsx'
import type { DayGroup } from './day-groups.ts'
import { OrderListSum } from './order-list-sum.tsx'

interface OrderListBoxProps {
  groups: readonly DayGroup[]
  /** Main's count of the whole filter, where that is one day. */
  daySummary: {
    readonly count: number
    readonly isMore: boolean
    readonly netAmount: number
  } | null
  openOrderId: string | null
  onOpen: (orderId: string) => void
  isLoadingMore: boolean
  hasMoreFailed: boolean
  onLoadMore: () => void
}

/** Only the rows in sight are in the page. Arrow keys move and open. */
export function OrderListBox({
  groups,
  daySummary,
  openOrderId,
  onOpen,
  isLoadingMore,
  hasMoreFailed,
  onLoadMore,
}: OrderListBoxProps) {
  const { t, i18n } = useTranslation('orders')
  return (
    <>
      <Virtualizer
        layout={ListLayout}
        layoutOptions={{ estimatedRowSize: 66, estimatedHeadingSize: 37, loaderSize: 56 }}
      >
        <ListBox
          aria-label={t('list.label')}
          items={groups}
          selectionMode="single"
          selectionBehavior="replace"
          disallowEmptySelection
          selectedKeys={openOrderId === null ? [] : [openOrderId]}
          onSelectionChange={(keys) => {
            const [key] = keys === 'all' ? [] : [...keys]
            if (typeof key === 'string' && key !== openOrderId) onOpen(key)
          }}
          className="min-h-0 flex-1 overflow-y-auto outline-none"
        >
          <Collection items={groups}>
            {(group) => (
              <ListBoxSection id={group.day}>
                <Header className="bg-card">
                  <OrderListSum
                    title={formatDay(group.day, i18n.language)}
                    sum={daySummary ?? group.sum}
                  />
                </Header>
                <Collection items={group.rows}>
                  {(row) => <Row key={row.orderId} id={row.orderId} row={row} />}
                </Collection>
              </ListBoxSection>
            )}
          </Collection>
          <ListBoxLoadMoreItem
            onLoadMore={onLoadMore}
            isLoading={isLoadingMore}
            className="flex h-14 items-center justify-center gap-2 text-hint text-ink-2"
          >
            <Spinner size={18} />
            {t('list.loadingMore')}
          </ListBoxLoadMoreItem>
        </ListBox>
      </Virtualizer>
      {hasMoreFailed && (
        <div
          role="alert"
          className="flex items-center justify-between gap-3 bg-red-soft py-2 pr-2 pl-5 text-hint font-medium text-red-text"
        >
          {t('list.moreFailed')}
          <Button onPress={onLoadMore}>{t('list.tryAgain')}</Button>
        </div>
      )}
    </>
  )
}

function Row({ id, row }: { id: string; row: OrderRow }) {
  const time = formatClock(row.createdAt)
  return (
    <ListBoxItem
      id={id}
      textValue={row.title}
      className="group flex min-h-16.5 items-center gap-3 px-5 py-2 outline-offset-[-3px] hover:bg-fill pressed:bg-fill-press selected:bg-blue-soft"
    >
      <span className="w-11 shrink-0 text-ink-3 group-selected:text-ink-2">{time}</span>
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="truncate font-semibold text-ink">{row.title}</span>
        <span className="truncate text-hint text-ink-3 group-selected:text-ink-2">
          {row.methodText ?? row.number}
        </span>
      </span>
      {/* A blue tag would be lost on the blue of the open row. */}
      <span className="flex shrink-0 flex-col items-end gap-0.5 group-selected:[--color-blue-soft:var(--color-card)]">
        <Won amount={row.totalAmount} className="font-bold" />
        <StatusTag status={row.status} />
      </span>
    </ListBoxItem>
  )
}
