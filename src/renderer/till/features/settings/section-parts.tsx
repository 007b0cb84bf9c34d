import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { SettingsView } from '#shared/ipc/contract.ts'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useWaited } from '../../ui/use-waited.ts'
import type { SettingsSection } from './settings-search.ts'

/** What every section of the settings gets. */
export interface SectionProps {
  settings: SettingsView
  onOpen: (section: SettingsSection) => void
}

/** Title of a section and what it is for. */
export function SectionHead({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="mb-4 px-1">
      <h2 className="text-panel font-bold">{title}</h2>
      {children !== undefined && <p className="mt-1 text-ink-2">{children}</p>}
    </div>
  )
}

/** In a section's place until what it shows has been read. */
export function SectionWaiting() {
  const { t } = useTranslation('settings')
  const hasWaited = useWaited(true)
  if (!hasWaited) return null
  return (
    <div role="status" aria-label={t('loading')}>
      <Skeleton className="h-80 rounded-card! bg-card!" />
    </div>
  )
}
