import type { OrderView, RefundView } from '#shared/ipc/contract.ts'
import type { Failure } from '#shared/result.ts'

export type RefundOutcome =
  /** Not sent yet, or taken back to be changed. */
  | { readonly kind: 'editing' }
  | { readonly kind: 'done'; readonly refund: RefundView }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }
  /** It may have been refunded: never shown as failed. */
  | { readonly kind: 'unknown' }
  /** Main didn't begin it; the same press may be made again. */
  | { readonly kind: 'problem'; readonly failure: Failure }

export interface SentRefund {
  readonly intentId: string
  /** Main's answer, if it came. */
  readonly answer: RefundView | null
  readonly failure: Failure | null
  /** An earlier press with the same id had an unknown outcome, so a failure now doesn't end it. */
  readonly wasUnknown: boolean
}

/** After these it isn't known whether main had begun: a bug on the way may have come after the call. */
const UNKNOWN_CODES: readonly Failure['code'][] = ['REFUND_UNKNOWN', 'INTERNAL', 'TOSS_UNREACHABLE']

/** What has become of a refund. The order is newer than the answer: main settles it by lookup. */
export function outcomeOf(sent: SentRefund | null, order: OrderView): RefundOutcome {
  if (sent === null) return { kind: 'editing' }
  const refund = order.refunds.find(({ id }) => id === sent.intentId) ?? sent.answer
  if (refund?.state === 'done') return { kind: 'done', refund }
  if (refund?.state === 'refused') {
    const { code, message } = refund.refusal ?? { code: 'UNKNOWN', message: '' }
    return { kind: 'refused', code, message }
  }
  if (refund?.state === 'requested' || sent.wasUnknown) return { kind: 'unknown' }
  const { failure } = sent
  if (failure === null) return { kind: 'editing' }
  if (failure.code === 'REFUND_REFUSED') {
    const { code, message } = failure.toss ?? failure
    return { kind: 'refused', code, message }
  }
  return UNKNOWN_CODES.includes(failure.code) ? { kind: 'unknown' } : { kind: 'problem', failure }
}
