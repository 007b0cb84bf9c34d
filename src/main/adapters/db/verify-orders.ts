import type { Won } from '#shared/money.ts'
import type { AttemptStateKind, RefundState } from '#shared/vocabulary.ts'
import type { CallKind } from '../../domain/journal.ts'
import { judgePayment } from '../../domain/payment-verdict.ts'
import type { Payment } from '../../domain/payment.ts'
import type { RecordFinding } from '../../domain/records.ts'

/** What the till's tables say of an attempt, with the columns of its payment where it has one. */
export interface AttemptFact {
  readonly orderId: string
  readonly amount: Won
  readonly state: AttemptStateKind
  readonly paymentKey: string | null
  readonly idempotencyKey: string | null
  readonly reasonCode: string | null
  readonly paymentStatus: string | null
  readonly balanceAmount: number | null
}
export interface RefundFact {
  readonly id: string
  readonly orderId: string
  readonly idempotencyKey: string
  readonly paymentKey: string
  readonly amount: number
  readonly state: RefundState
  readonly transactionKey: string | null
}

/** Sums of an order's columns beside those of its lines; equal, unless somebody changed the file. */
export interface SumsFact {
  /** Of the last attempt, or of the last cash where there is none. */
  readonly orderId: string
  readonly total: number
  readonly discount: number
  /** The most that one of its attempts asked for; null where only cash was taken. */
  readonly mostAsked: number | null
  readonly lineAmounts: number
  readonly lineShares: number
  /** Lines whose price, pieces and discount don't come to their amount. */
  readonly wrongLines: number
}

/** Orders whose lines don't come to what was asked for, or whose discount isn't what came off the lines. */
export const wrongSums = (facts: Iterable<SumsFact>): readonly RecordFinding[] =>
  [...facts]
    .filter(
      (fact) =>
        fact.wrongLines > 0 ||
        fact.lineAmounts !== fact.total ||
        fact.lineShares !== fact.discount ||
        (fact.mostAsked !== null && fact.mostAsked > fact.total),
    )
    .map(({ orderId }) => ({ kind: 'sums_differ', orderId }))

interface JournalCall {
  readonly row: number
  readonly kind: CallKind
  readonly orderId: string | null
  readonly refundId: string | null
  readonly idempotencyKey: string | null
  readonly path: string
}
interface JournalAnswer {
  readonly status: number | null
  /** What Toss said, where it described a payment. */
  readonly payment: Payment | null
}

/** What the journal has heard about one attempt. */
interface Heard {
  wasAsked: boolean
  /** "verdict paymentKey" of every answer. */
  readonly verdicts: Set<string>
  /** "paymentKey status balance" of every answer. */
  readonly balances: Set<string>
  /** "paymentKey transactionKey amount" of every cancel that is done. */
  readonly cancels: Set<string>
  isPaidAtLast: boolean
}

export interface OrderCheck {
  call(call: JournalCall): void
  /** `call`: the one it answers. */
  answer(call: JournalCall, answer: JournalAnswer): void
  end(): readonly RecordFinding[]
}

/** Nothing was sent for these: no secret was held. */
const NEVER_SENT = 'KEYS_MISSING'

/**
 * Holds the till's orders against what the journal heard, both ways: what is shown as paid or given
 * back was said by Toss, and what was asked of Toss is an order's. Pure. Give it the journal's rows in
 * their order; the facts are of the same moment.
 */
export function createOrderCheck(
  attempts: Iterable<AttemptFact>,
  refunds: Iterable<RefundFact>,
): OrderCheck {
  const known = new Map<string, AttemptFact>()
  const refundsById = new Map<string, RefundFact>()
  /** Lookups by paymentKey name no order: it stands in the path. */
  const orderOfPath = new Map<string, string>()
  for (const fact of attempts) {
    known.set(fact.orderId, fact)
    if (fact.paymentKey !== null) {
      orderOfPath.set(`/v1/payments/${encodeURIComponent(fact.paymentKey)}`, fact.orderId)
    }
  }
  for (const fact of refunds) refundsById.set(fact.id, fact)

  const findings: RecordFinding[] = []
  const all = new Map<string, Heard>()
  const heardOf = (orderId: string): Heard => {
    const heard = all.get(orderId) ?? {
      wasAsked: false,
      verdicts: new Set<string>(),
      balances: new Set<string>(),
      cancels: new Set<string>(),
      isPaidAtLast: false,
    }
    all.set(orderId, heard)
    return heard
  }

  const judgeAttempt = (fact: AttemptFact): RecordFinding['kind'] | null => {
    const { orderId, state, paymentKey } = fact
    const heard = all.get(orderId)
    switch (state) {
      case 'awaiting_payment':
      case 'confirming':
        return null
      case 'paid':
      case 'awaiting_deposit':
        return heard?.verdicts.has(`${state} ${paymentKey}`) === true &&
          heard.balances.has(`${paymentKey} ${fact.paymentStatus} ${fact.balanceAmount}`)
          ? null
          : 'payment_without_answer'
      case 'declined':
      case 'cancelled':
      case 'expired':
        if (heard?.isPaidAtLast === true) return 'paid_at_toss'
        return fact.idempotencyKey !== null &&
          fact.reasonCode !== NEVER_SENT &&
          heard?.wasAsked !== true
          ? 'call_missing'
          : null
    }
  }

  return {
    call({ row, kind, orderId, refundId, idempotencyKey, path }) {
      const about = known.get(orderId ?? orderOfPath.get(path) ?? '')
      if (about !== undefined) heardOf(about.orderId).wasAsked = true
      if (orderId === null || (kind !== 'confirm' && kind !== 'cancel')) return
      const intent = kind === 'confirm' ? about : refundsById.get(refundId ?? '')
      if (intent === undefined) findings.push({ kind: 'order_missing', row, orderId })
      else if (intent.idempotencyKey !== idempotencyKey) {
        findings.push({ kind: 'key_differs', row, orderId })
      }
    },
    answer(call, { status, payment }) {
      if (payment === null || status === null || status < 200 || status > 299) return
      const fact = known.get(payment.orderId)
      // Toss answered about another order than was asked: it says nothing of either.
      if (fact === undefined || (call.orderId ?? payment.orderId) !== payment.orderId) return
      const heard = heardOf(payment.orderId)
      const { paymentKey } = payment
      const verdict = judgePayment(fact, payment).kind
      heard.wasAsked = true
      heard.verdicts.add(`${verdict} ${paymentKey}`)
      heard.balances.add(`${paymentKey} ${payment.status} ${payment.balanceAmount}`)
      heard.isPaidAtLast = verdict === 'paid' && payment.balanceAmount > 0
      for (const { transactionKey, cancelAmount, cancelStatus } of payment.cancels) {
        if (cancelStatus !== 'DONE') continue
        heard.cancels.add(`${paymentKey} ${transactionKey} ${cancelAmount}`)
      }
    },
    end() {
      for (const fact of known.values()) {
        const kind = judgeAttempt(fact)
        if (kind !== null) findings.push({ kind, orderId: fact.orderId } as RecordFinding)
      }
      for (const { orderId, paymentKey, state, transactionKey, amount } of refundsById.values()) {
        if (state !== 'done') continue
        const isBacked = all.get(orderId)?.cancels.has(`${paymentKey} ${transactionKey} ${amount}`)
        if (isBacked !== true) findings.push({ kind: 'refund_without_answer', orderId })
      }
      return findings
    },
  }
}
