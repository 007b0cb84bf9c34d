/**
 * Reads Toss's Payment leniently: unknown fields, enums and API versions (1.0 to 2024-06-01)
 * survive, and an odd nested value costs only its own piece. What a payment can't be without
 * (identity, status, amounts) is asked for strictly. Source: toss-api 4.1, 4.2, 6.4.
 */
import { z } from 'zod'
import type { Payment, PaymentCancel, PaymentEasyPay } from '../../domain/payment.ts'

export type ParsedPayment =
  | { readonly ok: true; readonly payment: Payment }
  /** `reason` names what is missing or odd; it holds no value of the answer. */
  | { readonly ok: false; readonly reason: string }

// zod's number takes neither NaN nor infinities.
const Amount = z.number().nonnegative()
const Id = z.string().min(1)

const text = z.string().nullable().catch(null)
const flag = z.boolean().nullable().catch(null)
const amount = Amount.nullable().catch(null)
const months = z.int().nonnegative().nullable().catch(null)

/** An object, or null for anything else: one odd piece must not hide a payment. */
const piece = <T extends z.ZodRawShape>(shape: T) => z.object(shape).nullable().catch(null)

const Required = z.object({
  paymentKey: Id,
  orderId: Id,
  status: Id,
  totalAmount: Amount,
  // Missing in the oldest answers; where it is there, it must be an amount.
  balanceAmount: Amount.optional(),
})

const Card = piece({
  amount,
  issuerCode: text,
  acquirerCode: text,
  company: text,
  number: text,
  installmentPlanMonths: months,
  isInterestFree: flag,
  approveNo: text,
  cardType: text,
  ownerType: text,
  acquireStatus: text,
  receiptUrl: text,
})

const EasyPay = z
  .union([
    // API 1.x and foreign easy pay give the provider's name alone.
    Id.transform((provider): PaymentEasyPay => ({ provider, amount: null, discountAmount: null })),
    z.object({ provider: Id, amount, discountAmount: amount }),
  ])
  .nullable()
  .catch(null)

const VirtualAccount = piece({
  accountNumber: Id,
  accountType: text,
  bankCode: text,
  bank: text,
  customerName: text,
  depositorName: text,
  dueDate: text,
  expired: flag,
  refundStatus: text,
  settlementStatus: text,
})

const Cancel = z.object({
  cancelAmount: Amount,
  cancelReason: z.string().catch(''),
  canceledAt: z.string().catch(''),
  transactionKey: text,
  cancelStatus: Id.catch('DONE'),
  refundableAmount: amount,
  taxFreeAmount: amount,
})

/** An entry that isn't a cancel is left out; it stays in the answer itself. */
const Cancels = z
  .array(Cancel.nullable().catch(null))
  .catch([])
  .transform((all) => all.filter((one): one is PaymentCancel => one !== null))

const Lenient = z.object({
  orderName: z.string().catch(''),
  mId: text,
  version: text,
  type: text,
  method: text,
  currency: Id.catch('KRW'),
  suppliedAmount: amount,
  vat: amount,
  taxFreeAmount: amount,
  taxExemptionAmount: amount,
  requestedAt: text,
  approvedAt: text,
  lastTransactionKey: text,
  transactionKey: text,
  // Where Toss didn't say, Toss decides when asked.
  isPartialCancelable: z.boolean().catch(true),
  useEscrow: flag,
  card: Card,
  easyPay: EasyPay,
  foreignEasyPay: EasyPay,
  virtualAccount: VirtualAccount,
  transfer: piece({ bankCode: text, settlementStatus: text }),
  mobilePhone: piece({ customerMobilePhone: text }),
  giftCertificate: piece({ approveNo: text }),
  cancels: Cancels,
  receipt: piece({ url: text }),
  failure: piece({ code: Id, message: z.string().catch('') }),
  discount: piece({ amount }),
  discountAmount: amount,
  country: text,
})

/** Refuses everything that isn't one whole payment: lists, errors, receipts, excerpts, webhooks. */
export function parsePayment(answer: unknown): ParsedPayment {
  const required = Required.safeParse(answer)
  if (!required.success) {
    const fields = required.error.issues.map((issue) => issue.path.join('.') || 'the answer')
    return { ok: false, reason: `not a payment: ${[...new Set(fields)].join(', ')} missing or odd` }
  }
  const { card, receipt, discount, foreignEasyPay, transactionKey, ...rest } = Lenient.parse(answer)
  const { balanceAmount, ...identity } = required.data
  return {
    ok: true,
    payment: {
      ...rest,
      ...identity,
      balanceAmount: balanceAmount ?? balanceFrom(identity.totalAmount, rest.cancels),
      // The key's name until API 2022-07-27.
      lastTransactionKey: rest.lastTransactionKey ?? transactionKey,
      card: card && withoutReceipt(card),
      easyPay: rest.easyPay ?? foreignEasyPay,
      receiptUrl: receipt?.url ?? card?.receiptUrl ?? null,
      discountAmount: discount?.amount ?? rest.discountAmount,
      raw: answer as Payment['raw'],
    },
  }
}

const withoutReceipt = ({ receiptUrl: _, ...card }: NonNullable<z.infer<typeof Card>>) => card

const balanceFrom = (total: number, cancels: readonly PaymentCancel[]): number =>
  Math.max(0, total - cancels.reduce((sum, cancel) => sum + cancel.cancelAmount, 0))

/** The payment that the text of an answer describes; null where it describes none. */
export function paymentOfBody(body: string): Payment | null {
  try {
    const parsed = parsePayment(JSON.parse(body))
    return parsed.ok ? parsed.payment : null
  } catch {
    return null
  }
}
