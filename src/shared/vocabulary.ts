/** The three stores. Each has its own database file and keys; they never mix. */
export const STORES = ['training', 'sandbox', 'live'] as const
export type Store = (typeof STORES)[number]

/** What has become of one attempt to pay. The order shows its last attempt's state. */
export const ATTEMPT_STATES = [
  /** The intent is on disk; money cannot have moved. */
  'awaiting_payment',
  /** A confirm may have reached Toss and the outcome isn't known: 확인중. */
  'confirming',
  /** Toss said DONE. */
  'paid',
  /** A virtual account was issued; nothing is paid yet. */
  'awaiting_deposit',
  /** A code that says no money moved. */
  'declined',
  /** The customer left, and a lookup showed that nothing was taken. */
  'cancelled',
  /** Toss's 10 or 30 minutes ran out. */
  'expired',
] as const
export type AttemptStateKind = (typeof ATTEMPT_STATES)[number]

/** What the file's list of orders holds: the states, and what follows from the balance. */
export const STORED_ORDER_STATUSES = [...ATTEMPT_STATES, 'partly_refunded', 'refunded'] as const
export type StoredOrderStatus = (typeof STORED_ORDER_STATUSES)[number]

/** What staff filter by and see on a tag. partly_paid: some of its tenders were taken, and not all of it is paid. */
export const ORDER_STATUSES = [...STORED_ORDER_STATUSES, 'partly_paid'] as const
export type OrderStatus = (typeof ORDER_STATUSES)[number]

/** What an order's money came by, as staff tell them apart. A card in an easy pay is an easy pay. */
export const PAY_METHODS = [
  'card',
  'easy_pay',
  'cash',
  'transfer',
  'virtual_account',
  'mobile_phone',
  'voucher',
] as const
export type PayMethod = (typeof PAY_METHODS)[number]

/** requested: saved, the outcome at Toss isn't known yet. done and refused are Toss's word. */
export const REFUND_STATES = ['requested', 'done', 'refused'] as const
export type RefundState = (typeof REFUND_STATES)[number]

/** asked: a person wanted it. amount_differs: Toss took another amount than ours, so the till gives it back by itself. */
export const REFUND_CAUSES = ['asked', 'amount_differs'] as const
export type RefundCause = (typeof REFUND_CAUSES)[number]

/** The kinds of a cash receipt (현금영수증). self: the shop issues it for a customer who gave no number. */
export const CASH_RECEIPT_KINDS = ['income', 'expense', 'self'] as const
export type CashReceiptKind = (typeof CASH_RECEIPT_KINDS)[number]

/** What staff must be told that happened without them. */
export const ALERT_KINDS = [
  /** Toss took another amount than the order's; it is being given back, or can't be by the till alone. */
  'amount_differs',
  /** The bank took a deposit back that was paid. */
  'deposit_reversed',
  /** The customer's bank didn't take a refund. */
  'refund_failed',
] as const
export type AlertKind = (typeof ALERT_KINDS)[number]

/** What a check of the records can find: see the domain's records.ts, where each is explained. */
export const RECORD_FINDINGS = [
  'row_changed',
  'rows_swapped',
  'rows_missing',
  'last_rows_missing',
  'rows_added',
  'row_misplaced',
  'rows_unreadable',
  'head_missing',
  'answer_without_call',
  'file_damaged',
  'order_missing',
  'key_differs',
  'call_missing',
  'payment_without_answer',
  'refund_without_answer',
  'paid_at_toss',
  'sums_differ',
  'tenders_differ',
] as const

export const TAX_TYPES = ['taxable', 'exempt'] as const
export type TaxType = (typeof TAX_TYPES)[number]

/** 매장 or 포장: whether it is had here or taken along. */
export const SERVINGS = ['here', 'takeaway'] as const
export type Serving = (typeof SERVINGS)[number]

export const LANGUAGES = ['ko', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

/** contrast: white on black with lines round everything. system also follows a wish for more contrast. */
export const THEMES = ['system', 'light', 'dark', 'contrast'] as const
export type Theme = (typeof THEMES)[number]

/** Size of the letters, and of all that is measured by them, in percent. */
export const TEXT_SIZES = ['100', '125', '150', '200'] as const
export type TextSize = (typeof TEXT_SIZES)[number]

/** What became known while nobody was looking: shown until a cashier puts it away. */
export const NEWS_KINDS = [
  /** A 확인중 turned out as paid, as not paid, or as an account to pay into. */
  'paid',
  'not_paid',
  'account_issued',
  /** A virtual account was paid into, ran out, or was withdrawn at Toss. */
  'deposited',
  'deposit_over',
  'deposit_withdrawn',
  /** The bank took a deposit back: a paid order isn't paid any more. */
  'deposit_reversed',
  /** A refund without an answer turned out as done or refused. */
  'refunded',
  'refund_refused',
  /** Toss gave the money back, but the bank didn't take it. */
  'refund_not_arrived',
] as const
export type NewsKind = (typeof NEWS_KINDS)[number]

/** The two ways to ask Toss about a payment. */
export const LOOKUP_WAYS = ['paymentKey', 'orderId'] as const
export type LookupWay = (typeof LOOKUP_WAYS)[number]

/** What our books and Toss's list can disagree about. */
export const DIFFERENCE_KINDS = [
  /** Toss moved money under an orderId of this till, and this file knows nothing of it. */
  'unknown_here',
  /** Toss took money for an order that isn't paid here. */
  'paid_there',
  /** Paid here, and Toss doesn't have it. */
  'missing_there',
  /** Both have it, with different amounts. */
  'amount_differs',
  /** Toss gave money back that this file doesn't know of: cancelled in Toss's console. */
  'cancelled_there',
  /** Given back here, and Toss doesn't have it. */
  'refund_missing_there',
  /** Its outcome isn't known yet: 확인중. */
  'payment_unsettled',
  /** A refund without an answer yet. */
  'refund_unsettled',
  /** Too young to be in Toss's list. */
  'not_listed_yet',
] as const
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number]

/** Why a backup was made: the business day ended, a new version changes the file, or somebody asked. */
export const BACKUP_CAUSES = ['day', 'migration', 'request'] as const
export type BackupCause = (typeof BACKUP_CAUSES)[number]

/** What is wrong with a store's file, where it can't be opened and can't be mended by waiting. */
export const DAMAGES = [
  /** It was there once and isn't any more. */
  'missing',
  /** It is there and holds nothing. */
  'empty',
  /** A folder, or something else that is no file, stands in its place. */
  'not_a_file',
  /** The machine gives no way to read it. */
  'unreadable',
  /** The log of the newest writes beside it is broken; the file itself may be whole. */
  'broken_log',
  /** What is in it makes no sense. */
  'broken',
] as const
export type Damage = (typeof DAMAGES)[number]

/** What a slip is. */
export const SLIP_KINDS = [
  /** Proof of a sale. */
  'sale',
  /** Of a sale of which a part was given back. */
  'partly_refunded',
  /** Of a sale that was given back as a whole: 취소. */
  'cancelled',
  /** 교환권: what was bought, without prices, for whoever gets it as a present. */
  'exchange',
] as const
export type SlipKind = (typeof SLIP_KINDS)[number]

/** Paper of receipt printers, in mm: 58 has 32 characters on a line, 80 has 48. */
export const PAPERS = ['58', '80'] as const
export type Paper = (typeof PAPERS)[number]

/** What a printer is asked for. A receipt is drawn as what its order is when it is printed. */
export const PRINT_KINDS = ['receipt', 'exchange', 'test'] as const
export type PrintKind = (typeof PRINT_KINDS)[number]

export const PRINT_STATES = [
  /** Nothing of it can be on paper; it is tried by itself until it is. */
  'waiting',
  /** It is going to the printer: saved before the first byte. */
  'printing',
  /** The printer said that it is out, or the system's printing has taken it over. */
  'printed',
  /** A part of it, or all, may be on paper: only a person who looks can tell. Never tried by itself. */
  'unknown',
  /** Somebody doesn't want it any more. */
  'put_away',
] as const
export type PrintState = (typeof PRINT_STATES)[number]

/** Why a slip isn't on paper, or may not be. */
export const PRINT_PROBLEMS = [
  /** Nobody answers at its address: off, unplugged, another address. */
  'unreachable',
  /** It takes a connection and says nothing. */
  'no_answer',
  'offline',
  'paper_out',
  'cover_open',
  /** It says that something in it is broken: the cutter, the head. */
  'broken',
  /** The connection ended in the middle of the slip. */
  'cut_off',
  /** The till ended in the middle of the slip. */
  'till_ended',
  /** The system has no printer, or didn't take the slip. */
  'system',
] as const
export type PrintProblem = (typeof PRINT_PROBLEMS)[number]

export const PRINTER_KINDS = ['none', 'system', 'network'] as const
/** ready and paper_low print. not_asked: nothing is known of it yet. */
export const PRINTER_STATES = [
  'none',
  'not_asked',
  'ready',
  'paper_low',
  ...PRINT_PROBLEMS,
] as const
export type PrinterState = (typeof PRINTER_STATES)[number]

/** Where the customer's screen is wanted: nowhere, full on the display that isn't the till's, or in a window. */
export const CUSTOMER_DISPLAY_CHOICES = ['off', 'display', 'window'] as const
export type CustomerDisplayChoice = (typeof CUSTOMER_DISPLAY_CHOICES)[number]

/** Where it is. waiting: it is wanted on a second display, and there is none. */
export const CUSTOMER_DISPLAY_PLACES = ['closed', 'display', 'window', 'waiting'] as const

/** The lessons of the training store, in the order in which they are learnt. */
export const LESSON_IDS = [
  'first_sale',
  'declined',
  'lost_reply',
  'left',
  'deposit',
  'refund',
  'paper',
] as const
export type LessonId = (typeof LESSON_IDS)[number]

/** What a lesson asks for, one after the other: see the domain's lessons.ts. */
export const LESSON_STEPS = [
  'add',
  'pay',
  'paid',
  'decline',
  'again',
  'confirm',
  'wait',
  'read',
  'open',
  'stop',
  'clear',
  'issue',
  'aside',
  'arrived',
  'sell_two',
  'refund',
  'sell_one',
  'refill',
  'print',
] as const
export type LessonStep = (typeof LESSON_STEPS)[number]

/** What can go wrong in a lesson. */
export const LESSON_MISTAKES = [
  /** The same goods were charged once more while the outcome wasn't known, or a deposit was awaited. */
  'charged_again',
  /** Money of a sale that was right was given back. */
  'gave_back',
  /** The customer wanted to pay another way, and the sale was thrown away. */
  'left_unpaid',
  /** Money was taken of a customer who had left. */
  'took_money',
  /** The account was withdrawn while the customer was about to pay into it. */
  'account_cancelled',
  /** All of it was given back instead of one piece. */
  'gave_back_all',
  /** What was given back isn't the price of one piece. */
  'wrong_amount',
  /** The slip that waited for paper was thrown away. */
  'slip_put_away',
  /** One sale, two receipts. */
  'printed_twice',
] as const
export type LessonMistake = (typeof LESSON_MISTAKES)[number]

/** What a column of a list of products holds, in the order in which one is written. */
export const PRODUCT_COLUMNS = [
  'id',
  'name',
  'price',
  'category',
  'taxType',
  'barcode',
  'code',
  'isFavourite',
] as const
export type ProductColumn = (typeof PRODUCT_COLUMNS)[number]

/** What can be wrong with a row of a list of products. */
export const ROW_PROBLEMS = [
  'name_missing',
  'name_long',
  'price_missing',
  'price_unreadable',
  'category_missing',
  'category_long',
  'tax_unreadable',
  'favourite_unreadable',
  'barcode_unreadable',
  /** A spreadsheet has shortened it to 8.80123E+12: its digits are lost. */
  'barcode_shortened',
  'barcode_taken',
  'code_unreadable',
  'code_taken',
  'id_unknown',
  'id_archived',
  /** Its number, barcode and code belong to two products. */
  'two_products',
  /** An earlier row is about the same product. */
  'said_twice',
  /** Letters that the file's encoding doesn't have. */
  'letters_lost',
] as const
export type RowProblem = (typeof ROW_PROBLEMS)[number]
