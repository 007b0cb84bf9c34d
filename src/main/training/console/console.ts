/**
 * The box's own controls over HTTP, under /box/: what at Toss is the developer centre, the bank, the tax office and
 * chance. Not part of Toss's API, and not there in the till: only the simulator and tests serve it.
 */
import { z } from 'zod'

import type { TossBox } from '../box.ts'
import { receiptObject } from '../cash-receipts.ts'
import { faultOfKind } from '../fault-kinds.ts'
import { createReplayedFaults } from '../faults.ts'
import { parseBody, type JsonBody } from '../json-body.ts'
import { kstTime } from '../kst-time.ts'
import type { MovableClock } from '../box-clock.ts'
import { paymentObject } from '../payment-object.ts'
import { createSeededFaults, type SeededFaultOptions } from '../seeded-faults.ts'
import { createSeededRandom } from '../seeded-random.ts'
import { json } from '../web.ts'
import {
  AskedBehaviour,
  AskedClock,
  AskedDeposit,
  AskedDraw,
  AskedFault,
  AskedKind,
  AskedOthers,
  AskedPayment,
  AskedReceiptResult,
  AskedReplay,
} from './asked.ts'

interface ConsoleParts {
  readonly box: TossBox
  readonly clock: MovableClock
  /** What the box's faults are drawn from at the start. */
  readonly drawing: SeededFaultOptions | null
}

type Run = (body: JsonBody, id: string) => unknown

/** A request the console can't do; `message` says what would do. */
class Refused extends Error {
  readonly status: number
  readonly code: string
  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

const SPECIMEN_ACCOUNT = {
  bank: '토스뱅크',
  accountNumber: '100012345678',
  holderName: '연습 손님',
}

function read<T>(schema: z.ZodType<T>, body: JsonBody): T {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  throw new Refused(400, 'INVALID_REQUEST', z.prettifyError(parsed.error))
}

/** A page of another site in the same browser; curl and tests name no origin. */
function isForeign(request: Request): boolean {
  const origin = request.headers.get('origin')
  if (origin === null) return false
  return !URL.canParse(origin) || new URL(origin).host !== request.headers.get('host')
}

export function createConsole({ box, clock, drawing: first }: ConsoleParts) {
  let orders = 0
  let drawing = first

  const found = (paymentKey: string) => {
    const payment = box.ledger.findAnywhere(paymentKey)
    if (payment) return payment
    throw new Refused(404, 'NOT_FOUND_PAYMENT', `there is no payment ${paymentKey}`)
  }
  const told = (paymentKey: string) => {
    const payment = found(paymentKey)
    return { clientKey: payment.clientKey, ...paymentObject(payment, clock.now()) }
  }
  const ownKey = (clientKey: string | undefined): string => {
    const pair =
      clientKey === undefined ? box.keys[0] : box.keys.find((one) => one.clientKey === clientKey)
    if (pair) return pair.clientKey
    const known = box.keys.map((one) => one.clientKey).join(', ')
    throw new Refused(
      401,
      'UNAUTHORIZED_KEY',
      `there is no client key ${clientKey}; there are: ${known}`,
    )
  }
  const time = () => ({
    now: clock.now(),
    nowInKorea: kstTime(clock.now()),
    factor: clock.factor(),
  })
  const faults = () => ({
    drawing,
    ordered: box.faults.ordered(),
    struck: box.faults.struck(),
  })
  const payments = () =>
    box.ledger
      .payments()
      .map(({ paymentKey }) => told(paymentKey))
      .reverse()
  const receipts = () =>
    box.receipts
      .all()
      .map((record) => receiptObject(record, clock.now()))
      .reverse()

  const open: Run = (body) => {
    const { clientKey, orderId, orderName, amount, customerName, taxFreeAmount, ...choice } = read(
      AskedPayment,
      body,
    )
    orders += 1
    const result = box.play(
      {
        clientKey: ownKey(clientKey),
        orderId: orderId ?? `by-hand-${String(clock.now())}-${orders}`,
        orderName: orderName ?? '손으로 연 결제',
        amount,
        customerName: customerName ?? null,
        taxFreeAmount: taxFreeAmount ?? 0,
      },
      // exactOptionalPropertyTypes: what isn't there must not be there as undefined.
      { method: 'CARD', ...(JSON.parse(JSON.stringify(choice)) as object) },
    )
    if (!('paymentKey' in result)) throw new Refused(result.status, result.code, result.message)
    const { paymentType, paymentKey, orderId: opened } = result
    const query = new URLSearchParams({
      paymentType,
      orderId: opened,
      paymentKey,
      amount: String(result.amount),
    })
    return { ...result, successQuery: query.toString(), redirects: box.redirectsOf(paymentKey) }
  }

  const deposit: Run = (body, paymentKey) => {
    const { amount } = read(AskedDeposit, body)
    const result = box.deposit(paymentKey, amount ?? found(paymentKey).totalAmount)
    if (result === 'deposited') return told(paymentKey)
    const why = {
      wrong_amount: 'the bank takes exactly what is owed',
      not_waiting: 'this payment waits for no deposit',
      past_due: 'the account is past its due date',
    }[result]
    throw new Refused(409, result.toUpperCase(), why)
  }

  const reverse: Run = (_body, paymentKey) => {
    found(paymentKey)
    if (box.failDeposit(paymentKey)) return told(paymentKey)
    throw new Refused(409, 'NOT_DEPOSITED', 'only a deposit that came can be taken back')
  }

  const cancel: Run = (body, paymentKey) => {
    const payment = found(paymentKey)
    const isPaidAccount = payment.means?.virtualAccount && payment.status !== 'WAITING_FOR_DEPOSIT'
    const reply = box.cancelInConsole(paymentKey, {
      cancelReason: '상점관리자 취소',
      ...(isPaidAccount ? { refundReceiveAccount: SPECIMEN_ACCOUNT } : {}),
      ...body,
    })
    if (reply.status === 200) return told(paymentKey)
    const refusal = parseBody(reply.body) ?? {}
    throw new Refused(reply.status, String(refusal['code']), String(refusal['message']))
  }

  const expire: Run = (_body, paymentKey) => {
    found(paymentKey)
    if (box.expire(paymentKey)) return told(paymentKey)
    throw new Refused(409, 'NOT_OPEN', 'only a payment that isn’t confirmed yet can expire')
  }

  const settleReceipt: Run = (body, receiptKey) => {
    const { result } = read(AskedReceiptResult, body)
    if (box.settleReceipt(receiptKey, result)) return receipts()
    throw new Refused(409, 'NOT_IN_PROGRESS', 'no receipt of this key waits for the tax office')
  }

  const order: Run = (body) => {
    if (!('kind' in body)) {
      box.orderNext(read(AskedFault, body))
      return faults()
    }
    const { kind, on, times } = read(AskedKind, body)
    const random = createSeededRandom(`${kind} ${box.faults.ordered().length}`)
    const fault = faultOfKind(kind, random, on)
    if (!fault) throw new Refused(400, 'INVALID_REQUEST', `${kind} can’t strike ${on ?? ''}`)
    box.orderNext(times === undefined ? fault : { ...fault, times })
    return faults()
  }

  const draw: Run = (body) => {
    const { seed, rate, kinds } = read(AskedDraw, body)
    drawing = rate === 0 ? null : { seed, rate, ...(kinds ? { kinds } : {}) }
    box.faults.drawFrom(drawing && createSeededFaults(drawing))
    return faults()
  }

  const replay: Run = (body) => {
    drawing = null
    box.faults.drawFrom(createReplayedFaults(read(AskedReplay, body)))
    return faults()
  }

  const moveClock: Run = (body) => {
    const { factor, jumpMs } = read(AskedClock, body)
    try {
      if (factor !== undefined) clock.setFactor(factor)
      if (jumpMs !== undefined) clock.jump(jumpMs)
    } catch (error) {
      throw new Refused(400, 'INVALID_REQUEST', error instanceof Error ? error.message : '')
    }
    return time()
  }

  const sellElsewhere: Run = (body) => {
    const { clientKey, count = 1, amount = 4500 } = read(AskedOthers, body)
    const own = ownKey(clientKey)
    return Array.from({ length: count }, () => told(box.sellElsewhere(own, amount).paymentKey))
  }

  const behave: Run = (body) => {
    box.behave(read(AskedBehaviour, body))
    return box.behaviour()
  }

  const ROUTES: Readonly<Record<string, Run>> = {
    'GET state': () => ({
      keys: box.keys,
      clock: time(),
      behaviour: box.behaviour(),
      faults: faults(),
    }),
    'GET payments': payments,
    'POST payments': open,
    'GET payments/:id': (_body, paymentKey) => told(paymentKey),
    'POST payments/:id/deposit': deposit,
    'POST payments/:id/reverse-deposit': reverse,
    'POST payments/:id/cancel': cancel,
    'POST payments/:id/expire': expire,
    'POST other-tills': sellElsewhere,
    'GET cash-receipts': receipts,
    'POST cash-receipts/:id/settle': settleReceipt,
    'GET clock': time,
    'POST clock': moveClock,
    'GET faults': faults,
    'POST faults': order,
    'DELETE faults': () => {
      box.faults.clear()
      return faults()
    },
    'POST faults/draw': draw,
    'POST faults/replay': replay,
    'GET behaviour': () => box.behaviour(),
    'POST behaviour': behave,
  }

  const routeOf = (method: string, path: string): { run: Run; id: string } | undefined => {
    const [, area, resource = '', second, third, ...more] = path.split('/')
    if (area !== 'box' || more.length > 0) return undefined
    const exact = ROUTES[[`${method} ${resource}`, second].filter(Boolean).join('/')]
    if (exact && third === undefined) return { run: exact, id: '' }
    if (second === undefined) return undefined
    const run = ROUTES[[`${method} ${resource}/:id`, third].filter(Boolean).join('/')]
    return run && { run, id: decodeURIComponent(second) }
  }

  /** Answers what is the console's; null for everything else. */
  return async (request: Request): Promise<Response | null> => {
    const route = routeOf(request.method, new URL(request.url).pathname)
    if (!route) return null
    const text = request.method === 'POST' ? await request.text() : ''
    try {
      if (isForeign(request)) {
        throw new Refused(403, 'FORBIDDEN_REQUEST', 'pages of other sites can’t use the console')
      }
      const body = text === '' ? {} : parseBody(text)
      if (!body) throw new Refused(400, 'INVALID_REQUEST', 'the body is no JSON object')
      return json(200, route.run(body, route.id))
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      return json(error.status, { code: error.code, message: error.message })
    }
  }
}
