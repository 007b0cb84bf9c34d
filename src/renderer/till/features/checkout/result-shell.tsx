import { Check, Clock4, X } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { classNames } from '../../ui/class-names.ts'
import { BigWon } from '../../ui/big-won.tsx'

const MARKS = {
  paid: { icon: Check, look: 'bg-green-soft text-green-text' },
  waiting: { icon: Clock4, look: 'bg-blue-soft text-blue-text' },
  failed: { icon: X, look: 'bg-red-soft text-red-text' },
}

interface ResultShellProps {
  mark: keyof typeof MARKS
  title: string
  amount: number
  size?: 'asked' | 'change'
  children: ReactNode
  actions: ReactNode
}

/** How a sale ended, in the cart's place. Read aloud when it appears. */
export function ResultShell({
  mark,
  title,
  amount,
  size = 'asked',
  children,
  actions,
}: ResultShellProps) {
  const { icon: Icon, look } = MARKS[mark]
  const shell = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // What was pressed went away with the focus: the keyboard goes on from here. It presses nothing,
    // so that an Enter too many doesn't put the change away.
    if (document.activeElement === document.body) shell.current?.focus()
  }, [])
  return (
    <div
      ref={shell}
      tabIndex={-1}
      className="flex h-full animate-enter flex-col p-5 outline-none tight:p-3 low:h-auto low:min-h-full"
    >
      <div className="flex min-h-0 flex-1 flex-col overflow-y-auto low:flex-none low:overflow-visible">
        <div
          role={mark === 'failed' ? 'alert' : 'status'}
          className="my-auto flex flex-col gap-1 py-4"
        >
          <span
            aria-hidden
            className={classNames(
              'mb-4 flex size-16 items-center justify-center rounded-full',
              look,
            )}
          >
            <Icon size={34} strokeWidth={2.5} />
          </span>
          <h2 className="text-page font-bold">{title}</h2>
          <BigWon amount={amount} size={size} className="selectable" />
          <div className="mt-2 flex flex-col gap-3 text-ink-2">{children}</div>
        </div>
      </div>
      <div className="flex shrink-0 flex-col gap-3 pt-3">{actions}</div>
    </div>
  )
}
