import { type RefObject, useEffect, useEffectEvent } from 'react'

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement

/**
 * F2 goes to the search, and so does anything typed while no field has the focus: a scanner types
 * without looking where. `onAnyKey` hears each such key first. The character lands in the field,
 * because the focus moves before the browser inserts it.
 */
export function useSearchKeys(search: RefObject<HTMLInputElement | null>, onAnyKey: () => void) {
  const hear = useEffectEvent((event: KeyboardEvent) => {
    // A dialog on top has the keyboard to itself.
    if (event.defaultPrevented || document.querySelector('[aria-modal], [role=alertdialog]')) return
    if (event.key === 'F2') {
      event.preventDefault()
      onAnyKey()
      search.current?.focus()
      search.current?.select()
      return
    }
    if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return
    // Space and Enter press what has the focus; a composing key is called Process.
    const isCharacter = (event.key.length === 1 && event.key !== ' ') || event.key === 'Process'
    if (!isCharacter) return
    onAnyKey()
    search.current?.focus()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => hear(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}
