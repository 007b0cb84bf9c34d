import { useTranslation } from 'react-i18next'
import { LOOKUP_WAYS, type LookupWay } from '#shared/vocabulary.ts'
import { formatClockSeconds } from '../../frame/format-time.ts'
import { FailureWords } from '../../ui/failure-words.tsx'
import { formatWon } from '../../ui/format-won.ts'
import { Tag } from '../../ui/tag.tsx'
import type { Difference } from './payment-differences.ts'
import { TossFields } from './toss-fields.tsx'
import type { LookupOutcome, Lookups } from './use-lookups.ts'

/** When Toss was asked, which way, and whether it says what we have stored. */
export function LookupOutcomes({ lookups }: { lookups: Lookups }) {
  const shown = LOOKUP_WAYS.flatMap((way) => {
    const outcome = lookups.outcomes[way]
    return outcome === undefined ? [] : [{ way, outcome }]
  })
  return (
    <div role="status" className="mb-4 flex flex-col gap-3 empty:hidden">
      {shown.map(({ way, outcome }) => (
        <Outcome key={way} way={way} outcome={outcome} />
      ))}
    </div>
  )
}

function Outcome({ way, outcome }: { way: LookupWay; outcome: LookupOutcome }) {
  const { t, i18n } = useTranslation('orders')
  if (outcome.kind === 'failed') {
    return (
      <div className="rounded-control bg-red-soft px-4 py-3 text-red-text">
        <p className="font-semibold">{t('lookup.failed', { way: t(`lookup.way.${way}`) })}</p>
        <FailureWords failure={outcome.failure} />
      </div>
    )
  }
  const { lookup, differences } = outcome
  return (
    <div
      role="group"
      aria-label={way === 'paymentKey' ? t('lookup.byPaymentKey') : t('lookup.byOrderId')}
      className="rounded-control bg-fill px-4 py-3"
    >
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <span className="font-semibold">
          {t('lookup.askedAt', {
            time: formatClockSeconds(lookup.askedAt),
            way: t(`lookup.way.${way}`),
          })}
        </span>
        {differences.length === 0 ? (
          <Tag tone="green">{t('lookup.agrees')}</Tag>
        ) : (
          <Tag tone="amber">{t('lookup.differs', { count: differences.length })}</Tag>
        )}
      </div>
      <p className="selectable text-hint text-ink-2">
        {t('lookup.now', {
          status: lookup.payment.status,
          balance: formatWon(lookup.payment.balanceAmount, i18n.language),
        })}
      </p>
      {differences.length > 0 && <DifferenceTable differences={differences} />}
      <TossFields payment={lookup.payment} words={t('lookup.answer')} />
    </div>
  )
}

function DifferenceTable({ differences }: { differences: readonly Difference[] }) {
  const { t } = useTranslation('orders')
  const none = <span className="text-ink-3">{t('lookup.noValue')}</span>
  return (
    <table className="selectable mt-2 w-full table-fixed text-left text-hint">
      <thead>
        <tr className="text-ink-3">
          <th className="w-1/3 py-1 pr-3 font-medium">{t('lookup.field')}</th>
          <th className="py-1 pr-3 font-medium">{t('lookup.stored')}</th>
          <th className="py-1 font-medium">{t('lookup.answered')}</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ path, stored, answered }) => (
          <tr key={path} className="align-top">
            <th className="py-1 pr-3 font-medium text-ink-2">{path}</th>
            <td className="py-1 pr-3">{stored ?? none}</td>
            <td className="py-1 font-semibold">{answered ?? none}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
