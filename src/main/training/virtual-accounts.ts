import { bankCodeOf } from './banks.ts'
import { issued } from './deposits.ts'
import type { Desk } from './desk.ts'
import { type JsonBody, textIn, wonIn } from './json-body.ts'
import { parseKst } from './kst-time.ts'
import { answer, type Outcome, refuse } from './outcome.ts'
import { paymentObject } from './payment-object.ts'
import type { BoxPayment } from './payment-record.ts'
import { isOrderTaken } from './processed.ts'

const HOUR_MS = 60 * 60 * 1000
const DEFAULT_VALID_HOURS = 168
const MAX_VALID_HOURS = 2160
const MIN_WON = 200

/** The banks that issue accounts: 경남 광주 국민 기업 농협 iM 부산 새마을 수협 신한 우리 우체국 하나 전북 케이. */
const ISSUING_BANKS = new Set('39 34 06 03 11 31 32 45 07 88 20 71 81 37 89'.split(' '))

const RECEIPT_TYPES = ['소득공제', '지출증빙', '미발행']

/** Numbers were seen to be taken where texts are documented (toss-api 3.5). */
const looseText = (body: JsonBody, field: string): string | undefined => {
  const value = body[field]
  return typeof value === 'number' ? String(value) : textIn(body, field)
}

const isOrderId = (body: JsonBody, orderId: string) =>
  typeof body['orderId'] === 'number' || /^[A-Za-z0-9\-_=]{6,64}$/.test(orderId)

/** Until when the account waits, in milliseconds; undefined where the body says it wrongly. */
function dueAtOf(body: JsonBody, now: number): number | undefined {
  const hours = wonIn(body, 'validHours')
  const dueDate = textIn(body, 'dueDate')
  if (hours === null || (hours !== undefined && dueDate !== undefined)) return undefined
  const dueAt =
    dueDate === undefined
      ? now + (hours ?? DEFAULT_VALID_HOURS) * HOUR_MS
      : dueDate.includes('T')
        ? parseKst(dueDate)
        : undefined
  const isInTime = dueAt !== undefined && dueAt > now && dueAt - now <= MAX_VALID_HOURS * HOUR_MS
  return isInTime ? dueAt : undefined
}

interface Asked {
  readonly amount: number
  readonly orderId: string
  readonly orderName: string
  readonly customerName: string
  readonly bank: string
  readonly dueAt: number
  readonly taxFreeAmount: number
  readonly useEscrow: boolean
  readonly accountKey: string | null
  readonly cashReceipt: '소득공제' | '지출증빙' | null
}

function receiptTypeOf(body: JsonBody): Asked['cashReceipt'] | undefined {
  const asked = body['cashReceipt']
  if (asked === undefined || asked === null) return null
  if (typeof asked !== 'object') return undefined
  const type = textIn(asked as JsonBody, 'type') ?? ''
  const number = textIn(asked as JsonBody, 'registrationNumber') ?? ''
  if (!RECEIPT_TYPES.includes(type) || number.length > 30) return undefined
  return type === '미발행' ? null : (type as '소득공제' | '지출증빙')
}

function readRequest(body: JsonBody, now: number): Asked | undefined {
  const amount = wonIn(body, 'amount')
  const orderId = looseText(body, 'orderId')
  const orderName = textIn(body, 'orderName')
  const customerName = textIn(body, 'customerName')
  const bank = textIn(body, 'bank')
  const dueAt = dueAtOf(body, now)
  const taxFreeAmount = wonIn(body, 'taxFreeAmount') ?? 0
  const phone = looseText(body, 'customerMobilePhone')
  const accountKey = looseText(body, 'accountKey') ?? null
  const cashReceipt = receiptTypeOf(body)
  if (typeof amount !== 'number' || orderId === undefined || !isOrderId(body, orderId)) return
  if (orderName === undefined || orderName.length > 100) return
  if (customerName === undefined || customerName.length > 100) return
  if (bank === undefined || dueAt === undefined || cashReceipt === undefined) return
  if (taxFreeAmount > amount || (accountKey !== null && accountKey.length > 13)) return
  if (phone !== undefined && !/^\d{8,15}$/.test(phone)) return
  return {
    amount,
    orderId,
    orderName,
    customerName,
    bank,
    dueAt,
    taxFreeAmount,
    useEscrow: body['useEscrow'] === true,
    accountKey,
    cashReceipt,
  }
}

/** A fixed account is the same one whenever its key is given again. */
function accountNumberFor({ ledger, pair, tokens }: Desk, accountKey: string | null): string {
  const known = ledger
    .payments()
    .map((payment) => payment.clientKey === pair.clientKey && payment.means?.virtualAccount)
    .find((account) => account && accountKey !== null && account.accountKey === accountKey)
  return known ? known.accountNumber : tokens.accountNumber()
}

/** POST /v1/virtual-accounts: an account without a window (toss-api 3.5). For API individual keys only (1.1). */
export function issueVirtualAccount(desk: Desk, body: JsonBody): Outcome {
  const { pair, ledger, tokens, now } = desk
  if (/^(test|live)_gsk_/.test(pair.secretKey)) return refuse('FORBIDDEN_REQUEST')
  const asked = readRequest(body, now)
  if (!asked) return refuse('INVALID_REQUEST')
  const bankCode = bankCodeOf(asked.bank)
  if (bankCode === undefined || !ISSUING_BANKS.has(bankCode)) return refuse('INVALID_BANK')
  if (asked.amount < MIN_WON) return refuse('BELOW_MINIMUM_AMOUNT')
  if (isOrderTaken(ledger, pair.clientKey, asked.orderId)) return refuse('DUPLICATED_ORDER_ID')

  const requested: BoxPayment = {
    clientKey: pair.clientKey,
    mId: pair.mId,
    sessionId: tokens.sessionId(),
    paymentKey: ledger.freshPaymentKey(() => tokens.paymentKey(pair.mId, now)),
    orderId: asked.orderId,
    orderName: asked.orderName,
    customerKey: null,
    customerName: asked.customerName,
    metadata: null,
    totalAmount: asked.amount,
    taxFreeAmount: asked.taxFreeAmount,
    taxExemptionAmount: 0,
    status: 'READY',
    requestedAt: now,
    authenticatedAt: now,
    approvedAt: null,
    means: {
      method: '가상계좌',
      card: null,
      easyPay: null,
      transfer: null,
      virtualAccount: {
        accountNumber: accountNumberFor(desk, asked.accountKey),
        bankCode,
        customerName: asked.customerName,
        dueAt: asked.dueAt,
        ...(asked.accountKey === null ? {} : { accountKey: asked.accountKey }),
      },
    },
    isPartialCancelable: true,
    secret: tokens.secret(),
    movements: [],
    cancels: [],
    failure: null,
    declineAtConfirm: null,
    depositAfterMs: null,
    deposit: null,
    useEscrow: asked.useEscrow,
    ...(asked.cashReceipt === null
      ? {}
      : {
          cashReceipt: {
            type: asked.cashReceipt,
            receiptKey: tokens.receiptKey(),
            issueNumber: tokens.issueNumber(),
          },
        }),
  }
  const payment = issued(requested, desk, desk.deposit)
  return answer(paymentObject(payment, now), { payment })
}
