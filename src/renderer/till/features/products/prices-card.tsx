import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { formatClock, formatDate } from '../../frame/format-time.ts'
import { Card } from '../../ui/card.tsx'
import { formatWon } from '../../ui/format-won.ts'
import { pricesQuery } from './product-queries.ts'

/** When the price changed, from what and to what. */
export function PricesCard({ productId }: { productId: string }) {
  const { t, i18n } = useTranslation('products')
  const { data } = useQuery(pricesQuery(productId))
  return (
    <Card title={t('prices.title')}>
      {data?.changes.length === 0 && <p className="text-ink-2">{t('prices.none')}</p>}
      <ol className="flex max-h-60 flex-col gap-2 overflow-y-auto">
        {data?.changes.map(({ at, from, to }) => (
          <li key={at} className="flex items-baseline justify-between gap-3">
            <span className="text-ink-2">
              {formatDate(at, i18n.language)} {formatClock(at)}
            </span>
            <span className="font-semibold whitespace-nowrap">
              {t('prices.change', {
                from: formatWon(from, i18n.language),
                to: formatWon(to, i18n.language),
              })}
            </span>
          </li>
        ))}
      </ol>
    </Card>
  )
}
