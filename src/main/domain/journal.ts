/** What a call to Toss asks for, as the journal names it. */
export const CALL_KINDS = [
  'confirm',
  'lookup',
  'cancel',
  'transactions',
  'cash_receipt',
  'cash_receipt_cancel',
] as const
export type CallKind = (typeof CALL_KINDS)[number]
