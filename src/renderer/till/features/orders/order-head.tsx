import { ReceiptText } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { OrderView } from '#shared/ipc/contract.ts'
import { formatClockSeconds, formatDay } from '../../frame/format-time.ts'
import { Button } from '../../ui/button.tsx'
import { formatWon } from '../../ui/format-won.ts'
import { StatusTag } from '../../ui/status-tag.tsx'
import { Tag } from '../../ui/tag.tsx'
import { Won } from '../../ui/won.tsx'

interface OrderHeadProps {
  order: OrderView
  isRefunding: boolean
  onReceipt: () => void
  onRefund: () => void
}

/** The amount first, then what may be done with the order. */
export function OrderHead({ order, isRefunding, onReceipt, onRefund }: OrderHeadProps) {
  const { t, i18n } = useTranslation('orders')
  const isWaitingForRefund = order.refunds.some((refund) => refund.state === 'requested')
  return (
    <header className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
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
      {!isRefunding && (
        <div className="flex gap-6">
          <Button
            size={56}
            className="bg-card!"
            icon={<ReceiptText aria-hidden size={22} />}
            onPress={onReceipt}
          >
            {t('detail.receipt')}
          </Button>
          {order.refundableAmount > 0 && !isWaitingForRefund && (
            <Button size={56} tone="danger-soft" onPress={onRefund}>
              {t('detail.refund')}
            </Button>
          )}
        </div>
      )}
    </header>
  )
}
