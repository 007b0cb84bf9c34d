/** The composition root: with compose-store the only file that knows every adapter. Reads like a parts list. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { app, net } from 'electron'
import ElectronStore from 'electron-store'
import type { Store } from '#shared/vocabulary.ts'
import type { CatalogueSeed } from './adapters/db/catalogue.ts'
import { createKeyRing } from './adapters/secrets/key-ring.ts'
import { createSealedNumbers } from './adapters/secrets/sealed-numbers.ts'
import { openSettingsStore } from './adapters/settings/settings-store.ts'
import { randomIds } from './adapters/system/random-ids.ts'
import { systemClock, systemTimers } from './adapters/system/system-clock.ts'
import { createFileJobs } from './adapters/db/file-jobs.ts'
import { createStoreFiles } from './adapters/db/store-files.ts'
import { createRunStore } from './application/run-store.ts'
import { composeStore } from './compose-store.ts'
import type { Environment } from './shell/environment.ts'
import { watchForBugs } from './shell/fatal.ts'
import { openLog } from './shell/log.ts'
import { osSecretBox } from './shell/secret-box.ts'
import { builtFolders, createShell } from './shell/shell.ts'
import { TRAINING_KEYS } from './training/auth.ts'

/** Puts the till together and opens it, also where a store's file can't be opened: the page then says so. */
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

  const shell = createShell({
    log,
    ...folders,
    sdkUrl: environment.tossSdkUrl,
    checkAnswers: !app.isPackaged,
    customerDisplayClosed() {
      settings.saveCustomerDisplay('off').catch((error: unknown) => {
        log.bug('customer display not saved', error)
      })
    },
    store: () => stores.current(),
  })
  const jobs = createFileJobs(folders.fileJobs)
  const outside = {
    about: {
      version: app.getVersion(),
      host: process.versions['electron'] === undefined ? 'chromium' : 'electron',
    },
    clock: systemClock,
    keyRing,
    events: shell.events,
    settings,
    log,
  } as const
  const files = (store: Store) => ({
    folder: join(userData, 'stores', store),
    migrationsFolder: folders.migrations,
    jobs,
  })

  const stores = createRunStore({
    ...outside,
    files: (store) => createStoreFiles(files(store)),
    compose: (store, stores) =>
      composeStore({
        ...outside,
        ...files(store),
        store,
        seed,
        fetch: (request) => net.fetch(request),
        tossApiUrl: environment.tossApiUrl,
        timers: systemTimers,
        ids: randomIds,
        keys: keyRing.keysOf(store),
        numbers: createSealedNumbers(osSecretBox),
        windows: shell.paymentWindows,
        customerDisplay: shell.customerDisplay,
        slipPaper: shell.slipPaper,
        files: shell.files,
        stores,
      }),
  })

  await stores.open(environment.store ?? (await settings.store()))
  app.on('will-quit', () => {
    stores.close().catch((error: unknown) => log.bug('store not closed', error))
  })
  await shell.openTill()
  shell.customerDisplay.choose(await settings.customerDisplay())
}
