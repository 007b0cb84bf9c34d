import { useTranslation } from 'react-i18next'
import type { OrderView } from '#shared/ipc/contract.ts'
import type { OrderStatus } from '#shared/vocabulary.ts'
import { formatWon } from '../../ui/format-won.ts'
import { Banner } from '../../ui/banner.tsx'
import { AttemptReason } from './attempt-reason.tsx'

const UNPAID = ['awaiting_payment', 'declined', 'cancelled', 'expired'] as const
type Unpaid = (typeof UNPAID)[number]

const isUnpaid = (status: OrderStatus): status is Unpaid =>
  (UNPAID as readonly OrderStatus[]).includes(status)

/** Says that no money moved, and why. */
export function UnpaidNote({ order }: { order: OrderView }) {
  const { t, i18n } = useTranslation('orders')
  if (order.status === 'partly_paid') {
    const won = (amount: number) => formatWon(amount, i18n.language)
    const held = order.refundableAmount
    return (
      <Banner tone="amber">
        <p className="font-semibold">
          {t('partly.title', { held: won(held), due: won(order.totalAmount - held) })}
        </p>
        <p>{t(order.refunds.length === 0 ? 'partly.inHand' : 'partly.left')}</p>
      </Banner>
    )
  }
  if (!isUnpaid(order.status)) return null
  const reason = order.attempts.at(-1)?.reason ?? null
  return (
    <Banner tone={order.status === 'declined' ? 'red' : 'amber'}>
      {reason === null ? <p>{t(`unpaid.${order.status}`)}</p> : <AttemptReason reason={reason} />}
    </Banner>
  )
}
