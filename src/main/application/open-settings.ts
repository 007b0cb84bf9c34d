import type { SettingsView } from '#shared/ipc/contract.ts'
import { ok, type Result } from '#shared/result.ts'
import type { Store } from '#shared/vocabulary.ts'
import type { ApplicationPorts } from './application-ports.ts'

/** `store`: the one that is open, where it isn't this application's any more. */
export type OpenSettings = (store?: Store) => Promise<Result<SettingsView>>

export const createOpenSettings =
  (ports: Pick<ApplicationPorts, 'settings' | 'keyRing' | 'store'>): OpenSettings =>
  async (store = ports.store) => {
    const { settings, keyRing } = ports
    const [shop, preferences, keys, canKeepSecrets, discounts] = await Promise.all([
      settings.shop(),
      settings.preferences(),
      keyRing.states(),
      keyRing.canKeepSecrets(),
      settings.discountRule(),
    ])
    return ok({
      shop: { ...shop },
      preferences: { ...preferences },
      store,
      keys,
      canKeepSecrets,
      discounts,
    })
  }
