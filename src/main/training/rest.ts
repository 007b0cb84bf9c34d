import { bodyOf, replace, type Sent } from './answer-body.ts'
import { inVersion } from './api-versions.ts'
import { expired } from './as-of.ts'
import { authenticate, type BoxKeyPair, type Credentials, readCredentials } from './auth.ts'
import type { Behaviour } from './behaviour.ts'
import type { ReceiptBook } from './cash-receipt-book.ts'
import { isTossErrorCode, type TossErrorCode } from './errors.ts'
import type { Fault, FaultDesk } from './faults.ts'
import { type IdempotencyStore, MAX_KEY_LENGTH } from './idempotency.ts'
import type { Entry } from './journal.ts'
import { parseBody, textIn } from './json-body.ts'
import type { BoxClock } from './kst-time.ts'
import type { Ledger } from './ledger.ts'
import { errorReply, type Outcome, refuse, type Reply } from './outcome.ts'
import { createRateLimit } from './rate-limit.ts'
import { findRoute, type Route } from './routes.ts'
import type { Tokens } from './tokens.ts'

interface RestParts {
  readonly pairs: readonly BoxKeyPair[]
  readonly ledger: Ledger
  readonly receipts: ReceiptBook
  readonly tokens: Tokens
  readonly clock: BoxClock
  readonly faults: FaultDesk
  readonly idempotency: IdempotencyStore
  readonly save: (entry: Entry) => void
  readonly behaviour: () => Behaviour
}

/** One request on its way through. */
interface Asked {
  readonly route: Route
  readonly pair: BoxKeyPair
  readonly text: string
  readonly fault: Fault
  readonly traceId: string
  /** Under which the answer is kept; null without an idempotency key. */
  readonly id: string | null
}

interface Traced extends Sent {
  readonly traceId: string
  readonly trickleMs?: number
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

/** The answer a test key asked for by header. Comes before all checks, so made-up payment keys do (toss-api 6.2). */
function askedFor(request: Request, credentials: Credentials): Reply | undefined {
  const code = request.headers.get('tosspayments-test-code')
  if (code === null || credentials.is !== 'given') return undefined
  if (!credentials.secretKey.startsWith('test_')) return undefined
  return errorReply(isTossErrorCode(code) ? code : 'INVALID_REQUEST')
}

/** A body in the shape of the shop's API version. */
function shaped({ status, body }: Reply, { apiVersion }: BoxKeyPair): Reply {
  const parsed = apiVersion === undefined ? undefined : parseBody(body)
  return parsed && apiVersion !== undefined
    ? { status, body: JSON.stringify(inVersion(parsed, apiVersion)) }
    : { status, body }
}

/** The API as a function from request to answer. Rejects with NoAnswer where a fault says so. */
export function createRest(parts: RestParts) {
  const { clock, tokens, ledger, receipts, idempotency } = parts
  const isOverLimit = createRateLimit()

  const execute = ({ route, pair, text, fault }: Asked): Outcome => {
    const body = text === '' ? {} : parseBody(text)
    if (!body) return refuse('INVALID_REQUEST')
    if (fault.expired === true) {
      const payment = ledger.find(pair.clientKey, textIn(body, 'paymentKey') ?? '')
      if (payment?.status === 'IN_PROGRESS') parts.save({ payment: expired(payment) })
    }
    const behaviour = parts.behaviour()
    const now = clock.now()
    const deposit = fault.deposit ?? null
    const refundFails = fault.refundFails === true
    return route.run({ pair, ledger, receipts, tokens, behaviour, now, deposit, refundFails }, body)
  }

  /** Runs the request once; under an idempotency key the answer is saved together with what it did. */
  const perform = async (asked: Asked): Promise<Reply> => {
    const { pair, fault, traceId, id } = asked
    const firstUsedAt = clock.now()
    try {
      const waitMs = (fault.delayBeforeMs ?? 0) + (fault.runsForMs ?? 0)
      if (waitMs > 0) await clock.sleep(waitMs)
      const isExecuted = fault.executed !== false
      const { reply, ...changed } = isExecuted ? execute(asked) : refuse('COMMON_ERROR')
      const truth = shaped(reply, pair)
      const { instead } = fault
      // Only an error of Toss's own is remembered; what a gateway answered never reached it.
      const isKept = fault.kept === true && instead !== undefined && 'code' in instead
      const repeated = isKept ? replace(truth, instead) : isExecuted ? truth : null
      const kept =
        id === null || repeated === null
          ? {}
          : {
              answer: { id, firstUsedAt, traceId, status: repeated.status, body: repeated.body },
            }
      const entry: Entry = { ...changed, ...kept }
      if (Object.keys(entry).length > 0) parts.save(entry)
      return truth
    } finally {
      // Also where saving failed: what couldn't be saved hasn't happened, and the caller gets no answer.
      if (id !== null) idempotency.forget(id)
    }
  }

  /** Acts later, and says that it is at it. */
  const performLater = (asked: Asked): Reply => {
    // Nobody is left to hear that saving failed; the request then hasn't happened.
    perform(asked).catch(() => undefined)
    return errorReply('IDEMPOTENT_REQUEST_PROCESSING')
  }

  const respond = async (
    request: Request,
    path: string,
    text: string,
    traceId: string,
  ): Promise<Traced> => {
    const credentials = readCredentials(request.headers.get('authorization'))
    const forced = askedFor(request, credentials)
    if (forced) return { ...forced, traceId }
    const refused = (code: TossErrorCode) => ({ ...errorReply(code), traceId })

    const key = request.method === 'POST' ? request.headers.get('idempotency-key') : null
    if (key !== null && key.length > MAX_KEY_LENGTH) return refused('INVALID_IDEMPOTENCY_KEY')
    const authentication = authenticate(credentials, parts.pairs)
    if (!authentication.ok) return refused(authentication.code)
    const { pair } = authentication
    const route = findRoute(request.method, path, new URL(request.url).searchParams)
    if (!route) return refused('NOT_FOUND')
    const limit = parts.behaviour().requestsPerMinute
    if (isOverLimit(`${pair.secretKey} ${route.operation}`, limit, clock.now())) {
      return refused('TOO_MANY_REQUESTS')
    }

    const begin = key
      ? idempotency.begin(
          { key, secretKey: pair.secretKey, path, method: request.method },
          clock.now(),
        )
      : null
    if (begin?.is === 'running') return refused('IDEMPOTENT_REQUEST_PROCESSING')
    const fault = parts.faults.take(route.operation, Boolean(key)) ?? {}
    const asked: Asked = {
      route,
      pair,
      text,
      fault,
      traceId,
      id: begin?.is === 'new' ? begin.id : null,
    }
    const truth =
      begin?.is === 'known'
        ? { ...begin.answer, traceId: `${traceId}, ${begin.answer.traceId}` }
        : {
            ...(fault.runsForMs === undefined ? await perform(asked) : performLater(asked)),
            traceId,
          }

    if (fault.delayAfterMs !== undefined) await clock.sleep(fault.delayAfterMs)
    const instead = fault.instead ?? (fault.executed === false ? { noAnswer: true } : null)
    const sent = instead ? { ...replace(truth, instead), traceId: truth.traceId } : truth
    return { ...sent, trickleMs: fault.trickleMs ?? 0 }
  }

  return async (request: Request, path: string): Promise<Response> => {
    const startedAt = clock.now()
    const text = request.method === 'POST' ? await request.text() : ''
    const sent = await respond(request, path, text, tokens.traceId())
    const key = request.headers.get('idempotency-key')
    return new Response(bodyOf(sent, sent.trickleMs ?? 0, clock), {
      status: sent.status,
      headers: {
        ...FIXED_HEADERS,
        date: new Date(clock.now()).toUTCString(),
        'content-type': sent.contentType ?? 'application/json',
        'x-tosspayments-trace-id': sent.traceId,
        'x-envoy-upstream-service-time': String(clock.now() - startedAt),
        ...(key === null || request.method !== 'POST' ? {} : { 'idempotency-key': key }),
      },
    })
  }
}
