import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { PrintingView, PrintJobView } from '#shared/ipc/print-contract.ts'
import { formatDayAndClock } from '../../frame/format-time.ts'
import { call, failureOf } from '../../ipc/call.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { FailureWords } from '../../ui/failure-words.tsx'
import { Tag, type TagTone } from '../../ui/tag.tsx'

const TONES: Record<PrintJobView['state'], TagTone> = {
  waiting: 'grey',
  printing: 'blue',
  unknown: 'amber',
}

/** Slips that aren't on paper, or of which nobody knows it. */
export function PrintJobs({ printing }: { printing: PrintingView }) {
  const { t } = useTranslation('printing')
  const retry = useMutation({ mutationFn: () => call('printing.retry', {}) })
  const hasWaiting = printing.jobs.some(({ state }) => state === 'waiting')
  return (
    <Card
      title={t('jobs.title', { count: printing.waiting })}
      action={
        hasWaiting && (
          <Button tone="quiet" isPending={retry.isPending} onPress={() => retry.mutate()}>
            {t('jobs.retry')}
          </Button>
        )
      }
    >
      <ul className="flex flex-col gap-4">
        {printing.jobs.map((job) => (
          <Job key={job.id} job={job} />
        ))}
      </ul>
    </Card>
  )
}

function Job({ job }: { job: PrintJobView }) {
  const { t, i18n } = useTranslation('printing')
  const reprint = useMutation({ mutationFn: () => call('printing.reprint', { id: job.id }) })
  const putAway = useMutation({ mutationFn: () => call('printing.putAway', { id: job.id }) })
  const error = reprint.error ?? putAway.error
  return (
    <li className="flex flex-wrap items-center justify-between gap-3">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2">
          <Tag tone={TONES[job.state]}>{t(`jobs.state.${job.state}`)}</Tag>
          <span className="font-semibold">
            {t(`jobs.kind.${job.kind}`)} {job.number}
          </span>
          {job.isReissue && <span className="text-ink-2">{t('jobs.reissue')}</span>}
        </p>
        <p className="mt-1 text-hint text-ink-2">
          {formatDayAndClock(job.createdAt, i18n.language)}
          {job.problem !== null && ` · ${t(`problemOf.${job.problem}`)}`}
          {job.state === 'waiting' &&
            job.tries > 0 &&
            ` · ${t('jobs.tries', { count: job.tries })}`}
        </p>
        {job.state === 'unknown' && <p className="mt-1">{t('jobs.look')}</p>}
        {error !== null && (
          <div role="alert" className="mt-1 text-red-text">
            <FailureWords failure={failureOf(error)} />
          </div>
        )}
      </div>
      {job.state === 'unknown' && (
        <Button isPending={reprint.isPending} onPress={() => reprint.mutate()}>
          {t('jobs.reprint')}
        </Button>
      )}
      {job.state !== 'printing' && (
        <Button tone="quiet" isPending={putAway.isPending} onPress={() => putAway.mutate()}>
          {job.state === 'unknown' ? t('jobs.isOut') : t('jobs.putAway')}
        </Button>
      )}
    </li>
  )
}
