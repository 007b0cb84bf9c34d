import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Card } from '../../ui/card.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { REASONS } from './refund-draft.ts'
import type { RefundFormProps } from './refund-lines.tsx'

/** Toss takes 200 characters; the words of a chip go in front. */
const MAX_TEXT = 180

export function RefundReason({ draft, onChange }: Pick<RefundFormProps, 'draft' | 'onChange'>) {
  const { t } = useTranslation('orders')
  return (
    <Card title={t('refund.reason')}>
      <ToggleButtonGroup
        aria-label={t('refund.reason')}
        selectionMode="single"
        selectedKeys={draft.reason === null ? [] : [draft.reason]}
        onSelectionChange={(keys) =>
          onChange({ ...draft, reason: REASONS.find((reason) => keys.has(reason)) ?? null })
        }
        className="flex flex-wrap gap-3"
      >
        {REASONS.map((reason) => (
          <ToggleButton
            key={reason}
            id={reason}
            className="min-h-12 rounded-control bg-fill px-4 font-semibold text-ink transition-colors duration-100 pressed:bg-fill-press selected:bg-blue-soft selected:text-blue-text selected:ring-2 selected:ring-blue-text"
          >
            {t(`refund.reasons.${reason}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {draft.reason !== null && (
        <TextField
          label={draft.reason === 'other' ? t('refund.reasonTextOther') : t('refund.reasonText')}
          {...(draft.reason === 'other' ? {} : { placeholder: t('refund.reasonOptional') })}
          value={draft.reasonText}
          maxLength={MAX_TEXT}
          onChange={(reasonText) => onChange({ ...draft, reasonText })}
          className="mt-4"
        />
      )}
    </Card>
  )
}
