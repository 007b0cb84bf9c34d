import { LoaderCircle } from 'lucide-react'
import { classNames } from './class-names.ts'

/** A turning circle. Decoration only: say beside it, in words, what is going on. */
export function Spinner({ size = 22, className }: { size?: number; className?: string }) {
  return (
    <LoaderCircle
      aria-hidden
      size={size}
      strokeWidth={2}
      className={classNames('animate-spin', className)}
    />
  )
}
