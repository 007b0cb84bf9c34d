/**
 * Every key of the till, in one table: the handlers, the caps on the buttons and the key map are made
 * of it. Pure. Its words are in i18n's `keys`.
 *
 * F4 is nobody's: Alt is held to see the keys, and Alt+F4 closes a window. Digits and letters with Alt
 * are pressed while their caps are in sight.
 */

/** Where a key works; also the groups of the key map, in its order. */
export const KEY_GROUPS = ['everywhere', 'money', 'sell', 'orders', 'refund', 'parts'] as const
export type KeyGroup = (typeof KEY_GROUPS)[number]

export interface Shortcut {
  readonly group: KeyGroup
  /** `KeyboardEvent.code`, the key's place: in Hangul mode its letter is another one. */
  readonly code: string
  /** What is held with it. Function keys also work while Alt is held, for that shows their caps. */
  readonly held?: 'Alt' | 'Ctrl'
  /** Works on top of a dialog too. */
  readonly isOverDialogs?: true
  /** A field that isn't empty keeps the key for itself. */
  readonly isOfFields?: true
}

const TABLE = {
  keyMap: { group: 'everywhere', code: 'F1', isOverDialogs: true },
  printLast: { group: 'everywhere', code: 'F9', isOverDialogs: true },
  goSell: { group: 'everywhere', code: 'Digit1', held: 'Alt' },
  goOrders: { group: 'everywhere', code: 'Digit2', held: 'Alt' },
  goProducts: { group: 'everywhere', code: 'Digit3', held: 'Alt' },
  goClose: { group: 'everywhere', code: 'Digit4', held: 'Alt' },
  goLessons: { group: 'everywhere', code: 'Digit9', held: 'Alt' },
  goSettings: { group: 'everywhere', code: 'Digit0', held: 'Alt' },

  search: { group: 'sell', code: 'F2' },
  discount: { group: 'sell', code: 'F3' },
  serving: { group: 'sell', code: 'F5' },
  hold: { group: 'sell', code: 'F6' },
  recall: { group: 'sell', code: 'F7' },
  cash: { group: 'sell', code: 'F8' },
  pay: { group: 'sell', code: 'F12' },
  nextCustomer: { group: 'sell', code: 'Escape' },
  editLast: { group: 'sell', code: 'KeyE', held: 'Alt' },
  undo: { group: 'sell', code: 'KeyZ', held: 'Ctrl', isOfFields: true },
  clear: { group: 'sell', code: 'Delete', held: 'Alt', isOfFields: true },

  takeMoney: { group: 'money', code: 'Enter' },
  padCash: { group: 'money', code: 'F8' },
  padCard: { group: 'money', code: 'F12' },
  eraseDigit: { group: 'money', code: 'Backspace' },
  closePad: { group: 'money', code: 'Escape' },

  searchOrders: { group: 'orders', code: 'F2' },
  orderList: { group: 'orders', code: 'ArrowDown' },
  receipt: { group: 'orders', code: 'KeyP', held: 'Alt' },
  cashReceipt: { group: 'orders', code: 'KeyC', held: 'Alt' },
  refund: { group: 'orders', code: 'KeyR', held: 'Alt' },
  lookUp: { group: 'orders', code: 'KeyL', held: 'Alt' },

  refundAll: { group: 'refund', code: 'KeyA', held: 'Alt' },
  leaveRefund: { group: 'refund', code: 'Escape' },
} as const satisfies Record<string, Shortcut>

export type ShortcutId = keyof typeof TABLE
export const SHORTCUTS: Readonly<Record<ShortcutId, Shortcut>> = TABLE

/** Keys that the parts of every screen have by themselves: told on the key map, heard by the parts. */
export const KEYS_OF_PARTS = {
  next: ['Tab'],
  press: ['Enter', 'Space'],
  move: ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'],
  leave: ['Escape'],
} as const satisfies Record<string, readonly string[]>

const CAPS: Readonly<Record<string, string>> = {
  Escape: 'Esc',
  Delete: 'Del',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
}

/** What is printed on the key: F8, R, 2, ↓. */
export const capOfCode = (code: string): string => CAPS[code] ?? code.replace(/^(?:Key|Digit)/, '')

/** The keys to press, as the key map shows them: ['Alt', 'R']. */
export function capsOf(id: ShortcutId): readonly string[] {
  const { held, code } = SHORTCUTS[id]
  return held === undefined ? [capOfCode(code)] : [held, capOfCode(code)]
}

/** The cap on the button itself. Alt is held while it is seen, so it isn't said again. */
export function capOnButton(id: ShortcutId): string {
  const { held, code } = SHORTCUTS[id]
  return held === 'Ctrl' ? `Ctrl+${capOfCode(code)}` : capOfCode(code)
}

/** The value of `aria-keyshortcuts`, which has names of its own: Control+Z. */
export function ariaKeys(id: ShortcutId): string {
  const { held, code } = SHORTCUTS[id]
  const key = code.replace(/^(?:Key|Digit)/, '')
  if (held === undefined) return key
  return `${held === 'Ctrl' ? 'Control' : held}+${key}`
}

export type PressedKey = Pick<
  KeyboardEvent,
  'code' | 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'
>

/** Whether the event is this key with what is held with it. Command stands for Ctrl on a Mac. */
export function isPressed(id: ShortcutId, event: PressedKey): boolean {
  const { code, held } = SHORTCUTS[id]
  // Some keyboards on a screen name the key and not its place.
  const pressed = event.code === '' ? event.key : event.code.replace('NumpadEnter', 'Enter')
  if (pressed !== code || event.shiftKey) return false
  const hasCtrl = event.ctrlKey || event.metaKey
  if (held === 'Ctrl') return hasCtrl && !event.altKey
  if (held === 'Alt') return event.altKey && !hasCtrl
  return !hasCtrl && (!event.altKey || /^F\d+$/.test(code))
}
