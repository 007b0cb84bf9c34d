/**
 * Tells a scanner from a person by time alone: its keys come faster than fingers, and end with Enter.
 * Times are those of the events, when the keys were pressed: a busy page hears of them late, but all
 * the same with the right distance between them.
 */
import { isCheckedBarcode } from './check-digit.ts'
import { isScanEnd, scannedChar } from './scan-keys.ts'

/** Most ms between two keys of a scanner; slow ones over Bluetooth take some 30. */
const SLOWEST = 50
/** A scan that the machine held up goes on while its keys come so fast on average, in ms: no fingers do. */
const MEAN = 35
/** Fewer characters are somebody typing fast. */
const SHORTEST = 4
/** From this character on a fast run is taken for a scanner, and its keys go nowhere else. */
const HELD_FROM = 3

export interface ScanKey {
  readonly code: string
  readonly isShifted: boolean
  /** Ctrl, Alt or Meta: a shortcut, which no scanner sends. */
  readonly isShortcut: boolean
  readonly isRepeat: boolean
  /** When the key was pressed, in ms. */
  readonly at: number
}

/** What becomes of a key, and of the keys before it. */
export type ScanStep =
  /** A person's, or the first of a run: let it do what it does. `isFirst`: look at the fields before it
   * does. `typed` was held back before it and turned out to be typed: type it now. */
  | { readonly kind: 'pass'; readonly isFirst: boolean; readonly typed: string }
  /** A scanner's, so far: it goes nowhere else. */
  | { readonly kind: 'hold' }
  /** The end of a scan, which began with this run of keys or, where the machine stalled, with the one before. */
  | { readonly kind: 'scan'; readonly code: string; readonly since: 'run' | 'run-before' }
  /** Shift and the like: as if it weren't there. */
  | { readonly kind: 'ignore' }

export interface ScanReader {
  press(key: ScanKey): ScanStep
  /** Characters that were held and turned out to be typed; empty where none were. They are typed at last. */
  release(): string
}

const MODIFIERS = /^(?:Shift|Control|Alt|Meta|CapsLock|Lang|Hangul|Convert|NonConvert|KanaMode)/

export function createScanReader(): ScanReader {
  let run = ''
  let lastAt = Number.NEGATIVE_INFINITY
  let released = 0
  /** From the first key of the run to the last, in ms. */
  let lasted = 0
  /** The run before it, and the time from its first key to the first of this one. */
  let before = { run: '', lasted: 0 }

  const begin = (char: string) => {
    before = char === '' ? { run: '', lasted: 0 } : { run, lasted }
    run = char
    released = 0
    lasted = 0
  }

  /** What was held back of the run and not given back yet. */
  const takeHeld = (): string => {
    const held = run.slice(Math.max(HELD_FROM - 1, released))
    released = run.length
    return held
  }

  /**
   * What was scanned. After a stall in its first keys they are a run of their own, and look like a
   * person's; the check digit tells: only with them it is right, and together they are as fast as a scan.
   */
  const readCode = (): { code: string; since: 'run' | 'run-before' } => {
    const whole = before.run + run
    const isOneScan =
      before.run !== '' &&
      (before.lasted + lasted) / whole.length <= MEAN &&
      isCheckedBarcode(whole) &&
      !isCheckedBarcode(run)
    return isOneScan ? { code: whole, since: 'run-before' } : { code: run, since: 'run' }
  }

  return {
    press({ code, isShifted, isShortcut, isRepeat, at }) {
      if (MODIFIERS.test(code)) return { kind: 'ignore' }
      const gap = at - lastAt
      const isHeldUp = run.length >= HELD_FROM && (lasted + gap) / run.length <= MEAN
      const isFast = (gap <= SLOWEST || isHeldUp) && !isRepeat && !isShortcut
      lastAt = at
      lasted += gap
      if (isFast && run.length >= SHORTEST && isScanEnd(code)) {
        const scanned = readCode()
        begin('')
        return { kind: 'scan', ...scanned }
      }
      const char = isShortcut || isRepeat ? null : scannedChar(code, isShifted)
      if (char === null) {
        const typed = takeHeld()
        begin('')
        lastAt = Number.NEGATIVE_INFINITY
        return { kind: 'pass', isFirst: false, typed }
      }
      if (!isFast || run === '') {
        const typed = takeHeld()
        begin(char)
        return { kind: 'pass', isFirst: true, typed }
      }
      run += char
      return run.length < HELD_FROM ? { kind: 'pass', isFirst: false, typed: '' } : { kind: 'hold' }
    },
    release: takeHeld,
  }
}
