import type { BoxKeyPair } from './auth.ts'
import type { Behaviour } from './behaviour.ts'
import type { ReceiptBook } from './cash-receipt-book.ts'
import type { DepositPlan } from './faults.ts'
import type { Ledger } from './ledger.ts'
import type { Tokens } from './tokens.ts'

/** What an operation of the API works with. */
export interface Desk {
  readonly pair: BoxKeyPair
  readonly ledger: Ledger
  readonly receipts: ReceiptBook
  readonly tokens: Tokens
  readonly behaviour: Behaviour
  /** Milliseconds. */
  readonly now: number
  /** What a fault says about the deposit of an account that is issued now. */
  readonly deposit: DepositPlan | null
  /** Whether the money of a cancel can’t be sent back to its account. */
  readonly refundFails: boolean
}
