import type { ReceiptRecord } from './cash-receipt-book.ts'
import { TOSS_ERRORS, type TossErrorCode } from './errors.ts'
import type { BoxPayment } from './payment-record.ts'

/** An answer as it goes out: the body is kept as text, so that a replay is the same to the byte. */
export interface Reply {
  readonly status: number
  readonly body: string
}

/** What a request comes to: its answer, and what it changed, which must be saved before the answer may leave. */
export interface Outcome {
  readonly reply: Reply
  readonly payment?: BoxPayment
  readonly receipt?: ReceiptRecord
}

export const answer = (body: unknown, changed: Omit<Outcome, 'reply'> = {}): Outcome => ({
  reply: { status: 200, body: JSON.stringify(body) },
  ...changed,
})

/** `status` and `message` are the code's own where left out. */
export const errorReply = (
  code: TossErrorCode,
  status: number = TOSS_ERRORS[code][0],
  message: string = TOSS_ERRORS[code][1],
): Reply => ({ status, body: JSON.stringify({ code, message }) })

/** Refuses with a code of Toss. `changed` is what the refusal itself changes, such as a declined payment. */
export const refuse = (code: TossErrorCode, changed: Omit<Outcome, 'reply'> = {}): Outcome => ({
  reply: errorReply(code),
  ...changed,
})
