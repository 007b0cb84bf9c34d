import { ShieldCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CheckoutView } from '#shared/ipc/contract.ts'
import type { Won } from '#shared/money.ts'
import type { Failure } from '#shared/result.ts'
import { unpaidWords } from '#shared/toss-codes/toss-codes.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { FailureWords } from '../../ui/failure-words.tsx'
import { formatWon } from '../../ui/format-won.ts'
import { TossSaid } from '../../ui/toss-said.tsx'
import { useLanguage } from '../../ui/use-language.ts'
import { ResultShell } from './result-shell.tsx'

interface NotPaidResultProps {
  checkout: Extract<CheckoutView, { stage: 'not_paid' }>
  /** The cart as it is now, in won; 0 where there is nothing to pay again. */
  total: Won
  isStarting: boolean
  failure: Failure | null
  onAgain: () => void
  onBack: () => void
}

/** Why it wasn't paid, that no money moved, and what to do. Stays until staff decide. */
export function NotPaidResult({
  checkout,
  total,
  isStarting,
  failure,
  onAgain,
  onBack,
}: NotPaidResultProps) {
  const { t, i18n } = useTranslation(['checkout', 'common'])
  const language = useLanguage()
  const { reason } = checkout
  const words = 'code' in reason ? unpaidWords(reason.code, language) : null
  return (
    <ResultShell
      mark="failed"
      title={t(`notPaid.title.${reason.kind}`)}
      amount={checkout.amount}
      actions={
        <>
          {failure !== null && (
            <Banner tone="red">
              <FailureWords failure={failure} />
            </Banner>
          )}
          <Button size={56} isWide shortcut="nextCustomer" onPress={onBack}>
            {t('notPaid.back')}
          </Button>
          {total > 0 && (
            <Button
              tone="primary"
              size={68}
              isWide
              shortcut="pay"
              isPending={isStarting}
              onPress={onAgain}
            >
              {t('notPaid.again', { amount: formatWon(total, i18n.language) })}
            </Button>
          )}
        </>
      }
    >
      {words === null ? (
        <p>{t(reason.kind === 'expired' ? 'notPaid.why.expired' : 'notPaid.why.closed')}</p>
      ) : (
        <p>
          {words.what} {words.next}
        </p>
      )}
      {'code' in reason && (
        <TossSaid answer={reason} className="selectable rounded-card bg-fill px-4 py-3 text-hint" />
      )}
      <p className="flex items-center gap-2 font-semibold text-ink">
        <ShieldCheck aria-hidden size={22} className="shrink-0 text-green-text" />
        {words?.money ?? t('notPaid.noMoneyMoved')}
      </p>
    </ResultShell>
  )
}
