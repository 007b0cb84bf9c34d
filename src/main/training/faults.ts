import type { ApiVersion } from './api-versions.ts'

/** What a fault can strike: each call of the API, and the way back out of the payment window. */
export const OPERATIONS = [
  'window',
  'confirm',
  'lookup',
  'cancel',
  'issue',
  'transactions',
  'settlements',
  'settle',
  'receipt',
  'receipt_cancel',
  'receipts',
] as const
export type Operation = (typeof OPERATIONS)[number]

/** What comes in place of the true answer. Plain data, so that a fault can be sent, kept and replayed. */
export type Instead =
  /** The connection breaks: `handle` rejects as fetch does, the HTTP server drops the socket. */
  | { readonly noAnswer: true }
  /** A code, with its own status and words unless others are given; a code Toss doesn't have comes as 400. */
  | { readonly code: string; readonly status?: number; readonly message?: string }
  /** Anything, such as a gateway's HTML page. */
  | { readonly status: number; readonly body: string; readonly contentType?: string }
  /** The true answer with these fields set: unknown fields and enums, another order, a wrong amount. */
  | { readonly set: Readonly<Record<string, unknown>> }
  /** The true answer in the shape of another API version. */
  | { readonly version: ApiVersion }
  /** The first part of the true answer, `cut` of 1. With `breaks` the connection then breaks, else it ends as if whole. */
  | { readonly cut: number; readonly breaks?: boolean }

/** Something that goes wrong on the next request it fits. Times are milliseconds of the box's clock. */
export interface Fault {
  /** What it is called in lists and logs. */
  readonly name?: string
  /** Which call; any call of the API where left out. */
  readonly on?: Operation
  /** How many requests it strikes: 1 where left out. */
  readonly times?: number
  /** Whether Toss still does what was asked. True where left out. */
  readonly executed?: boolean
  /** Time lost before Toss acts: the request counts as running, a second one under its key gets 409. */
  readonly delayBeforeMs?: number
  /** Time lost after Toss acted, before the answer begins. */
  readonly delayAfterMs?: number
  /** How long the answer's body takes on its way, in pieces. */
  readonly trickleMs?: number
  /** The answer is 409 at once, and Toss acts only after this time: as if an earlier try were still running. */
  readonly runsForMs?: number
  readonly instead?: Instead
  /**
   * Whether the answer in place of the true one is what Toss remembers under the idempotency key, as it does when the
   * error is its own. False where left out: the error is a gateway's, and the key repeats the true answer.
   */
  readonly kept?: boolean
  /** The time limit of the payment (10 minutes at confirm, 30 in the window) runs out just before. */
  readonly expired?: boolean
  /** The customer pays into the issued account after this time; the bank may take it back later. */
  readonly deposit?: DepositPlan
  /** The money of this cancel can’t be sent back: `refundStatus` becomes FAILED, though the cancel was DONE. */
  readonly refundFails?: boolean
  /** The success redirect happens never, or twice. */
  readonly redirect?: 'lost' | 'twice'
}

/** Milliseconds: from the issue to the deposit, and from the deposit to its reversal. */
export interface DepositPlan {
  readonly afterMs: number
  readonly reversedAfterMs?: number
}

/** The connection broke: what `fetch` rejects with, told apart from a bug by its class. */
export class NoAnswer extends TypeError {
  override readonly name = 'TypeError'
  constructor() {
    super('fetch failed', { cause: new Error('the box dropped the connection as ordered') })
  }
}

/** A request as a fault sees it. */
export interface FaultTarget {
  readonly operation: Operation
  /** The how manieth request of this operation it is, from 1. */
  readonly nth: number
  /** Whether it has an idempotency key. */
  readonly hasKey: boolean
}

/** Decides from the request alone, so that the same requests meet the same faults. */
export interface FaultSource {
  draw(target: FaultTarget): Fault | undefined
}

/** A fault that struck: enough to strike again in another run. */
export interface Struck {
  readonly operation: Operation
  readonly nth: number
  readonly fault: Fault
}

/** Faults of a run again, from its log: each on the same request as then. */
export function createReplayedFaults(log: readonly Struck[]): FaultSource {
  const byRequest = new Map(log.map(({ operation, nth, fault }) => [`${operation} ${nth}`, fault]))
  return { draw: ({ operation, nth }) => byRequest.get(`${operation} ${nth}`) }
}

/** Where faults are ordered, drawn and written down. */
export interface FaultDesk {
  order(fault: Fault): void
  /** Ordered and not yet struck. */
  ordered(): readonly Fault[]
  /** Draws from this source whatever isn't ordered; null draws nothing. Requests are counted from 1 again. */
  drawFrom(source: FaultSource | null): void
  /** Forgets all that is ordered. */
  clear(): void
  /** The first ordered fault that fits, else one that is drawn. */
  take(operation: Operation, hasKey: boolean): Fault | undefined
  /** What struck since the start or the last `drawFrom`, oldest first. */
  struck(): readonly Struck[]
}

export function createFaultDesk(first: FaultSource | null = null): FaultDesk {
  let source = first
  let ordered: Fault[] = []
  let struck: Struck[] = []
  let counts = new Map<Operation, number>()

  const takeOrdered = (operation: Operation): Fault | undefined => {
    const fits = ({ on }: Fault) => (on === undefined ? operation !== 'window' : on === operation)
    const at = ordered.findIndex(fits)
    const fault = ordered[at]
    if (!fault) return undefined
    const left = (fault.times ?? 1) - 1
    if (left > 0) ordered[at] = { ...fault, times: left }
    else ordered.splice(at, 1)
    return { ...fault, times: 1 }
  }

  return {
    order: (fault) => void ordered.push(fault),
    ordered: () => [...ordered],
    drawFrom(next) {
      source = next
      struck = []
      counts = new Map()
    },
    clear: () => {
      ordered = []
    },
    take(operation, hasKey) {
      const nth = (counts.get(operation) ?? 0) + 1
      counts.set(operation, nth)
      const fault = takeOrdered(operation) ?? source?.draw({ operation, nth, hasKey })
      if (fault) struck.push({ operation, nth, fault })
      return fault
    },
    struck: () => [...struck],
  }
}
