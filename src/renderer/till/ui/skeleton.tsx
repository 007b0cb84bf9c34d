import { classNames } from './class-names.ts'

/** A grey shape where something will be. Give it its size by class. */
export function Skeleton({ className }: { className: string }) {
  return (
    <div aria-hidden className={classNames('animate-breathe rounded-control bg-fill', className)} />
  )
}
