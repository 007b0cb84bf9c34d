import type { Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'

interface CashButtonProps {
  ref: Ref<HTMLButtonElement>
  isDisabled: boolean
  onOpen: () => void
}

/** 현금, beside the one blue button. Needs no network and no keys. */
export function CashButton({ ref, isDisabled, onOpen }: CashButtonProps) {
  const { t } = useTranslation('tender')
  return (
    <Button
      ref={ref}
      size={68}
      isWide
      className="px-2!"
      isDisabled={isDisabled}
      shortcut="cash"
      onPress={onOpen}
    >
      {t('cash')}
    </Button>
  )
}
