import type { ParsedInputOf, SettingsView } from '#shared/ipc/contract.ts'
import { fail, type Result } from '#shared/result.ts'
import { checkKeyPair, type KeyPairProblem } from '../domain/key-pair.ts'
import type { ApplicationPorts } from './application-ports.ts'
import type { Checkout } from './checkout.ts'
import type { SaveSettings } from './save-settings.ts'
import type { ShowStatus } from './show-status.ts'

type Saved = Promise<Result<SettingsView>>

export interface SaveKeys {
  save(input: ParsedInputOf<'settings.saveKeys'>): Saved
  forget(input: ParsedInputOf<'settings.forgetKeys'>): Saved
}

const PROBLEM: Readonly<Record<KeyPairProblem, string>> = {
  KEY_FORMAT: 'not a Toss key',
  KEY_KIND_UNSUPPORTED: 'the till needs widget keys: gck and gsk',
  KEY_PAIR_MISMATCH: 'client key and secret key are not of one pair',
  KEY_WRONG_STORE: 'test keys are for the sandbox, live keys for the live store',
}

/** Key pairs are judged by their prefixes when they are entered. No answer and no error text holds a key's secret. */
export function createSaveKeys(
  ports: Pick<ApplicationPorts, 'keyRing' | 'store'> & {
    readonly checkout: Checkout
    readonly saveSettings: SaveSettings
    readonly status: ShowStatus
  },
): SaveKeys {
  /** The pair of a payment under way must confirm it. */
  const isInUse = (store: 'sandbox' | 'live') => store === ports.store && ports.checkout.isBusy()
  const busy = () => fail('STORE_BUSY', 'a customer is paying with these keys')

  return {
    async save({ store, clientKey, secretKey }) {
      const pair = checkKeyPair(store, { clientKey, secretKey })
      if (!pair.ok) {
        return fail(pair.problem, PROBLEM[pair.problem], {
          fields: { [pair.field]: PROBLEM[pair.problem] },
        })
      }
      if (isInUse(store)) return busy()
      await ports.keyRing.save(store, pair.clientKey, pair.secretKey)
      await ports.status.refresh()
      return ports.saveSettings.told()
    },
    async forget({ store }) {
      if (isInUse(store)) return busy()
      await ports.keyRing.forget(store)
      await ports.status.refresh()
      return ports.saveSettings.told()
    },
  }
}
