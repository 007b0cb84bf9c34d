/** What the driver and a till's process say to each other. Everything crosses as JSON. */
import type { PaymentIntent } from '../../src/main/application/ports.ts'

/** What the till's process does to itself when it comes to a step. */
export type Deed =
  /** SIGKILL, on the spot. */
  | 'die'
  /** Waits until the driver says go: meanwhile the driver does something to the world. */
  | 'hold'
  /** The disk is full from here on: no write may take another page. */
  | 'full'
  /** There is room again. */
  | 'room'

/** One life of a till: from the opening of its file to its close or its death. */
export interface Life {
  readonly folder: string
  readonly migrationsFolder: string
  /** What the store sells, for a file that has nothing yet. */
  readonly catalogueFile: string
  readonly tossUrl: string
  /** Of the driver's clock, in ms. */
  readonly now: number
  /** How far the till's own clock is off, in ms. */
  readonly skew: number
  /** Ids of this life are drawn from it. */
  readonly idSeed: number
  /** Steps of earlier lives: counting goes on. */
  readonly stepsBefore: number
  readonly deeds: readonly { readonly at: number; readonly deed: Deed }[]
  /** How long a statement waits for another process that holds the file, in ms. */
  readonly busyTimeout: number
}

export type Ask =
  | { readonly ask: 'route'; readonly route: string; readonly input: unknown }
  | {
      readonly ask: 'return' | 'fail'
      /** The query of the address the customer came back to. */
      readonly query: string
      /** Of the window that navigated. */
      readonly ref: string
    }
  | { readonly ask: 'windowClosed'; readonly ref: string }
  | { readonly ask: 'close' }

export type ToTill =
  | { readonly is: 'open'; readonly id: number; readonly life: Life }
  | { readonly is: 'ask'; readonly id: number; readonly ask: Ask }
  /** Answered once nothing moves by itself any more. */
  | { readonly is: 'quiet'; readonly id: number }
  /** The clock stands at `now`; what is due runs. */
  | { readonly is: 'time'; readonly id: number; readonly now: number; readonly skew: number }
  /** Ends a hold. */
  | { readonly is: 'go' }
  /** The request sleeps in the box, or goes on: time has to pass for it. */
  | { readonly is: 'asleep' | 'awake'; readonly request: number }

export type FromTill =
  | { readonly is: 'ready' }
  | { readonly is: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly is: 'threw'; readonly id: number; readonly code: string; readonly message: string }
  | { readonly is: 'held'; readonly step: number }
  | { readonly is: 'window'; readonly intent: PaymentIntent }

/** Answer to `quiet`. */
export interface Quiet {
  /** When the next timer is due, on the driver's clock in ms; null where none waits. */
  readonly next: number | null
}

/** Set in the environment of the one process that writes down for the others what it compiled. */
export const COMPILES = 'POS_CRASH_COMPILES'

/** Headers by which the driver knows a request again. */
export const REQUEST_HEADER = 'x-crash-request'
export const TILL_HEADER = 'x-crash-till'
