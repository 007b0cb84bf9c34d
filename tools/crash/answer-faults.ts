/** What can go wrong with an answer of Toss, by name: the box does it, or the wire below. */
import type { TossErrorCode } from '../../src/main/training/errors.ts'
import type { Fault } from '../../src/main/training/faults.ts'

export interface AnswerFault {
  readonly box?: Fault
  readonly wire?: 'cut' | 'half'
}

const HTML = '<!doctype html><html><body><h1>502 Bad Gateway</h1></body></html>'
const SECOND = 1000

const code = (name: TossErrorCode, executed: boolean): AnswerFault => ({
  box: { executed, instead: { code: name } },
})
const text = (status: number, body: string, executed: boolean): AnswerFault => ({
  box: { executed, instead: { status, body } },
})
const unknownCode = (executed: boolean): AnswerFault => ({
  box: {
    executed,
    instead: {
      status: 400,
      contentType: 'application/json',
      body: JSON.stringify({ code: 'A_CODE_OF_TOMORROW', message: '처음 보는 코드' }),
    },
  },
})
const changed = (changes: Record<string, unknown>): AnswerFault => ({
  box: { instead: { change: (body) => ({ ...body, ...changes }) } },
})

/** Calls that move money. Done or not, and the answer lost, late, damaged or another one. */
const OF_ACTS = {
  'done, answer lost': { box: { instead: { noAnswer: true } } },
  'not done, connection lost': { box: { executed: false } },
  'done, answer cut': { wire: 'cut' },
  'done, half an answer': { wire: 'half' },
  'done, HTML': text(502, HTML, true),
  'not done, HTML': text(502, HTML, false),
  'done, empty 200': text(200, '', true),
  'done, 500': code('FAILED_PAYMENT_INTERNAL_SYSTEM_PROCESSING', true),
  'not done, 500': code('COMMON_ERROR', false),
  'done, provider error': code('PROVIDER_ERROR', true),
  'done, unknown code': unknownCode(true),
  'not done, unknown code': unknownCode(false),
  'done, 409': code('IDEMPOTENT_REQUEST_PROCESSING', true),
  'not done, 429': code('TOO_MANY_REQUESTS', false),
  'done, unknown fields': changed({
    status2: 'NEW',
    card: null,
    method: '내일의 결제',
    tomorrow: [1],
  }),
  'done, unknown status': changed({ status: 'HALF_DONE' }),
  'done late': { box: { delayBeforeMs: 5 * SECOND } },
  'done after the deadline': { box: { delayBeforeMs: 75 * SECOND } },
  'done, answer after the deadline': { box: { delayAfterMs: 75 * SECOND } },
} as const satisfies Record<string, AnswerFault>

const OF_CONFIRM = {
  'done, already processed': code('ALREADY_PROCESSED_PAYMENT', true),
  'done, wrong amount': changed({ totalAmount: 1, balanceAmount: 1 }),
  'done, wrong order': changed({ orderId: 'another-order-0001' }),
} as const satisfies Record<string, AnswerFault>

const OF_CANCEL = {
  'done, already cancelled': code('ALREADY_CANCELED_PAYMENT', true),
  'done, balance differs': code('NOT_MATCHES_REFUNDABLE_AMOUNT', true),
} as const satisfies Record<string, AnswerFault>

const OF_LOOKUP = {
  lost: { box: { instead: { noAnswer: true } } },
  HTML: text(502, HTML, true),
  cut: { wire: 'cut' },
  '500': code('FAILED_INTERNAL_SYSTEM_PROCESSING', true),
  '429': code('TOO_MANY_REQUESTS', true),
  'not found yet': code('NOT_FOUND_PAYMENT', true),
  'unknown status': changed({ status: 'HALF_DONE' }),
  late: { box: { delayAfterMs: 20 * SECOND } },
} as const satisfies Record<string, AnswerFault>

export type Call = 'confirm' | 'cancel' | 'lookup'

const FAULTS: Readonly<Record<Call, Readonly<Record<string, AnswerFault>>>> = {
  confirm: { ...OF_ACTS, ...OF_CONFIRM },
  cancel: { ...OF_ACTS, ...OF_CANCEL },
  lookup: OF_LOOKUP,
}

export const faultNames = (call: Call): readonly string[] => Object.keys(FAULTS[call])

/** undefined where the fault was meant for another call: a run with kills asks in another order. */
export const findFault = (call: Call, name: string): AnswerFault | undefined => FAULTS[call][name]
