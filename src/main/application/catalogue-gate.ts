import { fail, ok, type Result } from '#shared/result.ts'
import type { ApplicationPorts } from './application-ports.ts'
import type { ManagerPin } from './manager-pin.ts'

/** How long editing stays open after the last edit, in ms: somebody who walks away leaves it closed. */
const STAYS_OPEN = 10 * 60_000

export interface CatalogueGate {
  unlock(input: { readonly pin: string }): Promise<Result<Record<string, never>>>
  lock(): Promise<Result<Record<string, never>>>
  /** Does it where no manager's PIN is set, or the manager has opened; else refuses. */
  through<T>(work: () => Promise<Result<T>>): Promise<Result<T>>
}

/** Who may edit the catalogue. Whoever sets prices gives discounts, so the same PIN is asked for. */
export function createCatalogueGate({
  settings,
  clock,
  managerPin,
}: Pick<ApplicationPorts, 'settings' | 'clock'> & {
  readonly managerPin: ManagerPin
}): CatalogueGate {
  let openUntil = 0
  const stayOpen = () => {
    openUntil = clock.now().getTime() + STAYS_OPEN
  }
  return {
    async unlock({ pin }) {
      const failure = await managerPin.check(pin)
      if (failure !== null) return { ok: false, error: failure }
      stayOpen()
      return ok({})
    },
    async lock() {
      openUntil = 0
      return ok({})
    },
    async through(work) {
      const { hasPin } = await settings.discountRule()
      if (hasPin) {
        if (clock.now().getTime() >= openUntil) {
          return fail('MANAGER_REQUIRED', 'the manager’s PIN opens editing')
        }
        stayOpen()
      }
      return work()
    },
  }
}
