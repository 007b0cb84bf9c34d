import type { Result } from '../result.ts'
import type { CustomerView } from './customer-contract.ts'

/** The two functions the preload puts on `window.customer`. All there is between that page and main. */
export interface CustomerBridge {
  /** Never rejects for an expected failure. */
  invoke(name: string, input: unknown): Promise<Result<unknown>>
  /** Hears what the screen is to show from now on. Returns the function that ends it. */
  subscribe(listener: (view: CustomerView) => void): () => void
}

/**
 * Channel names between its preload and main. Not those of the till, and in a file of their own: a
 * chunk that two preloads shared would be one that a sandboxed preload can't load.
 */
export const CUSTOMER_INVOKE = 'customer:invoke'
export const CUSTOMER_EVENT = 'customer:event'
