import type { SettingsView } from '#shared/ipc/contract.ts'
import { ok, type Result } from '#shared/result.ts'
import type { ApplicationPorts } from './application-ports.ts'

export type OpenSettings = () => Promise<Result<SettingsView>>

export const createOpenSettings =
  ({ settings, keyRing }: Pick<ApplicationPorts, 'settings' | 'keyRing'>): OpenSettings =>
  async () => {
    const [shop, preferences, store, keys, canKeepSecrets] = await Promise.all([
      settings.shop(),
      settings.preferences(),
      settings.store(),
      keyRing.states(),
      keyRing.canKeepSecrets(),
    ])
    return ok({ shop: { ...shop }, preferences: { ...preferences }, store, keys, canKeepSecrets })
  }
