import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerSale } from '#shared/ipc/customer-contract.ts'
import { BigAmount, Won } from './amount.tsx'

/** What it costs: the total in the largest type, or what is left of it where a part is paid. */
export function SaleSums({ sale }: { sale: CustomerSale }) {
  const { t } = useTranslation('customer')
  const isPart = sale.paid > 0
  return (
    <>
      <dl className="flex flex-col gap-2 text-panel text-ink-2">
        {sale.discountAmount > 0 && (
          <>
            <Row name={t('cart.fullPrice')}>
              <Won amount={sale.fullPrice} />
            </Row>
            <Row name={t('cart.discount')}>
              <Won amount={-sale.discountAmount} className="font-semibold text-green-text" />
            </Row>
          </>
        )}
        {isPart && (
          <>
            <Row name={t('cart.total')}>
              <Won amount={sale.total} />
            </Row>
            <Row name={t('cart.paid')}>
              <Won amount={sale.paid} className="font-semibold text-ink" />
            </Row>
          </>
        )}
      </dl>
      <p className="flex flex-col gap-1">
        <span className="text-panel font-semibold text-ink-2">
          {isPart ? t('cart.due') : t('cart.total')}
        </span>
        <BigAmount amount={isPart ? sale.due : sale.total} />
      </p>
    </>
  )
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-4">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
