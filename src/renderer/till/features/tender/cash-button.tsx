import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { KeyHint } from '../../ui/key-hint.tsx'

/** The key that opens the pad, anywhere on the selling screen. */
export const CASH_KEY = 'F8'

interface CashButtonProps {
  isDisabled: boolean
  onOpen: () => void
}

/** 현금, beside the one blue button. Needs no network and no keys. */
export function CashButton({ isDisabled, onOpen }: CashButtonProps) {
  const { t } = useTranslation('tender')
  return (
    <Button
      size={68}
      isWide
      className="px-2!"
      isDisabled={isDisabled}
      aria-keyshortcuts={CASH_KEY}
      onPress={onOpen}
    >
      <span className="flex flex-wrap items-center justify-center gap-x-2">
        {t('cash')}
        <KeyHint>{CASH_KEY}</KeyHint>
      </span>
    </Button>
  )
}
