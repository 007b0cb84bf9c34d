import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { BackupView } from '#shared/ipc/backup-contract.ts'
import { formatDayAndClock } from '../../frame/format-time.ts'
import { call, failureOf } from '../../ipc/call.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FailureWords } from '../../ui/failure-words.tsx'
import { formatWon } from '../../ui/format-won.ts'
import { Spinner } from '../../ui/spinner.tsx'

/** 되돌리기: says what would go missing before it is done. */
export function RestoreDialog({ backup, onClose }: { backup: BackupView; onClose: () => void }) {
  const { t, i18n } = useTranslation('backup')
  const loss = useQuery({
    queryKey: ['backup-loss', backup.name],
    queryFn: () => call('backups.compare', { backup: backup.name }),
    // A sale made meanwhile counts.
    staleTime: 0,
    gcTime: 0,
  })
  const restoring = useMutation({
    mutationFn: () => call('backups.restore', { backup: backup.name }),
    // Nothing on this page is of the file that is open now.
    onSuccess: () => window.location.reload(),
  })
  const isBusy = restoring.isPending || restoring.isSuccess
  const error = restoring.error ?? loss.error
  const isLosing = loss.data !== undefined && loss.data.orders + loss.data.refunds > 0
  return (
    <Dialog
      role="alertdialog"
      title={t('section.restoreTitle')}
      isOpen
      {...(!isBusy && { onClose })}
    >
      <p className="mt-3 font-semibold">{formatDayAndClock(backup.madeAt, i18n.language)}</p>
      <div role="status" className="mt-2">
        {loss.data === undefined ? (
          <p className="flex items-center gap-2 text-ink-2">
            <Spinner size={18} />
            {t('section.comparing')}
          </p>
        ) : (
          <p className={isLosing ? 'font-semibold text-red-text' : 'text-ink-2'}>
            {isLosing
              ? t('section.loses', {
                  orders: loss.data.orders,
                  amount: formatWon(loss.data.netAmount, i18n.language),
                  refunds: loss.data.refunds,
                })
              : t('section.losesNothing')}
          </p>
        )}
      </div>
      <p className="mt-2 text-ink-2">{t('section.restoreSafe')}</p>
      {error !== null && (
        <div className="mt-4">
          <Banner tone="red">
            <FailureWords failure={failureOf(error)} />
          </Banner>
        </div>
      )}
      <div className="mt-6 grid grid-cols-2 gap-6">
        <Button size={56} isDisabled={isBusy} onPress={onClose}>
          {t('section.restoreNo')}
        </Button>
        <Button
          tone="danger"
          size={56}
          isDisabled={loss.data === undefined}
          isPending={isBusy}
          onPress={() => restoring.mutate()}
        >
          {isBusy ? t('recovery.working') : t('section.restoreYes')}
        </Button>
      </div>
    </Dialog>
  )
}
