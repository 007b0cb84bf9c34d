import { API_VERSIONS } from './api-versions.ts'
import type { Fault, Operation } from './faults.ts'
import type { SeededRandom } from './seeded-random.ts'

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS

type Draw = (random: SeededRandom) => Fault

interface Kind {
  /** The operations it can strike. */
  readonly fits: readonly Operation[]
  /** Only a request with an idempotency key can meet it. */
  readonly needsKey?: boolean
  readonly draw: Draw
}

const CHANGING = ['confirm', 'cancel', 'issue', 'settle', 'receipt', 'receipt_cancel'] as const
const READING = ['lookup', 'transactions', 'settlements', 'receipts'] as const
const ALL = [...CHANGING, ...READING] as const
const PAYMENTS = ['confirm', 'lookup', 'cancel', 'issue'] as const
const ISSUING = ['confirm', 'issue'] as const

const HTML =
  '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>'

const between = (random: SeededRandom, least: number, most: number) =>
  least + random.below(most - least + 1)

/** A wrong amount is any but the right ones of a shop: far from round. */
const wrongAmount = (random: SeededRandom) => 1_000_001 + 2 * random.below(1000)

const KINDS = {
  delay_before: {
    fits: ALL,
    draw: (random) => ({ delayBeforeMs: between(random, 200, 3000) }),
  },
  delay_after: {
    fits: ALL,
    draw: (random) => ({ delayAfterMs: between(random, 200, 3000) }),
  },
  slow_answer: {
    fits: ALL,
    draw: (random) => ({ trickleMs: between(random, 500, 3000) }),
  },
  dropped_before: {
    fits: CHANGING,
    draw: () => ({ executed: false, instead: { noAnswer: true } }),
  },
  dropped_after: { fits: ALL, draw: () => ({ instead: { noAnswer: true } }) },
  dropped_midway: {
    fits: ALL,
    draw: (random) => ({ instead: { cut: random.next(), breaks: true } }),
  },
  error_500_before: {
    fits: CHANGING,
    draw: () => ({ executed: false, instead: { code: 'COMMON_ERROR' } }),
  },
  error_500_after: {
    fits: CHANGING,
    draw: () => ({ instead: { code: 'FAILED_INTERNAL_SYSTEM_PROCESSING' } }),
  },
  // The same, but Toss's own: its key repeats the error for 15 days.
  error_500_kept: {
    fits: CHANGING,
    needsKey: true,
    draw: () => ({ instead: { code: 'FAILED_INTERNAL_SYSTEM_PROCESSING' }, kept: true }),
  },
  provider_error_kept: {
    fits: CHANGING,
    needsKey: true,
    draw: () => ({ executed: false, instead: { code: 'PROVIDER_ERROR' }, kept: true }),
  },
  running_409: {
    fits: CHANGING,
    needsKey: true,
    draw: (random) => ({ runsForMs: between(random, 500, 5000) }),
  },
  too_many_429: {
    fits: ALL,
    draw: () => ({ executed: false, instead: { code: 'TOO_MANY_REQUESTS' } }),
  },
  too_often_403: {
    fits: ['lookup', 'cancel'],
    draw: () => ({ executed: false, instead: { code: 'FORBIDDEN_CONSECUTIVE_REQUEST' } }),
  },
  html: { fits: ALL, draw: () => ({ instead: { status: 502, body: HTML } }) },
  truncated_json: {
    fits: ALL,
    draw: (random) => ({ instead: { cut: random.next() } }),
  },
  empty_body: {
    fits: ALL,
    draw: () => ({ instead: { status: 200, body: '', contentType: 'application/json' } }),
  },
  unknown_code: {
    fits: CHANGING,
    draw: (random) => ({
      executed: random.below(2) === 0,
      instead: {
        code: 'SOMETHING_NEW_AT_TOSS',
        status: random.pick([400, 403, 500]),
        message: '새로 생긴 오류입니다.',
      },
    }),
  },
  unknown_fields: {
    fits: PAYMENTS,
    draw: () => ({
      instead: {
        set: { loyalty: { points: 12, grades: ['A'] }, settledBy: null, riskScore: 0.25 },
      },
    }),
  },
  unknown_enums: {
    fits: PAYMENTS,
    draw: () => ({ instead: { set: { type: 'SUBSCRIPTION', method: '얼굴결제' } } }),
  },
  wrong_amount: {
    fits: PAYMENTS,
    draw: (random) => {
      const amount = wrongAmount(random)
      return { instead: { set: { totalAmount: amount, balanceAmount: amount } } }
    },
  },
  older_version: {
    fits: PAYMENTS,
    draw: (random) => ({ instead: { version: random.pick(API_VERSIONS) } }),
  },
  expired: { fits: ['confirm'], draw: () => ({ expired: true }) },
  late_deposit: {
    fits: ISSUING,
    draw: (random) => ({ deposit: { afterMs: between(random, MINUTE_MS, 24 * HOUR_MS) } }),
  },
  deposit_reversed: {
    fits: ISSUING,
    draw: (random) => ({
      deposit: {
        afterMs: between(random, SECOND_MS, HOUR_MS),
        reversedAfterMs: between(random, SECOND_MS, HOUR_MS),
      },
    }),
  },
  refund_failed: { fits: ['cancel'], draw: () => ({ refundFails: true }) },
  window_expired: { fits: ['window'], draw: () => ({ expired: true }) },
  redirect_lost: { fits: ['window'], draw: () => ({ redirect: 'lost' }) },
  redirect_twice: { fits: ['window'], draw: () => ({ redirect: 'twice' }) },
} as const satisfies Record<string, Kind>

export type FaultKind = keyof typeof KINDS

/** Every kind of fault by name, in the order of docs/simulator.md. */
export const FAULT_KINDS = Object.keys(KINDS) as readonly FaultKind[]

export const isFaultKind = (name: unknown): name is FaultKind =>
  typeof name === 'string' && Object.hasOwn(KINDS, name)

/** A kind that fits a request, ready to be drawn. */
interface Fitting {
  readonly draw: (random: SeededRandom, on: Operation) => Fault
}

const named = (name: FaultKind): Fitting => ({
  draw: (random, on) => ({ name, on, ...KINDS[name].draw(random) }),
})

/** The kinds among `kinds` that can strike such a request. */
export const kindsFor = (
  operation: Operation,
  hasKey: boolean,
  kinds: readonly FaultKind[],
): readonly Fitting[] =>
  kinds
    .filter((name) => {
      const kind: Kind = KINDS[name]
      return kind.fits.includes(operation) && (hasKey || kind.needsKey !== true)
    })
    .map(named)

/**
 * A fault by the name of its kind, its numbers drawn from `random`. On the operation that is asked for, or the first
 * that the kind fits; undefined where it doesn't fit.
 */
export function faultOfKind(
  name: FaultKind,
  random: SeededRandom,
  on?: Operation,
): Fault | undefined {
  const { fits }: Kind = KINDS[name]
  const operation = on ?? fits[0]
  return operation && fits.includes(operation) ? named(name).draw(random, operation) : undefined
}
