import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpenOutcomeView } from '#shared/ipc/contract.ts'
import { callWords } from '#shared/toss-codes/toss-codes.ts'
import { formatClock, formatClockSeconds } from '../frame/format-time.ts'
import { AskingProgress } from './asking-progress.tsx'
import { Banner } from './banner.tsx'
import { Spinner } from './spinner.tsx'
import { TossSaid } from './toss-said.tsx'
import { useLanguage } from './use-language.ts'

interface CheckingFactsProps {
  /** When the customer was through, and when Toss was asked to take the money. */
  returnedAt: string
  sentAt: string
  progress: Pick<OpenOutcomeView, 'lookups' | 'nextLookupAt' | 'knownBy' | 'answer'>
  isAsking: boolean
  isOffline: boolean
}

/** 확인중: what is known and since when, what is being done and how long, what to say. Nothing here can charge. */
export function CheckingFacts({
  returnedAt,
  sentAt,
  progress,
  isAsking,
  isOffline,
}: CheckingFactsProps) {
  const { t } = useTranslation('checking')
  const language = useLanguage()
  const { lookups, nextLookupAt, knownBy, answer } = progress
  const words = answer === null ? null : callWords('confirm', answer, language)
  const doing =
    words !== null ? t('lookingUpAfter') : lookups === 0 ? t('awaitingAnswer') : t('lookingUp')
  return (
    <>
      <ol className="flex flex-col gap-4">
        <Fact time={formatClockSeconds(returnedAt)} isDone>
          {t('returned')}
        </Fact>
        <Fact time={formatClockSeconds(sentAt)} isDone>
          {t('sent')}
        </Fact>
        <Fact
          time={
            <AskingProgress lookups={lookups} nextLookupAt={nextLookupAt} isAsking={isAsking} />
          }
        >
          {doing}
        </Fact>
      </ol>
      {answer !== null && words !== null && (
        <div className="selectable mt-4 rounded-control bg-fill px-4 py-3">
          <p>
            {words.what} {words.money}
          </p>
          <TossSaid answer={answer} className="text-hint text-ink-2" />
        </div>
      )}
      {knownBy !== null && !isOffline && (
        <p className="mt-4 text-hint text-ink-2">{t('knownBy', { time: formatClock(knownBy) })}</p>
      )}
      {isOffline && (
        <div className="mt-4">
          <Banner tone="amber">{t('offline')}</Banner>
        </div>
      )}
      <div className="mt-5 rounded-card bg-blue-soft px-5 py-4">
        <p className="text-hint font-semibold text-blue-text">{t('sayTitle')}</p>
        <p className="mt-1 font-medium">{t('say')}</p>
      </div>
    </>
  )
}

interface FactProps {
  time: ReactNode
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
