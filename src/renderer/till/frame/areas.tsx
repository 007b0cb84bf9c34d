/**
 * The places of the frame's grid that a screen fills. The strip stays above `MainArea`; the side
 * panels run the full height beside it.
 */
import type { ReactNode } from 'react'
import { classNames } from '../ui/class-names.ts'

interface AreaProps {
  children: ReactNode
  className?: string
}

/** Left of the strip, full height: a list. Give it its width by class. */
export function LeftPanel({ label, children, className }: AreaProps & { label: string }) {
  return (
    <section
      aria-label={label}
      className={classNames(
        'col-start-2 row-span-3 row-start-1 flex min-h-0 flex-col border-r border-line bg-card',
        className,
      )}
    >
      {children}
    </section>
  )
}

/** Below the strip. */
export function MainArea({ children, className }: AreaProps) {
  return (
    <main className={classNames('col-start-3 row-start-2 min-h-0 min-w-0', className)}>
      {children}
    </main>
  )
}

/** Right of the strip, full height: the cart. */
export function RightPanel({ label, children, className }: AreaProps & { label: string }) {
  return (
    <aside
      aria-label={label}
      className={classNames(
        'col-start-4 row-span-3 row-start-1 flex min-h-0 flex-col border-l border-line bg-card tight:row-span-2 tight:row-start-2 low:scroll-pb-40 low:overflow-y-auto',
        className,
      )}
    >
      {children}
    </aside>
  )
}
