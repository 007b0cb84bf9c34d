import type { BackupsView } from './backup-contract.ts'
import type { CustomerDisplayView } from './customer-display-contract.ts'
import type { LessonsView } from './lesson-contract.ts'
import type { PrintingView } from './print-contract.ts'
import type { CartView, CheckingView, CheckoutView, SettingsView, StatusView } from './contract.ts'

/** How far a comparison with Toss is. */
export interface ReconcileProgress {
  /** waiting: Toss asked to be asked less often. */
  readonly stage: 'reading' | 'checking' | 'waiting'
  /** Rows read so far, or questions asked. */
  readonly done: number
  /** How many there will be; 0 where nobody knows. */
  readonly of: number
}

/** What main tells the till page. Types only: the page trusts main. */
export interface TillEvents {
  'cart.changed': CartView
  'checkout.changed': CheckoutView
  'checking.changed': CheckingView
  'order.changed': { readonly orderId: string }
  'catalogue.changed': Record<string, never>
  'settings.changed': SettingsView
  'status.changed': StatusView
  'reconcile.progress': ReconcileProgress
  'backups.changed': BackupsView
  'printing.changed': PrintingView
  'customerDisplay.changed': CustomerDisplayView
  'lessons.changed': LessonsView
  /** The store's file can't be opened any more: the page starts anew and asks what to do. */
  'recovery.needed': Record<string, never>
}

export type TillEventName = keyof TillEvents
export type TillEvent = {
  [K in TillEventName]: { readonly name: K; readonly data: TillEvents[K] }
}[TillEventName]
