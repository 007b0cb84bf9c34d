import type { ReactNode } from 'react'
import { CopyButton } from '../../ui/copy-button.tsx'

/** Label and value in two columns. */
export function Facts({ children }: { children: ReactNode }) {
  return (
    <dl className="selectable grid grid-cols-[minmax(6.5rem,auto)_minmax(0,1fr)] gap-x-5 gap-y-2">
      {children}
    </dl>
  )
}

interface FactProps {
  label: string
  /** Puts a copy button behind the value. */
  copy?: string
  children: ReactNode
}

export function Fact({ label, copy, children }: FactProps) {
  if (copy === undefined) {
    return (
      <>
        <dt className="text-ink-2">{label}</dt>
        <dd className="min-w-0">{children}</dd>
      </>
    )
  }
  // The button is 48 px high; its row must be too, or it would cover its neighbours.
  return (
    <>
      <dt className="-my-1 flex min-h-12 items-center text-ink-2">{label}</dt>
      <dd className="-my-1 flex min-h-12 min-w-0 items-center gap-1">
        <span className="min-w-0 break-all">{children}</span>
        <CopyButton what={label} text={copy} />
      </dd>
    </>
  )
}
