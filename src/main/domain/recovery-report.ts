import type { AttemptStateKind, BackupCause, Damage, RefundState } from '#shared/vocabulary.ts'

/** One attempt to pay that the restored file doesn't know. What nothing tells is null. */
export interface MissingOrder {
  readonly number: string | null
  readonly orderId: string | null
  readonly at: string | null
  readonly orderName: string | null
  /** In won. */
  readonly amount: number | null
  readonly paymentKey: string | null
  /** The client key it was paid with: only its pair may ask Toss about it. */
  readonly clientKey: string | null
  /** As the set-aside file had it. */
  readonly state: AttemptStateKind | null
  /** Toss's own word, or {@link NOT_AT_TOSS}; null while it wasn't asked. */
  readonly tossStatus: string | null
}

/** In place of Toss's word where it knows no payment: no money moved. */
export const NOT_AT_TOSS = 'NOT_AT_TOSS'

export interface MissingRefund {
  readonly orderId: string | null
  readonly at: string | null
  /** In won. */
  readonly amount: number
  readonly state: RefundState | null
}

/** What a recovery did, and what is known to be missing since. Kept beside the file it set aside. */
export interface RecoveryReport {
  /** Name of the folder of what was set aside. */
  readonly id: string
  readonly at: string
  readonly reason: 'damaged' | 'chosen'
  readonly damage: Damage | null
  readonly backup: {
    readonly name: string
    readonly madeAt: string
    readonly cause: BackupCause | 'file'
    readonly orders: number
  } | null
  readonly setAside: string
  readonly read: 'all' | 'part' | 'none'
  /** Newest first. */
  readonly orders: readonly MissingOrder[]
  readonly refunds: readonly MissingRefund[]
  /** When Toss last told all it knew; null while it hasn't. */
  readonly tossAskedAt: string | null
  /** The first running number that is free. */
  readonly nextNumber: number
  readonly putAwayAt: string | null
}

/** Numbers are skipped up to the next multiple of this where some may be used and nothing tells which. */
const SKIP = 1000

/**
 * The first running number after a recovery. Where all that was used could be read, the next one.
 * Else what is known is only a lower bound, so numbering goes on at the next full thousand that is
 * at least a hundred away: no receipt, and no orderId, gets a number a second time.
 */
export function nextNumberAfter(known: number, isAllKnown: boolean): number {
  if (isAllKnown) return known + 1
  return Math.ceil((known + SKIP / 10) / SKIP) * SKIP + 1
}

/** Newest first; those without a time come last. */
export const byNewest = <T extends { readonly at: string | null }>(rows: readonly T[]): T[] =>
  [...rows].sort((a, b) => (b.at ?? '').localeCompare(a.at ?? ''))
