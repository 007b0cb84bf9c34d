import type { CartView, CheckingView, CheckoutView, SettingsView, StatusView } from './contract.ts'

/** What main tells the till page. Types only: the page trusts main. */
export interface TillEvents {
  'cart.changed': CartView
  'checkout.changed': CheckoutView
  'checking.changed': CheckingView
  'order.changed': { readonly orderId: string }
  'catalogue.changed': Record<string, never>
  'settings.changed': SettingsView
  'status.changed': StatusView
}

export type TillEventName = keyof TillEvents
export type TillEvent = {
  [K in TillEventName]: { readonly name: K; readonly data: TillEvents[K] }
}[TillEventName]
