import { useQuery } from '@tanstack/react-query'
import { ReceiptText } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrderView } from '#shared/ipc/contract.ts'
import type { TenderView } from '#shared/ipc/tender-contract.ts'
import { failureOf } from '../../ipc/call.ts'
import { useShortcut } from '../../keys/use-shortcut.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FailureWords } from '../../ui/failure-words.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useWaited } from '../../ui/use-waited.ts'
import { BoughtCard } from './bought-card.tsx'
import { ConfirmingCard } from './confirming-card.tsx'
import { DepositCard } from './deposit-card.tsx'
import { HistoryCard } from './history-card.tsx'
import { OrderHead } from './order-head.tsx'
import { isTaken } from './order-money.ts'
import { orderQuery } from './orders-queries.ts'
import { PaymentCard } from './payment-card.tsx'
import { ReceiptDialog } from './receipt-dialog.tsx'
import { RefundPanel } from './refund-panel.tsx'
import { RefundsCard } from './refunds-card.tsx'
import { TendersCard } from './tenders-card.tsx'
import { UnpaidNote } from './unpaid-note.tsx'

interface OrderDetailProps {
  orderId: string
  /** What belongs to a cash tender of it. */
  underCash: (tender: TenderView) => ReactNode
}

/** One order. `orderId` may be that of any of its attempts. */
export function OrderDetail({ orderId, underCash }: OrderDetailProps) {
  const { t } = useTranslation('orders')
  const query = useQuery(orderQuery(orderId))
  if (query.data !== undefined)
    return <OpenOrder askedId={orderId} order={query.data} underCash={underCash} />
  if (query.isPending) return <Waiting />
  return (
    <div role="alert" className="h-full">
      <EmptyState
        title={t('detail.brokenTitle')}
        action={
          <div className="flex flex-col items-center gap-4 text-ink-2">
            <FailureWords failure={failureOf(query.error)} />
            <Button className="bg-card!" onPress={() => void query.refetch()}>
              {t('list.tryAgain')}
            </Button>
          </div>
        }
      />
    </div>
  )
}

interface OpenOrderProps extends Pick<OrderDetailProps, 'underCash'> {
  askedId: string
  order: OrderView
}

function OpenOrder({ askedId, order, underCash }: OpenOrderProps) {
  const { t } = useTranslation('orders')
  const [isRefunding, setIsRefunding] = useState(false)
  const article = useRef<HTMLElement>(null)
  return (
    <article
      ref={article}
      tabIndex={-1}
      aria-label={t('detail.label', { number: order.number })}
      className="flex min-h-full flex-col gap-3 px-4 pt-2 pb-6 outline-none wide:px-7"
    >
      {isRefunding ? (
        <RefundPanel
          askedId={askedId}
          order={order}
          onClose={() => {
            setIsRefunding(false)
            // The pressed button goes away with the panel; the keyboard stays with the order.
            article.current?.focus()
          }}
        />
      ) : (
        <OrderFacts
          askedId={askedId}
          order={order}
          underCash={underCash}
          onRefund={() => setIsRefunding(true)}
        />
      )}
    </article>
  )
}

function OrderFacts({
  askedId,
  order,
  underCash,
  onRefund,
}: OpenOrderProps & { onRefund: () => void }) {
  const { t } = useTranslation('orders')
  const [isReceiptOpen, setIsReceiptOpen] = useState(false)
  // What isn't known yet comes first.
  const isRefundOpen = order.refunds.some((refund) => refund.state === 'requested')
  const hasReceipt = isTaken(order.status)
  const mayRefund = order.refundableAmount > 0 && !isRefundOpen
  useShortcut('receipt', hasReceipt ? () => setIsReceiptOpen(true) : null)
  useShortcut('refund', mayRefund ? onRefund : null)
  return (
    <>
      <OrderHead order={order}>
        {hasReceipt && (
          <Button
            size={56}
            shortcut="receipt"
            className="bg-card!"
            icon={<ReceiptText aria-hidden size={22} />}
            onPress={() => setIsReceiptOpen(true)}
          >
            {t('detail.receipt')}
          </Button>
        )}
        {mayRefund && (
          <Button size={56} tone="danger-soft" shortcut="refund" onPress={onRefund}>
            {t('detail.refund')}
          </Button>
        )}
      </OrderHead>
      {order.status === 'confirming' && <ConfirmingCard askedId={askedId} order={order} />}
      <UnpaidNote order={order} />
      <DepositCard askedId={askedId} order={order} />
      {isRefundOpen && <RefundsCard askedId={askedId} order={order} />}
      <BoughtCard order={order} />
      <TendersCard order={order} under={underCash} />
      {order.attempts.length > 0 && <PaymentCard order={order} />}
      {!isRefundOpen && <RefundsCard askedId={askedId} order={order} />}
      <HistoryCard order={order} />
      <ReceiptDialog
        orderId={order.orderId}
        isOpen={isReceiptOpen}
        onClose={() => setIsReceiptOpen(false)}
      />
    </>
  )
}

function Waiting() {
  const { t } = useTranslation('orders')
  const hasWaited = useWaited(true)
  if (!hasWaited) return null
  return (
    <div
      role="status"
      aria-label={t('detail.loading')}
      className="flex flex-col gap-3 px-4 pt-2 wide:px-7"
    >
      <Skeleton className="h-16 w-72 bg-fill-press!" />
      <Skeleton className="h-32 rounded-card! bg-card!" />
      <Skeleton className="h-64 rounded-card! bg-card!" />
    </div>
  )
}
