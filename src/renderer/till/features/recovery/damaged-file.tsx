import { useState } from 'react'
import { RadioButton, RadioField, RadioGroup } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { RecoveryView } from '#shared/ipc/backup-contract.ts'
import { formatAge } from '../../frame/format-age.ts'
import { formatDayAndClock } from '../../frame/format-time.ts'
import { BackupFacts } from '../../ui/backup-facts.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'

interface DamagedFileProps {
  recovery: Extract<RecoveryView, { stage: 'damaged' }>
  isBusy: boolean
  onRestore: (backup: string) => void
  onStartEmpty: () => void
  onRetry: () => void
}

/** What happened, what will be done, and which backup. The newest good one is chosen already. */
export function DamagedFile({
  recovery,
  isBusy,
  onRestore,
  onStartEmpty,
  onRetry,
}: DamagedFileProps) {
  const { t, i18n } = useTranslation('backup')
  const { backups, offered } = recovery
  const [chosen, setChosen] = useState(offered)
  const [isAsking, setIsAsking] = useState(false)
  const [now] = useState(() => new Date())
  return (
    <>
      <p className="mt-2 text-ink-2">{t(`recovery.damage.${recovery.damage}`)}</p>
      <p className="mt-1 font-semibold">
        {t(recovery.store === 'training' ? 'recovery.moneyTraining' : 'recovery.money')}
      </p>
      <div className="mt-5 rounded-card bg-fill px-5 py-4">
        <h2 className="font-semibold">{t('recovery.stepsTitle')}</h2>
        <ol className="mt-1 list-decimal pl-5 text-ink-2">
          <li>{t('recovery.stepAside')}</li>
          <li>{t('recovery.stepRestore')}</li>
          <li>{t('recovery.stepMissing')}</li>
        </ol>
      </div>
      {backups.length === 0 ? (
        <p className="mt-5 font-medium">{t('recovery.noBackup')}</p>
      ) : (
        <RadioGroup
          aria-label={t('recovery.choose')}
          value={chosen}
          isDisabled={isBusy}
          onChange={setChosen}
          className="mt-5 flex max-h-60 flex-col gap-2 overflow-y-auto p-1"
        >
          {backups.map((backup) => (
            <RadioField key={backup.name} value={backup.name}>
              <RadioButton className="group flex items-start gap-4 rounded-card bg-fill px-5 py-4 pressed:bg-fill-press selected:ring-2 selected:ring-blue-text">
                <span
                  aria-hidden
                  className="mt-0.5 flex size-5.5 shrink-0 rounded-full border-2 border-ink-3 group-selected:border-[7px] group-selected:border-blue"
                />
                <span className="min-w-0">
                  <BackupFacts
                    backup={backup}
                    when={formatDayAndClock(backup.madeAt, i18n.language)}
                    age={formatAge(backup.madeAt, now, i18n.language)}
                    isChecked={backup.name === offered}
                  />
                </span>
              </RadioButton>
            </RadioField>
          ))}
        </RadioGroup>
      )}
      {backups.length > 0 && (
        <Button
          tone="primary"
          size={56}
          isWide
          isDisabled={chosen === null}
          isPending={isBusy}
          className="mt-5"
          onPress={() => {
            if (chosen !== null) onRestore(chosen)
          }}
        >
          {isBusy ? t('recovery.working') : t('recovery.restore')}
        </Button>
      )}
      <div className="mt-6 flex flex-wrap items-center justify-between gap-6">
        <Button isDisabled={isBusy} onPress={onRetry}>
          {t('recovery.retry')}
        </Button>
        <Button
          tone={backups.length === 0 ? 'primary' : 'danger-soft'}
          isDisabled={isBusy}
          onPress={() => setIsAsking(true)}
        >
          {t('recovery.empty')}
        </Button>
      </div>
      <Dialog
        role="alertdialog"
        title={t('recovery.emptyTitle')}
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
      >
        <p className="mt-3 text-ink-2">{t('recovery.emptyText')}</p>
        <div className="mt-6 grid grid-cols-2 gap-6">
          <Button size={56} onPress={() => setIsAsking(false)}>
            {t('recovery.emptyNo')}
          </Button>
          <Button
            tone="danger"
            size={56}
            onPress={() => {
              setIsAsking(false)
              onStartEmpty()
            }}
          >
            {t('recovery.emptyYes')}
          </Button>
        </div>
      </Dialog>
    </>
  )
}
