import type { ReactNode, Ref } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components'
import { keyedButton } from '../keys/keyed.ts'
import type { ShortcutId } from '../keys/shortcuts.ts'
import { classNames } from './class-names.ts'
import { Spinner } from './spinner.tsx'

const TONES = {
  /** The one action of a screen; its words say what will happen and for how much. */
  primary: 'bg-blue text-white pressed:bg-blue-press disabled:bg-fill disabled:text-ink-3',
  soft: 'bg-fill text-ink pressed:bg-fill-press disabled:text-ink-3',
  /** Like soft, for a button that stands on the ground and not on a card. */
  raised: 'bg-card text-ink pressed:bg-fill-press disabled:text-ink-3',
  /** What can't be undone. Keep 24 px away from its neighbours. */
  danger: 'bg-red text-white pressed:bg-red-press disabled:bg-fill disabled:text-ink-3',
  /** The way to something destructive, not the act itself. */
  'danger-soft':
    'bg-red-soft text-red-text pressed:bg-fill-press disabled:bg-fill disabled:text-ink-3',
  quiet: 'text-blue-text pressed:bg-blue-soft disabled:text-ink-3',
}

const SIZES = {
  48: 'min-h-12 px-4 text-base rounded-control',
  56: 'min-h-14 px-5 text-base rounded-control',
  /** Takes money. */
  68: 'min-h-17 px-6 text-panel rounded-card',
}

/**
 * Keeps the focus and takes no press. React Aria's own isPending would also read the button's name
 * out at the end, over the result, and leave that reading pointing to nothing once the button is gone.
 */
const WAITING = { 'aria-disabled': true, type: 'button', onPress: () => {} } as const

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  tone?: keyof typeof TONES
  /** Height in px. */
  size?: keyof typeof SIZES
  isWide?: boolean
  icon?: ReactNode
  /** The key that does the same, heard by whoever acts on it. */
  shortcut?: ShortcutId
  ref?: Ref<HTMLButtonElement>
  children: ReactNode
  className?: string
}

export function Button({
  tone = 'soft',
  size = 48,
  isWide = false,
  isPending = false,
  icon,
  shortcut,
  children,
  className,
  ...rest
}: ButtonProps) {
  return (
    <AriaButton
      {...rest}
      {...(isPending && WAITING)}
      {...(shortcut === undefined ? {} : keyedButton(shortcut))}
      className={classNames(
        'inline-flex items-center justify-center gap-2 text-center font-semibold transition-colors duration-100',
        TONES[tone],
        SIZES[size],
        isWide && 'w-full',
        className,
      )}
    >
      {isPending ? <Spinner size={20} /> : icon}
      <span className="min-w-0">{children}</span>
    </AriaButton>
  )
}
