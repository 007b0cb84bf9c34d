import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrderView } from '#shared/ipc/contract.ts'
import type { TenderView } from '#shared/ipc/tender-contract.ts'
import { formatClockSeconds } from '../../frame/format-time.ts'
import { Card } from '../../ui/card.tsx'
import { formatWon } from '../../ui/format-won.ts'
import { Tag } from '../../ui/tag.tsx'
import { Won } from '../../ui/won.tsx'

interface TendersCardProps {
  order: OrderView
  /** What belongs to a cash tender: its cash receipt. */
  under: (tender: TenderView) => ReactNode
}

/** How it was paid, where that isn't one payment at Toss alone. */
export function TendersCard({ order, under }: TendersCardProps) {
  const { t } = useTranslation('orders')
  const hasCash = order.tenders.some(({ kind }) => kind === 'cash')
  if (!hasCash && order.tenders.length < 2) return null
  return (
    <Card title={t('tenders.title')}>
      <ul className="flex flex-col gap-3">
        {order.tenders.map((tender) => (
          <li key={tender.id}>
            <Tender tender={tender} />
            {tender.kind === 'cash' && under(tender)}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Tender({ tender }: { tender: TenderView }) {
  const { t, i18n } = useTranslation('orders')
  const won = (amount: number) => formatWon(amount, i18n.language)
  const { received, change } = tender
  const back = tender.kind === 'deposit' ? 0 : tender.amount - tender.left
  return (
    <div className="selectable flex items-start justify-between gap-6">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
          {tender.methodText}
          {tender.kind === 'deposit' && <Tag tone="blue">{t('tenders.deposit')}</Tag>}
          {back > 0 && <Tag tone="amber">{t('detail.refundedTag', { amount: won(back) })}</Tag>}
        </p>
        <p className="text-hint text-ink-3">
          {formatClockSeconds(tender.takenAt)}
          {received !== null &&
            change !== null &&
            ` · ${t('tenders.received', { received: won(received), change: won(change) })}`}
        </p>
      </div>
      <Won amount={tender.amount} className="font-bold" />
    </div>
  )
}
