import type { Result } from '../result.ts'
import type { TillEvent } from './events.ts'

/** The two functions the preload puts on `window.till`. All there is between the page and main. */
export interface TillBridge {
  /** Never rejects for an expected failure. */
  invoke(name: string, input: unknown): Promise<Result<unknown>>
  /** Returns the function that ends the subscription. */
  subscribe(listener: (event: TillEvent) => void): () => void
}

/** Channel names between preload and main. */
export const IPC_INVOKE = 'till:invoke'
export const IPC_EVENT = 'till:event'
