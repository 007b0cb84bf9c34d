import { useEffect, useEffectEvent } from 'react'
import { isPressed, SHORTCUTS, type ShortcutId } from './shortcuts.ts'

const DIALOGS = '[aria-modal=true], [role=alertdialog], [role=dialog]'

/** Whether something on top of the page has the keyboard to itself. */
export const isUnderDialog = (): boolean => document.querySelector(DIALOGS) !== null

/** Whether the focus is in a field in which something is written. */
const isWriting = ({ target }: KeyboardEvent): boolean =>
  (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) &&
  target.value !== ''

/**
 * Hears one key of the table wherever the focus is. `act` null leaves the key to somebody else; what
 * can't be done just now is an `act` that does nothing, so that the browser does nothing either.
 */
export function useShortcut(id: ShortcutId, act: (() => void) | null): void {
  const hear = useEffectEvent((event: KeyboardEvent) => {
    if (act === null || event.defaultPrevented || !isPressed(id, event)) return
    const { isOverDialogs, isOfFields } = SHORTCUTS[id]
    if (isOverDialogs !== true && isUnderDialog()) return
    if (isOfFields === true && isWriting(event)) return
    event.preventDefault()
    if (!event.repeat) act()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => hear(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}
