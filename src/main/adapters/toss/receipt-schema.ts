/** Reads Toss's cash receipts leniently: what names one is asked for strictly. Source: toss-api 3.10. */
import { z } from 'zod'
import type { TossReceipt } from '../../domain/cash-receipt.ts'

const Text = z.string().nullable().catch(null)
const Receipt = z.object({
  receiptKey: z.string().min(1).max(200),
  orderId: z.string().min(1),
  amount: z.number(),
  transactionType: z.string().catch('CONFIRM'),
  issueStatus: z.string().catch('IN_PROGRESS'),
  issueNumber: Text,
  receiptUrl: Text,
  failure: z
    .object({ code: z.string(), message: z.string().catch('') })
    .nullable()
    .catch(null),
})
const List = z.object({
  hasNext: z.boolean().catch(false),
  lastCursor: z.number().nullable().catch(null),
  data: z.array(z.unknown()),
})

export type ParsedReceipt =
  | { readonly ok: true; readonly receipt: TossReceipt }
  /** `reason` holds no value of the answer. */
  | { readonly ok: false; readonly reason: string }

export function parseReceipt(answer: unknown): ParsedReceipt {
  const parsed = Receipt.safeParse(answer)
  return parsed.success
    ? { ok: true, receipt: parsed.data }
    : { ok: false, reason: 'not a cash receipt' }
}

export type ParsedReceipts =
  | {
      readonly ok: true
      readonly receipts: readonly TossReceipt[]
      /** To ask on from; null on the last page. */
      readonly nextCursor: number | null
    }
  | { readonly ok: false; readonly reason: string }

/** An odd row costs the page: what can't be read might be the one that is looked for. */
export function parseReceipts(answer: unknown): ParsedReceipts {
  const list = List.safeParse(answer)
  if (!list.success) return { ok: false, reason: 'not a list of cash receipts' }
  const rows = list.data.data.map((entry) => Receipt.safeParse(entry).data)
  const receipts = rows.filter((row): row is TossReceipt => row !== undefined)
  if (receipts.length < rows.length) {
    return { ok: false, reason: 'a list with a cash receipt that can’t be read' }
  }
  return {
    ok: true,
    receipts,
    nextCursor: list.data.hasNext ? list.data.lastCursor : null,
  }
}
