import { useTranslation } from 'react-i18next'
import type { OrderView } from '#shared/ipc/contract.ts'
import { formatClockSeconds, formatDayAndClock } from '../../frame/format-time.ts'
import { Card } from '../../ui/card.tsx'
import { Won } from '../../ui/won.tsx'
import { Fact, Facts } from './facts.tsx'
import { SettleRow } from './settle-row.tsx'
import { useSettle } from './use-settle.ts'

/** The account of a virtual-account payment; while nothing is deposited, also the way to ask. */
export function DepositCard({ askedId, order }: { askedId: string; order: OrderView }) {
  const { t, i18n } = useTranslation('orders')
  const settle = useSettle(askedId, order)
  const account = order.payment?.virtualAccount ?? null
  if (account === null) return null
  const isWaiting = order.status === 'awaiting_deposit'
  return (
    <Card title={t('deposit.title')}>
      <Facts>
        <Fact label={t('deposit.bank')}>{account.bankName}</Fact>
        <Fact label={t('deposit.account')} copy={account.accountNumber}>
          <span className={isWaiting ? 'text-panel font-bold' : ''}>{account.accountNumber}</span>
        </Fact>
        {account.customerName !== null && (
          <Fact label={t('deposit.customer')}>{account.customerName}</Fact>
        )}
        {isWaiting && (
          <Fact label={t('deposit.amount')}>
            <Won amount={order.totalAmount} className="font-bold" />
          </Fact>
        )}
        {account.dueDate !== null && (
          <Fact label={t('deposit.due')}>{formatDayAndClock(account.dueDate, i18n.language)}</Fact>
        )}
      </Facts>
      {isWaiting && (
        <>
          <p className="mt-3 text-ink-2">{t('deposit.waiting')}</p>
          <SettleRow
            settle={settle}
            words={t('deposit.settle')}
            stillOpen={(askedAt) => t('deposit.notYet', { time: formatClockSeconds(askedAt) })}
          />
        </>
      )}
    </Card>
  )
}
