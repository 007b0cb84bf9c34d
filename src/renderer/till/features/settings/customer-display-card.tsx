import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { CUSTOMER_DISPLAY_CHOICES, type CustomerDisplayChoice } from '#shared/vocabulary.ts'
import { call, failureOf } from '../../ipc/call.ts'
import { customerDisplayQuery } from '../../ipc/queries.ts'
import { Card } from '../../ui/card.tsx'
import { SegmentedControl } from '../../ui/segmented-control.tsx'
import { SaveOutcome } from './save-outcome.tsx'

/** 손님 화면: off, on the second display, or in a window; and where it is now. */
export function CustomerDisplayCard() {
  const { t } = useTranslation('settings')
  const queryClient = useQueryClient()
  const { data: display } = useQuery(customerDisplayQuery)
  const choose = useMutation({
    mutationFn: (choice: CustomerDisplayChoice) => call('customerDisplay.choose', { choice }),
    onSuccess: (next) => queryClient.setQueryData(customerDisplayQuery.queryKey, next),
  })
  if (display === undefined) return null
  return (
    <Card title={t('customerDisplay.title')}>
      <p className="mb-3 text-ink-2">{t('customerDisplay.text')}</p>
      <div className="max-w-125">
        <SegmentedControl
          label={t('customerDisplay.title')}
          value={display.choice}
          options={CUSTOMER_DISPLAY_CHOICES.map((value) => ({
            value,
            label: t(`customerDisplay.choice.${value}`),
          }))}
          onChange={(choice) => choose.mutate(choice)}
        />
      </div>
      <p role="status" className="mt-3 text-hint text-ink-2">
        {t(`customerDisplay.place.${display.place}`)}
      </p>
      {choose.error !== null && (
        <SaveOutcome words={t('saved')} isSaved={false} failure={failureOf(choose.error)} />
      )}
    </Card>
  )
}
