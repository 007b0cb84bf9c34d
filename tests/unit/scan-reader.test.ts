import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scannedChar } from '../../src/renderer/till/scan/scan-keys.ts'
import { createScanReader, type ScanStep } from '../../src/renderer/till/scan/scan-reader.ts'

const codeOf = (char: string) =>
  /\d/.test(char) ? `Digit${char}` : char === '-' ? 'Minus' : `Key${char.toUpperCase()}`

interface Typed {
  readonly text: string
  /** ms between two keys. */
  readonly gap: number
}

/** Everything that a field would hold, and every code that was read. */
function play(parts: readonly Typed[], end = 'Enter') {
  const reader = createScanReader()
  const codes: string[] = []
  let field = ''
  let at = 1000
  const press = (code: string, char: string, isShifted: boolean): ScanStep => {
    const step = reader.press({ code, isShifted, isShortcut: false, isRepeat: false, at })
    if (step.kind === 'scan') codes.push(step.code)
    if (step.kind === 'pass') field += step.typed + char
    return step
  }
  for (const { text, gap } of parts) {
    for (const char of text) {
      at += gap
      if (/[A-Z]/.test(char)) press('ShiftLeft', '', false)
      press(codeOf(char), char, /[A-Z]/.test(char))
    }
    at += gap
    press(end, '', false)
    at += 30
  }
  return { codes, field: field + reader.release() }
}

describe('a scan', () => {
  it('is read whatever it holds, one after the other, at every speed a scanner has', () => {
    const code = fc.string({
      unit: fc.constantFrom(...Array.from('0123456789ABCxyz-')),
      minLength: 4,
      maxLength: 40,
    })
    const scans = fc.array(fc.record({ text: code, gap: fc.integer({ min: 0, max: 50 }) }), {
      minLength: 1,
      maxLength: 10,
    })
    fc.assert(
      fc.property(scans, fc.constantFrom('Enter', 'NumpadEnter', 'Tab'), (parts, end) => {
        expect(play(parts, end).codes).toEqual(parts.map(({ text }) => text))
      }),
      { numRuns: 300 },
    )
  })

  it('leaves two characters at most where the focus is, to be put back', () => {
    expect(play([{ text: '8801234567893', gap: 3 }]).field).toBe('88')
  })
})

describe('a machine that stalls', () => {
  it('is forgiven in the middle of a scan, not between the keys of a person', () => {
    const reader = createScanReader()
    const digits = Array.from('8801234567893')
    const kinds = [...digits, 'Enter'].map((char, n) => {
      const code = char === 'Enter' ? char : `Digit${char}`
      const at = n * 2 + (n > 7 ? 200 : 0)
      return reader.press({ code, isShifted: false, isShortcut: false, isRepeat: false, at })
    })
    expect(kinds.at(-1)).toEqual({ kind: 'scan', code: '8801234567893', since: 'run' })
  })
})

describe('a machine that stalls in the first keys of a scan', () => {
  /** The last step of a scan of 2 ms a key that stalls for `stall` ms before its `at`th key. */
  const stalled = (text: string, at: number, stall: number) => {
    const reader = createScanReader()
    const steps = [...Array.from(text, codeOf), 'Enter'].map((code, n) =>
      reader.press({
        code,
        isShifted: false,
        isShortcut: false,
        isRepeat: false,
        at: 1000 + n * 2 + (n >= at ? stall : 0),
      }),
    )
    return steps.at(-1)
  }
  const whole = { kind: 'scan', code: '8801234567893', since: 'run-before' }

  it.each([1, 2, 3, 5])('before key %i is forgiven where the check digit says so', (at) => {
    expect(stalled('8801234567893', at, 250)).toEqual(whole)
  })

  it('takes nothing typed before a scan for a part of it', () => {
    // A customer's 5, and a scan 250 ms after it: as fast together as a stalled one, but whole without it.
    expect(stalled('58801234567893', 1, 250)).toEqual({ ...whole, since: 'run' })
    expect(stalled('5AB-1234', 1, 100)).toMatchObject({ code: 'ab-1234', since: 'run' })
    // As slow as that it is a person's key, whatever the digits say.
    expect(stalled('8801234567893', 1, 600)).toMatchObject({ code: '801234567893', since: 'run' })
  })
})

describe('a person', () => {
  it('types what is typed, and nothing of it is a scan', () => {
    const words = fc.array(
      fc.record({
        text: fc.string({ unit: fc.constantFrom(...Array.from('abc019-')), maxLength: 12 }),
        gap: fc.integer({ min: 51, max: 400 }),
      }),
      { maxLength: 5 },
    )
    fc.assert(
      fc.property(words, (parts) => {
        const { codes, field } = play(parts)
        expect(codes).toEqual([])
        expect(field).toBe(parts.map(({ text }) => text).join(''))
      }),
      { numRuns: 300 },
    )
  })

  it('who rolls over three keys gets them all, late but in order', () => {
    expect(
      play([
        { text: 'abc', gap: 10 },
        { text: 'de', gap: 120 },
      ]),
    ).toEqual({ codes: [], field: 'abcde' })
  })

  it('holds a key down without being a scanner', () => {
    const reader = createScanReader()
    const held = Array.from({ length: 20 }, (_, n) =>
      reader.press({
        code: n === 19 ? 'Enter' : 'Digit0',
        isShifted: false,
        isShortcut: false,
        isRepeat: n > 0 && n < 19,
        at: n * 30,
      }),
    )
    expect(held.map(({ kind }) => kind)).not.toContain('scan')
  })
})

describe('a key', () => {
  it.each<[string, boolean, string | null]>([
    ['KeyQ', false, 'q'],
    ['KeyQ', true, 'Q'],
    ['Digit4', true, '$'],
    ['Numpad7', true, '7'],
    ['Minus', false, '-'],
    ['F2', false, null],
    ['Process', false, null],
  ])('%s, shifted: %s, is %s', (code, isShifted, char) => {
    expect(scannedChar(code, isShifted)).toBe(char)
  })
})
