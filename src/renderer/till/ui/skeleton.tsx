import { classNames } from './class-names.ts'

interface SkeletonProps {
  on?: 'ground' | 'card'
  className: string
}

/** A grey shape where something will be. Give it its size by class. */
export function Skeleton({ on = 'card', className }: SkeletonProps) {
  return (
    <div
      aria-hidden
      className={classNames(
        'animate-breathe rounded-control',
        on === 'card' ? 'bg-fill' : 'bg-card',
        className,
      )}
    />
  )
}
