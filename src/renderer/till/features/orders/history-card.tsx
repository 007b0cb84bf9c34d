import { useTranslation } from 'react-i18next'
import type { AttemptView, OrderView } from '#shared/ipc/contract.ts'
import { formatClockSeconds } from '../../frame/format-time.ts'
import { Card } from '../../ui/card.tsx'
import { formatWon } from '../../ui/format-won.ts'
import { StatusTag } from '../../ui/status-tag.tsx'
import { AttemptReason } from './attempt-reason.tsx'

/** Every try to pay, with what became of it. */
export function HistoryCard({ order }: { order: OrderView }) {
  const { t, i18n } = useTranslation('orders')
  return (
    <Card title={t('history.title')}>
      <ol className="flex flex-col gap-4">
        <li className="flex gap-4">
          <time className="w-18 shrink-0 text-ink-3">{formatClockSeconds(order.createdAt)}</time>
          <span>{t('history.created')}</span>
        </li>
        {order.tenders
          .filter(({ kind }) => kind === 'cash')
          .map((cash) => (
            <li key={cash.id} className="flex gap-4">
              <time className="w-18 shrink-0 text-ink-3">{formatClockSeconds(cash.takenAt)}</time>
              <span>{t('history.cash', { amount: formatWon(cash.amount, i18n.language) })}</span>
            </li>
          ))}
        {order.attempts.map((attempt, index) => (
          <Attempt key={attempt.orderId} attempt={attempt} number={index + 1} />
        ))}
      </ol>
    </Card>
  )
}

function Attempt({ attempt, number }: { attempt: AttemptView; number: number }) {
  const { t } = useTranslation('orders')
  return (
    <li className="flex gap-4">
      <time className="w-18 shrink-0 text-ink-3">{formatClockSeconds(attempt.changedAt)}</time>
      <div className="selectable min-w-0">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span>{t('history.attempt', { number })}</span>
          <StatusTag status={attempt.state} />
        </p>
        <p className="break-all text-hint text-ink-3">
          {attempt.orderId} ·{' '}
          {t('history.started', { time: formatClockSeconds(attempt.startedAt) })}
        </p>
        {attempt.reason !== null && (
          <div className="text-ink-2">
            <AttemptReason reason={attempt.reason} />
          </div>
        )}
      </div>
    </li>
  )
}
