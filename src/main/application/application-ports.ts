import type { Store } from '#shared/vocabulary.ts'
import type { Backups, RecoveryReports } from './backup-ports.ts'
import type { Classroom } from './lesson-ports.ts'
import type { Printers, PrintJobs, SlipPaper } from './print-ports.ts'
import type { CatalogueEdits, FileDialogs, PictureFiles, ProductSheets } from './product-ports.ts'
import type { SlipDrawing } from './slip-ports.ts'
import type {
  Carts,
  CashOrders,
  Catalogue,
  Clock,
  CustomerDisplay,
  Events,
  Ids,
  KeyRing,
  Log,
  Orders,
  PaymentGateway,
  PaymentWindows,
  Records,
  SettingsFile,
  StorageReader,
  StoreSwitch,
  Timers,
  TossHealthReader,
  TossKeys,
} from './ports.ts'
import type { CashReceipts, ReceiptGateway, SealedNumbers } from './receipt-ports.ts'

/** Everything an open store is made of, from outside. */
export interface ApplicationPorts {
  readonly store: Store
  readonly about: { readonly version: string; readonly host: 'electron' | 'chromium' }
  readonly clock: Clock
  readonly timers: Timers
  readonly ids: Ids
  readonly catalogue: Catalogue
  readonly catalogueEdits: CatalogueEdits
  readonly pictures: PictureFiles
  readonly sheets: ProductSheets
  readonly files: FileDialogs
  readonly carts: Carts
  readonly orders: Orders
  readonly cashOrders: CashOrders
  readonly cashReceipts: CashReceipts
  readonly receiptGateway: ReceiptGateway
  readonly numbers: SealedNumbers
  readonly records: Records
  readonly gateway: PaymentGateway
  readonly keys: TossKeys
  readonly keyRing: KeyRing
  readonly health: TossHealthReader
  readonly storage: StorageReader
  readonly windows: PaymentWindows
  readonly customerDisplay: CustomerDisplay
  readonly events: Events
  readonly settings: SettingsFile
  readonly backups: Backups
  readonly reports: RecoveryReports
  readonly stores: StoreSwitch
  readonly slips: SlipDrawing
  readonly slipPaper: SlipPaper
  readonly printJobs: PrintJobs
  readonly printers: Printers
  /** In the training store over its built-in Toss; null everywhere else. */
  readonly classroom: Classroom | null
  readonly log: Log
}
