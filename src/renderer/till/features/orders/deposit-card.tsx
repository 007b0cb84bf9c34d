import { useTranslation } from 'react-i18next'
import type { OrderView } from '#shared/ipc/contract.ts'
import { formatClockSeconds, formatDayAndClock } from '../../frame/format-time.ts'
import { Banner } from '../../ui/banner.tsx'
import { Card } from '../../ui/card.tsx'
import { Tag, type TagTone } from '../../ui/tag.tsx'
import { useSecondsUntil } from '../../ui/use-seconds-until.ts'
import { Won } from '../../ui/won.tsx'
import { CancelAccount } from './cancel-account.tsx'
import { type DepositPhase, depositPhaseOf } from './deposit-phase.ts'
import { Fact, Facts } from './facts.tsx'
import { SettleRow } from './settle-row.tsx'
import { useSettle } from './use-settle.ts'

const TONES: Readonly<Record<DepositPhase, TagTone>> = {
  waiting: 'blue',
  late: 'amber',
  reversed: 'red',
  over: 'grey',
  deposited: 'green',
}

/** The account of a virtual-account payment: what has become of it, and while nothing is deposited the way to ask. */
export function DepositCard({ askedId, order }: { askedId: string; order: OrderView }) {
  const { t, i18n } = useTranslation('orders')
  const account = order.payment?.virtualAccount ?? null
  const approvedAt = order.payment?.approvedAt ?? null
  // Ticks, so that the words change when the due date passes.
  const secondsLeft = useSecondsUntil(account?.dueDate ?? null)
  const phase = depositPhaseOf(order, secondsLeft === 0)
  if (account === null || phase === null) return null
  const isOpen = phase === 'waiting' || phase === 'late' || phase === 'reversed'
  return (
    <Card
      title={t('deposit.title')}
      action={<Tag tone={TONES[phase]}>{t(`deposit.phase.${phase}`)}</Tag>}
    >
      {phase === 'reversed' && (
        <div className="mb-4">
          <Banner tone="red">
            <p className="font-bold">{t('deposit.reversedTitle')}</p>
            <p>{t('deposit.reversedText')}</p>
          </Banner>
        </div>
      )}
      <Facts>
        <Fact label={t('deposit.bank')}>{account.bankName}</Fact>
        <Fact label={t('deposit.account')} copy={account.accountNumber}>
          <span className={isOpen ? 'text-panel font-bold' : ''}>{account.accountNumber}</span>
        </Fact>
        {account.customerName !== null && (
          <Fact label={t('deposit.customer')}>{account.customerName}</Fact>
        )}
        {isOpen && (
          <Fact label={t('deposit.amount')}>
            <Won amount={order.totalAmount} className="font-bold" />{' '}
            <span className="text-hint text-ink-3">{t('deposit.exactly')}</span>
          </Fact>
        )}
        {phase === 'deposited' && approvedAt !== null && (
          <Fact label={t('deposit.at')}>{formatDayAndClock(approvedAt, i18n.language)}</Fact>
        )}
        {account.dueDate !== null && phase !== 'deposited' && (
          <Fact label={t('deposit.due')}>
            {formatDayAndClock(account.dueDate, i18n.language)}
            {isOpen && secondsLeft !== null && secondsLeft > 0 && (
              <span className="ml-2 font-semibold text-blue-text">
                <TimeLeft seconds={secondsLeft} />
              </span>
            )}
          </Fact>
        )}
      </Facts>
      <p className="mt-3 text-ink-2 empty:hidden">
        {phase === 'waiting' && t('deposit.what.waiting')}
        {phase === 'late' && t('deposit.what.late')}
        {phase === 'over' && t('deposit.what.over')}
      </p>
      {isOpen && <Ask askedId={askedId} order={order} />}
    </Card>
  )
}

function Ask({ askedId, order }: { askedId: string; order: OrderView }) {
  const { t } = useTranslation('orders')
  const settle = useSettle(askedId, order)
  return (
    <>
      <SettleRow
        settle={settle}
        words={t('deposit.settle')}
        stillOpen={(askedAt) => t('deposit.notYet', { time: formatClockSeconds(askedAt) })}
      />
      <CancelAccount askedId={askedId} order={order} />
    </>
  )
}

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** The two largest parts of it: days and hours, hours and minutes, or minutes. */
function TimeLeft({ seconds }: { seconds: number }) {
  const { t } = useTranslation('orders')
  const days = Math.floor(seconds / DAY)
  const hours = Math.floor((seconds % DAY) / HOUR)
  const minutes = Math.floor((seconds % HOUR) / MINUTE)
  if (days > 0) return t('deposit.leftDays', { days, hours })
  return hours > 0
    ? t('deposit.leftHours', { hours, minutes })
    : t('deposit.leftMinutes', { minutes: Math.max(1, minutes) })
}
