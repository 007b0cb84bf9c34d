import { Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { OrderView } from '#shared/ipc/contract.ts'
import { moneyBackOf, providerOf } from './refund-words.ts'

/** Where the money goes and by when. */
export function RefundWhere({ order, isCash }: { order: OrderView; isCash: boolean }) {
  const { t } = useTranslation('orders')
  const { payment } = order
  return (
    <div className="flex gap-3 px-1 text-hint">
      <Undo2 aria-hidden size={20} className=" shrink-0 text-ink-3" />
      <div>
        <p className="font-semibold">
          {t('refund.whereTitle')}
          {payment !== null && (
            <span className="ml-2 font-medium text-ink-2">{payment.methodText}</span>
          )}
        </p>
        <p className="text-ink-2">
          {isCash
            ? t('refund.where.cash')
            : t(`refund.where.${moneyBackOf(payment)}`, { provider: providerOf(payment) })}
        </p>
      </div>
    </div>
  )
}
