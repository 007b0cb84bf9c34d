import { useTranslation } from 'react-i18next'
import type { BackupView } from '#shared/ipc/backup-contract.ts'
import { formatBytes } from './format-bytes.ts'
import { Tag } from './tag.tsx'

/** Two lines about one backup: when and why, then what is in it. */
export function BackupFacts({
  backup,
  when,
  age,
  isChecked = false,
}: {
  backup: BackupView
  when: string
  age: string
  isChecked?: boolean
}) {
  const { t, i18n } = useTranslation('backup')
  return (
    <>
      <span className="flex flex-wrap items-center gap-2">
        <span className="font-bold">{when}</span>
        <Tag tone="grey">{t(`cause.${backup.cause}`)}</Tag>
        {isChecked && <Tag tone="green">{t('recovery.checked')}</Tag>}
        {!backup.isJournalWhole && <Tag tone="amber">{t('journalBroken')}</Tag>}
      </span>
      <span className="mt-1 block text-ink-2">
        {age} ·{' '}
        {t('counts', {
          orders: backup.orders.toLocaleString(i18n.language),
          refunds: backup.refunds.toLocaleString(i18n.language),
          size: formatBytes(backup.bytes, i18n.language),
        })}
      </span>
    </>
  )
}
