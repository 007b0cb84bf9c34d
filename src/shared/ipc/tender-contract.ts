/** The part of the contract about cash, and about sales that are paid by several tenders. */
import { z } from 'zod'
import { CASH_RECEIPT_KINDS, REFUND_STATES } from '../vocabulary.ts'
import { Instant, Nothing, OrderId, route, Won } from './contract-parts.ts'

const CashReceipt = z.object({
  kind: z.enum(CASH_RECEIPT_KINDS),
  /** 010-****-5678: the number itself never reaches a page. */
  maskedNumber: z.string(),
  amount: Won,
  /** What it still says, after what was taken off it. */
  left: Won,
  state: z.enum(REFUND_STATES),
  requestedAt: Instant,
  issueNumber: z.string().nullable(),
  refusal: z.object({ code: z.string(), message: z.string() }).nullable(),
  /** Whether something is to be taken off it and Toss's word isn't known, or was no. */
  cancel: z.enum(['none', 'requested', 'done', 'refused']),
})

export const Tender = z.object({
  /** Its attempt's orderId, or the cash tender's own id of the same form. */
  id: OrderId,
  /** deposit: an account was issued for it, and nothing has come yet. */
  kind: z.enum(['cash', 'toss', 'deposit']),
  amount: Won,
  /** What can still be given back of it, in won. */
  left: Won,
  takenAt: Instant,
  /** "현금", "카드 국민 ·· 1234". */
  methodText: z.string(),
  /** Cash only. */
  received: Won.nullable(),
  change: Won.nullable(),
  needsRefundAccount: z.boolean(),
  canRefundPart: z.boolean(),
  /** The newest cash receipt of this cash. */
  receipt: CashReceipt.nullable(),
})

const SaleInHand = z.object({
  /** Null where nothing of the cart is taken. */
  sale: z
    .object({
      orderId: OrderId,
      number: z.string(),
      total: Won,
      /** What the shop holds of it now. */
      held: Won,
      due: Won,
      /** False once something of it went back: then all of it has to. */
      takesMore: z.boolean(),
      tenders: z.array(Tender),
    })
    .nullable(),
})

const CashTaken = z.object({
  orderId: OrderId,
  number: z.string(),
  amount: Won,
  received: Won,
  change: Won,
  /** What is left to be paid of the sale. */
  due: Won,
})

export const tenderRoutes = {
  /** What is taken of the sale in hand, where it is paid in parts. */
  'sale.get': route(Nothing, SaleInHand),
  /**
   * Cash for the sale in hand. `total` is what the page showed of all of it, `amount` what this cash
   * pays. One `intentId` takes once.
   */
  'cash.take': route(
    z.strictObject({
      intentId: z.uuid(),
      total: Won,
      amount: Won.refine((amount) => amount > 0),
      received: Won,
    }),
    CashTaken,
  ),
} as const

export type CashReceiptView = z.output<typeof CashReceipt>
export type TenderView = z.output<typeof Tender>
export type SaleInHandView = z.output<typeof SaleInHand>
export type CashTakenView = z.output<typeof CashTaken>
