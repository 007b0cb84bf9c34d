import { useTranslation } from 'react-i18next'
import { LOOKUP_WAYS } from '#shared/vocabulary.ts'
import { useShortcut } from '../../keys/use-shortcut.ts'
import { Button } from '../../ui/button.tsx'
import type { Lookups } from './use-lookups.ts'

interface LookupButtonsProps {
  lookups: Lookups
  /** An attempt that never came back has no paymentKey. */
  canAskByPaymentKey: boolean
}

export function LookupButtons({ lookups, canAskByPaymentKey }: LookupButtonsProps) {
  const { t } = useTranslation('orders')
  const keyed = canAskByPaymentKey ? 'paymentKey' : 'orderId'
  useShortcut('lookUp', () => {
    if (lookups.asking === null) lookups.ask(keyed)
  })
  return (
    <div role="group" aria-label={t('lookup.label')} className="flex flex-wrap items-center gap-3">
      <span aria-hidden className="text-hint text-ink-3">
        {t('lookup.label')}
      </span>
      {LOOKUP_WAYS.map((way) => (
        <Button
          key={way}
          {...(way === keyed ? { shortcut: 'lookUp' } : {})}
          isPending={lookups.asking === way}
          isDisabled={
            (way === 'paymentKey' && !canAskByPaymentKey) ||
            (lookups.asking !== null && lookups.asking !== way)
          }
          onPress={() => lookups.ask(way)}
          className="text-blue-text!"
        >
          {way === 'paymentKey' ? t('lookup.byPaymentKey') : t('lookup.byOrderId')}
        </Button>
      ))}
    </div>
  )
}
