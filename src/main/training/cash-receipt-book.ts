/** One issue or cancel of a cash receipt as the box keeps it. Times are milliseconds, amounts won. */
export interface ReceiptRecord {
  /** Whose it is, as with payments. */
  readonly clientKey: string
  readonly mId: string
  /** Its place in the list: what `lastCursor` counts. */
  readonly cursor: number
  readonly receiptKey: string
  readonly issueNumber: string
  readonly orderId: string
  readonly orderName: string
  readonly type: '소득공제' | '지출증빙'
  readonly customerIdentityNumber: string
  readonly transactionType: 'CONFIRM' | 'CANCEL'
  readonly amount: number
  readonly taxFreeAmount: number
  readonly requestedAt: number
  /** When the tax office answers. */
  readonly settledAt: number
  /** What it answers. */
  readonly result: 'COMPLETED' | 'FAILED'
}

/** All cash receipts, their cancels too, oldest first. */
export interface ReceiptBook {
  all(): readonly ReceiptRecord[]
  of(clientKey: string): readonly ReceiptRecord[]
  /** Puts a record that is already saved in place of the earlier one with its cursor. */
  put(record: ReceiptRecord): void
  nextCursor(): number
}

/** The real list begins nowhere near 1. */
const FIRST_CURSOR = 213_805_090

export function createReceiptBook(past: readonly ReceiptRecord[]): ReceiptBook {
  const byCursor = new Map(past.map((record) => [record.cursor, record]))
  return {
    all: () => [...byCursor.values()],
    of: (clientKey) => [...byCursor.values()].filter((record) => record.clientKey === clientKey),
    put: (record) => void byCursor.set(record.cursor, record),
    nextCursor: () => Math.max(FIRST_CURSOR - 1, ...byCursor.keys()) + 1,
  }
}
