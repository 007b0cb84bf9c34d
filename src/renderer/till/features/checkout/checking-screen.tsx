import { useQuery } from '@tanstack/react-query'
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CheckoutView } from '#shared/ipc/contract.ts'
import type { Failure } from '#shared/result.ts'
import { formatClockSeconds } from '../../frame/format-time.ts'
import { statusQuery } from '../../ipc/queries.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { FailureWords } from '../../ui/failure-words.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { Tag } from '../../ui/tag.tsx'
import { BigWon } from '../../ui/big-won.tsx'
import { useSecondsUntil } from './use-seconds-until.ts'

interface CheckingScreenProps {
  checkout: Extract<CheckoutView, { stage: 'confirming' }>
  isLookingUp: boolean
  failure: Failure | null
  onNextCustomer: () => void
  onLookUpNow: () => void
}

/** 확인중: what is known and since when, what happens next, what to say. Nothing here can charge. */
export function CheckingScreen({
  checkout,
  isLookingUp,
  failure,
  onNextCustomer,
  onLookUpNow,
}: CheckingScreenProps) {
  const { t } = useTranslation('checkout')
  const { data: status } = useQuery(statusQuery)
  const seconds = useSecondsUntil(checkout.nextLookupAt)
  const isAsking = isLookingUp || seconds === null || seconds === 0
  const next = isAsking
    ? t('checking.nowLooking')
    : t('checking.next', { count: checkout.lookups, seconds })
  return (
    <div className="flex h-full items-center justify-center overflow-y-auto p-6">
      <section
        aria-label={t('checking.title')}
        className="my-auto w-full max-w-160 rounded-dialog bg-card p-9"
      >
        <div role="status" className="flex flex-col items-start gap-1">
          <Tag tone="blue">{t('checking.tag')}</Tag>
          <h1 className="mt-3 text-page font-bold">{t('checking.title')}</h1>
          <BigWon amount={checkout.amount} size="asked" className="selectable" />
        </div>
        <ol className="mt-6 flex flex-col gap-4 border-t border-line pt-6">
          <Fact time={formatClockSeconds(checkout.returnedAt)} isDone>
            {t('checking.returned')}
          </Fact>
          <Fact time={formatClockSeconds(checkout.confirmSentAt)} isDone>
            {t('checking.sent')}
          </Fact>
          <Fact time={next}>
            {checkout.lookups === 0 ? t('checking.awaitingAnswer') : t('checking.lookingUp')}
          </Fact>
        </ol>
        {status?.toss === 'unreachable' && (
          <div className="mt-5">
            <Banner tone="amber">{t('checking.offline')}</Banner>
          </div>
        )}
        <div className="mt-6 rounded-card bg-fill px-5 py-4">
          <p className="font-semibold">{t('checking.sayTitle')}</p>
          <p className="text-ink-2">{t('checking.say')}</p>
        </div>
        {failure !== null && (
          <div className="mt-5">
            <Banner tone="red">
              <FailureWords failure={failure} />
            </Banner>
          </div>
        )}
        <div className="mt-5 grid grid-cols-2 gap-3">
          <Button size={56} isWide onPress={onNextCustomer}>
            {t('checking.nextCustomer')}
          </Button>
          <Button size={56} isWide isPending={isLookingUp} onPress={onLookUpNow}>
            {t('checking.lookUpNow')}
          </Button>
        </div>
        <p className="mt-4 text-center text-hint text-ink-3">{t('checking.keepsGoing')}</p>
      </section>
    </div>
  )
}

interface FactProps {
  time: string
  isDone?: boolean
  children: ReactNode
}

function Fact({ time, isDone = false, children }: FactProps) {
  return (
    <li className="flex items-center gap-3">
      {isDone ? (
        <span
          aria-hidden
          className="flex size-7 shrink-0 items-center justify-center rounded-full bg-green-soft text-green-text"
        >
          <Check size={17} strokeWidth={3} />
        </span>
      ) : (
        <span
          aria-hidden
          className="flex size-7 shrink-0 items-center justify-center rounded-full bg-blue-soft text-blue-text"
        >
          <Spinner size={17} />
        </span>
      )}
      <span className="flex-1 text-ink-2">{children}</span>
      <span className="shrink-0 text-right font-medium">{time}</span>
    </li>
  )
}
