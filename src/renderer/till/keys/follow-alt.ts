/**
 * Shows the caps on the buttons while Alt is held: `data-keycaps` on the page, the rest is in the
 * styles. Returns the way to end it.
 */
export function followAlt(): () => void {
  const show = (isHeld: boolean) => document.documentElement.toggleAttribute('data-keycaps', isHeld)

  const onKeyDown = (event: KeyboardEvent) => {
    // The key beside the space bar that is Alt elsewhere switches Hangul: it calls itself HangulMode.
    if (event.key === 'Alt') show(!event.ctrlKey && !event.metaKey)
    else if (!event.altKey) show(false)
  }
  const onKeyUp = (event: KeyboardEvent) => {
    if (event.key !== 'Alt') return
    show(false)
    // Let go alone, it would move the focus into the window's menu.
    event.preventDefault()
  }
  // Alt+Tab: it is let go of in another window, which this one never hears of.
  const onBlur = () => show(false)
  const onPointer = (event: PointerEvent) => {
    if (!event.altKey) show(false)
  }

  window.addEventListener('keydown', onKeyDown, true)
  window.addEventListener('keyup', onKeyUp, true)
  window.addEventListener('blur', onBlur)
  window.addEventListener('pointerdown', onPointer, true)
  return () => {
    window.removeEventListener('keydown', onKeyDown, true)
    window.removeEventListener('keyup', onKeyUp, true)
    window.removeEventListener('blur', onBlur)
    window.removeEventListener('pointerdown', onPointer, true)
  }
}
