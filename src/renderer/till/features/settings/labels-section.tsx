import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  ITEM_LENGTHS,
  LABEL_PREFIXES,
  type LabelPrefix,
  type LabelRule,
  PRICE_UNITS,
} from '#shared/scale-label.ts'
import { call, failureOf } from '../../ipc/call.ts'
import { labelsQuery } from '../../ipc/queries.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { SegmentedControl } from '../../ui/segmented-control.tsx'
import { Select } from '../../ui/select.tsx'
import { LabelExample } from './label-example.tsx'
import { SaveOutcome } from './save-outcome.tsx'
import { SectionHead, SectionWaiting } from './section-parts.tsx'

const HOLDS = ['nothing', 'price', 'weight'] as const

/** How the labels of the shop's scale are read, with one of them worked out while the rule is made. */
export function LabelsSection() {
  const { t } = useTranslation('settings')
  const queryClient = useQueryClient()
  const { data } = useQuery(labelsQuery)
  const [changed, setChanged] = useState<LabelRule | null>(null)
  const save = useMutation({
    mutationFn: (rule: LabelRule) => call('labels.save', rule),
    onSuccess: (kept) => {
      queryClient.setQueryData(labelsQuery.queryKey, kept)
      setChanged(null)
    },
  })
  if (data === undefined) return <SectionWaiting />
  const rule = changed ?? data
  const change = (part: Partial<LabelRule>) => {
    setChanged({ ...rule, ...part })
    if (!save.isPending) save.reset()
  }
  const setHolds = (prefix: LabelPrefix, value: string) => {
    const { [prefix]: _, ...others } = rule.holds
    const holds = value === 'price' || value === 'weight' ? { ...others, [prefix]: value } : others
    change({ holds })
  }
  return (
    <>
      <SectionHead title={t('labels.title')}>{t('labels.text')}</SectionHead>
      <div className="flex flex-col gap-3">
        <Card title={t('labels.example')}>
          <LabelExample rule={rule} />
        </Card>
        <Card title={t('labels.digits')}>
          <div className="grid gap-4 wide:grid-cols-2">
            <Choice label={t('labels.itemLength')}>
              <SegmentedControl
                label={t('labels.itemLength')}
                value={String(rule.itemLength)}
                options={ITEM_LENGTHS.map((length) => ({
                  value: String(length),
                  label: t('labels.digitCount', { count: length }),
                }))}
                onChange={(value) => {
                  const itemLength = ITEM_LENGTHS.find((length) => String(length) === value)
                  if (itemLength !== undefined) change({ itemLength })
                }}
              />
            </Choice>
            <Choice label={t('labels.priceUnit')}>
              <SegmentedControl
                label={t('labels.priceUnit')}
                value={String(rule.priceUnit)}
                options={PRICE_UNITS.map((unit) => ({
                  value: String(unit),
                  label: unit === 1000 ? '1kg' : `${unit}g`,
                }))}
                onChange={(value) => {
                  const priceUnit = PRICE_UNITS.find((unit) => String(unit) === value)
                  if (priceUnit !== undefined) change({ priceUnit })
                }}
              />
            </Choice>
          </div>
        </Card>
        <Card title={t('labels.prefixes')}>
          <p className="mb-4 text-ink-2">{t('labels.prefixesText')}</p>
          <div className="grid grid-cols-2 gap-3 wide:grid-cols-3">
            {LABEL_PREFIXES.map((prefix) => (
              <Select
                key={prefix}
                label={t('labels.prefix', { prefix })}
                value={rule.holds[prefix] ?? 'nothing'}
                options={HOLDS.map((value) => ({ value, label: t(`labels.holds.${value}`) }))}
                onChange={(value) => setHolds(prefix, value)}
              />
            ))}
          </div>
        </Card>
        <div className="flex flex-wrap items-center gap-4">
          <Button
            tone="primary"
            size={56}
            isPending={save.isPending}
            isDisabled={changed === null}
            onPress={() => save.mutate(rule)}
          >
            {save.isPending ? t('saving') : t('labels.save')}
          </Button>
          <SaveOutcome
            words={t('saved')}
            isSaved={save.isSuccess && changed === null}
            failure={save.error === null ? null : failureOf(save.error)}
          />
        </div>
      </div>
    </>
  )
}

function Choice({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="flex flex-col gap-2">
      <span aria-hidden className="text-hint font-semibold text-ink-2">
        {label}
      </span>
      {children}
    </div>
  )
}
