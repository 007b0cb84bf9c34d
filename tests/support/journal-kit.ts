import type { TossJournal } from '../../src/main/application/ports.ts'
import { AT, later } from './store-kit.ts'

export type NewCall = Parameters<TossJournal['begin']>[0]
export type NewAnswer = Parameters<TossJournal['answer']>[1]

/** A call as the Toss client writes it. */
export const call = (changes: Partial<NewCall> = {}): NewCall => ({
  kind: 'confirm',
  orderId: '20261123-0001-000001-A1B2',
  refundId: null,
  idempotencyKey: 'confirm:key',
  method: 'POST',
  path: '/v1/payments/confirm',
  request: '{"amount":1000}',
  at: AT,
  ...changes,
})

/** An answer as it came. */
export const answer = (changes: Partial<NewAnswer> = {}): NewAnswer => ({
  status: 200,
  body: '{"한글":1}',
  traceId: 'trace',
  error: null,
  at: later(5),
  ...changes,
})
