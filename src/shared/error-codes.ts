/** Every expected failure that may cross to a page. Each has words in both languages under `error.<code>`. */
export const ERROR_CODES = [
  // The bridge itself.
  'FORBIDDEN',
  'UNKNOWN_ROUTE',
  'INVALID_INPUT',
  'TOO_LARGE',
  'INTERNAL',
  // Selling.
  'PRODUCT_NOT_FOUND',
  'CART_EMPTY',
  'CART_CHANGED',
  'AMOUNT_TOO_LARGE',
  'CHECKOUT_IN_PROGRESS',
  'NO_CHECKOUT',
  'APPROVAL_REQUIRED',
  'PIN_MISSING',
  'PIN_WRONG',
  'PIN_LOCKED',
  'HELD_NOT_FOUND',
  'HELD_FULL',
  'SALE_PARTLY_PAID',
  'CASH_TOO_LITTLE',
  'CASH_TOO_MUCH',
  'RECEIPT_EXISTS',
  // Orders, lookups and refunds.
  'ORDER_NOT_FOUND',
  'NO_PAYMENT',
  'PAYMENT_NOT_FOUND_AT_TOSS',
  'NOT_REFUNDABLE',
  'REFUND_EXCEEDS_BALANCE',
  'REFUND_IN_PROGRESS',
  'REFUND_INTENT_REUSED',
  'PARTIAL_REFUND_NOT_ALLOWED',
  'REFUND_ACCOUNT_REQUIRED',
  'REFUND_REFUSED',
  'REFUND_UNKNOWN',
  // Comparing with Toss.
  'RANGE_TOO_LONG',
  'TOO_MANY_TRANSACTIONS',
  'RECONCILE_STOPPED',
  // Toss and its keys.
  'TOSS_BUSY',
  'TOSS_UNREACHABLE',
  'TOSS_REFUSED',
  'KEYS_MISSING',
  'KEY_FORMAT',
  'KEY_KIND_UNSUPPORTED',
  'KEY_PAIR_MISMATCH',
  'KEY_WRONG_STORE',
  'STORE_BUSY',
  // The database file.
  'DATABASE_BUSY',
  'DATABASE_FULL',
  'DATABASE_DAMAGED',
  'DATABASE_READ_ONLY',
  // Backups and recovery.
  'BACKUP_FAILED',
  'BACKUP_NOT_FOUND',
  'BACKUP_DAMAGED',
  'RECOVERY_IN_PROGRESS',
  'STORE_NOT_OPEN',
  // Editing the catalogue.
  'MANAGER_REQUIRED',
  'CATEGORY_NOT_FOUND',
  'CATEGORY_NAME_TAKEN',
  'CATEGORY_IN_USE',
  'BARCODE_TAKEN',
  'CODE_TAKEN',
  'PICTURE_UNREADABLE',
  'PICTURE_NOT_FOUND',
  'FILE_TOO_LARGE',
  'FILE_UNREADABLE',
  'FILE_NOT_SAVED',
  'LIST_WITHOUT_HEADINGS',
  'IMPORT_OUTDATED',
  // Slips and their printer.
  'PRINTER_NOT_SET',
  'NOTHING_TO_PRINT',
  'PRINT_JOB_NOT_FOUND',
  'PDF_NOT_SAVED',
  // Lessons.
  'LESSON_NOT_HERE',
] as const

export type ErrorCode = (typeof ERROR_CODES)[number]

const codes: ReadonlySet<unknown> = new Set(ERROR_CODES)
export const isErrorCode = (value: unknown): value is ErrorCode => codes.has(value)
