/** The composition root: with compose-store the only file that knows every adapter. Reads like a parts list. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { app, net } from 'electron'
import ElectronStore from 'electron-store'
import type { Store } from '#shared/vocabulary.ts'
import type { CatalogueSeed } from './adapters/db/catalogue.ts'
import { createKeyRing } from './adapters/secrets/key-ring.ts'
import { openSettingsStore } from './adapters/settings/settings-store.ts'
import { randomIds } from './adapters/system/random-ids.ts'
import { systemClock, systemTimers } from './adapters/system/system-clock.ts'
import { type ComposedStore, composeStore } from './compose-store.ts'
import type { Environment } from './shell/environment.ts'
import { watchForBugs } from './shell/fatal.ts'
import { openLog } from './shell/log.ts'
import { osSecretBox } from './shell/secret-box.ts'
import { builtFolders, createShell } from './shell/shell.ts'
import { TRAINING_KEYS } from './training/auth.ts'

/** Puts the till together and opens it. Rejects where a store's file can't be opened. */
export async function boot(environment: Environment): Promise<void> {
  const userData = app.getPath('userData')
  const folders = builtFolders(app.getAppPath())
  const log = openLog(join(userData, 'logs'))
  watchForBugs(log, (code) => app.exit(code))
  const settings = openSettingsStore({
    folder: userData,
    open: (options) => new ElectronStore(options),
    log,
  })
  const keyRing = createKeyRing({
    folder: userData,
    secretBox: osSecretBox,
    training: TRAINING_KEYS,
    environment: environment.tossKeys,
    log,
  })
  const seed = JSON.parse(readFileSync(folders.catalogue, 'utf8')) as CatalogueSeed

  let running: ComposedStore | null = null
  const shell = createShell({
    log,
    ...folders,
    sdkUrl: environment.tossSdkUrl,
    checkAnswers: !app.isPackaged,
    store() {
      if (running === null) throw new Error('no store is open')
      return running
    },
  })

  const openStore = (store: Store): Promise<ComposedStore> =>
    composeStore({
      store,
      folder: join(userData, 'stores', store),
      migrationsFolder: folders.migrations,
      seed,
      fetch: (request) => net.fetch(request),
      tossApiUrl: environment.tossApiUrl,
      about: {
        version: app.getVersion(),
        host: process.versions['electron'] === undefined ? 'chromium' : 'electron',
      },
      clock: systemClock,
      timers: systemTimers,
      ids: randomIds,
      keys: keyRing.keysOf(store),
      keyRing,
      windows: shell.paymentWindows,
      events: shell.events,
      settings,
      stores: { open: switchTo },
      log,
    })

  /** The old store stays open where the new one can't be opened. */
  async function switchTo(store: Store): Promise<void> {
    const next = await openStore(store)
    const previous = running
    running = next
    await next.start()
    await previous?.close()
  }

  await switchTo(environment.store ?? (await settings.store()))
  app.on('will-quit', () => {
    running?.close().catch((error: unknown) => log.bug('store not closed', error))
  })
  await shell.openTill()
}
