/** The codes seen or documented for a confirm with another pair's secret key (toss-api 1.1). */
export const WRONG_PAIR_CODES = [
  'NOT_FOUND_PAYMENT_SESSION',
  'UNAUTHORIZED_KEY',
  'INVALID_API_KEY',
  'FORBIDDEN_REQUEST',
] as const
export type WrongPairCode = (typeof WRONG_PAIR_CODES)[number]

/** Where the reference leaves room, or where Toss's test and live environments differ. */
export interface Behaviour {
  /** What a confirm with another pair's secret key gets. */
  readonly wrongPair: WrongPairCode
  /** Per API and key pair, as Toss's test environment has it (100). 0 is no limit. */
  readonly requestsPerMinute: number
  /** Sends the success redirect through a 302 of the box. */
  readonly successVia302: boolean
  /** How long a movement takes until the transaction list shows it, in milliseconds. */
  readonly transactionsLagMs: number
  /** The sign of `amount` in the transaction list's cancel rows, which the reference leaves open. */
  readonly cancelRows: 'positive' | 'negative'
  /** Whether test keys have settlements. At Toss only live keys have. */
  readonly settlesTestKeys: boolean
  /** From the request for a cash receipt to the tax office's answer, in milliseconds. */
  readonly receiptAfterMs: number
  /** Whether the shop is registered for cash receipts. */
  readonly issuesReceipts: boolean
}

const DAY_MS = 24 * 60 * 60 * 1000

export const USUAL_BEHAVIOUR: Behaviour = {
  wrongPair: 'NOT_FOUND_PAYMENT_SESSION',
  requestsPerMinute: 0,
  successVia302: false,
  transactionsLagMs: 0,
  cancelRows: 'positive',
  settlesTestKeys: false,
  receiptAfterMs: DAY_MS,
  issuesReceipts: true,
}
