import { describe, expect, it } from 'vitest'
import en from '#shared/i18n/en/keys.json' with { type: 'json' }
import ko from '#shared/i18n/ko/keys.json' with { type: 'json' }
import {
  ariaKeys,
  capOnButton,
  capsOf,
  isPressed,
  KEY_GROUPS,
  KEYS_OF_PARTS,
  type KeyGroup,
  type PressedKey,
  SHORTCUTS,
  type ShortcutId,
} from '../../src/renderer/till/keys/shortcuts.ts'

const IDS = Object.keys(SHORTCUTS) as ShortcutId[]
const NOTHING_HELD = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false }
const key = (code: string, held: Partial<PressedKey> = {}): PressedKey => ({
  code,
  key: 'Process',
  ...NOTHING_HELD,
  ...held,
})

/** Groups whose keys are heard at the same time. The pad has its own meaning for two keys of the sale. */
const TOGETHER: readonly (readonly KeyGroup[])[] = [
  ['everywhere', 'sell'],
  ['everywhere', 'money'],
  ['everywhere', 'orders'],
  ['everywhere', 'refund'],
]

describe('the table of keys', () => {
  it.each(TOGETHER)('has no key twice in %s and %s', (...groups) => {
    const keys = IDS.filter((id) => groups.includes(SHORTCUTS[id].group)).map(ariaKeys)
    expect(keys.toSorted()).toEqual([...new Set(keys)].toSorted())
  })

  it('leaves F4 alone, which closes a window while Alt is held', () => {
    expect(IDS.filter((id) => SHORTCUTS[id].code === 'F4')).toEqual([])
  })

  it.each([
    ['ko', ko],
    ['en', en],
  ])('has words for each key, %s', (_language, words) => {
    expect(Object.keys(words.shortcut).toSorted()).toEqual(IDS.toSorted())
    expect(Object.keys(words.parts)).toEqual(Object.keys(KEYS_OF_PARTS))
    expect(Object.keys(words.group)).toEqual([...KEY_GROUPS])
  })

  it('says a key as it is printed, pressed and read aloud', () => {
    expect([capsOf('refund'), capOnButton('refund'), ariaKeys('refund')]).toEqual([
      ['Alt', 'R'],
      'R',
      'Alt+R',
    ])
    expect([capsOf('undo'), capOnButton('undo'), ariaKeys('undo')]).toEqual([
      ['Ctrl', 'Z'],
      'Ctrl+Z',
      'Control+Z',
    ])
    expect(capOnButton('closePad')).toBe('Esc')
  })
})

describe('a pressed key', () => {
  it.each<[ShortcutId, PressedKey, boolean]>([
    // By its place: in Hangul mode the key itself is ㅋ, or Process.
    ['undo', key('KeyZ', { ctrlKey: true, key: 'ㅋ' }), true],
    ['undo', key('KeyZ', { metaKey: true }), true],
    ['undo', key('KeyZ'), false],
    ['undo', key('KeyZ', { ctrlKey: true, shiftKey: true }), false],
    ['cash', key('F8'), true],
    // Alt is held, for that shows the cap.
    ['cash', key('F8', { altKey: true }), true],
    ['cash', key('F8', { ctrlKey: true }), false],
    ['cash', key('', { key: 'F8' }), true],
    ['refund', key('KeyR', { altKey: true, key: '®' }), true],
    ['refund', key('KeyR'), false],
    ['refund', key('KeyR', { altKey: true, ctrlKey: true }), false],
    ['takeMoney', key('NumpadEnter'), true],
    ['takeMoney', key('Enter', { altKey: true }), false],
  ])('%s by %j: %s', (id, event, isIt) => {
    expect(isPressed(id, event)).toBe(isIt)
  })
})
