import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerSale } from '#shared/ipc/customer-contract.ts'
import { formatWon } from './format-won.ts'
import { Won } from './amount.tsx'

/** What is being bought, the newest in sight: nobody scrolls here but the sale itself. */
export function SaleLines({ sale, isOnly }: { sale: CustomerSale; isOnly: boolean }) {
  const { t, i18n } = useTranslation('customer')
  const end = useRef<HTMLLIElement>(null)
  // Beside what matters now they come second.
  const Heading = isOnly ? 'h1' : 'h2'
  useEffect(() => {
    // Returns a promise in newer Chromiums, which React would take for the way to end this.
    end.current?.scrollIntoView({ block: 'nearest' })
  }, [sale])
  return (
    <section aria-label={t('cart.label')} className="flex min-h-0 flex-col rounded-dialog bg-card">
      <Heading className="px-6 pt-5 pb-2 text-hint font-semibold text-ink-2">
        {t('cart.label')}
      </Heading>
      <ul
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it
        tabIndex={0}
        className="min-h-0 flex-1 overflow-y-auto px-6 pb-4"
      >
        {sale.lines.map((line, index) => (
          <li
            // Lines of one sale come and go at the end; two may have the same name.
            key={`${index} ${line.name}`}
            ref={index === sale.lines.length - 1 ? end : null}
            className="flex items-baseline gap-4 border-b border-line py-3 last:border-0"
          >
            <span className="min-w-0 flex-1">
              <span className="line-clamp-2 text-panel font-semibold">{line.name}</span>
              {line.discountAmount > 0 && (
                <span className="text-hint font-medium text-green-text">
                  {t('cart.off', { amount: formatWon(line.discountAmount, i18n.language) })}
                </span>
              )}
            </span>
            <span className="shrink-0 text-ink-2">
              {t('cart.pieces', { count: line.quantity })}
            </span>
            <Won
              amount={line.amount}
              className="min-w-30 shrink-0 text-right text-panel font-semibold"
            />
          </li>
        ))}
      </ul>
    </section>
  )
}
