import { ReceiptText } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useShortcut } from '../../keys/use-shortcut.ts'
import { Button } from '../../ui/button.tsx'
import { ReceiptForm } from './receipt-form.tsx'

/**
 * The button beside a cash result, and the form it opens. The form outlives the result: the next
 * customer may begin while the number of this one is typed.
 */
export function useReceiptAtSale() {
  const [of, setOf] = useState<{ tenderId: string; amount: number } | null>(null)
  return {
    form: of !== null && <ReceiptForm {...of} onClose={() => setOf(null)} />,
    button: (tenderId: string, amount: number) => (
      <ReceiptButton onPress={() => setOf({ tenderId, amount })} />
    ),
  }
}

function ReceiptButton({ onPress }: { onPress: () => void }) {
  const { t } = useTranslation('tender')
  useShortcut('cashReceipt', onPress)
  return (
    <Button
      size={56}
      isWide
      shortcut="cashReceipt"
      icon={<ReceiptText aria-hidden size={20} />}
      onPress={onPress}
    >
      {t('receipt.title')}
    </Button>
  )
}
