import type { Call } from './answer-faults.ts'

/** What goes wrong in the world around the till, at one of its steps. */
export type Trouble =
  /** The disk is full for so many steps. */
  | { readonly is: 'full'; readonly steps: number }
  /** Another process holds the file's write lock for so many steps. */
  | { readonly is: 'locked'; readonly steps: number }
  /** The till is killed and stays off for so long, in ms. */
  | { readonly is: 'off'; readonly ms: number }
  /** The till's own clock jumps, in ms. */
  | { readonly is: 'clock'; readonly by: number }
  /** Another till opens the same file and settles what it finds; it closes again, or stays. */
  | { readonly is: 'second till'; readonly stays: boolean }
  /** The till is killed and its file cut off: so much of it is left, in per mille. */
  | { readonly is: 'truncated'; readonly keep: number }
  /** The till is killed, and from here on (per mille) there is a page of garbage in its file. */
  | { readonly is: 'garbage'; readonly from: number }

/** Everything that tells one run from another. */
export interface Case {
  readonly scenario: string
  readonly seed: number
  /** Steps at which the till kills itself, counted over all its lives. */
  readonly killAt: readonly number[]
  /** Requests after whose serving the till is killed, before it hears the answer. */
  readonly killServed: readonly number[]
  /** Real microseconds after the start of a life at which it is killed from outside. */
  readonly killAfter: readonly number[]
  /** By the number of the request. */
  readonly faults: readonly { readonly request: number; readonly name: string }[]
  readonly trouble: readonly { readonly at: number; readonly trouble: Trouble }[]
}

/** What a run of a scenario without any trouble went through: where something can be made to happen. */
export interface Course {
  readonly scenario: string
  /** Step names, the first is step 1. */
  readonly steps: readonly string[]
  readonly requests: readonly Call[]
}
