import { type RefObject, useEffect, useEffectEvent } from 'react'
import { isUnderDialog, useShortcut } from '../keys/use-shortcut.ts'

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement

/** Space and Enter press what has the focus; by their place, for in Hangul mode every key is Process. */
const PRESSING: ReadonlySet<string> = new Set(['Space', 'Enter', 'NumpadEnter'])

/**
 * The key of the search goes to it, and so does anything typed while no field has the focus.
 * `onAnyKey` hears each such key first. The character lands in the field, because the focus moves
 * before the browser inserts it.
 */
export function useSearchKeys(search: RefObject<HTMLInputElement | null>, onAnyKey: () => void) {
  useShortcut('search', () => {
    onAnyKey()
    search.current?.focus()
    search.current?.select()
  })
  const hear = useEffectEvent((event: KeyboardEvent) => {
    // A dialog on top has the keyboard to itself.
    if (event.defaultPrevented || isUnderDialog()) return
    if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return
    // A composing key is called Process.
    const isCharacter = event.key.length === 1 || event.key === 'Process'
    if (!isCharacter || PRESSING.has(event.code)) return
    onAnyKey()
    search.current?.focus()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => hear(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}
