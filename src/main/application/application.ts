import type { OutputOf, ParsedInputOf, RouteName } from '#shared/ipc/contract.ts'
import type { Result } from '#shared/result.ts'
import type { Store } from '#shared/vocabulary.ts'
import type { PaymentReturns } from './payment-outcomes.ts'
import type {
  Carts,
  Catalogue,
  Clock,
  Events,
  Ids,
  KeyRing,
  Log,
  Orders,
  PaymentGateway,
  PaymentWindows,
  SettingsFile,
  StoreSwitch,
  Timers,
  TossHealthReader,
  TossKeys,
} from './ports.ts'

/** Everything an open store is made of, from outside. */
export interface ApplicationPorts {
  readonly store: Store
  readonly about: { readonly version: string; readonly host: 'electron' | 'chromium' }
  readonly clock: Clock
  readonly timers: Timers
  readonly ids: Ids
  readonly catalogue: Catalogue
  readonly carts: Carts
  readonly orders: Orders
  readonly gateway: PaymentGateway
  readonly keys: TossKeys
  readonly keyRing: KeyRing
  readonly health: TossHealthReader
  readonly windows: PaymentWindows
  readonly events: Events
  readonly settings: SettingsFile
  readonly stores: StoreSwitch
  readonly log: Log
}

export type Handlers = {
  readonly [K in RouteName]: (input: ParsedInputOf<K>) => Promise<Result<OutputOf<K>>>
}

/** The till of one open store. */
export interface Application {
  /** One per route of the contract; the input was parsed by it. */
  readonly handlers: Handlers
  readonly payments: PaymentReturns
  /** Restores the sale in hand from disk, then settles what was left open. Doesn't wait for Toss. */
  start(): Promise<void>
  /** Ends all timers and waits for calls that are under way. */
  stop(): Promise<void>
}

export declare function createApplication(ports: ApplicationPorts): Application
