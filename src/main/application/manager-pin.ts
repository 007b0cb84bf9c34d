import type { Failure } from '#shared/result.ts'
import type { ApplicationPorts } from './application-ports.ts'

/** So many wrong ones in a row, and then a wait, in ms: four digits are soon tried through otherwise. */
const MOST_WRONG = 5
const WAIT = 30_000

export interface ManagerPin {
  /** null where it is the manager's; else why not. */
  check(pin: string): Promise<Failure | null>
}

/** The manager's word, asked for where a cashier's isn't enough. Only main decides on it. */
export function createManagerPin({
  settings,
  clock,
  log,
}: Pick<ApplicationPorts, 'settings' | 'clock' | 'log'>): ManagerPin {
  let wrong = 0
  let waitsUntil = 0
  /** One after the other: guesses at the same moment would all be the first. */
  let tail: Promise<unknown> = Promise.resolve()

  async function check(pin: string): Promise<Failure | null> {
    if (!(await settings.discountRule()).hasPin) {
      return { code: 'PIN_MISSING', message: 'no manager’s PIN is set' }
    }
    if (clock.now().getTime() < waitsUntil) {
      return { code: 'PIN_LOCKED', message: 'too many wrong PINs' }
    }
    if (await settings.isManagerPin(pin)) {
      wrong = 0
      return null
    }
    wrong += 1
    if (wrong < MOST_WRONG) return { code: 'PIN_WRONG', message: 'another PIN' }
    wrong = 0
    waitsUntil = clock.now().getTime() + WAIT
    log.warn('pin_locked', { forMs: WAIT })
    return { code: 'PIN_LOCKED', message: 'too many wrong PINs' }
  }

  return {
    check(pin) {
      const checked = tail.then(() => check(pin))
      tail = checked.catch(() => undefined)
      return checked
    },
  }
}
