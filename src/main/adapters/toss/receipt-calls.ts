import type {
  ReceiptAnswer,
  ReceiptGateway,
  ReceiptListAnswer,
} from '../../application/receipt-ports.ts'
import type { GatewayFailure } from '../../application/ports.ts'
import { tossReceiptType } from '../../domain/cash-receipt.ts'
import { inSeoul } from '../../domain/seoul.ts'
import { parseReceipt, parseReceipts } from './receipt-schema.ts'

/** What the client sends for this room, with its journal and its deadlines. */
export interface ReceiptCall {
  readonly kind: 'cash_receipt' | 'cash_receipt_cancel' | 'lookup'
  readonly orderId: string | null
  readonly path: string
  readonly clientKey: string
  readonly body?: Readonly<Record<string, unknown>>
  readonly idempotencyKey?: string
}
export type ReceiptParse<T> = (
  json: unknown,
) => { readonly ok: true; readonly answer: T } | { readonly ok: false; readonly reason: string }
export type SendReceiptCall = <
  T extends Exclude<ReceiptAnswer | ReceiptListAnswer, GatewayFailure>,
>(
  call: ReceiptCall,
  parse: ReceiptParse<T>,
) => Promise<T | GatewayFailure>

/** As many as a page holds, and as many pages as a day of one shop can have. Source: toss-api 3.10. */
const LIMIT = 10_000
const MOST_PAGES = 20

type One = Exclude<ReceiptAnswer, GatewayFailure>
type Many = Extract<ReceiptListAnswer, { kind: 'receipts' }>
type Page = Many & { readonly nextCursor: number | null }

const asReceipt: ReceiptParse<One> = (json) => {
  const parsed = parseReceipt(json)
  return parsed.ok ? { ok: true, answer: { kind: 'receipt', receipt: parsed.receipt } } : parsed
}
const asPage: ReceiptParse<Page> = (json) => {
  const parsed = parseReceipts(json)
  return parsed.ok ? { ok: true, answer: { kind: 'receipts', ...parsed } } : parsed
}

/** Personal numbers never reach the journal: neither as they are sent, nor as Toss repeats them. */
export const withoutNumbers = (text: string): string =>
  text.replaceAll(
    /("(?:customerIdentityNumber|registrationNumber)"\s*:\s*")[^"]*?(\d{0,4}")/g,
    '$1***$2',
  )

/** Cash receipts over the same client as payments. */
export function createReceiptCalls(send: SendReceiptCall): ReceiptGateway {
  return {
    issue: (call, idempotencyKey, clientKey) =>
      send(
        {
          kind: 'cash_receipt',
          orderId: call.orderId,
          path: '/v1/cash-receipts',
          clientKey,
          body: {
            amount: call.amount,
            orderId: call.orderId,
            orderName: call.orderName,
            customerIdentityNumber: call.number,
            type: tossReceiptType(call.kind),
            taxFreeAmount: call.taxFreeAmount,
          },
          idempotencyKey,
        },
        asReceipt,
      ),
    cancel: ({ receiptKey, orderId, amount }, idempotencyKey, clientKey) =>
      send(
        {
          kind: 'cash_receipt_cancel',
          orderId,
          path: `/v1/cash-receipts/${encodeURIComponent(receiptKey)}/cancel`,
          clientKey,
          body: { amount },
          idempotencyKey,
        },
        asReceipt,
      ),
    async listed(at, clientKey) {
      const requestDate = inSeoul(at).toPlainDate().toString()
      const receipts: Many['receipts'][number][] = []
      let cursor: number | null = null
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const query: URLSearchParams = new URLSearchParams({
          requestDate,
          limit: String(LIMIT),
          ...(cursor !== null && { cursor: String(cursor) }),
        })
        const answer: Page | GatewayFailure = await send(
          {
            kind: 'lookup',
            orderId: null,
            path: `/v1/cash-receipts?${query.toString()}`,
            clientKey,
          },
          asPage,
        )
        if (answer.kind !== 'receipts') return answer
        receipts.push(...answer.receipts)
        cursor = answer.nextCursor
        if (cursor === null) break
      }
      return { kind: 'receipts', receipts }
    },
  }
}
