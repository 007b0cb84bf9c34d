import { useTranslation } from 'react-i18next'
import type { TenderView } from '#shared/ipc/tender-contract.ts'
import { Card } from '../../ui/card.tsx'
import { formatWon } from '../../ui/format-won.ts'
import { SegmentedControl } from '../../ui/segmented-control.tsx'

interface RefundTenderProps {
  tenders: readonly TenderView[]
  chosen: TenderView
  onChange: (id: string) => void
}

/** Which tender gives the money back; only where there are several. */
export function RefundTender({ tenders, chosen, onChange }: RefundTenderProps) {
  const { t, i18n } = useTranslation('orders')
  if (tenders.length < 2) return null
  return (
    <Card title={t('refund.tender')}>
      <SegmentedControl
        label={t('refund.tender')}
        value={chosen.id}
        options={tenders.map((tender) => ({
          value: tender.id,
          label: `${tender.methodText} ${formatWon(tender.left, i18n.language)}`,
        }))}
        onChange={onChange}
      />
      <p className="mt-2 text-hint text-ink-2">{t('refund.tenderHint')}</p>
    </Card>
  )
}
