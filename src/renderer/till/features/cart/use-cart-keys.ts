import { useEffect, useEffectEvent } from 'react'

/** The counter's keys for the order in hand, as the buttons show them. */
export const CART_KEYS = {
  discount: 'F4',
  hold: 'F6',
  recall: 'F7',
  undo: 'Ctrl+Z',
} as const

export type CartAction = keyof typeof CART_KEYS

const actionOf = (event: KeyboardEvent): CartAction | null => {
  if (event.altKey || event.shiftKey) return null
  // By the place of the key: in Hangul mode its letter is another one.
  if (event.code === 'KeyZ' && (event.ctrlKey || event.metaKey))
    return isWriting(event) ? null : 'undo'
  if (event.ctrlKey || event.metaKey) return null
  switch (event.key) {
    case CART_KEYS.discount:
      return 'discount'
    case CART_KEYS.hold:
      return 'hold'
    case CART_KEYS.recall:
      return 'recall'
    default:
      return null
  }
}

/** What is being written takes its own letters back first. */
const isWriting = ({ target }: KeyboardEvent): boolean =>
  (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) &&
  target.value !== ''

/** Hears the keys wherever the focus is, unless a dialog has the keyboard to itself. */
export function useCartKeys(act: (action: CartAction) => void) {
  const hear = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.repeat) return
    const action = actionOf(event)
    if (
      action === null ||
      document.querySelector('[aria-modal], [role=alertdialog], [role=dialog]')
    )
      return
    event.preventDefault()
    act(action)
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => hear(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}
