/** Puts back what the first keys of a scan wrote into fields, before anybody knew that it was one. */

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
  /** A run of keys begins: what fields hold from now on is remembered before it changes. */
  begin(): void
  /** Something is about to be written into a field. */
  before(target: EventTarget | null): void
  /** It was a scan: fields and focus are as they were when it began. */
  putBack(): void
  /** Types what was held back, as if it had been pressed. */
  type(text: string): void
}

export function createTouchedFields(): TouchedFields {
  let touched = new Map<Field, Before>()
  let focused: Element | null = null
  let isOpen = false

  return {
    begin() {
      touched = new Map()
      focused = document.activeElement
      isOpen = true
    },
    before(target) {
      if (!isOpen || !isField(target) || touched.has(target)) return
      const { value, selectionStart, selectionEnd } = target
      touched.set(target, { value, start: selectionStart, end: selectionEnd })
    },
    putBack() {
      isOpen = false
      const now = document.activeElement
      for (const [field, { value, start, end }] of touched) {
        if (field.value === value) continue
        // An unfinished syllable ends with the focus; only then does the value stay what it is set to.
        if (field === now) field.blur()
        setValue(field, value)
        if (start !== null) field.setSelectionRange(start, end)
      }
      touched = new Map()
      if (focused instanceof HTMLElement && focused !== document.body) focused.focus()
      else if (isField(document.activeElement)) document.activeElement.blur()
    },
    type(text) {
      if (text === '' || !isField(document.activeElement)) return
      // oxlint-disable-next-line typescript/no-deprecated -- nothing else types as a key does, with undo and events
      document.execCommand('insertText', false, text)
    },
  }
}
