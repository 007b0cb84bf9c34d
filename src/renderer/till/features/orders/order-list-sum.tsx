import { useTranslation } from 'react-i18next'
import { Won } from '../../ui/won.tsx'

interface OrderListSumProps {
  title: string
  /** Null where it isn't known yet. `isMore`: counting stopped, and so did the sum. */
  sum: { readonly count: number; readonly isMore?: boolean; readonly netAmount: number } | null
}

/** `11월 23일 (월)   42건 · 512,300원`. A sum that was cut short isn't shown as if it were whole. */
export function OrderListSum({ title, sum }: OrderListSumProps) {
  const { t } = useTranslation('orders')
  return (
    <div className="flex items-center justify-between gap-3 px-5 py-2 text-hint font-semibold text-ink-2">
      <span>{title}</span>
      {sum !== null &&
        (sum.isMore === true ? (
          <span>{t('list.countCapped', { count: sum.count })}</span>
        ) : (
          <span>
            {t('list.count', { count: sum.count })} · <Won amount={sum.netAmount} />
          </span>
        ))}
    </div>
  )
}
