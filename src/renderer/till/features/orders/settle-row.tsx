import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { FailureWords } from '../../ui/failure-words.tsx'
import type { Settle } from './use-settle.ts'

interface SettleRowProps {
  settle: Settle
  words: string
  /** On a coloured surface. */
  isOnTint?: boolean
  /** What to say when it was asked and is still open. */
  stillOpen: (askedAt: string) => string
}

/** A button that asks Toss now, and what came of the last press. */
export function SettleRow({ settle, words, isOnTint = false, stillOpen }: SettleRowProps) {
  const { t } = useTranslation('orders')
  return (
    <div className="mt-4 flex flex-wrap items-center gap-4">
      <Button
        size={56}
        isPending={settle.isAsking}
        onPress={settle.ask}
        {...(isOnTint ? { className: 'bg-card!' } : {})}
      >
        {settle.isAsking ? t('confirming.settling') : words}
      </Button>
      <div role="status" className="min-w-0 flex-1 text-hint text-ink-2">
        {!settle.isAsking && settle.failure !== null && <FailureWords failure={settle.failure} />}
        {!settle.isAsking && settle.askedAt !== null && stillOpen(settle.askedAt)}
      </div>
    </div>
  )
}
