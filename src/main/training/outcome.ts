import { TOSS_ERRORS, type TossErrorCode } from './errors.ts'
import type { BoxPayment } from './payment-record.ts'

/** An answer as it goes out: the body is kept as text, so that a replay is the same to the byte. */
export interface Reply {
  readonly status: number
  readonly body: string
}

/** What a request comes to: its answer, and the payment as it must be saved before the answer may leave. */
export interface Outcome {
  readonly reply: Reply
  readonly payment: BoxPayment | null
}

export const answer = (body: unknown, payment: BoxPayment | null = null): Outcome => ({
  reply: { status: 200, body: JSON.stringify(body) },
  payment,
})

export const errorReply = (code: TossErrorCode, status: number = TOSS_ERRORS[code][0]): Reply => ({
  status,
  body: JSON.stringify({ code, message: TOSS_ERRORS[code][1] }),
})

/** Refuses with a code of Toss. `payment` is what the refusal itself changes, such as a declined payment. */
export const refuse = (code: TossErrorCode, payment: BoxPayment | null = null): Outcome => ({
  reply: errorReply(code),
  payment,
})
