import type { ReactNode } from 'react'

interface EmptyStateProps {
  icon?: ReactNode
  title: string
  hint?: string
  action?: ReactNode
}

/** Says that there is nothing here, and what to do about it. */
export function EmptyState({ icon, title, hint, action }: EmptyStateProps) {
  return (
    <div className="flex h-full flex-col items-center justify-center gap-2 p-6 text-center">
      {icon !== undefined && (
        <div aria-hidden className="mb-2 text-ink-3">
          {icon}
        </div>
      )}
      <p className="text-panel font-semibold">{title}</p>
      {hint !== undefined && <p className="max-w-90 text-ink-2">{hint}</p>}
      {action !== undefined && <div className="mt-4">{action}</div>}
    </div>
  )
}
