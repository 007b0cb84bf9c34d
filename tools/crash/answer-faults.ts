/** What can go wrong with one answer of Toss, by name: the box's own kinds, and what else the till has to bear. */
import {
  FAULT_KINDS,
  faultOfKind,
  isFaultKind,
  kindsFor,
} from '../../src/main/training/fault-kinds.ts'
import type { Fault } from '../../src/main/training/faults.ts'
import { createSeededRandom } from '../../src/main/training/seeded-random.ts'

export type Call =
  | 'confirm'
  | 'cancel'
  | 'lookup'
  | 'transactions'
  | 'receipt'
  | 'receipt_cancel'
  | 'receipts'

/** Calls that make Toss do something, each under a key of its own. */
export const isAct = (call: Call): boolean =>
  call !== 'lookup' && call !== 'transactions' && call !== 'receipts'

const SECOND = 1000
/** Longer than the till waits for any answer. */
const PAST_DEADLINE = 75 * SECOND

const code = (name: string): Fault => ({ instead: { code: name } })

const OF_ACTS: Readonly<Record<string, Fault>> = {
  acts_past_deadline: { delayBeforeMs: PAST_DEADLINE },
  answers_past_deadline: { delayAfterMs: PAST_DEADLINE },
  unknown_status: { instead: { set: { status: 'HALF_DONE' } } },
  another_order: { instead: { set: { orderId: 'another-order-0001' } } },
}

const OF_ACTS_OF_RECEIPTS: Readonly<Record<string, Fault>> = {
  acts_past_deadline: { delayBeforeMs: PAST_DEADLINE },
  answers_past_deadline: { delayAfterMs: PAST_DEADLINE },
}

/** Beside the box's own. Where nothing else is said, Toss did what was asked. */
const MORE: Readonly<Record<Call, Readonly<Record<string, Fault>>>> = {
  confirm: { ...OF_ACTS, already_processed: code('ALREADY_PROCESSED_PAYMENT') },
  cancel: {
    ...OF_ACTS,
    already_canceled: code('ALREADY_CANCELED_PAYMENT'),
    balance_differs: code('NOT_MATCHES_REFUNDABLE_AMOUNT'),
  },
  lookup: {
    answers_past_deadline: { delayAfterMs: PAST_DEADLINE },
    not_found_yet: code('NOT_FOUND_PAYMENT'),
    error_500: code('FAILED_INTERNAL_SYSTEM_PROCESSING'),
    unknown_status: { instead: { set: { status: 'HALF_DONE' } } },
    another_order: { instead: { set: { orderId: 'another-order-0001' } } },
  },
  receipt: OF_ACTS_OF_RECEIPTS,
  receipt_cancel: OF_ACTS_OF_RECEIPTS,
  receipts: {
    answers_past_deadline: { delayAfterMs: PAST_DEADLINE },
    error_500: code('FAILED_INTERNAL_SYSTEM_PROCESSING'),
  },
  transactions: {
    answers_past_deadline: { delayAfterMs: PAST_DEADLINE },
    error_500: code('FAILED_INTERNAL_SYSTEM_PROCESSING'),
    nothing_yet: { instead: { status: 200, body: '[]', contentType: 'application/json' } },
  },
}

/** Whether a deposit comes is the scenario's to say. */
const NOT_HERE = ['late_deposit', 'deposit_reversed']

const namesOf = (call: Call): string[] => [
  ...kindsFor(call, isAct(call), FAULT_KINDS)
    .map(({ draw }) => draw(createSeededRandom(''), call).name ?? '')
    .filter((name) => !NOT_HERE.includes(name)),
  ...Object.keys(MORE[call]),
]
const NAMES = {
  confirm: namesOf('confirm'),
  cancel: namesOf('cancel'),
  lookup: namesOf('lookup'),
  transactions: namesOf('transactions'),
  receipt: namesOf('receipt'),
  receipt_cancel: namesOf('receipt_cancel'),
  receipts: namesOf('receipts'),
} as const

export const faultNames = (call: Call): readonly string[] => NAMES[call]

/**
 * The fault of this name, its numbers drawn from `seed`. undefined where it doesn't fit the call: a
 * run with kills asks in another order than the one it was planned by.
 */
export function findFault(call: Call, name: string, seed: string): Fault | undefined {
  const own = MORE[call][name]
  if (own !== undefined) return { on: call, name, ...own }
  return isFaultKind(name) ? faultOfKind(name, createSeededRandom(seed), call) : undefined
}
