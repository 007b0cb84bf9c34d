import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

export const TAG_TONES = {
  blue: 'bg-blue-soft text-blue-text',
  green: 'bg-green-soft text-green-text',
  amber: 'bg-amber-soft text-amber-text',
  red: 'bg-red-soft text-red-text',
  grey: 'bg-fill text-ink-2',
}

export type TagTone = keyof typeof TAG_TONES

/** A short word on its colour; the word carries the meaning. */
export function Tag({ tone, children }: { tone: TagTone; children: ReactNode }) {
  return (
    <span
      className={classNames(
        'inline-flex shrink-0 items-center rounded-tag px-2 py-0.5 text-strip font-semibold whitespace-nowrap',
        TAG_TONES[tone],
      )}
    >
      {children}
    </span>
  )
}
