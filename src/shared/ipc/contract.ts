/**
 * The one list of what may cross between the till page and main. Main parses requests with these
 * values; the page imports types only, so zod never enters it.
 */
import { z } from 'zod'
import { RecordsCheck } from './records.ts'
import {
  ALERT_KINDS,
  ATTEMPT_STATES,
  CASH_RECEIPT_KINDS,
  LANGUAGES,
  LOOKUP_WAYS,
  ORDER_STATUSES,
  PAY_METHODS,
  REFUND_CAUSES,
  REFUND_STATES,
  SERVINGS,
  STORES,
  TAX_TYPES,
  TEXT_SIZES,
  THEMES,
} from '../vocabulary.ts'
import { Checking, type News, type OpenOutcome } from './checking-contract.ts'
import { Reconciled } from './reconciled.ts'
import { backupRoutes } from './backup-contract.ts'
import { findRoutes } from './find-contract.ts'
import { cartRoutes, Pin, ProductId } from './cart-contract.ts'
import { Tender, tenderRoutes } from './tender-contract.ts'
import { printRoutes } from './print-contract.ts'
import { lessonRoutes } from './lesson-contract.ts'
import { customerDisplayRoutes } from './customer-display-contract.ts'
import { productRoutes } from './product-contract.ts'
import { Day, Instant, Nothing, OrderId, route, Won } from './contract-parts.ts'

// ── catalogue ───────────────────────────────────────────────────────────────
const Category = z.object({ id: z.string(), nameKo: z.string(), nameEn: z.string() })
const Product = z.object({
  id: ProductId,
  name: z.string().max(100),
  price: Won,
  categoryId: z.string(),
  taxType: z.enum(TAX_TYPES),
  barcode: z.string().nullable(),
  /** The shop's own short code. */
  code: z.string().nullable(),
  /** File name under app://till/pictures/, or null. */
  picture: z.string().nullable(),
  isFavourite: z.boolean(),
  /** Pieces sold lately, for the order of what a search finds. */
  sold: z.int().min(0),
  /** Precomputed search columns: see shared/search/search-columns.ts. */
  search: z.object({ words: z.string(), jamo: z.string() }),
})
const Catalogue = z.object({ categories: z.array(Category), products: z.array(Product) })

// ── checkout: the one sale being paid right now ─────────────────────────────
const CheckoutFacts = { orderId: OrderId, amount: Won, orderName: z.string(), startedAt: Instant }
const NotPaidReason = z.discriminatedUnion('kind', [
  /** Toss or the card company refused. code and message are Toss's. */
  z.object({ kind: z.literal('declined'), code: z.string(), message: z.string() }),
  /** The customer or the cashier closed the window; a lookup shows that nothing was taken. */
  z.object({ kind: z.literal('closed') }),
  /** Toss's 10 or 30 minutes ran out. */
  z.object({ kind: z.literal('expired') }),
  /** The widget couldn't start or stopped with an error of its own. code is the SDK's. */
  z.object({ kind: z.literal('widget'), code: z.string(), message: z.string() }),
])
const VirtualAccountNote = z.object({
  bankCode: z.string().nullable(),
  /** Korean name from Toss's bank table, or the code where unknown. */
  bankName: z.string(),
  accountNumber: z.string(),
  customerName: z.string().nullable(),
  /** ISO 8601 with offset, as Toss gave it. */
  dueDate: z.string().nullable(),
  /** Of money sent back to the customer's account: NONE, PENDING, COMPLETED, FAILED, PARTIAL_FAILED. An open set. */
  refundStatus: z.string().nullable(),
})
const Checkout = z.discriminatedUnion('stage', [
  z.object({ stage: z.literal('idle') }),
  z.object({ stage: z.literal('paying'), ...CheckoutFacts }),
  z.object({
    stage: z.literal('confirming'),
    ...CheckoutFacts,
    /** When the customer finished, and when the confirm went out. */
    returnedAt: Instant,
    confirmSentAt: Instant,
    /** Lookups made so far, and when the next one is due. 0 while the first answer is still awaited. */
    lookups: z.int().min(0),
    nextLookupAt: Instant.nullable(),
  }),
  z.object({
    stage: z.literal('paid'),
    ...CheckoutFacts,
    /** Korean line such as "국민카드 5521-33**-****-079* · 일시불". */
    methodText: z.string(),
    approvedAt: z.string().nullable(),
    /** Where the last of it was paid in cash. */
    cash: z.object({ received: Won, change: Won }).nullable(),
  }),
  z.object({ stage: z.literal('awaiting_deposit'), ...CheckoutFacts, account: VirtualAccountNote }),
  z.object({ stage: z.literal('not_paid'), ...CheckoutFacts, reason: NotPaidReason }),
])

// ── orders ──────────────────────────────────────────────────────────────────
const OrderRow = z.object({
  orderId: OrderId,
  /** What staff say aloud: 0001-000123. */
  number: z.string(),
  createdAt: Instant,
  businessDay: Day,
  orderName: z.string(),
  /** "아메리카노 외 1건": orderName without the product id. */
  title: z.string(),
  totalAmount: Won,
  refundedAmount: Won,
  status: z.enum(ORDER_STATUSES),
  /** "카드 국민 ·· 1234", "토스페이", "가상계좌 신한", or null before a method is known. */
  methodText: z.string().nullable(),
})
const OrderPage = z.object({
  rows: z.array(OrderRow),
  /** Pass back to get the next page; null on the last. */
  nextCursor: z.string().nullable(),
  /** Only on the first page: what the filter holds. Capped: `isMore` says that there are more than counted. */
  summary: z.object({ count: z.int(), isMore: z.boolean(), netAmount: z.number() }).nullable(),
})
const PaymentView = z.object({
  paymentKey: z.string(),
  orderId: z.string(),
  orderName: z.string(),
  /** Toss's word, e.g. DONE. An open set. */
  status: z.string(),
  method: z.string().nullable(),
  /** Korean line for people. */
  methodText: z.string(),
  currency: z.string(),
  /** As Toss returned them; not always whole won for foreign currencies. */
  totalAmount: z.number(),
  balanceAmount: z.number(),
  suppliedAmount: z.number().nullable(),
  vat: z.number().nullable(),
  taxFreeAmount: z.number().nullable(),
  requestedAt: z.string().nullable(),
  approvedAt: z.string().nullable(),
  approveNo: z.string().nullable(),
  lastTransactionKey: z.string().nullable(),
  isPartialCancelable: z.boolean(),
  receiptUrl: z.string().nullable(),
  virtualAccount: VirtualAccountNote.nullable(),
  cancels: z.array(
    z.object({
      cancelAmount: z.number(),
      cancelReason: z.string(),
      canceledAt: z.string(),
      transactionKey: z.string().nullable(),
      cancelStatus: z.string(),
      refundableAmount: z.number().nullable(),
    }),
  ),
  failure: z.object({ code: z.string(), message: z.string() }).nullable(),
  /** Every value of Toss's answer by path ("card.issuerCode"), so that the screen loses nothing. */
  fields: z.array(z.object({ path: z.string(), value: z.string() })),
  /** The answer itself. The webhook value `secret` is masked. */
  raw: z.record(z.string(), z.unknown()),
})
const OrderLine = z.object({
  lineNo: z.int().min(1),
  productId: ProductId,
  name: z.string(),
  unitPrice: Won,
  quantity: z.int().min(1),
  /** All that was taken off: its own discount, and its share of the order's. */
  discount: Won,
  discountShare: Won,
  /** Of its own discount. */
  discountReason: z.string().nullable(),
  /** unitPrice × quantity − discount. */
  amount: Won,
  note: z.string().nullable(),
  taxType: z.enum(TAX_TYPES),
  refundedQuantity: z.int().min(0),
})
/** What holds for the order as a whole. */
const OrderTerms = {
  /** Off the whole order: its lines' shares together. */
  discount: Won,
  discountReason: z.string().nullable(),
  /** Who approved discounts above the limit. */
  approvedBy: z.enum(['manager']).nullable(),
  serving: z.enum(SERVINGS),
}
const RefundLine = z.strictObject({ lineNo: z.int().min(1), quantity: z.int().min(1) })
const Refund = z.object({
  id: z.string(),
  /** Which tender it came from, and whether that was cash, which nobody has to be asked about. */
  tenderId: OrderId,
  isCash: z.boolean(),
  amount: Won,
  reason: z.string(),
  state: z.enum(REFUND_STATES),
  /** amount_differs: the till itself gives back what Toss took in another amount. */
  cause: z.enum(REFUND_CAUSES),
  requestedAt: Instant,
  settledAt: Instant.nullable(),
  /** Toss's balance after it, in won; null until done. */
  balanceAfter: Won.nullable(),
  lines: z.array(RefundLine),
  /** Where a deposit goes back to; the number only by its last four digits. */
  account: z
    .object({ bankName: z.string(), numberEnding: z.string(), holderName: z.string() })
    .nullable(),
  /** Why Toss refused. */
  refusal: z.object({ code: z.string(), message: z.string() }).nullable(),
})
const Attempt = z.object({
  orderId: OrderId,
  state: z.enum(ATTEMPT_STATES),
  startedAt: Instant,
  changedAt: Instant,
  paymentKey: z.string().nullable(),
  /** Toss's or the widget's code and words, where one ended it. */
  reason: z.object({ code: z.string(), message: z.string() }).nullable(),
})
const Order = z.object({
  orderId: OrderId,
  number: z.string(),
  createdAt: Instant,
  businessDay: Day,
  orderName: z.string(),
  title: z.string(),
  ...OrderTerms,
  totalAmount: Won,
  refundedAmount: Won,
  /** What can still be refunded, in won; 0 where nothing is paid. */
  refundableAmount: Won,
  status: z.enum(ORDER_STATUSES),
  methodText: z.string().nullable(),
  lines: z.array(OrderLine),
  payment: PaymentView.nullable(),
  /** A deposited virtual account can only be refunded to an account the customer names. */
  needsRefundAccount: z.boolean(),
  canRefundPart: z.boolean(),
  refunds: z.array(Refund),
  attempts: z.array(Attempt),
  /** What was taken, oldest first. */
  tenders: z.array(Tender),
})
const Lookup = z.object({
  way: z.enum(LOOKUP_WAYS),
  askedAt: Instant,
  payment: PaymentView,
  /** Names of the fields in which Toss's answer differs from what is stored; empty when they agree. */
  differences: z.array(z.string()),
})
const RefundAccount = z.strictObject({
  bankCode: z.string().min(2).max(3),
  accountNumber: z.string().regex(/^\d{6,20}$/),
  holderName: z.string().trim().min(1).max(60),
})

// ── settings and status ─────────────────────────────────────────────────────
const Shop = z.strictObject({
  name: z.string().trim().max(60),
  /** 사업자등록번호: ten digits as 123-45-67890, or empty. */
  businessNumber: z.string().regex(/^$|^\d{3}-\d{2}-\d{5}$/),
  owner: z.string().trim().max(40),
  address: z.string().trim().max(120),
  phone: z.string().regex(/^$|^[0-9-]{8,15}$/),
})
const Preferences = z.strictObject({
  language: z.enum(LANGUAGES),
  theme: z.enum(THEMES),
  textSize: z.enum(TEXT_SIZES),
  /** The hour at which a business day ends, 0 to 11 in Asia/Seoul: 4 puts a sale at 02:00 on the day before. */
  closingHour: z.int().min(0).max(11),
  /** A short sound when something becomes known that nobody was looking at. */
  sounds: z.boolean(),
})
const KeyState = z.object({
  store: z.enum(STORES),
  clientKey: z.string().nullable(),
  /** Whether a secret key is held, never the key; its last four characters help staff tell two keys apart. */
  hasSecretKey: z.boolean(),
  secretKeyEnding: z.string().nullable(),
  /** preset: Toss's public documentation pair · saved: in the OS key store · session: only until the till closes · training: none needed. */
  keptIn: z.enum(['none', 'training', 'preset', 'environment', 'saved', 'session']),
})
const Settings = z.object({
  shop: Shop,
  preferences: Preferences,
  store: z.enum(STORES),
  keys: z.array(KeyState),
  /** False where the OS can't keep a secret: a key entered then lives only until the till closes. */
  canKeepSecrets: z.boolean(),
  discounts: z.object({
    /** Whole percent that anybody may take off a line; 100 sets no limit. */
    limitPercent: z.int().min(0).max(100),
    /** Whether a manager's PIN is set, never the PIN. */
    hasPin: z.boolean(),
  }),
})
const Status = z.object({
  store: z.enum(STORES),
  /** Of the last call; `training` where the built-in Toss answers. */
  toss: z.enum(['training', 'not_asked', 'ok', 'unreachable', 'keys_missing', 'keys_refused']),
  businessDay: Day,
  /** Payments whose outcome isn't known yet. */
  unsettledPayments: z.int().min(0),
  /** What the last write to the file met: nothing that it would hold is lost, but nothing can be sold. */
  storage: z.enum([
    'ok',
    'DATABASE_BUSY',
    'DATABASE_FULL',
    'DATABASE_DAMAGED',
    'DATABASE_READ_ONLY',
  ]),
  /** What went wrong with money by itself and needs somebody, newest first. */
  alerts: z.array(z.object({ kind: z.enum(ALERT_KINDS), orderId: OrderId, number: z.string() })),
  version: z.string(),
  host: z.enum(['electron', 'chromium']),
  language: z.enum(LANGUAGES),
  theme: z.enum(THEMES),
  textSize: z.enum(TEXT_SIZES),
})

export const contract = {
  'status.get': route(Nothing, Status),
  /** The page's browser says that the network is back: a hint, which main tries out. */
  'network.back': route(Nothing, Nothing),

  'catalogue.list': route(Nothing, Catalogue),

  ...cartRoutes,

  'checkout.get': route(Nothing, Checkout),
  /** Starts paying for main's own cart. `total` is what the button said; another total in main is refused as CART_CHANGED. */
  'checkout.start': route(
    z.strictObject({
      total: Won,
      /** What this tender is to pay; left out for all that is due. */
      amount: Won.refine((amount) => amount > 0).optional(),
    }),
    Checkout,
  ),
  /** 결제 그만두기: closes the payment window, then looks the payment up. */
  'checkout.abandon': route(z.strictObject({ orderId: OrderId }), Checkout),
  /** Puts a result away, or leaves a 확인중 to settle by itself, and frees the till for the next customer. */
  'checkout.dismiss': route(Nothing, Checkout),

  /** Every 확인중, and what others of them turned out as. */
  'checking.get': route(Nothing, Checking),
  /** The cashier has read it. */
  'checking.putAway': route(z.strictObject({ id: z.string().max(200) }), Checking),

  'orders.search': route(
    z.strictObject({
      fromDay: Day.optional(),
      toDay: Day.optional(),
      statuses: z.array(z.enum(ORDER_STATUSES)).max(20).optional(),
      methods: z.array(z.enum(PAY_METHODS)).max(20).optional(),
      /** Product name, amount, approval number, order number, orderId or paymentKey. */
      text: z.string().trim().max(200).optional(),
      cursor: z.string().max(200).optional(),
      limit: z.int().min(1).max(200).optional(),
    }),
    OrderPage,
  ),
  'orders.get': route(z.strictObject({ orderId: OrderId }), Order),
  'orders.lookup': route(z.strictObject({ orderId: OrderId, way: z.enum(LOOKUP_WAYS) }), Lookup),
  /** 지금 조회: tries to settle a 확인중 or 입금 대기 order now. */
  'orders.settle': route(z.strictObject({ orderId: OrderId }), Order),
  /** One `intentId` is one refund for life: the same id again never refunds twice. */
  'orders.refund': route(
    z.strictObject({
      orderId: OrderId,
      intentId: z.uuid(),
      /** Which tender gives it back; left out where the order has only one. */
      tender: OrderId.optional(),
      amount: Won.refine((amount) => amount > 0),
      reason: z.string().trim().min(1).max(200),
      lines: z.array(RefundLine).max(200),
      refundAccount: RefundAccount.optional(),
    }),
    z.object({ refund: Refund, order: Order }),
  ),

  /** 현금영수증 for one cash tender. One `intentId` issues once; an unknown outcome settles by itself. */
  'cashReceipt.issue': route(
    z.strictObject({
      intentId: z.uuid(),
      tender: OrderId,
      kind: z.enum(CASH_RECEIPT_KINDS),
      /** As it was typed; empty where the shop issues it by itself. */
      number: z.string().max(30),
    }),
    Order,
  ),

  /** 토스와 맞추기, for business days, both included. Takes as long as Toss takes; see `reconcile.progress`. */
  'reconcile.run': route(z.strictObject({ fromDay: Day, toDay: Day }), Reconciled),

  /** What the last check of this store's records showed; null where there was none. */
  'records.last': route(Nothing, z.object({ check: RecordsCheck.nullable() })),
  /** 기록 점검: reads the whole journal, which takes seconds in a big file. Nothing else waits for it. */
  'records.verify': route(Nothing, z.object({ check: RecordsCheck })),

  'settings.get': route(Nothing, Settings),
  'settings.saveShop': route(Shop, Settings),
  'settings.savePreferences': route(Preferences, Settings),
  /**
   * How much may be taken off without a manager, and the manager's PIN. Once one is set, `pin` must be
   * it. `newPin` left out keeps the one there is.
   */
  'settings.saveDiscounts': route(
    z.strictObject({
      limitPercent: z.int().min(0).max(100),
      newPin: Pin.optional(),
      pin: Pin.optional(),
    }),
    Settings,
  ),
  /** Opens another store's database. Refused as STORE_BUSY while a customer is paying. */
  'settings.openStore': route(z.strictObject({ store: z.enum(STORES) }), Settings),
  'settings.saveKeys': route(
    z.strictObject({
      store: z.enum(['sandbox', 'live']),
      clientKey: z.string().max(200),
      secretKey: z.string().max(200),
    }),
    Settings,
  ),
  /** Back to Toss's documentation pair (sandbox), or no keys (live). */
  'settings.forgetKeys': route(z.strictObject({ store: z.enum(['sandbox', 'live']) }), Settings),

  ...backupRoutes,
  ...findRoutes,
  ...productRoutes,
  ...tenderRoutes,
  ...printRoutes,
  ...customerDisplayRoutes,
  ...lessonRoutes,
} as const

export type Contract = typeof contract
export type RouteName = keyof Contract
export type InputOf<K extends RouteName> = z.input<Contract[K]['input']>
export type ParsedInputOf<K extends RouteName> = z.output<Contract[K]['input']>
export type OutputOf<K extends RouteName> = z.output<Contract[K]['output']>

export type CatalogueView = z.output<typeof Catalogue>
export type ProductView = z.output<typeof Product>
export type CategoryView = z.output<typeof Category>
export type { CartView } from './cart-contract.ts'
export type CheckoutView = z.output<typeof Checkout>
export type NotPaidReason = z.output<typeof NotPaidReason>
export type VirtualAccountNote = z.output<typeof VirtualAccountNote>
export type CheckingView = z.output<typeof Checking>
export type OpenOutcomeView = z.output<typeof OpenOutcome>
export type NewsView = z.output<typeof News>
export type OrderRow = z.output<typeof OrderRow>
export type OrderPage = z.output<typeof OrderPage>
export type OrderView = z.output<typeof Order>
export type OrderLineView = z.output<typeof OrderLine>
export type PaymentView = z.output<typeof PaymentView>
export type RefundView = z.output<typeof Refund>
export type AttemptView = z.output<typeof Attempt>
export type ReconcileView = z.output<typeof Reconciled>
export type LookupView = z.output<typeof Lookup>
export type SettingsView = z.output<typeof Settings>
export type KeyStateView = z.output<typeof KeyState>
export type ShopView = z.output<typeof Shop>
export type PreferencesView = z.output<typeof Preferences>
export type StatusView = z.output<typeof Status>
export type RefundAccountInput = z.output<typeof RefundAccount>
