import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Card } from '../../ui/card.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { REASONS } from './refund-draft.ts'
import type { RefundFormProps } from './refund-lines.tsx'

/** Toss takes 200 characters; the words of a chip go in front. */
const MAX_TEXT = 180

/** The reason has to be written: to its field, which may lie under the button that asks for it. */
const goTo = (place: HTMLElement | null) => {
  place?.scrollIntoView({ block: 'center' })
  place?.querySelector('input')?.focus({ preventScroll: true })
}

export function RefundReason({ draft, onChange }: Pick<RefundFormProps, 'draft' | 'onChange'>) {
  const { t } = useTranslation('orders')
  const isOther = draft.reason === 'other'
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
        <div ref={isOther ? goTo : null} className="mt-4">
          <TextField
            label={isOther ? t('refund.reasonTextOther') : t('refund.reasonText')}
            {...(isOther ? {} : { placeholder: t('refund.reasonOptional') })}
            value={draft.reasonText}
            maxLength={MAX_TEXT}
            onChange={(reasonText) => onChange({ ...draft, reasonText })}
          />
        </div>
      )}
    </Card>
  )
}
