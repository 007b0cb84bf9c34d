import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { RecoveryView } from '#shared/ipc/backup-contract.ts'
import type { Store } from '#shared/vocabulary.ts'
import { call, failureOf } from '../../ipc/call.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { FailureWords } from '../../ui/failure-words.tsx'
import { Tag } from '../../ui/tag.tsx'
import { DamagedFile } from './damaged-file.tsx'

/** Where the report of what is missing is shown. */
const REPORT = '#/settings?section=backup'

/** Begins the page anew, so that nothing on it is of the file that is gone. */
function startOver(hash: string): void {
  window.location.hash = hash
  window.location.reload()
}

/** In place of the till while its store's file can't be opened: what happened, what will be done, one way on. */
export function RecoveryScreen({
  recovery,
}: {
  recovery: Exclude<RecoveryView, { stage: 'none' }>
}) {
  const { t } = useTranslation(['backup', 'common'])
  const change = useMutation({
    mutationFn: (work: () => Promise<RecoveryView>) => work(),
    onSuccess: (now, work) => {
      const hasReport = work !== retry && now.stage === 'none'
      startOver(hasReport ? REPORT : '#/')
    },
  })
  const leave = useMutation({
    mutationFn: (store: Store) => call('settings.openStore', { store }),
    onSuccess: () => startOver('#/'),
  })
  const isBusy = change.isPending || leave.isPending
  const failure = change.error ?? leave.error
  const { otherStore } = recovery
  return (
    <main className="h-full overflow-y-auto">
      <div className="flex min-h-full items-center justify-center p-6">
        <section
          aria-labelledby="recovery-title"
          className="w-full max-w-190 rounded-dialog bg-card p-9"
        >
          <Tag tone="amber">{t(`common:store.${recovery.store}`)}</Tag>
          <h1 id="recovery-title" className="mt-3 text-page font-bold">
            {t(recovery.stage === 'damaged' ? 'recovery.damagedTitle' : 'recovery.blockedTitle')}
          </h1>
          {recovery.stage === 'damaged' ? (
            <DamagedFile
              recovery={recovery}
              isBusy={isBusy}
              onRestore={(backup) => change.mutate(() => call('recovery.restore', { backup }))}
              onStartEmpty={() => change.mutate(() => call('recovery.startEmpty', {}))}
              onRetry={() => change.mutate(retry)}
            />
          ) : (
            <>
              <p className="mt-2 text-ink-2">{t(`recovery.blocked.${recovery.code}`)}</p>
              <p className="mt-1 text-ink-2">{t('recovery.blockedSafe')}</p>
              <Button
                tone="primary"
                size={56}
                isWide
                isPending={change.isPending}
                className="mt-6"
                onPress={() => change.mutate(retry)}
              >
                {t('recovery.retry')}
              </Button>
            </>
          )}
          {otherStore !== null && (
            <Button
              tone="quiet"
              isDisabled={isBusy}
              className="mt-3"
              onPress={() => leave.mutate(otherStore)}
            >
              {t('recovery.otherStore', { store: t(`common:store.${otherStore}`) })}
            </Button>
          )}
          {failure !== null && (
            <div className="mt-5">
              <Banner tone="red">
                <FailureWords failure={failureOf(failure)} />
              </Banner>
            </div>
          )}
        </section>
      </div>
    </main>
  )
}

const retry = () => call('recovery.retry', {})
