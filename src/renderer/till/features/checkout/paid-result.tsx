import { type ReactNode, useEffect, useEffectEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { CheckoutView } from '#shared/ipc/contract.ts'
import { Button } from '../../ui/button.tsx'
import { formatWon } from '../../ui/format-won.ts'
import { OrderLink } from './order-link.tsx'
import { ResultShell } from './result-shell.tsx'

/** How long a paid sale stays in sight, in ms. */
const SHOWN = 3000

interface PaidResultProps {
  checkout: Extract<CheckoutView, { stage: 'paid' }>
  /** What else can be done with it. */
  more?: ReactNode
  onNext: () => void
}

/** Change to count out stays in sight until the next customer; anything else for a moment. */
export function PaidResult({ checkout, more, onNext }: PaidResultProps) {
  const { t, i18n } = useTranslation(['checkout', 'tender'])
  const { cash } = checkout
  const hasChange = cash !== null && cash.change > 0
  const moveOn = useEffectEvent(onNext)
  useEffect(() => {
    if (hasChange) return
    const timer = setTimeout(() => moveOn(), SHOWN)
    return () => clearTimeout(timer)
  }, [checkout.orderId, hasChange])
  const won = (amount: number) => formatWon(amount, i18n.language)
  const actions = (
    <>
      {more}
      <OrderLink orderId={checkout.orderId}>{t('paid.receipt')}</OrderLink>
      <Button tone="primary" size={68} isWide shortcut="nextCustomer" onPress={onNext}>
        {t('paid.next')}
      </Button>
    </>
  )
  if (hasChange) {
    const { change, received } = cash
    return (
      <ResultShell
        mark="paid"
        title={t('tender:result.change')}
        amount={change}
        size="change"
        actions={actions}
      >
        <p className="selectable">
          {t('tender:result.received', { received: won(received), amount: won(checkout.amount) })}
        </p>
      </ResultShell>
    )
  }
  return (
    <ResultShell
      mark="paid"
      title={cash === null ? t('paid.title') : t('tender:result.exact')}
      amount={checkout.amount}
      actions={actions}
    >
      <p className="selectable">
        {cash === null ? checkout.methodText : t('tender:result.noChange')}
      </p>
    </ResultShell>
  )
}
