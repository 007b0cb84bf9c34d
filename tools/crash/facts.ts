/** What the driver pressed, what Toss did and what the till's file says: all that is checked. Amounts in won. */
import type { AttemptStateKind, RefundState } from '#shared/vocabulary.ts'
import type { Call } from './answer-faults.ts'

/** A call as it reached Toss. */
export interface TossCall {
  readonly kind: Call
  /** Its idempotency key. */
  readonly key: string | null
  readonly paymentKey: string
  /** Whether the till's file held this call's intent and key when the call arrived. */
  readonly wasWritten: boolean
}

/** What Toss did because of a call, by the call's key. */
export interface Movement {
  readonly key: string
  readonly taken: number
  readonly givenBack: number
  /** Of the payment, before it. */
  readonly balanceBefore: number
}

/** A payment in Toss's ledger. */
export interface TossPayment {
  readonly orderId: string
  readonly paymentKey: string
  readonly status: string
  /** What the customer paid, before any refund; 0 where no money was taken. */
  readonly taken: number
  /** What is left of it. */
  readonly balance: number
  readonly cancels: readonly { readonly transactionKey: string; readonly amount: number }[]
}

/** A cash receipt, or what was taken off one, in Toss's list. */
export interface TossReceipt {
  readonly orderId: string
  readonly type: 'CONFIRM' | 'CANCEL'
  readonly amount: number
}

/** One thing a cashier and a customer wanted, however often it was pressed. */
export interface SaleIntent {
  readonly name: string
  readonly amount: number
  /** The parts of it that are paid in cash. */
  readonly cash: readonly {
    readonly amount: number
    /** Of every press that the till took on. */
    readonly intents: readonly string[]
  }[]
  /** What cash receipts say in the end: of each, all of its presses. */
  readonly receipts: readonly { readonly left: number; readonly ids: readonly string[] }[]
  /** Of every window that was opened for it. */
  readonly orderIds: readonly string[]
  readonly wants: 'sold' | 'unsold'
  readonly refunds: readonly {
    readonly name: string
    readonly amount: number
    /** Out of the drawer, and not by Toss. */
    readonly isCash: boolean
    /** Of every press that the till took on. */
    readonly ids: readonly string[]
  }[]
  /** Given back by hand in Toss's console. */
  readonly consoleRefund: number
}

/** The till's file. */
export interface TillFacts {
  readonly attempts: readonly {
    readonly orderId: string
    readonly number: string
    readonly state: AttemptStateKind
    readonly amount: number
    readonly paymentKey: string | null
    readonly key: string | null
  }[]
  /** Toss's word as the till keeps it. */
  readonly payments: readonly {
    readonly orderId: string
    readonly paymentKey: string
    readonly total: number
    readonly balance: number
  }[]
  readonly refunds: readonly {
    readonly id: string
    readonly orderId: string
    readonly key: string
    readonly amount: number
    readonly balanceBefore: number
    readonly state: RefundState
    readonly transactionKey: string | null
  }[]
  readonly cash: readonly {
    readonly id: string
    readonly number: string
    readonly intentId: string
    readonly amount: number
  }[]
  readonly cashRefunds: readonly {
    readonly id: string
    readonly tenderId: string
    readonly amount: number
  }[]
  readonly receipts: readonly {
    readonly id: string
    readonly tenderId: string
    readonly orderId: string
    readonly amount: number
    readonly state: RefundState
    readonly cancels: readonly { readonly amount: number; readonly state: RefundState }[]
  }[]
  readonly orders: readonly {
    readonly number: string
    readonly status: string
    readonly total: number
    readonly refunded: number
    /** Of a sale that isn't paid in whole. */
    readonly held: number
  }[]
  /** Calls in the journal, by key; null for lookups. */
  readonly journal: readonly { readonly kind: string; readonly key: string | null }[]
  /** What SQLite and the journal's verifier complain of. */
  readonly damage: readonly string[]
}

export interface Facts {
  readonly sales: readonly SaleIntent[]
  readonly calls: readonly TossCall[]
  readonly movements: readonly Movement[]
  readonly payments: readonly TossPayment[]
  readonly receipts: readonly TossReceipt[]
  readonly till: TillFacts
}

export type ViolationKind = 'lost' | 'doubled' | 'unsettled'

export interface Violation {
  readonly kind: ViolationKind
  readonly what: string
}
