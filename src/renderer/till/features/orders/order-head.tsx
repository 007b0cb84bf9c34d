import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrderView } from '#shared/ipc/contract.ts'
import { formatClockSeconds, formatDay } from '../../frame/format-time.ts'
import { formatWon } from '../../ui/format-won.ts'
import { StatusTag } from '../../ui/status-tag.tsx'
import { Tag } from '../../ui/tag.tsx'
import { Won } from '../../ui/won.tsx'

interface OrderHeadProps {
  order: OrderView
  /** What may be done with it now. */
  children: ReactNode
}

/** The amount first. */
export function OrderHead({ order, children }: OrderHeadProps) {
  const { t, i18n } = useTranslation('orders')
  return (
    <header className="flex min-h-16 flex-wrap items-center justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <p className="selectable text-ink-2">
          {order.number} · {formatDay(order.businessDay, i18n.language)}{' '}
          {formatClockSeconds(order.createdAt)}
        </p>
        <div className="flex flex-wrap items-center gap-3">
          <h1 className="selectable text-total font-extrabold">
            <Won amount={order.totalAmount} />
          </h1>
          {order.status === 'partly_refunded' ? (
            <Tag tone="amber">
              {t('detail.refundedTag', { amount: formatWon(order.refundedAmount, i18n.language) })}
            </Tag>
          ) : (
            <StatusTag status={order.status} />
          )}
        </div>
      </div>
      <div className="flex gap-6">{children}</div>
    </header>
  )
}
