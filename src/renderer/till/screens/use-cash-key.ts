import { useEffect, useEffectEvent } from 'react'

/** Opens the pad by its key, wherever the focus is, unless a dialog is on top. */
export function useCashKey(key: string, open: () => void) {
  const hear = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== key || event.defaultPrevented) return
    if (document.querySelector('[aria-modal], [role=alertdialog]')) return
    event.preventDefault()
    open()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => hear(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}
