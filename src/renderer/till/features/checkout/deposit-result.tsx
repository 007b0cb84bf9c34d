import { useTranslation } from 'react-i18next'
import type { CheckoutView } from '#shared/ipc/contract.ts'
import { formatDayAndClock } from '../../frame/format-time.ts'
import { Button } from '../../ui/button.tsx'
import { OrderLink } from './order-link.tsx'
import { ResultShell } from './result-shell.tsx'

interface DepositResultProps {
  checkout: Extract<CheckoutView, { stage: 'awaiting_deposit' }>
  onNext: () => void
}

/** A virtual account to read out to the customer. Stays until it is put away. */
export function DepositResult({ checkout, onNext }: DepositResultProps) {
  const { t, i18n } = useTranslation('checkout')
  const { account } = checkout
  return (
    <ResultShell
      mark="waiting"
      title={t('deposit.title')}
      amount={checkout.amount}
      actions={
        <>
          <OrderLink orderId={checkout.orderId}>{t('deposit.order')}</OrderLink>
          <Button tone="primary" size={68} isWide shortcut="nextCustomer" onPress={onNext}>
            {t('deposit.next')}
          </Button>
        </>
      }
    >
      <dl className="rounded-card bg-fill p-4">
        <dt className="text-hint">{t('deposit.account')}</dt>
        <dd className="selectable font-semibold text-ink">
          {account.bankName}
          <span className="block text-page font-bold">{account.accountNumber}</span>
        </dd>
        {account.customerName !== null && (
          <div className="mt-3 flex justify-between gap-3">
            <dt className="shrink-0 text-hint">{t('deposit.holder')}</dt>
            <dd className="selectable font-semibold text-ink">{account.customerName}</dd>
          </div>
        )}
        {account.dueDate !== null && (
          <div className="mt-1 flex justify-between gap-3">
            <dt className="shrink-0 text-hint">{t('deposit.due')}</dt>
            <dd className="font-semibold text-ink">
              {formatDayAndClock(account.dueDate, i18n.language)}
            </dd>
          </div>
        )}
      </dl>
      <p className="text-hint">{t('deposit.hint')}</p>
    </ResultShell>
  )
}
