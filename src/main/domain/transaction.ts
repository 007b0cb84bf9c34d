/**
 * A row of Toss's transaction list: one movement of a payment. The approval, each cancel and an
 * issued virtual account are rows of their own, with one paymentKey and a transactionKey each.
 * Source: toss-api 3.8.
 */
export interface Transaction {
  readonly transactionKey: string
  readonly paymentKey: string
  readonly orderId: string
  readonly method: string | null
  /** DONE, CANCELED, PARTIAL_CANCELED, WAITING_FOR_DEPOSIT … An open set. */
  readonly status: string
  readonly transactionAt: Date
  /** KRW where Toss sent none. */
  readonly currency: string
  /**
   * In units of `currency`, as Toss gave it. Of a cancel, nobody promises the sign: positive has been
   * seen, and settlements give it negative.
   */
  readonly amount: number
}
