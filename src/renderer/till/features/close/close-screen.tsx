import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { MainArea } from '../../frame/areas.tsx'
import { failureOf } from '../../ipc/call.ts'
import { statusQuery } from '../../ipc/queries.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FailureWords } from '../../ui/failure-words.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useWaited } from '../../ui/use-waited.ts'
import { ReconcileCard } from './reconcile-card.tsx'

/** 마감: what there is to do before the shop closes, a card for each. */
export function CloseScreen() {
  const { t } = useTranslation(['close', 'common'])
  const { from, to } = useSearch({ from: '/close' })
  const navigate = useNavigate()
  const status = useQuery(statusQuery)
  return (
    <MainArea className="overflow-y-auto">
      <div className="mx-auto flex max-w-230 flex-col gap-4 px-4 pt-2 pb-6 wide:px-7">
        <h1 className="px-1 text-page font-bold">{t('title')}</h1>
        {status.data !== undefined ? (
          <ReconcileCard
            today={status.data.businessDay}
            from={from ?? status.data.businessDay}
            to={to ?? status.data.businessDay}
            onChoose={(first, last) => {
              const isToday = first === last && last === status.data.businessDay
              const search = isToday ? {} : { from: first, to: last }
              void navigate({ to: '/close', search, replace: true })
            }}
          />
        ) : status.isError ? (
          <div role="alert">
            <EmptyState
              title={t('brokenTitle')}
              action={
                <div className="flex flex-col items-center gap-4 text-ink-2">
                  <FailureWords failure={failureOf(status.error)} />
                  <Button tone="raised" onPress={() => void status.refetch()}>
                    {t('common:action.tryAgain')}
                  </Button>
                </div>
              }
            />
          </div>
        ) : (
          <Waiting />
        )}
      </div>
    </MainArea>
  )
}

function Waiting() {
  const { t } = useTranslation('close')
  const hasWaited = useWaited(true)
  if (!hasWaited) return null
  return (
    <div role="status" aria-label={t('loading')}>
      <Skeleton className="h-60 rounded-card! bg-card!" />
    </div>
  )
}
