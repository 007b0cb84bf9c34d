import type { BoxKeyPair } from './auth.ts'
import { createBoxPages } from './box-pages.ts'
import type { WrongPairCode } from './confirm.ts'
import { createFaultQueue, type Fault } from './faults.ts'
import { createIdempotencyStore } from './idempotency.ts'
import { type BoxStorage, type Entry, memoryStorage, openJournal } from './journal.ts'
import { type BoxClock, systemClock } from './kst-time.ts'
import { createLedger, type Ledger } from './ledger.ts'
import type { Choice } from './means.ts'
import { type BoxPayment, deposited } from './payment-record.ts'
import { createRest } from './rest.ts'
import { createSessions, type WindowRefusal, type WindowRequest } from './sessions.ts'
import { createTokens, type RandomBytes, systemRandom } from './tokens.ts'
import { json, orAborted } from './web.ts'

export interface BoxBehaviour {
  /** What a confirm with another pair's secret key gets: NOT_FOUND_PAYMENT_SESSION where left out. */
  readonly wrongPair?: WrongPairCode
  /** Per API and key pair, as Toss's test environment has it (100). No limit where left out. */
  readonly requestsPerMinute?: number
  /** Sends the success redirect through a 302 of the box. */
  readonly successVia302?: boolean
}

export interface BoxOptions {
  readonly keys: readonly BoxKeyPair[]
  readonly clock?: BoxClock
  readonly random?: RandomBytes
  /** Where the box is reached. Its path is taken off requests before they are read. */
  readonly baseUrl?: string
  /** Where it keeps itself across restarts; in memory where left out. */
  readonly storage?: BoxStorage
  readonly behaviour?: BoxBehaviour
}

/** What the success URL would have been called with. Amount in won. */
export interface SuccessReturn {
  readonly paymentType: 'NORMAL'
  readonly paymentKey: string
  readonly orderId: string
  readonly amount: number
}

export type DepositResult = 'deposited' | 'wrong_amount' | 'not_waiting' | 'past_due'

/** Toss in a box: everything the till and the payment page ask of Toss, answered on this machine. */
export interface TossBox {
  /** Answers like `fetch`: the API, the widget script and the script's own calls. Rejects where no answer is to come. */
  readonly handle: (request: Request) => Promise<Response>
  /** Every payment, for tests and for looking. */
  readonly ledger: Ledger
  /** The next request it fits meets this fault, once. */
  orderNext(fault: Fault): void
  /** A customer goes through the window without a window. Nothing is charged until confirm. */
  play(request: WindowRequest, choice: Choice): SuccessReturn | WindowRefusal
  /** Somebody pays `amount` won into a virtual account; a bank takes only the exact sum, and only in time. */
  deposit(paymentKey: string, amount: number): DepositResult
  /** The bank takes a deposit back: DONE becomes WAITING_FOR_DEPOSIT again. False where there is none. */
  failDeposit(paymentKey: string): boolean
}

export function createTossBox(options: BoxOptions): TossBox {
  const clock = options.clock ?? systemClock
  const now = () => clock.now()
  const tokens = createTokens(options.random ?? systemRandom)
  const journal = openJournal(options.storage ?? memoryStorage(), now())
  const ledger = createLedger(journal.payments, now)
  const idempotency = createIdempotencyStore(journal.answers)
  const faults = createFaultQueue()
  const behaviour = options.behaviour ?? {}
  const prefix = options.baseUrl ? new URL(options.baseUrl).pathname.replace(/\/+$/, '') : ''

  /** Disk first, then memory: what an answer tells is never forgotten. */
  const save = (entry: Entry) => {
    journal.write(entry)
    if (entry.payment) ledger.put(entry.payment)
    if (entry.answer) idempotency.keep(entry.answer)
  }
  const savePayment = (payment: BoxPayment) => save({ payment })

  const sessions = createSessions({
    pairs: options.keys,
    ledger,
    tokens,
    now,
    save: savePayment,
  })
  const pages = createBoxPages({ sessions, successVia302: behaviour.successVia302 ?? false })
  const rest = createRest({
    pairs: options.keys,
    ledger,
    tokens,
    clock,
    faults,
    idempotency,
    save,
    wrongPair: behaviour.wrongPair ?? 'NOT_FOUND_PAYMENT_SESSION',
    requestsPerMinute: behaviour.requestsPerMinute ?? 0,
  })

  const route = (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url)
    const path = pathname.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : pathname
    if (path.startsWith('/v1/')) return rest(request, path)
    if (path === '/v2/standard' || path.startsWith('/box/')) return pages(request, path)
    return Promise.resolve(json(404, { code: 'NOT_FOUND', message: '존재하지 않는 정보 입니다.' }))
  }

  return {
    ledger,
    orderNext: (fault) => faults.order(fault),

    async handle(request) {
      request.signal.throwIfAborted()
      return orAborted(route(request), request.signal)
    },

    play(request, choice) {
      const opened = sessions.open(request)
      if (!opened.ok) return opened
      const done = sessions.authenticate(opened.payment.sessionId, choice)
      if (!done.ok) return done
      const { paymentKey, orderId, totalAmount } = done.payment
      return { paymentType: 'NORMAL', paymentKey, orderId, amount: totalAmount }
    },

    deposit(paymentKey, amount) {
      const payment = ledger.findAnywhere(paymentKey)
      if (payment?.status !== 'WAITING_FOR_DEPOSIT') return 'not_waiting'
      if (now() > (payment.means?.virtualAccount?.dueAt ?? Infinity)) return 'past_due'
      if (amount !== payment.totalAmount) return 'wrong_amount'
      savePayment(deposited(payment, now(), tokens.transactionKey()))
      return 'deposited'
    },

    failDeposit(paymentKey) {
      const payment = ledger.findAnywhere(paymentKey)
      if (payment?.status !== 'DONE' || !payment.means?.virtualAccount) return false
      savePayment({
        ...payment,
        status: 'WAITING_FOR_DEPOSIT',
        approvedAt: null,
        movements: [
          ...payment.movements,
          {
            transactionKey: tokens.transactionKey(),
            status: 'WAITING_FOR_DEPOSIT',
            at: now(),
            amount: 0,
          },
        ],
      })
      return true
    },
  }
}
