import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BackupsView, BackupView } from '#shared/ipc/backup-contract.ts'
import { formatAge } from '../../frame/format-age.ts'
import { formatDayAndClock } from '../../frame/format-time.ts'
import { call, failureOf } from '../../ipc/call.ts'
import { backupsQuery } from '../../ipc/queries.ts'
import { BackupFacts } from '../../ui/backup-facts.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { FailureWords } from '../../ui/failure-words.tsx'
import { RecoveryReport } from './recovery-report.tsx'
import { RestoreDialog } from './restore-dialog.tsx'
import { SaveOutcome } from './save-outcome.tsx'
import { SectionHead, SectionWaiting } from './section-parts.tsx'

/** Copies of the orders file, the way back to one, and what the last way back left to check. */
export function BackupSection() {
  const { t } = useTranslation(['backup', 'errors'])
  const queryClient = useQueryClient()
  const { data, error } = useQuery(backupsQuery)
  const keep = (backups: BackupsView) => queryClient.setQueryData(backupsQuery.queryKey, backups)
  const making = useMutation({ mutationFn: () => call('backups.make', {}), onSuccess: keep })
  const puttingAway = useMutation({
    mutationFn: () => call('backups.putReportAway', {}),
    onSuccess: keep,
  })
  if (data === undefined) {
    return error === null ? (
      <SectionWaiting />
    ) : (
      <Banner tone="red">
        <FailureWords failure={failureOf(error)} />
      </Banner>
    )
  }
  const isMaking = making.isPending || data.isMaking
  return (
    <>
      {data.report !== null && (
        <RecoveryReport
          report={data.report}
          isPuttingAway={puttingAway.isPending}
          onPutAway={() => puttingAway.mutate()}
        />
      )}
      <SectionHead title={t('section.title')}>{t('section.text')}</SectionHead>
      <div className="flex flex-col gap-3">
        {data.failure !== null && making.error === null && <LastFailure failure={data.failure} />}
        <div className="flex flex-wrap items-center gap-4">
          <Button tone="primary" size={56} isPending={isMaking} onPress={() => making.mutate()}>
            {isMaking ? t('section.making') : t('section.make')}
          </Button>
          <SaveOutcome
            words={t('section.made')}
            isSaved={making.isSuccess}
            failure={making.error === null ? null : failureOf(making.error)}
          />
        </div>
        <BackupList backups={data.backups} isMaking={isMaking} />
        <p className="px-1 text-hint text-ink-2">{t('section.kept', data.kept)}</p>
        <Card title={t('section.folder')}>
          <p className="selectable break-all">{data.folder}</p>
          <p className="mt-1 text-hint text-ink-2">{t('section.folderHint')}</p>
        </Card>
      </div>
    </>
  )
}

function LastFailure({ failure }: { failure: NonNullable<BackupsView['failure']> }) {
  const { t, i18n } = useTranslation(['backup', 'errors'])
  return (
    <Banner tone="amber">
      <p className="font-semibold">
        {t('section.failed', { when: formatDayAndClock(failure.at, i18n.language) })}
      </p>
      <p>{t(`errors:${failure.code}`)}</p>
    </Banner>
  )
}

function BackupList({ backups, isMaking }: { backups: readonly BackupView[]; isMaking: boolean }) {
  const { t, i18n } = useTranslation('backup')
  const [asked, setAsked] = useState<BackupView | null>(null)
  const [now] = useState(() => new Date())
  if (backups.length === 0) {
    return (
      <Card>
        <p className="font-semibold">{t('section.none')}</p>
        <p className="text-ink-2">{t('section.noneHint')}</p>
      </Card>
    )
  }
  return (
    <>
      <ul aria-label={t('section.list')} className="flex flex-col gap-2">
        {backups.map((backup) => {
          const when = formatDayAndClock(backup.madeAt, i18n.language)
          return (
            <li
              key={backup.name}
              className="flex items-center justify-between gap-4 rounded-card bg-card px-5 py-3"
            >
              <div className="min-w-0">
                <BackupFacts
                  backup={backup}
                  when={when}
                  age={formatAge(backup.madeAt, now, i18n.language)}
                />
              </div>
              <Button
                aria-label={t('section.restoreOf', { when })}
                isDisabled={isMaking}
                onPress={() => setAsked(backup)}
                className="shrink-0"
              >
                {t('section.restore')}
              </Button>
            </li>
          )
        })}
      </ul>
      {asked !== null && <RestoreDialog backup={asked} onClose={() => setAsked(null)} />}
    </>
  )
}
