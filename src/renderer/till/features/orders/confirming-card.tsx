import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { OrderView } from '#shared/ipc/contract.ts'
import { formatClockSeconds } from '../../frame/format-time.ts'
import { checkingQuery } from '../../ipc/queries.ts'
import { useIsOffline } from '../../ipc/use-is-offline.ts'
import { Card } from '../../ui/card.tsx'
import { CheckingFacts } from '../../ui/checking-facts.tsx'
import { SettleRow } from './settle-row.tsx'
import { useSettle } from './use-settle.ts'

/** 확인중: what is known and what is being done. Nothing here could charge again. */
export function ConfirmingCard({ askedId, order }: { askedId: string; order: OrderView }) {
  const { t } = useTranslation(['orders', 'checking'])
  const settle = useSettle(askedId, order)
  const { data: checking } = useQuery(checkingQuery)
  const isOffline = useIsOffline()
  const attempt = order.attempts.at(-1)
  const known = checking?.open.find(
    ({ kind, orderId }) => kind === 'payment' && orderId === order.orderId,
  )
  return (
    <Card>
      <h2 className="mb-4 text-panel font-bold">{t('checking:title')}</h2>
      {attempt !== undefined && known !== undefined && (
        <CheckingFacts
          returnedAt={known.since}
          sentAt={attempt.changedAt}
          progress={known}
          isAsking={settle.isAsking}
          isOffline={isOffline}
        />
      )}
      <SettleRow
        settle={settle}
        words={t('confirming.settle')}
        stillOpen={(askedAt) => t('confirming.still', { time: formatClockSeconds(askedAt) })}
      />
    </Card>
  )
}
