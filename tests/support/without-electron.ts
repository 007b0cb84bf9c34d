import { registerHooks } from 'node:module'
import type { SettingsStoreParts } from '../../src/main/adapters/settings/settings-store.ts'

/** electron-store, whose own import of Electron finds an empty module: it is given its folder. */
export async function loadElectronStore(): Promise<SettingsStoreParts['open']> {
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'electron'
        ? { url: 'data:text/javascript,export default {}', shortCircuit: true }
        : next(specifier, context),
  })
  const { default: ElectronStore } = await import('electron-store')
  return (options) => new ElectronStore(options)
}

/** Stands for the OS key store: what it locks is the text backwards. */
export const backwardsSecretBox = {
  isAvailable: async () => true,
  encrypt: async (text: string) => Buffer.from(text).reverse(),
  decrypt: async (bytes: Uint8Array) => ({
    text: Buffer.from(bytes).reverse().toString(),
    shouldReEncrypt: false,
  }),
}
