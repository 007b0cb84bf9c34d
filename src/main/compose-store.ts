/**
 * One store of the till put together: its file, its Toss, its use cases. Knows every adapter, as boot
 * does, but nothing of Electron: a till without windows is put together by the same lines.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Store } from '#shared/vocabulary.ts'
import { createCarts } from './adapters/db/carts.ts'
import { createCashOrders } from './adapters/db/cash-writes.ts'
import { type CatalogueSeed, createCatalogue, seedCatalogue } from './adapters/db/catalogue.ts'
import { createCatalogueEdits } from './adapters/db/catalogue-edits.ts'
import { openDatabase, type TillDatabase } from './adapters/db/open-database.ts'
import { createOrders } from './adapters/db/orders.ts'
import { createCashReceipts } from './adapters/db/receipt-writes.ts'
import { createRecords } from './adapters/db/records.ts'
import type { FileJobs } from './adapters/db/file-jobs.ts'
import { createPrintJobs } from './adapters/db/print-jobs.ts'
import { createReports } from './adapters/db/reports.ts'
import { createBackups, storePlaces } from './adapters/db/store-files.ts'
import { createTossJournal } from './adapters/db/toss-journal.ts'
import { createPictureFiles } from './adapters/pictures/picture-files.ts'
import { networkPrinter } from './adapters/printing/network-printer.ts'
import { slipDrawing } from './adapters/printing/slip-drawing.ts'
import { systemPrinter } from './adapters/printing/system-printer.ts'
import { csvSheets } from './adapters/sheets/csv-sheets.ts'
import { paymentOfBody } from './adapters/toss/payment-schema.ts'
import { createTossClient } from './adapters/toss/toss-client.ts'
import { createApplication } from './application/application.ts'
import type { ApplicationPorts } from './application/application-ports.ts'
import type { RunningStore } from './application/run-store.ts'
import { TRAINING_KEYS } from './training/auth.ts'
import { fileStorage } from './training/box-file.ts'
import { createTossBox } from './training/box.ts'
import { createClassroom } from './training/classroom.ts'

const TOSS_API = 'https://api.tosspayments.com'

/** What a store gets from outside itself. The rest of the ports are made here, over its own file. */
export interface StoreParts extends Pick<
  ApplicationPorts,
  | 'about'
  | 'clock'
  | 'timers'
  | 'ids'
  | 'keyRing'
  | 'keys'
  | 'numbers'
  | 'windows'
  | 'customerDisplay'
  | 'events'
  | 'settings'
  | 'stores'
  | 'slipPaper'
  | 'files'
  | 'log'
> {
  readonly store: Store
  /** Holds everything of this store and nothing of another. */
  readonly folder: string
  readonly migrationsFolder: string
  /** Reads whole files without holding a sale up. */
  readonly jobs: FileJobs
  /** The sample catalogue, for a file that has none. */
  readonly seed: CatalogueSeed
  readonly fetch: (request: Request) => Promise<Response>
  /** Stand-in for Toss's API; null for Toss's own, or in training for the built-in one. */
  readonly tossApiUrl: string | null
  /** Stands around the file: the crash matrix counts the steps of a sale in it, and stops at one. */
  readonly aroundDatabase?: (database: TillDatabase) => TillDatabase
}

/** A store that is open: its use cases, its Toss, and the way to close it. */
export type ComposedStore = RunningStore

/** Rejects where the store's file can't be opened: see openDatabase. */
export async function composeStore(parts: StoreParts): Promise<ComposedStore> {
  const { store, folder } = parts
  mkdirSync(folder, { recursive: true })
  const places = storePlaces(folder)
  const opened = await openDatabase({ ...places, migrationsFolder: parts.migrationsFolder })
  const database = parts.aroundDatabase?.(opened) ?? opened
  await seedCatalogue(database, parts.seed)

  // Training is the real till with another Toss behind the same port: built in, no network.
  const box =
    store === 'training' && parts.tossApiUrl === null
      ? createTossBox({
          keys: [TRAINING_KEYS],
          baseUrl: 'http://localhost/training',
          storage: fileStorage(join(folder, 'toss-in-a-box.jsonl')),
        })
      : null
  const toss = createTossClient({
    fetch: box?.handle ?? parts.fetch,
    baseUrl: parts.tossApiUrl ?? TOSS_API,
    keys: parts.keys,
    journal: createTossJournal(database),
    clock: parts.clock,
    timers: parts.timers,
    log: parts.log,
  })
  const classroom = box === null ? null : createClassroom(box)
  const printers: ApplicationPorts['printers'] = {
    network: (place) => networkPrinter(place),
    system: (paper) => systemPrinter(parts.slipPaper, paper),
  }
  const application = createApplication({
    ...parts,
    settings: classroom?.settings(parts.settings) ?? parts.settings,
    classroom,
    catalogue: createCatalogue(database),
    catalogueEdits: createCatalogueEdits(database),
    pictures: createPictureFiles(join(folder, 'pictures')),
    sheets: csvSheets,
    carts: createCarts(database),
    orders: createOrders(database),
    cashOrders: createCashOrders(database),
    records: createRecords(database, { file: places.file, readPayment: paymentOfBody }),
    cashReceipts: createCashReceipts(database),
    receiptGateway: toss.receiptGateway,
    gateway: toss.gateway,
    health: toss.health,
    storage: { read: () => database.trouble() ?? 'ok' },
    backups: createBackups({ database, folder, jobs: parts.jobs }),
    reports: createReports(places.file),
    slips: slipDrawing,
    printJobs: createPrintJobs(database),
    printers: classroom?.printers(printers) ?? printers,
  })
  return {
    ...application,
    training: box?.handle ?? null,
    async close() {
      await application.stop()
      database.close()
    },
  }
}
