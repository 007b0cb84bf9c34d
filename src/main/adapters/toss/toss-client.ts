import type { CallKind } from '../../domain/journal.ts'
import type {
  Clock,
  GatewayAnswer,
  GatewayFailure,
  Log,
  PaymentGateway,
  Timers,
  TossHealth,
  TossHealthReader,
  TossJournal,
  TossKeys,
  TransactionsAnswer,
} from '../../application/ports.ts'
import type {
  ReceiptAnswer,
  ReceiptGateway,
  ReceiptListAnswer,
} from '../../application/receipt-ports.ts'
import { inSeoul } from '../../domain/seoul.ts'
import { parseTossError } from './error-schema.ts'
import { parsePayment } from './payment-schema.ts'
import { createReceiptCalls, withoutNumbers } from './receipt-calls.ts'
import { type Exchanged, exchange } from './toss-exchange.ts'
import { parseTransactions } from './transactions-schema.ts'

export interface TossClientParts {
  /** fetch, or anything that answers like it. */
  readonly fetch: (request: Request) => Promise<Response>
  /** Without a path: https://api.tosspayments.com */
  readonly baseUrl: string
  readonly keys: TossKeys
  readonly journal: TossJournal
  readonly clock: Clock
  /** For deadlines and for the gaps between lookups. */
  readonly timers: Timers
  readonly log: Pick<Log, 'error'>
  /** In ms, for the whole call. */
  readonly timeouts?: Readonly<Partial<Record<CallKind, number>>>
  /** Waits before a question that reached nobody is tried again, in ms. */
  readonly lookupGaps?: readonly number[]
}

/** Card companies answer within seconds, but may take long; Toss advises 60 s for refunds and lists (toss-api 3.1, 6.5). */
const TIMEOUTS: Readonly<Record<CallKind, number>> = {
  confirm: 30_000,
  cancel: 60_000,
  lookup: 15_000,
  transactions: 65_000,
  cash_receipt: 30_000,
  cash_receipt_cancel: 30_000,
}
const LOOKUP_GAPS = [300, 1000]
/** For a probe, in ms: long enough for a slow line, short enough to ask often. */
const PROBE_TIMEOUT = 3000
/** Codes that say that the keys themselves aren't good. Source: toss-api 1.1, 1.3. */
const KEY_CODES: ReadonlySet<string> = new Set([
  'UNAUTHORIZED_KEY',
  'INVALID_API_KEY',
  'INCORRECT_BASIC_AUTH_FORMAT',
])

interface Call {
  readonly kind: CallKind
  readonly orderId: string | null
  readonly refundId?: string
  readonly path: string
  readonly clientKey: string
  /** POST where there is one. */
  readonly body?: Readonly<Record<string, unknown>>
  readonly idempotencyKey?: string
}

/**
 * Toss's API over HTTP. Every call is in the journal before it goes out, and its answer before anybody
 * goes by it; no POST is ever repeated by itself. Secrets appear in the Authorization header and nowhere else.
 */
export function createTossClient(parts: TossClientParts): {
  readonly gateway: PaymentGateway
  readonly receiptGateway: ReceiptGateway
  readonly health: TossHealthReader
} {
  const { keys, journal, clock, timers, log, lookupGaps = LOOKUP_GAPS } = parts
  const timeouts = { ...TIMEOUTS, ...parts.timeouts }
  const baseUrl = parts.baseUrl.replace(/\/+$/, '')
  let health: TossHealth = { state: 'not_asked' }
  const out = new Set<{ readonly since: number; readonly breakOff: AbortController }>()

  async function ask<T extends Wanted>(call: Call, parse: Parse<T>): Promise<T | GatewayFailure> {
    const secret = await keys.secretFor(call.clientKey)
    if (secret === null) {
      return {
        kind: 'refused',
        code: 'KEYS_MISSING',
        message: 'no secret key is held for the client key of this payment; nothing was sent',
        status: 0,
      }
    }
    const gaps = call.body === undefined ? lookupGaps : []
    let answer = await tryOnce(call, secret, parse)
    for (const gap of gaps) {
      if (answer.kind !== 'no_answer' || answer.why !== 'unreachable') break
      await new Promise<void>((resolve) => timers.after(gap, resolve))
      answer = await tryOnce(call, secret, parse)
    }
    if (answer.kind !== 'no_answer' || answer.why !== 'broken_off') {
      health = { state: healthFrom(answer) }
    }
    return answer
  }

  const headersFor = (credentials: string) => ({
    Authorization: `Basic ${credentials}`,
    Accept: 'application/json',
  })

  async function probe(orderId: string, clientKey: string): Promise<boolean> {
    const secret = await keys.secretFor(clientKey)
    if (secret === null) return false
    const exchanged = await exchange(parts, {
      url: `${baseUrl}/v1/payments/orders/${segment(orderId)}`,
      method: 'GET',
      headers: headersFor(credentialsOf(secret)),
      body: null,
      timeout: PROBE_TIMEOUT,
    })
    const answer = read(exchanged, asPayment)
    health = { state: healthFrom(answer) }
    return answer.kind !== 'no_answer'
  }

  async function tryOnce<T extends Wanted>(
    call: Call,
    secret: string,
    parse: Parse<T>,
  ): Promise<T | GatewayFailure> {
    const credentials = credentialsOf(secret)
    const method = call.body === undefined ? 'GET' : 'POST'
    const body = call.body === undefined ? null : JSON.stringify(call.body)
    // Written before the call: if this fails, nothing goes out.
    const callId = await journal.begin({
      kind: call.kind,
      orderId: call.orderId,
      refundId: call.refundId ?? null,
      idempotencyKey: call.idempotencyKey ?? null,
      method,
      path: call.path,
      request: body === null ? null : withoutNumbers(body),
      at: clock.now(),
    })
    const waiting = { since: clock.now().getTime(), breakOff: new AbortController() }
    // Lists are slow by nature, and nobody's payment hangs on one.
    if (call.kind !== 'transactions') out.add(waiting)
    const exchanged = withoutSecrets(
      await exchange(parts, {
        url: `${baseUrl}${call.path}`,
        method,
        headers: {
          ...headersFor(credentials),
          ...(body !== null && { 'Content-Type': 'application/json; charset=utf-8' }),
          ...(call.idempotencyKey !== undefined && { 'Idempotency-Key': call.idempotencyKey }),
        },
        body,
        timeout: timeouts[call.kind],
        breakOff: waiting.breakOff.signal,
      }).finally(() => out.delete(waiting)),
      [secret, credentials],
    )
    const answer = read(exchanged, parse)
    try {
      await journal.answer(callId, {
        status: exchanged.status,
        body: exchanged.body === null ? null : withoutNumbers(exchanged.body),
        traceId: exchanged.traceId,
        error: answer.kind === 'no_answer' ? `${answer.why}: ${answer.detail}` : null,
        at: clock.now(),
      })
    } catch (error) {
      // What isn't written down decides nothing: a lookup will say it again once there is room to keep it.
      log.error('journal_answer_lost', error, { callId, orderId: call.orderId })
      return {
        kind: 'no_answer',
        why: 'unreadable',
        detail: 'the answer could not be written down',
        status: exchanged.status,
      }
    }
    return answer
  }

  const askPayment = (call: Call): Promise<GatewayAnswer> => ask(call, asPayment)

  return {
    gateway: {
      probe,
      breakOff(olderThan) {
        const now = clock.now().getTime()
        for (const { since, breakOff } of out) {
          if (now - since >= olderThan) breakOff.abort()
        }
      },
      // async, so that an id that makes no path becomes a rejection.
      confirm: async ({ paymentKey, orderId, amount }, idempotencyKey, clientKey) =>
        askPayment({
          kind: 'confirm',
          orderId,
          path: '/v1/payments/confirm',
          clientKey,
          body: { paymentKey, orderId, amount },
          idempotencyKey,
        }),
      lookupByPaymentKey: async (paymentKey, clientKey) =>
        askPayment({
          kind: 'lookup',
          orderId: null,
          path: `/v1/payments/${segment(paymentKey)}`,
          clientKey,
        }),
      lookupByOrderId: async (orderId, clientKey) =>
        askPayment({
          kind: 'lookup',
          orderId,
          path: `/v1/payments/orders/${segment(orderId)}`,
          clientKey,
        }),
      cancel: async (call, idempotencyKey, clientKey) =>
        askPayment({
          kind: 'cancel',
          orderId: call.orderId,
          refundId: call.refundId,
          path: `/v1/payments/${segment(call.paymentKey)}/cancel`,
          clientKey,
          body: {
            cancelReason: call.cancelReason,
            ...(call.cancelAmount !== null && { cancelAmount: call.cancelAmount }),
            ...(call.refundableAmount !== null && { refundableAmount: call.refundableAmount }),
            ...(call.account !== null && {
              refundReceiveAccount: {
                bank: call.account.bankCode,
                accountNumber: call.account.accountNumber,
                holderName: call.account.holderName,
              },
            }),
          },
          idempotencyKey,
        }),
      transactions: async ({ from, to, startingAfter, limit }, clientKey) =>
        ask(
          {
            kind: 'transactions',
            orderId: null,
            path: `/v1/transactions?${new URLSearchParams({
              startDate: seoulTime(from),
              endDate: seoulTime(to),
              ...(startingAfter !== null && { startingAfter }),
              limit: String(limit),
            }).toString()}`,
            clientKey,
          },
          asPageOf(limit),
        ),
    },
    receiptGateway: createReceiptCalls(ask),
    health: { read: () => health },
  }
}

/** What a call asks for, and how it is read out of a success. */
type Wanted = Exclude<
  GatewayAnswer | TransactionsAnswer | ReceiptAnswer | ReceiptListAnswer,
  GatewayFailure
>
type Parse<T> = (
  json: unknown,
) => { readonly ok: true; readonly answer: T } | { readonly ok: false; readonly reason: string }

const asPayment: Parse<Exclude<GatewayAnswer, GatewayFailure>> = (json) => {
  const parsed = parsePayment(json)
  return parsed.ok ? { ok: true, answer: { kind: 'payment', payment: parsed.payment } } : parsed
}

const asPageOf =
  (limit: number): Parse<Exclude<TransactionsAnswer, GatewayFailure>> =>
  (json) => {
    const parsed = parseTransactions(json)
    if (!parsed.ok) return parsed
    const { rows, count, lastKey } = parsed
    return {
      ok: true,
      answer: {
        kind: 'transactions',
        rows,
        unreadable: count - rows.length,
        // A page shorter than its limit is the last (toss-api 3.8).
        nextAfter: count < limit ? null : lastKey,
      },
    }
  }

/** By what the body says. The status alone decides nothing (toss-api 5.1). */
function read<T extends Wanted>(exchanged: Exchanged, parse: Parse<T>): T | GatewayFailure {
  if (exchanged.kind === 'broken') {
    const { why, detail, status } = exchanged
    return { kind: 'no_answer', why, detail, status }
  }
  const { status, body } = exchanged
  const unreadable = (detail: string): GatewayFailure => ({
    kind: 'no_answer',
    why: 'unreadable',
    detail,
    status,
  })
  let json: unknown
  try {
    json = JSON.parse(body)
  } catch {
    return unreadable(body === '' ? 'an empty answer' : 'not JSON')
  }
  const parsed = parse(json)
  if (parsed.ok && status >= 200 && status <= 299) return parsed.answer
  const error = parseTossError(json)
  if (error !== null) return { kind: 'refused', ...error, status }
  return unreadable(parsed.ok ? 'what was asked for, but not a success' : parsed.reason)
}

function healthFrom(answer: Wanted | GatewayFailure): TossHealth['state'] {
  if (answer.kind === 'no_answer') return 'unreachable'
  return answer.kind === 'refused' && KEY_CODES.has(answer.code) ? 'keys_refused' : 'ok'
}

/** Something on the way may send our header back; it must not reach the file or a screen. */
function withoutSecrets(exchanged: Exchanged, secrets: readonly string[]): Exchanged {
  const clean = (text: string) =>
    secrets.reduce((cleaned, secret) => cleaned.replaceAll(secret, '[key]'), text)
  const cleanOrNull = (text: string | null) => (text === null ? null : clean(text))
  const traceId = cleanOrNull(exchanged.traceId)
  return exchanged.kind === 'answered'
    ? { ...exchanged, traceId, body: clean(exchanged.body) }
    : {
        ...exchanged,
        traceId,
        body: cleanOrNull(exchanged.body),
        detail: clean(exchanged.detail),
      }
}

/** Toss takes Seoul's time without an offset, in whole seconds, and refuses any other (toss-api 3.8). */
const seoulTime = (at: Date): string =>
  inSeoul(at).toPlainDateTime().toString({ smallestUnit: 'second' })

const credentialsOf = (secret: string): string => Buffer.from(`${secret}:`).toString('base64')

/** One part of a path. A dot segment would climb out of it, and can't be escaped. */
function segment(id: string): string {
  if (/^\.{1,2}$/.test(id) || id === '') throw new Error('not an id for a path')
  return encodeURIComponent(id)
}
