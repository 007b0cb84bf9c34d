import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps } from 'react-aria-components'
import { keyedButton } from '../keys/keyed.ts'
import type { ShortcutId } from '../keys/shortcuts.ts'
import { classNames } from './class-names.ts'

interface IconButtonProps extends Omit<
  ButtonProps,
  'className' | 'style' | 'children' | 'aria-label'
> {
  /** What it does, in words: there is nothing else to read. */
  label: string
  icon: ReactNode
  /** The key that does the same, heard by whoever acts on it. */
  shortcut?: ShortcutId
  className?: string
}

/** A 48 px button with an icon only. */
export function IconButton({ label, icon, shortcut, className, ...rest }: IconButtonProps) {
  return (
    <AriaButton
      {...rest}
      {...(shortcut === undefined ? {} : keyedButton(shortcut))}
      aria-label={label}
      className={classNames(
        'inline-flex size-12 shrink-0 items-center justify-center rounded-control text-ink-2 transition-colors duration-100',
        'hover:bg-fill pressed:bg-fill-press disabled:text-ink-3',
        className,
      )}
    >
      {icon}
    </AriaButton>
  )
}
