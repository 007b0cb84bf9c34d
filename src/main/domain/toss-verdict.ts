import type { TossRetry, TossVerdict } from '#shared/toss-codes/row.ts'
import { type TossCall, tossCodeRow } from '#shared/toss-codes/toss-codes.ts'

export interface TossAdvice {
  readonly verdict: TossVerdict
  readonly retry: TossRetry
}

/** What a code means for a call, and what to do next: see the table in shared/toss-codes. */
export function judgeTossCode(call: TossCall, code: string, message = ''): TossAdvice {
  const { verdict, retry } = tossCodeRow(call, code, message)
  return { verdict, retry }
}
