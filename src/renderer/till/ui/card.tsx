import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

interface CardProps {
  /** Makes it a region that can be found by name. */
  title?: string
  /** On the right of the title. */
  action?: ReactNode
  children: ReactNode
  className?: string
}

/** A white surface on the ground. */
export function Card({ title, action, children, className }: CardProps) {
  return (
    <section
      {...(title === undefined ? {} : { 'aria-label': title })}
      className={classNames('rounded-card bg-card p-5', className)}
    >
      {title !== undefined && (
        <div className="mb-3 flex items-center justify-between gap-3">
          <h2 className="text-hint font-semibold text-ink-2">{title}</h2>
          {action}
        </div>
      )}
      {children}
    </section>
  )
}
