import { useTranslation } from 'react-i18next'
import type { Won } from '#shared/money.ts'
import { Button } from '../../ui/button.tsx'
import { formatWon } from '../../ui/format-won.ts'

interface PayButtonProps {
  total: Won
  isDisabled: boolean
  isStarting: boolean
  onPay: () => void
}

/** The one blue button: says what will happen and for how much. A second press does nothing. */
export function PayButton({ total, isDisabled, isStarting, onPay }: PayButtonProps) {
  const { t, i18n } = useTranslation('sell')
  const words =
    total === 0 ? t('cart.payNothing') : t('cart.pay', { amount: formatWon(total, i18n.language) })
  return (
    <Button
      tone="primary"
      size={68}
      isWide
      isDisabled={isDisabled}
      className="tight:px-2!"
      isPending={isStarting}
      shortcut="pay"
      onPress={onPay}
    >
      {isStarting ? t('cart.starting') : words}
    </Button>
  )
}
