import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { MissingOrderView, RecoveryReportView } from '#shared/ipc/backup-contract.ts'
import { formatDayAndClock } from '../../frame/format-time.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { Tag, type TagTone } from '../../ui/tag.tsx'
import { Won } from '../../ui/won.tsx'

interface RecoveryReportProps {
  report: RecoveryReportView
  isPuttingAway: boolean
  onPutAway: () => void
}

/** What the last recovery did and what is known to be missing since, until somebody has checked it. */
export function RecoveryReport({ report, isPuttingAway, onPutAway }: RecoveryReportProps) {
  const { t, i18n } = useTranslation('backup')
  const at = (instant: string) => formatDayAndClock(instant, i18n.language)
  const isNothing = report.orderCount + report.refundCount === 0
  const left = report.orderCount - report.orders.length + report.refundCount - report.refunds.length
  return (
    <Card title={t('report.title')} className="mb-6">
      <p className="text-panel font-bold">{whatWasDone()}</p>
      <p className="mt-1 text-ink-2">
        {t(`report.read.${report.read}`)}{' '}
        {report.tossAskedAt !== null && t('report.tossAsked', { at: at(report.tossAskedAt) })}
      </p>
      <div role="status">
        {report.tossAskedAt === null && (
          <p className="mt-1 flex items-center gap-2 font-medium text-blue-text">
            <Spinner size={16} className="shrink-0" />
            {t('report.tossPending')}
          </p>
        )}
      </div>
      {isNothing && report.tossAskedAt !== null && (
        <p className="mt-3 font-semibold">{t('report.nothing')}</p>
      )}
      {report.orderCount > 0 && (
        <>
          <h3 className="mt-4 font-semibold">{t('report.orders', { count: report.orderCount })}</h3>
          <p className="text-hint text-ink-2">{t('report.whatToDo')}</p>
          <ul className="mt-2 flex max-h-90 flex-col gap-2 overflow-y-auto">
            {report.orders.map((order) => (
              <MissingOrder key={order.orderId ?? order.number} order={order} />
            ))}
          </ul>
        </>
      )}
      {report.refundCount > 0 && (
        <>
          <h3 className="mt-4 font-semibold">
            {t('report.refunds', { count: report.refundCount })}
          </h3>
          <ul className="mt-2 flex flex-col gap-2">
            {report.refunds.map((refund) => (
              <li
                key={`${refund.orderId} ${refund.at} ${refund.amount}`}
                className="selectable flex flex-wrap justify-between gap-x-4 rounded-control bg-fill px-4 py-3"
              >
                <span className="break-all">{refund.orderId}</span>
                <span>
                  {refund.at !== null && `${at(refund.at)} · `}
                  <Won amount={refund.amount} className="font-bold" />
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {left > 0 && <p className="mt-2 text-hint text-ink-2">{t('report.more', { count: left })}</p>}
      <p className="mt-4 text-ink-2">{t('report.nextNumber', { number: report.nextNumber })}</p>
      <p className="mt-2 text-hint text-ink-2">{t('report.setAside')}</p>
      <p className="selectable text-hint break-all">{report.setAside}</p>
      <div className="mt-5 flex flex-wrap items-center gap-3">
        <Button isPending={isPuttingAway} onPress={onPutAway}>
          {t('report.putAway')}
        </Button>
        <Link
          to="/"
          className="inline-flex min-h-12 items-center rounded-control px-4 font-semibold text-blue-text"
        >
          {t('report.toSell')}
        </Link>
      </div>
    </Card>
  )

  function whatWasDone(): string {
    const { backup } = report
    if (backup === null) return t('report.began', { at: at(report.at) })
    if (report.damage === 'broken_log' && backup.name === 'till.sqlite') {
      return t('report.restoredFile', { at: at(report.at) })
    }
    return t('report.restored', { at: at(report.at), backup: at(backup.madeAt) })
  }
}

const TOSS_WORDS = {
  DONE: 'green',
  CANCELED: 'red',
  PARTIAL_CANCELED: 'amber',
  WAITING_FOR_DEPOSIT: 'blue',
  IN_PROGRESS: 'grey',
  READY: 'grey',
  ABORTED: 'grey',
  EXPIRED: 'grey',
  NOT_AT_TOSS: 'grey',
  unknown: 'grey',
} as const satisfies Record<string, TagTone>

const isKnownWord = (word: string): word is keyof typeof TOSS_WORDS =>
  Object.hasOwn(TOSS_WORDS, word)

function MissingOrder({ order }: { order: MissingOrderView }) {
  const { t, i18n } = useTranslation('backup')
  const word = order.tossStatus ?? 'unknown'
  return (
    <li className="selectable rounded-control bg-fill px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-bold">{order.number ?? t('report.unknownNumber')}</span>
        <Tag tone={isKnownWord(word) ? TOSS_WORDS[word] : 'grey'}>
          {isKnownWord(word) ? t(`report.toss.${word}`) : word}
        </Tag>
        <span className="flex-1" />
        {order.amount === null ? (
          <span className="text-ink-2">{t('report.unknownAmount')}</span>
        ) : (
          <Won amount={order.amount} className="font-bold" />
        )}
      </div>
      <p className="text-ink-2">
        {[order.at === null ? null : formatDayAndClock(order.at, i18n.language), order.orderName]
          .filter((part) => part !== null)
          .join(' · ')}
      </p>
      <dl className="mt-1 text-hint text-ink-2">
        {order.orderId !== null && (
          <div className="flex gap-2">
            <dt className="shrink-0">{t('report.orderId')}</dt>
            <dd className="break-all">{order.orderId}</dd>
          </div>
        )}
        {order.paymentKey !== null && (
          <div className="flex gap-2">
            <dt className="shrink-0">{t('report.paymentKey')}</dt>
            <dd className="break-all">{order.paymentKey}</dd>
          </div>
        )}
      </dl>
    </li>
  )
}
