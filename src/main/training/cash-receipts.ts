import { isBefore, WIDGET_VERSION } from './api-versions.ts'
import type { ReceiptRecord } from './cash-receipt-book.ts'
import type { Desk } from './desk.ts'
import { type JsonBody, textIn, wonIn } from './json-body.ts'
import { kstDay, kstTime } from './kst-time.ts'
import { answer, type Outcome, refuse } from './outcome.ts'

const TYPES = ['소득공제', '지출증빙'] as const
const MIN_LIMIT = 100
const MAX_LIMIT = 10_000
/** Until this version the number was called registrationNumber, and there was no list. */
const REWORKED = '2022-07-27'

const isOldShop = ({ pair }: Desk) => isBefore(pair.apiVersion ?? WIDGET_VERSION, REWORKED)

/** The receipt as it stands at `now`: the tax office answers a day or two after it was asked for. */
export function receiptObject(record: ReceiptRecord, now: number) {
  const issueStatus = now < record.settledAt ? 'IN_PROGRESS' : record.result
  return {
    receiptKey: record.receiptKey,
    orderId: record.orderId,
    orderName: record.orderName,
    type: record.type,
    issueNumber: record.issueNumber,
    receiptUrl: `https://dashboard-sandbox.tosspayments.com/receipts/cash-receipt/${record.orderId}/${record.mId}?ref=PX`,
    // Empty in Toss's test environment.
    businessNumber: '',
    transactionType: record.transactionType,
    amount: record.amount,
    taxFreeAmount: record.taxFreeAmount,
    issueStatus,
    failure:
      issueStatus === 'FAILED'
        ? { code: 'RECEIPT_REFUSED', message: '국세청에서 현금영수증 발급을 거절했습니다.' }
        : null,
    customerIdentityNumber: record.customerIdentityNumber,
    requestedAt: kstTime(record.requestedAt),
  }
}

const settledLater = ({ now, behaviour }: Desk) =>
  ({ requestedAt: now, settledAt: now + behaviour.receiptAfterMs, result: 'COMPLETED' }) as const

/** POST /v1/cash-receipts. As at Toss nobody checks whether the same sale has one already (toss-api 3.10). */
export function issueReceipt(desk: Desk, body: JsonBody): Outcome {
  const { pair, receipts, tokens } = desk
  const amount = wonIn(body, 'amount')
  const taxFreeAmount = wonIn(body, 'taxFreeAmount') ?? 0
  const orderId = textIn(body, 'orderId')
  const orderName = textIn(body, 'orderName')
  const type = TYPES.find((known) => known === body['type'])
  const number = textIn(body, isOldShop(desk) ? 'registrationNumber' : 'customerIdentityNumber')
  if (!amount || taxFreeAmount > amount || type === undefined) return refuse('INVALID_REQUEST')
  if (orderId === undefined || orderId.length > 64 || orderName === undefined) {
    return refuse('INVALID_REQUEST')
  }
  if (orderName.length > 100 || number === undefined || number.length > 30) {
    return refuse('INVALID_REQUEST')
  }
  if (!desk.behaviour.issuesReceipts) return refuse('NOT_FOUND_MERCHANT_BUSINESS_NUMBER')

  const receipt: ReceiptRecord = {
    clientKey: pair.clientKey,
    mId: pair.mId,
    cursor: receipts.nextCursor(),
    receiptKey: tokens.receiptKey(),
    issueNumber: tokens.issueNumber(),
    orderId,
    orderName,
    type,
    customerIdentityNumber: number,
    transactionType: 'CONFIRM',
    amount,
    taxFreeAmount,
    ...settledLater(desk),
  }
  return answer(receiptObject(receipt, desk.now), { receipt })
}

/** POST /v1/cash-receipts/{receiptKey}/cancel: `amount` won of it, or all that is left. */
export function cancelReceipt(desk: Desk, receiptKey: string, body: JsonBody): Outcome {
  const { pair, receipts } = desk
  const own = receipts.of(pair.clientKey)
  const issued = own.find((record) => record.receiptKey === receiptKey)
  if (issued?.transactionType !== 'CONFIRM') return refuse('NOT_FOUND')
  const cancelKey = `c_${receiptKey}`
  const left = own
    .filter((record) => record.receiptKey === cancelKey)
    .reduce((rest, cancel) => rest - cancel.amount, issued.amount)
  const asked = wonIn(body, 'amount')
  if (asked === null || asked === 0) return refuse('INVALID_REQUEST')
  const amount = asked ?? left
  if (left === 0 || amount > left) return refuse('NOT_CANCELABLE_AMOUNT')

  const receipt: ReceiptRecord = {
    ...issued,
    cursor: receipts.nextCursor(),
    receiptKey: cancelKey,
    transactionType: 'CANCEL',
    amount,
    taxFreeAmount: amount === issued.amount ? issued.taxFreeAmount : 0,
    ...settledLater(desk),
  }
  return answer(receiptObject(receipt, desk.now), { receipt })
}

/** GET /v1/cash-receipts: one day's, oldest first, after the cursor. There is no GET of a single one. */
export function listReceipts(desk: Desk, query: URLSearchParams): Outcome {
  if (isOldShop(desk)) return refuse('NOT_FOUND')
  const day = query.get('requestDate') ?? ''
  const cursor = Number(query.get('cursor') ?? 0)
  const limit = Number(query.get('limit') ?? MIN_LIMIT)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return refuse('INVALID_REQUEST')
  if (!Number.isSafeInteger(cursor) || cursor < 0) return refuse('INVALID_REQUEST')
  if (!Number.isInteger(limit) || limit < MIN_LIMIT || limit > MAX_LIMIT) {
    return refuse('INVALID_REQUEST')
  }
  const later = desk.receipts
    .of(desk.pair.clientKey)
    .filter((record) => kstDay(record.requestedAt) === day && record.cursor > cursor)
  const page = later.slice(0, limit)
  return answer({
    hasNext: later.length > page.length,
    lastCursor: page.at(-1)?.cursor ?? cursor,
    data: page.map((record) => receiptObject(record, desk.now)),
  })
}
