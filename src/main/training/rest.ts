import { authenticate, type BoxKeyPair, type Credentials, readCredentials } from './auth.ts'
import { cancel } from './cancel.ts'
import { confirm, type Desk, type WrongPairCode } from './confirm.ts'
import { isTossErrorCode } from './errors.ts'
import { type Fault, type FaultQueue, type Operation, replace } from './faults.ts'
import { type IdempotencyStore, MAX_KEY_LENGTH } from './idempotency.ts'
import type { Entry } from './journal.ts'
import { type JsonBody, parseBody } from './json-body.ts'
import type { BoxClock } from './kst-time.ts'
import type { Ledger } from './ledger.ts'
import { answer, errorReply, type Outcome, refuse, type Reply } from './outcome.ts'
import { paymentObject } from './payment-object.ts'
import type { BoxPayment } from './payment-record.ts'
import { createRateLimit } from './rate-limit.ts'
import type { Tokens } from './tokens.ts'
import { listTransactions } from './transactions.ts'

interface RestParts {
  readonly pairs: readonly BoxKeyPair[]
  readonly ledger: Ledger
  readonly tokens: Tokens
  readonly clock: BoxClock
  readonly faults: FaultQueue
  readonly idempotency: IdempotencyStore
  readonly save: (entry: Entry) => void
  readonly wrongPair: WrongPairCode
  /** Per API and key; 0 is no limit. */
  readonly requestsPerMinute: number
}

interface Route {
  readonly operation: Operation
  readonly run: (desk: Desk, body: JsonBody) => Outcome
}

interface Sent extends Reply {
  readonly contentType?: string
  readonly traceId: string
}

/** The parts of a real answer's headers that say something (toss-api 6.3). */
const FIXED_HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-xss-protection': '1; mode=block',
  'referrer-policy': 'no-referrer-when-downgrade',
  'cache-control': 'no-cache, no-store, max-age=0, must-revalidate',
  pragma: 'no-cache',
  expires: '0',
  'strict-transport-security': 'max-age=31536000',
  'access-control-allow-credentials': 'true',
  'access-control-allow-methods': 'POST, GET, OPTIONS, DELETE',
  'access-control-max-age': '3600',
  server: 'was',
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const lookedUp = (payment: BoxPayment | undefined, now: number): Outcome =>
  payment ? answer(paymentObject(payment, now)) : refuse('NOT_FOUND_PAYMENT')

function findRoute(
  method: string,
  path: string,
  query: URLSearchParams,
  wrongPair: WrongPairCode,
): Route | undefined {
  const [, version, resource, first, second, ...more] = path.split('/').map(decoded)
  if (version !== 'v1' || more.length > 0) return undefined
  if (resource === 'transactions' && method === 'GET' && first === undefined) {
    return { operation: 'transactions', run: (desk) => listTransactions(desk, query) }
  }
  if (resource === 'settlements' && method === 'GET' && first === undefined) {
    // Test keys never have settlements (toss-api 3.9).
    return { operation: 'settlements', run: () => answer([]) }
  }
  if (resource !== 'payments' || !first) return undefined
  if (method === 'POST' && first === 'confirm' && second === undefined) {
    return { operation: 'confirm', run: (desk, body) => confirm(desk, body, wrongPair) }
  }
  if (method === 'POST' && second === 'cancel') {
    return { operation: 'cancel', run: (desk, body) => cancel(desk, first, body) }
  }
  if (method === 'GET' && first === 'orders' && second) {
    return {
      operation: 'lookup',
      run: ({ ledger, pair, now }) => lookedUp(ledger.findByOrderId(pair.clientKey, second), now),
    }
  }
  if (method === 'GET' && second === undefined) {
    return {
      operation: 'lookup',
      run: ({ ledger, pair, now }) => lookedUp(ledger.find(pair.clientKey, first), now),
    }
  }
  return undefined
}

/** The answer a test key asked for by header. Comes before all checks, so made-up payment keys do (toss-api 6.2). */
function askedFor(request: Request, credentials: Credentials): Reply | undefined {
  const code = request.headers.get('tosspayments-test-code')
  if (code === null || credentials.is !== 'given') return undefined
  if (!credentials.secretKey.startsWith('test_')) return undefined
  return errorReply(isTossErrorCode(code) ? code : 'INVALID_REQUEST')
}

/** The API as a function from request to answer. Rejects with NoAnswer where a fault says so. */
export function createRest(parts: RestParts) {
  const { clock, tokens, ledger, idempotency } = parts
  const isOverLimit = createRateLimit(parts.requestsPerMinute)

  const execute = (route: Route, pair: BoxKeyPair, text: string): Outcome => {
    const body = text === '' ? {} : parseBody(text)
    if (!body) return refuse('INVALID_REQUEST')
    return route.run({ pair, ledger, tokens, now: clock.now() }, body)
  }

  /** Runs the request once; under an idempotency key the answer is saved together with what it did. */
  const perform = async (
    route: Route,
    pair: BoxKeyPair,
    text: string,
    fault: Fault,
    traceId: string,
    id: string | null,
  ): Promise<Sent> => {
    const firstUsedAt = clock.now()
    try {
      if (fault.delayBeforeMs !== undefined) await clock.sleep(fault.delayBeforeMs)
      if (fault.executed === false) return { ...errorReply('COMMON_ERROR'), traceId }
      const { reply, payment } = execute(route, pair, text)
      const kept = id === null ? null : { id, firstUsedAt, traceId, ...reply }
      if (payment || kept) {
        parts.save({ ...(payment ? { payment } : {}), ...(kept ? { answer: kept } : {}) })
      }
      return { ...reply, traceId }
    } finally {
      // Also where saving failed: what couldn't be saved hasn't happened, and the caller gets no answer.
      if (id !== null) idempotency.forget(id)
    }
  }

  const respond = async (
    request: Request,
    path: string,
    text: string,
    traceId: string,
  ): Promise<Sent> => {
    const credentials = readCredentials(request.headers.get('authorization'))
    const asked = askedFor(request, credentials)
    if (asked) return { ...asked, traceId }
    const refused = (code: Parameters<typeof errorReply>[0]) => ({ ...errorReply(code), traceId })

    const key = request.method === 'POST' ? request.headers.get('idempotency-key') : null
    if (key !== null && key.length > MAX_KEY_LENGTH) return refused('INVALID_IDEMPOTENCY_KEY')
    const authentication = authenticate(credentials, parts.pairs)
    if (!authentication.ok) return refused(authentication.code)
    const { pair } = authentication
    const { searchParams } = new URL(request.url)
    const route = findRoute(request.method, path, searchParams, parts.wrongPair)
    if (!route) return refused('NOT_FOUND')
    if (isOverLimit(`${pair.secretKey} ${route.operation}`, clock.now())) {
      return refused('TOO_MANY_REQUESTS')
    }

    const fault = parts.faults.take(route.operation) ?? {}
    const begin = key
      ? idempotency.begin(
          { key, secretKey: pair.secretKey, path, method: request.method },
          clock.now(),
        )
      : null
    const reply =
      begin?.is === 'running'
        ? refused('IDEMPOTENT_REQUEST_PROCESSING')
        : begin?.is === 'known'
          ? { ...begin.answer, traceId: `${traceId}, ${begin.answer.traceId}` }
          : await perform(route, pair, text, fault, traceId, begin?.id ?? null)

    if (fault.delayAfterMs !== undefined) await clock.sleep(fault.delayAfterMs)
    const instead = fault.instead ?? (fault.executed === false ? { noAnswer: true } : null)
    return instead ? { traceId: reply.traceId, ...replace(reply, instead) } : reply
  }

  return async (request: Request, path: string): Promise<Response> => {
    const startedAt = clock.now()
    const text = request.method === 'POST' ? await request.text() : ''
    const sent = await respond(request, path, text, tokens.traceId())
    const key = request.headers.get('idempotency-key')
    return new Response(sent.body, {
      status: sent.status,
      headers: {
        ...FIXED_HEADERS,
        date: new Date(clock.now()).toUTCString(),
        'content-type': sent.contentType ?? 'application/json',
        'x-tosspayments-trace-id': sent.traceId,
        'x-envoy-upstream-service-time': String(clock.now() - startedAt),
        ...(key === null ? {} : { 'idempotency-key': key }),
      },
    })
  }
}
