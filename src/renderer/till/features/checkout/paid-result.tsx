import { useEffect, useEffectEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { CheckoutView } from '#shared/ipc/contract.ts'
import { Button } from '../../ui/button.tsx'
import { OrderLink } from './order-link.tsx'
import { ResultShell } from './result-shell.tsx'

/** How long a paid sale stays in sight, in ms. */
const SHOWN = 3000

interface PaidResultProps {
  checkout: Extract<CheckoutView, { stage: 'paid' }>
  onNext: () => void
}

export function PaidResult({ checkout, onNext }: PaidResultProps) {
  const { t } = useTranslation('checkout')
  const moveOn = useEffectEvent(onNext)
  useEffect(() => {
    const timer = setTimeout(() => moveOn(), SHOWN)
    return () => clearTimeout(timer)
  }, [checkout.orderId])
  return (
    <ResultShell
      mark="paid"
      title={t('paid.title')}
      amount={checkout.amount}
      actions={
        <>
          <OrderLink orderId={checkout.orderId}>{t('paid.receipt')}</OrderLink>
          <Button tone="primary" size={68} isWide onPress={onNext}>
            {t('paid.next')}
          </Button>
        </>
      }
    >
      <p className="selectable">{checkout.methodText}</p>
    </ResultShell>
  )
}
