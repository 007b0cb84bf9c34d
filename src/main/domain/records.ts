/**
 * What a check of the records can find wrong, and nothing else: rows are the journal's, by number;
 * orders are named by the orderId of their attempt. See ADR 16.
 */
export type RecordFinding =
  /** `part` tells which of the two was changed, the row or the hash over it. */
  | { readonly kind: 'row_changed'; readonly row: number; readonly part: 'content' | 'hash' }
  | { readonly kind: 'rows_swapped'; readonly row: number; readonly other: number }
  | { readonly kind: 'rows_missing'; readonly from: number; readonly to: number }
  | { readonly kind: 'last_rows_missing'; readonly from: number; readonly to: number }
  /** They follow from the row before, but the till never wrote them. */
  | { readonly kind: 'rows_added'; readonly from: number; readonly to: number }
  /** Stands among rows with other numbers. */
  | { readonly kind: 'row_misplaced'; readonly row: number }
  /** `said`: SQLite's words. */
  | {
      readonly kind: 'rows_unreadable'
      readonly from: number
      readonly to: number
      readonly said: string
    }
  /** What the till remembers of the last row is gone or was changed. */
  | { readonly kind: 'head_missing' }
  | { readonly kind: 'answer_without_call'; readonly row: number; readonly call: number }
  /** The file around the journal is damaged; `said`: SQLite's words. */
  | { readonly kind: 'file_damaged'; readonly said: string }
  /** Toss was asked about an order or a refund that isn't in the file. */
  | { readonly kind: 'order_missing'; readonly row: number; readonly orderId: string }
  /** Toss was asked with another key than the intent's own: one that could charge or refund again. */
  | { readonly kind: 'key_differs'; readonly row: number; readonly orderId: string }
  /** Returned from the payment window and ended, yet Toss was never asked. */
  | { readonly kind: 'call_missing'; readonly orderId: string }
  /** Shown as paid or awaiting its deposit, with no answer of Toss that says so. */
  | { readonly kind: 'payment_without_answer'; readonly orderId: string }
  | { readonly kind: 'refund_without_answer'; readonly orderId: string }
  /** Toss's last word is that it is paid; the till shows it as not paid. */
  | { readonly kind: 'paid_at_toss'; readonly orderId: string }
  /** Its lines, their discounts and what was asked for don't add up. */
  | { readonly kind: 'sums_differ'; readonly orderId: string }
  /** Its tenders, cash and paid attempts, don't come to what the order says. */
  | { readonly kind: 'tenders_differ'; readonly orderId: string }

/** The outcome of one check. */
export interface RecordsReport {
  /** Journal rows that were read. */
  readonly rows: number
  /** Attempts and refunds that were held against them. */
  readonly orders: number
  /** In the order of the file; empty where all is well. */
  readonly findings: readonly RecordFinding[]
}

const range = (from: number, to: number) => (from === to ? `row ${from}` : `rows ${from}-${to}`)
const are = (from: number, to: number) => (from === to ? 'is' : 'are')

/** One line in English, for the command line and the log. What staff read is in the pages' texts. */
export function describeFinding(finding: RecordFinding): string {
  switch (finding.kind) {
    case 'row_changed':
      return finding.part === 'content'
        ? `journal row ${finding.row}: content doesn't match its hash`
        : `journal row ${finding.row}: its hash was changed`
    case 'rows_swapped':
      return `journal rows ${finding.row} and ${finding.other} were swapped`
    case 'rows_missing':
      return `journal ${range(finding.from, finding.to)} ${are(finding.from, finding.to)} missing`
    case 'last_rows_missing': {
      const count = finding.to - finding.from + 1
      return `the last ${count === 1 ? 'row is' : `${count} rows are`} missing: journal ${range(finding.from, finding.to)}`
    }
    case 'rows_added':
      return `journal ${range(finding.from, finding.to)}: not written by the till`
    case 'row_misplaced':
      return `journal row ${finding.row}: stands where another row belongs`
    case 'rows_unreadable':
      return `journal ${range(finding.from, finding.to)} can't be read: ${finding.said}`
    case 'head_missing':
      return `the till's memory of the last journal row is missing`
    case 'answer_without_call':
      return `journal row ${finding.row}: answers row ${finding.call}, which is no call that waits for an answer`
    case 'file_damaged':
      return `the file is damaged: ${finding.said}`
    case 'order_missing':
      return `journal row ${finding.row}: asked Toss about ${finding.orderId}, of which the file holds no order or refund`
    case 'key_differs':
      return `journal row ${finding.row}: asked Toss about ${finding.orderId} with a key that isn't its own`
    case 'call_missing':
      return `order ${finding.orderId}: was confirmed, but the journal holds no call to Toss`
    case 'payment_without_answer':
      return `order ${finding.orderId}: no answer in the journal says what its payment says`
    case 'refund_without_answer':
      return `order ${finding.orderId}: a refund is done, but no answer in the journal says so`
    case 'tenders_differ':
      return `order ${finding.orderId}: its tenders don't come to what the order says`
    case 'paid_at_toss':
      return `order ${finding.orderId}: shown as not paid, but Toss's last answer says it is`
    case 'sums_differ':
      return `order ${finding.orderId}: its lines and discounts don't come to what was asked for`
  }
}
