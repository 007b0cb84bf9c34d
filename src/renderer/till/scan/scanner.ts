/** Listens to the keyboard for a scanner, whatever has the focus and in whatever language it types. */
import { keyTakers } from './key-takers.ts'
import { createScanReader } from './scan-reader.ts'
import { createTouchedFields } from './touched-fields.ts'

/** After so many ms without a key, what was held back was typed after all. */
const GIVE_BACK_AFTER = 120

/** Calls `onScan` for each code, in order. Returns the way to end it. */
export function followScanner(onScan: (code: string) => void): () => void {
  const reader = createScanReader()
  const fields = createTouchedFields(keyTakers)
  let timer: ReturnType<typeof setTimeout> | undefined

  const giveBack = () => fields.type(reader.release())

  const swallow = (event: KeyboardEvent) => {
    event.preventDefault()
    event.stopImmediatePropagation()
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.isTrusted) return
    const step = reader.press({
      code: event.code,
      isShifted: event.shiftKey,
      isShortcut: event.ctrlKey || event.altKey || event.metaKey,
      isRepeat: event.repeat,
      at: event.timeStamp,
    })
    clearTimeout(timer)
    switch (step.kind) {
      case 'ignore':
        return
      case 'pass':
        fields.type(step.typed)
        if (step.isFirst) fields.begin()
        return
      case 'hold':
        swallow(event)
        // Timers may run before keys that wait in line; what is given back too early is put back later.
        timer = setTimeout(giveBack, GIVE_BACK_AFTER)
        return
      case 'scan':
        swallow(event)
        fields.putBack(step.since)
        onScan(step.code)
    }
  }
  const onBeforeInput = (event: Event) => fields.before(event.target)

  window.addEventListener('keydown', onKeyDown, true)
  window.addEventListener('beforeinput', onBeforeInput, true)
  window.addEventListener('compositionstart', onBeforeInput, true)
  return () => {
    clearTimeout(timer)
    window.removeEventListener('keydown', onKeyDown, true)
    window.removeEventListener('beforeinput', onBeforeInput, true)
    window.removeEventListener('compositionstart', onBeforeInput, true)
  }
}
