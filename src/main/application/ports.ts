/**
 * What the use cases need from outside. Every port is async, so that another store or gateway can
 * stand behind it; each repository method is one intention and one transaction.
 */
import type { ErrorCode } from '#shared/error-codes.ts'
import type { SettingsView } from '#shared/ipc/contract.ts'
import type { PrinterSettings } from '#shared/ipc/print-contract.ts'
import type { CustomerDisplayView } from '#shared/ipc/customer-display-contract.ts'
import type { TillEventName, TillEvents } from '#shared/ipc/events.ts'
import type { RecordsCheckView } from '#shared/ipc/records.ts'
import type { LabelRule } from '#shared/scale-label.ts'
import type { Won } from '#shared/money.ts'
import type {
  CustomerDisplayChoice,
  Language,
  LessonId,
  OrderStatus,
  PayMethod,
  Store,
  TaxType,
  TextSize,
  Theme,
} from '#shared/vocabulary.ts'
import type { CartContents } from '../domain/cart.ts'
import type { CallKind } from '../domain/journal.ts'
import type {
  Attempt,
  CashRefund,
  CashTender,
  ConfirmIntent,
  Order,
  OrderLine,
  OrderTerms,
  Reason,
  Refund,
  RefundAccount,
} from '../domain/order.ts'
import type { Payment } from '../domain/payment.ts'
import type { RecordsReport } from '../domain/records.ts'
import type { Span } from '../domain/business-day.ts'
import type { LedgerEntry } from '../domain/reconciliation.ts'
import type { Transaction } from '../domain/transaction.ts'

export interface Clock {
  now(): Date
}

export interface Timers {
  /** Runs once after `ms`; the returned function cancels it. */
  after(ms: number, run: () => void): () => void
}

export interface Ids {
  /** Four unguessable characters of [0-9A-Z], the end of an orderId. */
  suffix(): string
  /** Unguessable, URL-safe, at least 128 bits: return refs. */
  token(): string
  uuid(): string
}

// ── catalogue and cart ──────────────────────────────────────────────────────
export interface Product {
  readonly id: string
  readonly name: string
  readonly price: Won
  readonly categoryId: string
  readonly taxType: TaxType
  readonly barcode: string | null
  /** The shop's own short code; on a scale's labels it names the product. */
  readonly code: string | null
  readonly picture: string | null
  readonly isFavourite: boolean
}
export interface Category {
  readonly id: string
  readonly nameKo: string
  readonly nameEn: string
}
/** What is sold; see CatalogueEdits for changing it. */
export interface Catalogue {
  list(): Promise<{
    readonly categories: readonly Category[]
    readonly products: readonly Product[]
  }>
  /** Also under the id of a piece with a label: see domain/labelled-product.ts. */
  find(productId: string): Promise<Product | null>
  /** The same, also where it isn't sold any more: what lies in a cart is still paid for. */
  findEver(productId: string): Promise<Product | null>
  /** Exactly this barcode. */
  findByBarcode(barcode: string): Promise<Product | null>
  findByCode(code: string): Promise<Product | null>
  /** Pieces per product id over the newest orders that took money: cheap, and good enough to rank by. */
  soldLately(): Promise<ReadonlyMap<string, number>>
}

export interface StoredCart extends CartContents {
  /** The unpaid order this cart was last tried as; a further try becomes its next attempt. */
  readonly triedAs: string | null
}
/** A cart on hold, as the list shows it. */
export interface HeldCart {
  readonly id: string
  readonly heldAt: Date
  readonly total: Won
  /** Pieces over all lines; at least 1. */
  readonly count: number
  readonly names: readonly string[]
}
/** What is put on hold. */
export interface CartToHold {
  readonly held: HeldCart
  readonly cart: StoredCart
}
export interface Carts {
  load(): Promise<StoredCart>
  /** What the cart is now; the steps back stay. */
  save(cart: StoredCart): Promise<void>
  /** An edit. `before` becomes the last step back; null: nothing from before this one may come back. */
  edit(after: StoredCart, before: StoredCart | null): Promise<void>
  /** Takes the last edit back; null where there is none. */
  undo(): Promise<StoredCart | null>
  /** How many steps back there are, and what is on hold, the longest waiting first. */
  aside(): Promise<{ readonly steps: number; readonly held: readonly HeldCart[] }>
  /** Puts the open cart on hold and leaves an empty one without steps back. */
  hold(waiting: CartToHold): Promise<void>
  /** Takes a cart off hold and makes it the open one; `instead` goes on hold in its place. null where it isn't there any more. */
  recall(id: string, instead: CartToHold | null): Promise<StoredCart | null>
  /** What was tried as this order is sold: nobody may charge it again, from hold either. Gives whether it was the open cart. */
  sold(number: string): Promise<boolean>
}

// ── orders ──────────────────────────────────────────────────────────────────
export interface NewOrder extends OrderTerms {
  readonly businessDay: string
  readonly createdAt: Date
  readonly orderName: string
  readonly totalAmount: Won
  readonly lines: readonly OrderLine[]
}
/** An attempt before its orderId exists: the running number is given inside the transaction. */
export interface NewAttempt {
  readonly ref: string
  readonly suffix: string
  readonly clientKey: string
  readonly startedAt: Date
  /** In won, where it is to pay a part; otherwise all of the order. */
  readonly amount?: Won
}
/** Cash before its id exists. */
export interface NewCash extends Omit<CashTender, 'id'> {
  readonly suffix: string
}

/** Cash of the orders: nobody to ask, so each is stored and true at once. */
export interface CashOrders {
  /**
   * Saves the cash, with its order where there is none yet, and that the open cart was tried as it; all
   * in one transaction. The same intent again changes nothing. Refuses what is more than is due.
   */
  takeCash(
    sale: { readonly order: NewOrder } | { readonly number: string },
    cash: NewCash,
  ): Promise<
    | { readonly kind: 'taken' | 'known'; readonly order: Order; readonly tender: CashTender }
    | { readonly kind: 'exceeds_due'; readonly due: Won }
  >
  /** The cash that this intent took already; null where it took none. */
  findIntent(
    intentId: string,
  ): Promise<{ readonly order: Order; readonly tender: CashTender } | null>
  /**
   * Saves what went back. The same id again changes nothing; never more than the tender took. Where
   * the cash has a cash receipt, the intent to take as much off it is saved with its key too.
   */
  refundCash(
    refund: CashRefund,
    receiptCancel: { readonly id: string; readonly idempotencyKey: string },
  ): Promise<
    | { readonly kind: 'refunded' | 'known'; readonly order: Order; readonly refund: CashRefund }
    | { readonly kind: 'exceeds_balance'; readonly refundable: Won }
  >
}

export interface OrderFilter {
  readonly fromDay?: string | undefined
  readonly toDay?: string | undefined
  readonly statuses?: readonly OrderStatus[] | undefined
  /** Orders with money that came, or is to come, by one of these. */
  readonly methods?: readonly PayMethod[] | undefined
  readonly text?: string | undefined
}
/** A row of the list, read without loading whole orders. */
export interface OrderSummary {
  readonly orderId: string
  readonly number: string
  readonly createdAt: Date
  readonly businessDay: string
  readonly orderName: string
  /** Of line 1. */
  readonly firstName: string
  readonly lineCount: number
  readonly totalAmount: Won
  readonly refundedAmount: Won
  readonly status: OrderStatus
  /** The last payment known, for the words about the method. */
  readonly payment: Payment | null
  /** What was taken in cash, in won. */
  readonly cashAmount: Won
}

export interface Orders {
  /** Order + lines + first attempt, saved before any window opens. Gives number 0001-000123 and orderId yyyymmdd-0001-000123-SUFFIX. */
  place(order: NewOrder, attempt: NewAttempt): Promise<Order>
  /** A further attempt of an order that takes a tender: see takesTender. Throws for any other. */
  placeAttempt(number: string, attempt: NewAttempt): Promise<Order>
  /** By any of its attempts' orderId, or a cash tender's id. */
  find(orderId: string): Promise<Order | null>
  findByNumber(number: string): Promise<Order | null>
  findAttempt(orderId: string): Promise<Attempt | null>
  findAttemptByRef(ref: string): Promise<Attempt | null>

  /** awaiting_payment → confirming, with paymentKey and idempotency key, fsynced before the call. null where the attempt isn't awaiting payment any more: the return was replayed. */
  beginConfirm(orderId: string, intent: ConfirmIntent): Promise<Attempt | null>
  /** → paid. Keeps the payment whole. From confirming, awaiting_deposit or (adopted by lookup) awaiting_payment. */
  markPaid(orderId: string, payment: Payment, at: Date): Promise<Order>
  markAwaitingDeposit(orderId: string, payment: Payment, at: Date): Promise<Order>
  /** paid → awaiting_deposit: the bank took the deposit back. `reason` is kept with it. */
  markDepositReversed(orderId: string, reason: Reason, payment: Payment, at: Date): Promise<Order>
  markDeclined(orderId: string, reason: Reason, payment: Payment | null, at: Date): Promise<Order>
  markCancelled(orderId: string, reason: Reason | null, at: Date): Promise<Order>
  markExpired(orderId: string, payment: Payment | null, at: Date): Promise<Order>
  /** A newer answer about a payment that stays in its state (balance, cancels, refund status). */
  updatePayment(orderId: string, payment: Payment, at: Date): Promise<Order>

  /** Saves the refund with its key before the call. Refuses what would exceed the balance less other open refunds, in the same transaction. */
  requestRefund(
    refund: Omit<Refund, 'state' | 'settledAt' | 'balanceAfter' | 'transactionKey' | 'refusal'>,
  ): Promise<
    | { readonly kind: 'requested'; readonly refund: Refund }
    /** The same intent again: whatever became of it. */
    | { readonly kind: 'known'; readonly refund: Refund }
    | { readonly kind: 'exceeds_balance'; readonly refundable: Won }
    /** Another refund of this payment has no answer yet. */
    | { readonly kind: 'other_open' }
  >
  settleRefundDone(
    refundId: string,
    payment: Payment,
    transactionKey: string | null,
    at: Date,
  ): Promise<Order>
  /**
   * Saves the intent to give back what Toss took in another amount, with its key and with that payment,
   * before the call. The attempt stays confirming. Throws where one is open already.
   */
  requestGiveBack(
    refund: Omit<Refund, 'state' | 'settledAt' | 'balanceAfter' | 'transactionKey' | 'refusal'>,
    payment: Payment,
  ): Promise<Refund>
  /** It is all back: the intent is done, if there was one, and the attempt → declined, together. */
  settleGivenBack(
    orderId: string,
    given: {
      readonly refundId: string | null
      readonly payment: Payment
      readonly reason: Reason
    },
    at: Date,
  ): Promise<Order>
  settleRefundRefused(refundId: string, refusal: Reason, at: Date): Promise<Order>

  /** Newest first, by keyset; `cursor` is opaque. */
  search(
    filter: OrderFilter,
    cursor: string | null,
    limit: number,
  ): Promise<{ rows: readonly OrderSummary[]; nextCursor: string | null }>
  /** Counts up to `cap` rows. netAmount in won: paid less refunded. */
  summarise(
    filter: OrderFilter,
    cap: number,
  ): Promise<{ count: number; isMore: boolean; netAmount: number }>

  /** Attempts in awaiting_payment, confirming or awaiting_deposit, oldest first. */
  unsettledAttempts(): Promise<readonly Attempt[]>
  /** Paid attempts whose money came into a virtual account, or was sent back from one, since then. */
  recentDeposits(since: Date): Promise<readonly Attempt[]>
  /** When the till last wrote down a call to Toss, or an answer; null where it never did. */
  lastCallAt(): Promise<Date | null>
  /** Refunds still `requested`, oldest first. */
  openRefunds(): Promise<readonly Refund[]>

  /**
   * orderIds of attempts on which, by our books, money moved in the span or may still move: approved in
   * it, begun in it and unsettled, or with a refund under way in it.
   */
  movedBetween(span: Span): Promise<readonly string[]>
  /** Those attempts as Toss can be asked about them, in no order; unknown orderIds are left out. */
  ledgerOf(orderIds: readonly string[]): Promise<readonly LedgerEntry[]>
}

// ── Toss ────────────────────────────────────────────────────────────────────
/** What a call to Toss brings instead of what it asked for. Decided by code, never by HTTP status. */
export type GatewayFailure =
  /** Toss said no with a code. What the code means is domain knowledge: see domain/toss-verdict.ts. */
  | {
      readonly kind: 'refused'
      readonly code: string
      readonly message: string
      readonly status: number
    }
  /** No answer, or none that can be read: the outcome is unknown. */
  | {
      readonly kind: 'no_answer'
      /** `broken_off`: the till stopped waiting, see {@link PaymentGateway.breakOff}. */
      readonly why: 'unreachable' | 'timeout' | 'unreadable' | 'broken_off'
      readonly detail: string
      readonly status: number | null
    }

/** What became of one call to Toss about one payment. */
export type GatewayAnswer = { readonly kind: 'payment'; readonly payment: Payment } | GatewayFailure

/** One page of Toss's transactions, oldest first. */
export type TransactionsAnswer =
  | {
      readonly kind: 'transactions'
      readonly rows: readonly Transaction[]
      /** Entries that couldn't be read; they are in the journal as they came. */
      readonly unreadable: number
      /** Pass as `startingAfter` for the next page; null on the last. */
      readonly nextAfter: string | null
    }
  | GatewayFailure

export interface PaymentGateway {
  /**
   * Whether Toss answers at all: one lookup, a few seconds at most. Not in the journal, because nothing
   * is concluded from it about the payment; a network that is away for a night would fill the file.
   */
  probe(orderId: string, clientKey: string): Promise<boolean>
  /** Stops waiting for calls about one payment that are out for `olderThan` ms or more: they end without an answer. */
  breakOff(olderThan: number): void
  /** Sends the stored amount, never the query's. */
  confirm(
    call: { paymentKey: string; orderId: string; amount: Won },
    idempotencyKey: string,
    clientKey: string,
  ): Promise<GatewayAnswer>
  lookupByPaymentKey(paymentKey: string, clientKey: string): Promise<GatewayAnswer>
  lookupByOrderId(orderId: string, clientKey: string): Promise<GatewayAnswer>
  cancel(
    call: {
      paymentKey: string
      orderId: string
      refundId: string
      /** null cancels all that is left. */
      cancelAmount: Won | null
      cancelReason: string
      /** The balance that this refund started from: Toss does nothing where it has another. null: not said. */
      refundableAmount: Won | null
      account: RefundAccount | null
    },
    idempotencyKey: string,
    clientKey: string,
  ): Promise<GatewayAnswer>
  /**
   * A page of what this pair of keys moved from `from` to `to`, both included. The list lags behind
   * fresh payments, and holds those of every till with these keys: no substitute for a lookup.
   */
  transactions(
    page: {
      readonly from: Date
      readonly to: Date
      /** The last transactionKey of the page before; null for the first page. */
      readonly startingAfter: string | null
      /** At most 5000. */
      readonly limit: number
    },
    clientKey: string,
  ): Promise<TransactionsAnswer>
}

/**
 * Every outside call and its answer as it came. `begin` is written before the call, in its own
 * transaction, `answer` after it. The Toss client writes it, so no call can forget to.
 */
export interface TossJournal {
  begin(call: {
    readonly kind: CallKind
    /** null where the call is about no one order, or only a paymentKey was asked about; see the path. */
    readonly orderId: string | null
    readonly refundId: string | null
    readonly idempotencyKey: string | null
    readonly method: 'GET' | 'POST'
    readonly path: string
    /** JSON text as sent, or null for GET. */
    readonly request: string | null
    readonly at: Date
  }): Promise<number>
  answer(
    callId: number,
    answer: {
      readonly status: number | null
      /** The body as it came, or null where none came. */
      readonly body: string | null
      readonly traceId: string | null
      /** Why there is no answer. */
      readonly error: string | null
      readonly at: Date
    },
  ): Promise<void>
}

/** The journal of one store, and its orders held against it. */
export interface Records {
  /** Reads everything, giving way to other work; seconds in a big file. */
  verify(): Promise<RecordsReport>
  lastCheck(): Promise<RecordsCheckView | null>
  keepCheck(check: RecordsCheckView): Promise<void>
}

/** The pair of keys for calls and for the widget. The secret never leaves main. */
export interface TossKeys {
  /** The pair new payments are opened with; null where none is set. */
  current(): Promise<{ readonly clientKey: string } | null>
  /** The secret of the pair that made a payment; null where it isn't known any more. */
  secretFor(clientKey: string): Promise<string | null>
}

// ── windows, events, settings ───────────────────────────────────────────────
/** All that the payment page gets to know. */
export interface PaymentIntent {
  readonly ref: string
  readonly orderId: string
  readonly orderName: string
  readonly amount: Won
  readonly clientKey: string
  readonly language: Language
  readonly theme: Theme
}
export interface PaymentWindows {
  open(intent: PaymentIntent): Promise<void>
  /** Closes the window of this ref if it is open; never fires `closed`. */
  close(ref: string): Promise<void>
}

/** The second window, for whoever buys. What it shows it asks main for itself, by its own contract. */
export interface CustomerDisplay {
  view(): CustomerDisplayView
  /** Opens, moves or closes it as this says, now and whenever a display comes or goes. */
  choose(choice: CustomerDisplayChoice): CustomerDisplayView
}

export interface Events {
  publish<K extends TillEventName>(name: K, data: TillEvents[K]): void
}

export interface ShopFacts {
  readonly name: string
  readonly businessNumber: string
  readonly owner: string
  readonly address: string
  readonly phone: string
}
export interface Preferences {
  readonly language: Language
  readonly theme: Theme
  readonly textSize: TextSize
  readonly closingHour: number
  readonly sounds: boolean
}
/** How much may be taken off without a manager. The PIN itself never comes out again. */
export interface DiscountRule {
  /** Whole percent of a line; 100 sets no limit. */
  readonly limitPercent: number
  readonly hasPin: boolean
}
/** Shop facts and preferences in the settings file. Never money, never secrets. */
export interface SettingsFile {
  shop(): Promise<ShopFacts>
  saveShop(shop: ShopFacts): Promise<void>
  preferences(): Promise<Preferences>
  savePreferences(preferences: Preferences): Promise<void>
  discountRule(): Promise<DiscountRule>
  /** `newPin` null keeps the PIN that there is. */
  saveDiscountRule(rule: {
    readonly limitPercent: number
    readonly newPin: string | null
  }): Promise<void>
  /** Whether this is the manager's PIN; false where none is set. Takes its time, so that guessing does too. */
  isManagerPin(pin: string): Promise<boolean>
  printer(): Promise<PrinterSettings>
  savePrinter(printer: PrinterSettings): Promise<void>
  store(): Promise<Store>
  saveStore(store: Store): Promise<void>
  labels(): Promise<LabelRule>
  saveLabels(rule: LabelRule): Promise<void>
  customerDisplay(): Promise<CustomerDisplayChoice>
  saveCustomerDisplay(choice: CustomerDisplayChoice): Promise<void>
  /** Lessons that were done right once. */
  lessonsDone(): Promise<readonly LessonId[]>
  saveLessonsDone(done: readonly LessonId[]): Promise<void>
}

/** Key pairs per store. Reads never give a secret out except through {@link TossKeys}. */
export interface KeyRing {
  states(): Promise<SettingsView['keys']>
  canKeepSecrets(): Promise<boolean>
  /** `kept` tells where the secret went: the OS key store, or only this run of the till. */
  save(
    store: 'sandbox' | 'live',
    clientKey: string,
    secretKey: string,
  ): Promise<{ kept: 'saved' | 'session' }>
  forget(store: 'sandbox' | 'live'): Promise<void>
}

/** What was learnt from the last call, for the strip. */
export interface TossHealth {
  readonly state: 'not_asked' | 'ok' | 'unreachable' | 'keys_refused'
}

/** What the last call to Toss showed; kept by the Toss client. */
export interface TossHealthReader {
  read(): TossHealth
}

/** Whether the file takes what the till writes, by the last write; kept by the database. */
export interface StorageReader {
  read(): 'ok' | Extract<ErrorCode, `DATABASE_${string}`>
}

/** Opens another store's file: the composition root stops this application and starts another. */
export interface StoreSwitch {
  open(store: Store): Promise<void>
  /** Goes back to a backup of the open store, which closes and opens again. @throws with a code, as openDatabase does */
  restore(backup: string): Promise<void>
}

/** For engineers. Facts are ids, codes and states: never a key, a name or a number of a card. */
export interface Log {
  info(event: string, facts: Readonly<Record<string, unknown>>): void
  /** Expected, but somebody should know: a refused return, an answer that doesn't fit. */
  warn(event: string, facts: Readonly<Record<string, unknown>>): void
  /** A bug or a broken machine; `error` is what was thrown. */
  error(event: string, error: unknown, facts: Readonly<Record<string, unknown>>): void
}
