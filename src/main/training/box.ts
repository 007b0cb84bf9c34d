import { expired, isDue } from './as-of.ts'
import type { BoxKeyPair } from './auth.ts'
import { type Behaviour, USUAL_BEHAVIOUR } from './behaviour.ts'
import { createBoxPages } from './box-pages.ts'
import { createReceiptBook, type ReceiptBook, type ReceiptRecord } from './cash-receipt-book.ts'
import { cancel } from './cancel.ts'
import { confirm } from './confirm.ts'
import { deposited, reversed } from './deposits.ts'
import type { Desk } from './desk.ts'
import { createFaultDesk, type Fault, type FaultDesk, type FaultSource } from './faults.ts'
import { createIdempotencyStore } from './idempotency.ts'
import { type BoxStorage, type Entry, memoryStorage, openJournal } from './journal.ts'
import { type BoxClock, systemClock } from './kst-time.ts'
import type { JsonBody } from './json-body.ts'
import { createLedger, type Ledger } from './ledger.ts'
import { type Choice, meansOf } from './means.ts'
import { errorReply, type Reply } from './outcome.ts'
import type { BoxPayment } from './payment-record.ts'
import { createRest } from './rest.ts'
import {
  createSessions,
  type Redirects,
  type WindowRefusal,
  type WindowRequest,
} from './sessions.ts'
import { createTokens, type RandomBytes, systemRandom } from './tokens.ts'
import { json, orAborted } from './web.ts'

export interface BoxOptions {
  readonly keys: readonly BoxKeyPair[]
  readonly clock?: BoxClock
  readonly random?: RandomBytes
  /** Where the box is reached. Its path is taken off requests before they are read. */
  readonly baseUrl?: string
  /** Where it keeps itself across restarts; in memory where left out. */
  readonly storage?: BoxStorage
  readonly behaviour?: Partial<Behaviour>
  /** Draws the faults nobody ordered; none where left out. */
  readonly faults?: FaultSource
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
  readonly keys: readonly BoxKeyPair[]
  readonly clock: BoxClock
  /** Every payment, for tests and for looking. */
  readonly ledger: Ledger
  readonly receipts: ReceiptBook
  readonly faults: FaultDesk
  behaviour(): Behaviour
  behave(change: Partial<Behaviour>): void
  /** The next request it fits meets this fault, once or as often as it says. */
  orderNext(fault: Fault): void
  /** A customer goes through the window without a window. Nothing is charged until confirm. */
  play(request: WindowRequest, choice: Choice): SuccessReturn | WindowRefusal
  /** How often the browser of a played customer gets back to the shop: 1, unless a fault loses or repeats it. */
  redirectsOf(paymentKey: string): Redirects
  /** Somebody pays `amount` won into a virtual account; a bank takes only the exact sum, and only in time. */
  deposit(paymentKey: string, amount: number): DepositResult
  /** The bank takes a deposit back: DONE becomes WAITING_FOR_DEPOSIT again. False where there is none. */
  failDeposit(paymentKey: string): boolean
  /** Somebody cancels in Toss's console: by the same rules as the API, past the till. */
  cancelInConsole(paymentKey: string, body: JsonBody): Reply
  /** The time limit runs out now. False where the payment has none any more. */
  expire(paymentKey: string): boolean
  /** Another till of the same shop sells for `amount` won by card, as rows this one never heard of. */
  sellElsewhere(clientKey: string, amount: number): BoxPayment
  /** The tax office answers now. False where there is no such receipt, or it answered already. */
  settleReceipt(receiptKey: string, result: 'COMPLETED' | 'FAILED'): boolean
}

export function createTossBox(options: BoxOptions): TossBox {
  const clock = options.clock ?? systemClock
  const now = () => clock.now()
  const tokens = createTokens(options.random ?? systemRandom)
  const journal = openJournal(options.storage ?? memoryStorage(), now())
  const ledger = createLedger(journal.payments, now)
  const receipts = createReceiptBook(journal.receipts)
  const idempotency = createIdempotencyStore(journal.answers)
  const faults = createFaultDesk(options.faults)
  const prefix = options.baseUrl ? new URL(options.baseUrl).pathname.replace(/\/+$/, '') : ''
  let behaviour: Behaviour = { ...USUAL_BEHAVIOUR, ...options.behaviour }

  /** Disk first, then memory: what an answer tells is never forgotten. */
  const save = (entry: Entry) => {
    journal.write(entry)
    if (entry.payment) ledger.put(entry.payment)
    if (entry.receipt) receipts.put(entry.receipt)
    if (entry.answer) idempotency.keep(entry.answer)
  }
  const savePayment = (payment: BoxPayment) => save({ payment })

  const sessions = createSessions({
    pairs: options.keys,
    ledger,
    tokens,
    faults,
    now,
    save: savePayment,
  })
  const pages = createBoxPages({ sessions, behaviour: () => behaviour })
  const rest = createRest({
    pairs: options.keys,
    ledger,
    receipts,
    tokens,
    clock,
    faults,
    idempotency,
    save,
    behaviour: () => behaviour,
  })

  const route = (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url)
    const path = pathname.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : pathname
    if (path.startsWith('/v1/')) return rest(request, path)
    if (path === '/v2/standard' || path.startsWith('/box/')) return pages(request, path)
    return Promise.resolve(json(404, { code: 'NOT_FOUND', message: '존재하지 않는 정보 입니다.' }))
  }

  /** The desk of a shop, for what happens without a request. */
  const deskOf = (pair: BoxKeyPair): Desk => ({
    pair,
    ledger,
    receipts,
    tokens,
    behaviour,
    now: now(),
    deposit: null,
    refundFails: false,
  })
  const pairOf = (clientKey: string) => options.keys.find((pair) => pair.clientKey === clientKey)

  const play: TossBox['play'] = (request, choice) => {
    const opened = sessions.open(request)
    if (!opened.ok) return opened
    const done = sessions.authenticate(opened.payment.sessionId, choice)
    if (!done.ok) return done
    const { paymentKey, orderId, totalAmount } = done.payment
    return { paymentType: 'NORMAL', paymentKey, orderId, amount: totalAmount }
  }

  return {
    keys: options.keys,
    clock,
    ledger,
    receipts,
    faults,
    behaviour: () => behaviour,
    behave(change) {
      behaviour = { ...behaviour, ...change }
    },
    orderNext: (fault) => faults.order(fault),

    async handle(request) {
      request.signal.throwIfAborted()
      return orAborted(route(request), request.signal)
    },

    play,
    redirectsOf: sessions.redirectsOf,

    deposit(paymentKey, amount) {
      const payment = ledger.findAnywhere(paymentKey)
      if (payment?.status !== 'WAITING_FOR_DEPOSIT') return 'not_waiting'
      if (!isDue(payment, now())) return 'past_due'
      if (amount !== payment.totalAmount) return 'wrong_amount'
      savePayment(deposited(payment, now(), tokens.transactionKey()))
      return 'deposited'
    },

    failDeposit(paymentKey) {
      const payment = ledger.findAnywhere(paymentKey)
      if (payment?.status !== 'DONE' || !payment.means?.virtualAccount) return false
      savePayment(reversed(payment, now(), tokens.transactionKey()))
      return true
    },

    cancelInConsole(paymentKey, body) {
      const pair = pairOf(ledger.findAnywhere(paymentKey)?.clientKey ?? '')
      if (!pair) return errorReply('NOT_FOUND_PAYMENT')
      const { reply, payment } = cancel(deskOf(pair), paymentKey, body)
      if (payment) savePayment(payment)
      return reply
    },

    expire(paymentKey) {
      const payment = ledger.findAnywhere(paymentKey)
      if (payment?.status !== 'READY' && payment?.status !== 'IN_PROGRESS') return false
      savePayment(expired(payment))
      return true
    },

    sellElsewhere(clientKey, amount) {
      const pair = pairOf(clientKey)
      if (!pair) throw new Error(`no pair of this box has the client key ${clientKey}`)
      const orderId = `MC4${tokens.sessionId().slice(0, 17)}`
      const request = { clientKey, orderId, orderName: '다른 계산대', amount }
      const opened = sessions.open({ ...request, customerKey: '@@ANONYMOUS' })
      if (!opened.ok) throw new RangeError(opened.message)
      // Past the window and its faults, which are meant for the till that is tested.
      const paying: BoxPayment = {
        ...opened.payment,
        status: 'IN_PROGRESS',
        authenticatedAt: now(),
        means: meansOf(opened.payment, { method: 'CARD' }, tokens),
      }
      savePayment(paying)
      const { payment, reply } = confirm(deskOf(pair), { ...paying, amount })
      if (!payment) throw new RangeError(reply.body)
      savePayment(payment)
      return payment
    },

    settleReceipt(receiptKey, result) {
      const isOpen = (one: ReceiptRecord) => one.receiptKey === receiptKey && now() < one.settledAt
      const record = receipts.all().find(isOpen)
      if (!record) return false
      save({ receipt: { ...record, settledAt: now(), result } })
      return true
    },
  }
}
