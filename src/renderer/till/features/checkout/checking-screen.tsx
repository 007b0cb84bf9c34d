import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { CheckoutView } from '#shared/ipc/contract.ts'
import type { Failure } from '#shared/result.ts'
import { checkingQuery } from '../../ipc/queries.ts'
import { useIsOffline } from '../../ipc/use-is-offline.ts'
import { Banner } from '../../ui/banner.tsx'
import { BigWon } from '../../ui/big-won.tsx'
import { Button } from '../../ui/button.tsx'
import { CheckingFacts } from '../../ui/checking-facts.tsx'
import { FailureWords } from '../../ui/failure-words.tsx'
import { Tag } from '../../ui/tag.tsx'

interface CheckingScreenProps {
  checkout: Extract<CheckoutView, { stage: 'confirming' }>
  isLookingUp: boolean
  failure: Failure | null
  onNextCustomer: () => void
  onLookUpNow: () => void
}

/** 확인중 for the sale at the counter. Nothing here can charge; the cashier may sell on. */
export function CheckingScreen({
  checkout,
  isLookingUp,
  failure,
  onNextCustomer,
  onLookUpNow,
}: CheckingScreenProps) {
  const { t } = useTranslation('checking')
  const { data: checking } = useQuery(checkingQuery)
  const isOffline = useIsOffline()
  const known = checking?.open.find(
    ({ kind, orderId }) => kind === 'payment' && orderId === checkout.orderId,
  )
  return (
    <div className="flex h-full justify-center overflow-y-auto p-6">
      <section
        aria-label={t('title')}
        className="my-auto w-full max-w-160 rounded-dialog bg-card p-9"
      >
        <div role="status" className="flex flex-col items-start gap-1">
          <span className="flex items-center gap-2">
            <Tag tone="blue">{t('tag')}</Tag>
            <span className="selectable text-hint text-ink-2">{known?.number}</span>
          </span>
          <h1 className="mt-3 text-page font-bold">{t('title')}</h1>
          <BigWon amount={checkout.amount} size="asked" className="selectable" />
        </div>
        <div className="mt-6 border-t border-line pt-6">
          <CheckingFacts
            returnedAt={checkout.returnedAt}
            sentAt={checkout.confirmSentAt}
            progress={
              known ?? {
                lookups: checkout.lookups,
                nextLookupAt: checkout.nextLookupAt,
                knownBy: null,
                answer: null,
              }
            }
            isAsking={isLookingUp}
            isOffline={isOffline}
          />
        </div>
        {failure !== null && (
          <div className="mt-5">
            <Banner tone="red">
              <FailureWords failure={failure} />
            </Banner>
          </div>
        )}
        <div className="mt-5 grid grid-cols-2 gap-3">
          <Button size={56} isWide shortcut="nextCustomer" onPress={onNextCustomer}>
            {t('nextCustomer')}
          </Button>
          <Button size={56} isWide isPending={isLookingUp} onPress={onLookUpNow}>
            {t('lookUpNow')}
          </Button>
        </div>
        <p className="mt-4 text-center text-hint text-ink-3">{t('keepsGoing')}</p>
      </section>
    </div>
  )
}
