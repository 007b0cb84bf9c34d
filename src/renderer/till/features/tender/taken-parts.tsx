import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { SaleInHandView } from '#shared/ipc/tender-contract.ts'
import { Won } from '../../ui/won.tsx'

interface TakenPartsProps {
  sale: NonNullable<SaleInHandView['sale']>
}

/** What was taken of this sale so far, what is left, and the way to give it back. */
export function TakenParts({ sale }: TakenPartsProps) {
  const { t } = useTranslation('tender')
  return (
    <section aria-label={t('parts.title')} className="rounded-card bg-amber-soft px-4 py-3">
      <p className="font-semibold text-amber-text">
        {t(sale.takesMore ? 'parts.title' : 'parts.closed')}
      </p>
      <ul className="mt-1 flex flex-col gap-1">
        {sale.tenders.map((tender) => (
          <li key={tender.id} className="flex justify-between gap-3">
            <span className="min-w-0 truncate">
              {tender.methodText}
              {tender.kind === 'deposit' && ` · ${t('parts.deposit')}`}
            </span>
            <Won amount={tender.amount} className="font-semibold" />
          </li>
        ))}
      </ul>
      <div className="mt-1 flex items-center justify-between gap-3">
        <Link
          to="/orders/$orderId"
          params={{ orderId: sale.orderId }}
          className="flex min-h-12 items-center font-semibold text-ink underline underline-offset-4"
        >
          {t('parts.giveBack')}
        </Link>
        <span className="font-bold">
          {t('parts.due')} <Won amount={sale.due} />
        </span>
      </div>
    </section>
  )
}
