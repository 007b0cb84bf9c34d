/** The composition root: the only file that knows every adapter. Reads like a parts list. */
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { app, net } from 'electron'
import ElectronStore from 'electron-store'
import type { Store } from '#shared/vocabulary.ts'
import { createCarts } from './adapters/db/carts.ts'
import { type CatalogueSeed, createCatalogue, seedCatalogue } from './adapters/db/catalogue.ts'
import { openDatabase } from './adapters/db/open-database.ts'
import { createOrders } from './adapters/db/orders.ts'
import { createTossJournal } from './adapters/db/toss-journal.ts'
import { createKeyRing } from './adapters/secrets/key-ring.ts'
import { openSettingsStore } from './adapters/settings/settings-store.ts'
import { randomIds } from './adapters/system/random-ids.ts'
import { systemClock, systemTimers } from './adapters/system/system-clock.ts'
import { createTossClient } from './adapters/toss/toss-client.ts'
import { createApplication } from './application/application.ts'
import type { Environment } from './shell/environment.ts'
import { watchForBugs } from './shell/fatal.ts'
import { openLog } from './shell/log.ts'
import { osSecretBox } from './shell/secret-box.ts'
import { builtFolders, createShell, type OpenStore } from './shell/shell.ts'
import { TRAINING_KEYS } from './training/auth.ts'
import { fileStorage } from './training/box-file.ts'
import { createTossBox } from './training/box.ts'

const TOSS_API = 'https://api.tosspayments.com'

interface RunningStore extends OpenStore {
  start(): Promise<void>
  /** Ends its timers, waits for calls under way and closes its file. */
  close(): Promise<void>
}

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

  let running: RunningStore | null = null
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

  async function openStore(store: Store): Promise<RunningStore> {
    const folder = join(userData, 'stores', store)
    mkdirSync(folder, { recursive: true })
    const database = await openDatabase({
      file: join(folder, 'till.sqlite'),
      migrationsFolder: folders.migrations,
      backupsFolder: join(folder, 'backups'),
    })
    await seedCatalogue(database, seed)

    // Training is the real till with another Toss behind the same port: built in, no network.
    const box =
      store === 'training' && environment.tossApiUrl === null
        ? createTossBox({
            keys: [TRAINING_KEYS],
            baseUrl: 'http://localhost/training',
            storage: fileStorage(join(folder, 'toss-in-a-box.jsonl')),
          })
        : null
    const keys = keyRing.keysOf(store)
    const toss = createTossClient({
      fetch: box?.handle ?? ((request) => net.fetch(request)),
      baseUrl: environment.tossApiUrl ?? TOSS_API,
      keys,
      journal: createTossJournal(database),
      clock: systemClock,
      log,
    })
    const application = createApplication({
      store,
      about: {
        version: app.getVersion(),
        host: process.versions['electron'] === undefined ? 'chromium' : 'electron',
      },
      clock: systemClock,
      timers: systemTimers,
      ids: randomIds,
      catalogue: createCatalogue(database),
      carts: createCarts(database),
      orders: createOrders(database),
      gateway: toss.gateway,
      health: toss.health,
      keys,
      keyRing,
      windows: shell.paymentWindows,
      events: shell.events,
      settings,
      stores: { open: switchTo },
      log,
    })
    return {
      handlers: application.handlers,
      payments: application.payments,
      training: box?.handle ?? null,
      async start() {
        await application.start()
      },
      async close() {
        await application.stop()
        database.close()
      },
    }
  }

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
