import { useTranslation } from 'react-i18next'
import type { OrderView, RefundView } from '#shared/ipc/contract.ts'
import { callWords } from '#shared/toss-codes/toss-codes.ts'
import { formatClockSeconds, formatDayAndClock } from '../../frame/format-time.ts'
import { Card } from '../../ui/card.tsx'
import { formatWon } from '../../ui/format-won.ts'
import { Spinner } from '../../ui/spinner.tsx'
import { Tag, type TagTone } from '../../ui/tag.tsx'
import { TossSaid } from '../../ui/toss-said.tsx'
import { useLanguage } from '../../ui/use-language.ts'
import { Won } from '../../ui/won.tsx'
import { Banner } from '../../ui/banner.tsx'
import { type RefundWay, refundWayOf } from './deposit-phase.ts'
import { SettleRow } from './settle-row.tsx'
import { useSettle } from './use-settle.ts'

const TONES: Record<RefundView['state'], TagTone> = {
  requested: 'blue',
  done: 'amber',
  refused: 'red',
}

/** Refunds, newest first. One without an answer is said to be unknown, never to have failed. */
export function RefundsCard({ askedId, order }: { askedId: string; order: OrderView }) {
  const { t } = useTranslation('orders')
  if (order.refunds.length === 0) return null
  const way = refundWayOf(order)
  const isChecking = order.refunds.some((refund) => refund.state === 'requested')
  return (
    <Card title={t('refunds.title', { count: order.refunds.length })}>
      <ul className="flex flex-col gap-3">
        {order.refunds.toReversed().map((refund) => (
          <Refund key={refund.id} refund={refund} order={order} />
        ))}
      </ul>
      {way !== null && <RefundWayNote way={way} />}
      {isChecking && <Checking askedId={askedId} order={order} />}
    </Card>
  )
}

function Refund({ refund, order }: { refund: RefundView; order: OrderView }) {
  const { t, i18n } = useTranslation('orders')
  const language = useLanguage()
  const at = refund.settledAt ?? refund.requestedAt
  const pieces = refund.lines.map(({ lineNo, quantity }) => {
    const name = order.lines.find((line) => line.lineNo === lineNo)?.name ?? String(lineNo)
    return t('refunds.pieces', { name, quantity })
  })
  return (
    <li className="selectable flex items-start justify-between gap-6">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="text-ink-2">{formatDayAndClock(at, i18n.language)}</span>
          <Tag tone={TONES[refund.state]}>{t(`refunds.${refund.state}`)}</Tag>
        </p>
        <p>
          {pieces.length === 0 ? t('refunds.byAmount') : pieces.join(', ')} · {refund.reason}
        </p>
        {refund.isCash && <p className="text-hint text-ink-2">{t('refunds.inCash')}</p>}
        {refund.account !== null && (
          <p className="text-hint text-ink-2">{t('refunds.toAccount', refund.account)}</p>
        )}
        {refund.balanceAfter !== null && (
          <p className="text-hint text-ink-3">
            {t('refunds.balanceAfter', { amount: formatWon(refund.balanceAfter, i18n.language) })}
          </p>
        )}
        {refund.refusal !== null && (
          <div className="text-hint text-red-text">
            <p>{callWords('cancel', refund.refusal, language).what}</p>
            <TossSaid answer={refund.refusal} />
          </div>
        )}
      </div>
      {refund.state === 'done' ? (
        <Won amount={refund.amount} isMinus className="font-bold text-red-text" />
      ) : (
        <Won amount={refund.amount} className="font-semibold text-ink-3" />
      )}
    </li>
  )
}

const WAY_TONES: Readonly<Record<RefundWay, TagTone>> = {
  on_its_way: 'blue',
  arrived: 'green',
  failed: 'red',
  partly_failed: 'red',
}

/** Toss has given it back; whether the bank took it is known days later. */
function RefundWayNote({ way }: { way: RefundWay }) {
  const { t } = useTranslation('orders')
  return (
    <div className="mt-4">
      <Banner tone={WAY_TONES[way]}>{t(`refunds.way.${way}`)}</Banner>
    </div>
  )
}

function Checking({ askedId, order }: { askedId: string; order: OrderView }) {
  const { t } = useTranslation('orders')
  const settle = useSettle(askedId, order)
  return (
    <div className="mt-4 rounded-control bg-blue-soft px-4 py-3">
      <p className="flex items-center gap-2 font-semibold text-blue-text">
        <Spinner size={18} />
        {t('refunds.checkingTitle')}
      </p>
      <p className="mt-1">{t('refunds.checkingText')}</p>
      <SettleRow
        settle={settle}
        words={t('refunds.checkNow')}
        isOnTint
        stillOpen={(askedAt) => t('refunds.stillChecking', { time: formatClockSeconds(askedAt) })}
      />
    </div>
  )
}
