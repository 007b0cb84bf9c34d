import type { ParsedInputOf, SettingsView } from '#shared/ipc/contract.ts'
import { fail, type Result } from '#shared/result.ts'
import type { Store } from '#shared/vocabulary.ts'
import type { ApplicationPorts } from './application-ports.ts'
import type { Checkout } from './checkout.ts'
import type { ManagerPin } from './manager-pin.ts'
import type { OpenSettings } from './open-settings.ts'
import type { Preferences, ShopFacts } from './ports.ts'
import type { ShowStatus } from './show-status.ts'

type Saved = Promise<Result<SettingsView>>

export interface SaveSettings {
  saveShop(shop: ShopFacts): Saved
  savePreferences(preferences: Preferences): Saved
  saveDiscounts(input: ParsedInputOf<'settings.saveDiscounts'>): Saved
  openStore(input: { readonly store: Store }): Saved
  /** Tells every page what the settings are now. */
  told(store?: Store): Saved
}

export function createSaveSettings(
  ports: Pick<ApplicationPorts, 'settings' | 'stores' | 'events' | 'store'> & {
    readonly checkout: Checkout
    readonly openSettings: OpenSettings
    readonly status: ShowStatus
    readonly managerPin: ManagerPin
  },
): SaveSettings {
  const { settings, events } = ports

  const told = async (store?: Store): Saved => {
    const view = await ports.openSettings(store)
    if (view.ok) events.publish('settings.changed', view.data)
    return view
  }

  return {
    told,
    async saveShop(shop) {
      await settings.saveShop(shop)
      return told()
    },
    async savePreferences(preferences) {
      await settings.savePreferences(preferences)
      await ports.status.refresh()
      return told()
    },
    async saveDiscounts({ limitPercent, newPin = null, pin }) {
      const { hasPin } = await settings.discountRule()
      if (hasPin) {
        // Else anybody could lift the limit that the PIN guards.
        if (pin === undefined) return fail('APPROVAL_REQUIRED', 'the manager’s PIN is needed')
        const failure = await ports.managerPin.check(pin)
        if (failure !== null) return { ok: false, error: failure }
      } else if (limitPercent < 100 && newPin === null) {
        return fail('PIN_MISSING', 'nobody could approve what is above this limit')
      }
      await settings.saveDiscountRule({ limitPercent, newPin })
      return told()
    },
    async openStore({ store }) {
      if (store === ports.store) return ports.openSettings()
      // The customer's payment belongs to the store it began in. reserve() also keeps a 결제 that
      // is pressed meanwhile from starting in a store that is about to close.
      if (!ports.checkout.reserve()) return fail('STORE_BUSY', 'a customer is paying')
      try {
        await ports.stores.open(store)
        // What opens next time. Only now: a store that can't be opened would lock the shop out.
        await settings.saveStore(store)
        return await told(store)
      } finally {
        ports.checkout.release()
      }
    },
  }
}
