/** Puts back what the first keys of a scan wrote, before anybody knew that it was one. */
import type { KeyTaker } from './key-takers.ts'

type Field = HTMLInputElement | HTMLTextAreaElement

interface Before {
  readonly value: string
  readonly start: number | null
  readonly end: number | null
}

const isField = (target: EventTarget | null): target is Field =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement

/** Past React, which keeps a setter of its own on each field and would not see the change. */
function setValue(field: Field, value: string): void {
  const prototype =
    field instanceof HTMLTextAreaElement
      ? HTMLTextAreaElement.prototype
      : HTMLInputElement.prototype
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

export interface TouchedFields {
  /**
   * A run of keys begins: what fields hold from now on is remembered before it changes. What the run
   * before it found is kept beside it, for that may turn out to be the beginning of the same scan.
   */
  begin(): void
  /** Something is about to be written into a field. */
  before(target: EventTarget | null): void
  /** It was a scan: fields and focus are as they were when it began, or when the run before it did. */
  putBack(since: 'run' | 'run-before'): void
  /** Types what was held back, as if it had been pressed. */
  type(text: string): void
}

interface Run {
  readonly touched: Map<Field, Before>
  readonly focused: Element | null
  /** Of what takes keys without being a field. */
  readonly putBackTakers: () => void
}

export function createTouchedFields(takers: KeyTaker): TouchedFields {
  let run: Run | null = null
  let runBefore: Run | null = null

  return {
    begin() {
      runBefore = run
      run = {
        touched: new Map(),
        focused: document.activeElement,
        putBackTakers: takers.remember(),
      }
    },
    before(target) {
      if (run === null || !isField(target) || run.touched.has(target)) return
      const { value, selectionStart, selectionEnd } = target
      run.touched.set(target, { value, start: selectionStart, end: selectionEnd })
    },
    putBack(since) {
      const first = since === 'run-before' ? (runBefore ?? run) : run
      const touched = new Map([...(run?.touched ?? []), ...(first?.touched ?? [])])
      const focused = first?.focused ?? null
      run = null
      runBefore = null
      first?.putBackTakers()
      const now = document.activeElement
      for (const [field, { value, start, end }] of touched) {
        if (field.value === value) continue
        // An unfinished syllable ends with the focus; only then does the value stay what it is set to.
        if (field === now) field.blur()
        setValue(field, value)
        if (start !== null) field.setSelectionRange(start, end)
      }
      if (focused instanceof HTMLElement && focused !== document.body) focused.focus()
      else if (isField(document.activeElement)) document.activeElement.blur()
    },
    type(text) {
      if (text === '' || takers.type(text) || !isField(document.activeElement)) return
      // oxlint-disable-next-line typescript/no-deprecated -- nothing else types as a key does, with undo and events
      document.execCommand('insertText', false, text)
    },
  }
}
